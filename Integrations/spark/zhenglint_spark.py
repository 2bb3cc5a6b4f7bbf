#!/usr/bin/env python3
"""Checks many inputs with `zhenglint worker` on the machines of a Spark cluster.

    zhenglint_spark.py --program PROGRAM --manifest FILE --output DIR [-- OPTIONS OF THE WORKER]

What it writes, what its exit status means, and how much of it there is to plan for: README.md.
"""

import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import IntegerType, LongType, StringType, StructField, StructType

import manifests
import workers

HERE = pathlib.Path(__file__).resolve().parent
CLEAN, FINDINGS, TROUBLE, NOTHING = range(4)
# What the worker is always told: its exit status then says only whether it could run.
WORKER_OPTIONS = ["--exit-zero", "--allow-incomplete", "--allow-empty"]
# Failed inputs have a partition of one each, up to so many: a task costs the driver some
# milliseconds. Beyond, they share partitions, and still have a worker of their own.
RETRY_PARTITIONS = 10_000

CHECKED, PARTLY, UNREAD = "checked", "partly", "unread"
REFUSED, CRASHED, TIMED_OUT, FAULTY = "refused", "crashed", "timed-out", "faulty-row"
OUTCOMES = [CHECKED, PARTLY, UNREAD, REFUSED, CRASHED, TIMED_OUT]
LEVELS = ["violation", "review", "info"]

RESULT = StructType(
    [
        StructField("line", LongType(), False),
        StructField("id", StringType()),
        StructField("path", StringType()),
        StructField("district", StringType()),
        # As the manifest says, otherwise as the certificate does.
        StructField("issuer", StringType()),
        StructField("outcome", StringType(), False),
        StructField("attempts", IntegerType(), False),
        *(StructField(level, IntegerType(), False) for level in LEVELS),
        StructField("sha256", StringType()),
        # Tool, rules and day.
        StructField("version", StringType()),
        # Why it was not checked whole.
        StructField("reason", StringType()),
        # JSON: the row of the manifest; the worker's report.
        StructField("submission", StringType(), False),
        StructField("report", StringType()),
    ]
)


def main():
    arguments = parsed_arguments()
    try:
        return run(arguments)
    except manifests.ManifestError as error:
        return complaint(*error.text, arguments.lang)
    except OSError as error:
        return complaint(
            f"读写失败：{error}", f"reading or writing failed: {error}", arguments.lang
        )
    except Exception:
        # Spark gave up. Python's own status, 1, would mean findings.
        traceback.print_exc()
        return complaint("没有做完", "the job was not done", arguments.lang)


def run(arguments):
    command = [arguments.program, "worker", *worker_options(arguments)]
    if trouble := trouble_with(arguments.output, command):
        return complaint(*trouble, arguments.lang)
    with tempfile.TemporaryDirectory(dir=arguments.output.resolve().parent) as folder:
        jobs = pathlib.Path(folder) / "jobs.jsonl"
        row_count = write_jobs(jobs, arguments)
        if row_count == 0:
            complaint("没有可检查的输入", "there is nothing to check", arguments.lang)
            return NOTHING
        summary = run_on_spark(arguments, command, jobs, row_count)
    print(told(summary, arguments.lang))
    return exit_status(summary, arguments.fail_level)


def write_jobs(path, arguments):
    """Writes each row as a line of JSON; returns how many there are."""
    if arguments.manifest:
        rows = manifests.rows_of_manifest(arguments.manifest)
    else:
        separator = b"\0" if arguments.null else b"\n"
        rows = manifests.rows_of_list(arguments.files_from, separator)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            if row["fault"]:
                row["fault"] = getattr(row["fault"], arguments.lang)
            file.write(json.dumps(row) + "\n")
            count += 1
    return count


def run_on_spark(arguments, command, jobs, row_count):
    """Does the jobs and returns the summary."""
    # The workers' Python has to be the driver's.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("zhenglint")
    if arguments.master:
        builder = builder.master(arguments.master)
    spark = builder.getOrCreate()
    # Task code that is imported has to be on the machines too.
    spark.sparkContext.addPyFile(str(HERE / "workers.py"))
    memory_limit = arguments.memory and arguments.memory << 20
    worker = workers.Worker(command, arguments.timeout, memory_limit)
    partitions = arguments.partitions or 4 * spark.sparkContext.defaultParallelism
    try:
        return Job(spark, worker, jobs, arguments.output.resolve()).run(row_count, partitions)
    finally:
        spark.stop()


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="zhenglint; the same path on all machines")
    inputs = parser.add_mutually_exclusive_group(required=True)
    inputs.add_argument("--manifest", help=".csv or .jsonl, as of zhenglint scan --manifest")
    inputs.add_argument("--files-from", metavar="FILE", help="paths, one a line")
    parser.add_argument("-0", "--null", action="store_true", help="NUL between the paths")
    parser.add_argument("--output", required=True, type=pathlib.Path, help="a new directory")
    parser.add_argument("--partitions", type=int, default=0, help="default: 4 a core")
    parser.add_argument("--master", help="as local[2]; spark-submit knows it by itself")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one input")
    parser.add_argument("--memory", type=int, help="MiB of address space for one worker")
    parser.add_argument("--fail-level", choices=LEVELS, default="violation")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument("options", nargs="*", help="after --: options of zhenglint worker")
    return parser.parse_args()


def worker_options(arguments):
    options = [*WORKER_OPTIONS, "--lang", arguments.lang, *arguments.options]
    # One day for all machines, also when the job runs past midnight.
    if not any(option.split("=")[0] == "--as-of" for option in options):
        options += ["--as-of", datetime.date.today().isoformat()]
    return options


def trouble_with(output, command):
    """Why nothing could come of it, before a million jobs fail for it."""
    if output.exists():
        return (
            f"{output} 已经存在；请另写一个目录",
            f"{output} exists already; name another directory",
        )
    try:
        process = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    except OSError as error:
        return f"{command[0]} 不能运行：{error}", f"{command[0]} cannot be run: {error}"
    if process.returncode == 0:
        return None
    said = process.stderr.decode(errors="replace").strip()
    return f"zhenglint worker 不能运行：{said}", f"zhenglint worker cannot be run: {said}"


def complaint(zh, en, lang):
    print(f"zhenglint_spark: {zh if lang == 'zh' else en}", file=sys.stderr)
    return TROUBLE


class Job:
    """One run over a manifest or a list of paths.

    `mapPartitions` with a process of our own rather than `RDD.pipe`: where a worker dies, a pipe
    loses the rest of its partition, or fails the whole task and repeats it, and never tells on
    which record.
    """

    def __init__(self, spark, worker, jobs, output):
        self.spark = spark
        self.worker = worker
        # Written by the driver, as the passes are kept beside it: all machines have to see them.
        self.jobs = jobs
        self.output = output

    def run(self, row_count, partitions):
        rows = self.spark.sparkContext.textFile(address(self.jobs), partitions)
        self.results(rows).write.parquet(address(self.output / "results.parquet"))
        # Nothing is judged again for the other outputs.
        results = self.spark.read.parquet(address(self.output / "results.parquet"))
        results.rdd.map(as_json).saveAsTextFile(address(self.output / "results.jsonl"))
        self.write_lines("issuers.jsonl", by_issuer(results))
        self.write_lines("failures.jsonl", failures(results))
        summary = summarised(results, row_count)
        text = json.dumps(summary, ensure_ascii=False, indent=2)
        (self.output / "summary.json").write_text(text + "\n", encoding="utf-8")
        return summary

    def results(self, rows):
        """The answers of the first pass, and in place of its failures those of the second."""
        first = self.kept("first", rows.mapPartitions(pass_of(self.worker, attempt=1)))
        has_failed = ~F.col("outcome").isin(CHECKED, FAULTY)
        failed = first.where(has_failed)
        count = failed.count()
        if count == 0:
            return first
        again = (
            failed.rdd.zipWithIndex()
            .map(lambda pair: (pair[1], pair[0].submission))
            .partitionBy(min(count, RETRY_PARTITIONS))
            .values()
        )
        second = self.kept("second", again.mapPartitions(pass_of(self.worker, attempt=2)))
        return first.where(~has_failed).union(second)

    def kept(self, name, results):
        """Results on disk: read from memory that was lost, they would be judged again."""
        path = address(self.jobs.with_name(name))
        self.spark.createDataFrame(results, RESULT).write.parquet(path)
        return self.spark.read.parquet(path)

    def write_lines(self, name, rows):
        """One file of JSON lines, written by the driver as the rows come in."""
        with (self.output / name).open("w", encoding="utf-8") as file:
            for row in rows.toLocalIterator():
                file.write(json.dumps(row.asDict(), ensure_ascii=False) + "\n")


def address(path):
    """Of a file that all machines see, whatever file system a cluster takes for its own."""
    return f"file://{path}"


def pass_of(worker, attempt):
    """What is done with the rows of a partition."""

    def judged(lines):
        rows = (json.loads(line) for line in lines)
        current = []

        def jobs():
            for row in rows:
                current.append(row)
                if not row["fault"]:
                    yield {"id": row["line"], **row["job"]}

        # A faulty row has no answer: those before a job come out with it, the last ones at the end.
        for answer in workers.answers(jobs(), worker, is_alone=attempt > 1):
            *faulty, row = current
            current.clear()
            yield from (result(row, None, attempt) for row in faulty)
            yield result(row, answer, attempt)
        yield from (result(row, None, attempt) for row in current)

    return judged


def result(row, answer, attempt):
    """A row of the results as a tuple in the order of `RESULT`."""
    job = row["job"] or {}
    report = (answer or {}).get("report")
    summary = report["summary"] if report else {}
    entry = report["inputs"][0] if report else {}
    outcome, reason = outcome_of(row, answer)
    issuer = job.get("issuer") or (entry.get("certificate") or {}).get("issuer")
    version = None
    if report:
        version = " ".join(
            [report["tool"]["version"], report["rules"]["version"], report["rules"]["asOf"]]
        )
    return (
        row["line"],
        row["id"],
        job.get("path"),
        row["district"],
        issuer,
        outcome,
        attempt,
        *(summary.get(level, 0) for level in LEVELS),
        entry.get("sha256"),
        version,
        reason,
        json.dumps(row, ensure_ascii=False),
        answer["text"] if report else None,
    )


def outcome_of(row, answer):
    """What became of a row, and why it was not checked whole."""
    if row["fault"]:
        return FAULTY, row["fault"]
    if "error" in answer:
        error = answer["error"]
        code = error["code"]
        if code in (CRASHED, TIMED_OUT):
            return code, error["message"]
        return REFUSED, f"{code}: {error['message']}"
    report = answer["report"]
    entry = report["inputs"][0]
    if entry["status"] == CHECKED:
        return CHECKED, None
    return entry["status"], " ".join(note["message"] for note in entry["notes"])


def as_json(row):
    """A result as a line of JSON, with submission and report as they are."""

    def text(value):
        return json.dumps(value, ensure_ascii=False)

    return (
        f'{{"outcome": {text(row.outcome)}, "attempts": {row.attempts}, '
        f'"reason": {text(row.reason)}, "submission": {row.submission}, '
        f'"report": {row.report or "null"}}}'
    )


def by_issuer(results):
    """Inputs and findings of each issuer, most violations first; no issuer is one of them."""
    return (
        results.where(F.col("outcome") != FAULTY)
        .groupBy("issuer")
        .agg(
            F.count("*").alias("inputs"),
            F.sum("violation").alias("violation"),
            F.sum("review").alias("review"),
            F.sum((F.col("outcome") != CHECKED).cast("int")).alias("unread"),
        )
        .orderBy(F.desc("violation"), F.desc("review"), "issuer")
    )


def failures(results):
    """What was not checked whole, in the order of the manifest."""
    columns = ["line", "id", "path", "outcome", "attempts", "reason"]
    return results.where(F.col("outcome") != CHECKED).select(columns).orderBy("line")


def summarised(results, row_count):
    """Counts; `isConsistent` tells whether as many rows came out as went in."""
    counts = {row.outcome: row["count"] for row in results.groupBy("outcome").count().collect()}
    sums = results.agg(
        *(F.sum(level).alias(level) for level in LEVELS),
        F.sum((F.col("violation") > 0).cast("int")).alias("inputsInBreach"),
        F.sum((F.col("attempts") > 1).cast("int")).alias("retried"),
        F.sum(((F.col("attempts") > 1) & (F.col("outcome") == CHECKED)).cast("int")).alias(
            "recovered"
        ),
    ).first()
    versions = results.where("version IS NOT NULL").select("version").distinct().collect()
    faulty_rows = counts.pop(FAULTY, 0)
    return {
        "rows": row_count,
        "faultyRows": faulty_rows,
        "inputs": sum(counts.values()),
        **{outcome: counts.get(outcome, 0) for outcome in OUTCOMES},
        **{name: value or 0 for name, value in sums.asDict().items()},
        "versions": sorted(row.version for row in versions),
        "isConsistent": faulty_rows + sum(counts.values()) == row_count
        and set(counts) <= set(OUTCOMES)
        and len(versions) <= 1,
    }


def exit_status(summary, fail_level):
    if not summary["isConsistent"] or summary["faultyRows"] > 0:
        return TROUBLE
    if summary["inputs"] == 0:
        return NOTHING
    if summary[CHECKED] < summary["inputs"]:
        return TROUBLE
    failing = LEVELS[: LEVELS.index(fail_level) + 1]
    return FINDINGS if any(summary[level] for level in failing) else CLEAN


def told(summary, lang):
    known = {name.replace("-", "_"): value for name, value in summary.items()}
    if lang == "zh":
        lines = [
            "输入：{inputs} 份，完整检查 {checked} 份，部分读取 {partly} 份，未读 {unread} 份，"
            "任务不成立 {refused} 份，程序崩溃 {crashed} 份，超时 {timed_out} 份",
            "清单：{rows} 行，不能用的 {faultyRows} 行",
            "重试：{retried} 份，其中 {recovered} 份重试后完整检查",
            "发现：违反规定 {violation} 处（{inputsInBreach} 份），需人工判断 {review} 处",
            "版本：{versions}",
        ]
        if not summary["isConsistent"]:
            lines.append("数目或版本对不上：结果不可用")
    else:
        lines = [
            "inputs: {inputs}, checked {checked}, partly read {partly}, unread {unread}, "
            "refused {refused}, crashed {crashed}, timed out {timed_out}",
            "manifest: {rows} rows, {faultyRows} of no use",
            "second attempts: {retried}, of which {recovered} were then checked whole",
            "findings: {violation} breaches of a rule (in {inputsInBreach} inputs), "
            "{review} need review",
            "versions: {versions}",
        ]
        if not summary["isConsistent"]:
            lines.append("counts or versions do not agree: do not use these results")
    known["versions"] = (
        "；".join(summary["versions"]) if lang == "zh" else "; ".join(summary["versions"])
    )
    return "\n".join(lines).format(**known)


if __name__ == "__main__":
    sys.exit(main())
