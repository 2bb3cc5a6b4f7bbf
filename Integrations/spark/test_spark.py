"""The job run for real: on generated certificates, on what nobody can read, with workers that die.

`make spark` runs it. `SPARK_INPUTS=20000` compares so many inputs with a run on one machine (500 if
not told), `SPARK_MASTER` takes another master than two cores of this machine.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys

import pytest
from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "Tests/Benchmarks"))

import corpora  # noqa: E402

PROGRAM = pathlib.Path(os.environ.get("ZHENGLINT", ROOT / ".build/debug/zhenglint"))
MASTER = os.environ.get("SPARK_MASTER", "local[2]")
INPUT_COUNT = int(os.environ.get("SPARK_INPUTS", 500))
# Nobody looks at the page of Spark, and there is little to shuffle: this halves the time.
os.environ["PYSPARK_SUBMIT_ARGS"] = (
    "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=4"
    " --conf spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 pyspark-shell"
)
GBK_PAGE = ROOT / "Fixtures/Certificates/32-training-gbk.html"
# The same day on both sides, also around midnight.
WORKER_OPTIONS = ["--no-config", "--as-of", "2026-01-01"]


def job(*arguments, output, status, program=PROGRAM, options=WORKER_OPTIONS):
    """Runs the job; its standard output and error."""
    process = subprocess.run(
        [
            *(sys.executable, HERE / "zhenglint_spark.py", "--program", program),
            *("--output", output, "--master", MASTER, *map(str, arguments), "--", *options),
        ],
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert process.returncode == status, process.stdout + process.stderr
    return process


def zhenglint(*arguments, status):
    process = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=3600)
    assert process.returncode == status, process.stderr.decode()
    return process.stdout


def compared(output, option, other):
    process = subprocess.run(
        [sys.executable, HERE / "compare.py", output, option, other], capture_output=True, text=True
    )
    return process.returncode, process.stdout + process.stderr


def summary(output):
    return json.loads((output / "summary.json").read_text("utf-8"))


def json_lines(path):
    paths = sorted(path.glob("part-*")) if path.is_dir() else [path]
    return [json.loads(line) for part in paths for line in part.read_text("utf-8").splitlines()]


def manifest(path, columns, rows, *, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def pages(folder, count):
    """Small certificates, every third with a hit."""
    folder.mkdir()
    for number in range(count):
        text = f"<h1>{'国家级' if number % 3 == 0 else ''}插花证书第{number}号</h1>"
        (folder / f"{number:02}.html").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def program_that_dies(tmp_path_factory):
    """zhenglint, but for jobs that name `deadly` or, the first time, `flaky`."""
    folder = tmp_path_factory.mktemp("program")
    path = folder / "zhenglint"
    path.write_text(
        f"""#!/usr/bin/env bash
while IFS= read -r line; do
  case $line in
  *deadly*) echo "out of luck" >&2; kill -KILL $$ ;;
  *flaky*) [[ -e {folder}/once ]] || {{ touch {folder}/once; kill -SEGV $$; }} ;;
  *endless*) sleep 600 ;;
  esac
  {PROGRAM} "$@" <<<"$line"
done
"""
    )
    path.chmod(0o755)
    return path


def test_what_a_worker_dies_on_is_kept_and_the_rest_goes_on(tmp_path, program_that_dies):
    folder = pages(tmp_path / "in", 12)
    for number, name in [(3, "deadly"), (5, "flaky"), (7, "endless")]:
        (folder / f"{number:02}.html").rename(folder / f"{number:02}-{name}.html")
    rows = [
        [path, "甲协会" if int(path.name[:2]) < 6 else "乙协会"]
        for path in sorted(folder.iterdir())
    ]
    rows.insert(4, [folder / "missing.html", "丙协会"])
    told = job(
        *("--manifest", manifest(tmp_path / "in.csv", ["path", "issuer"], rows), "--partitions", 2),
        *("--timeout", 15),
        output=tmp_path / "out",
        status=2,
        program=program_that_dies,
    )
    assert "输入：13 份，完整检查 10 份" in told.stdout
    assert "重试：4 份，其中 1 份重试后完整检查" in told.stdout

    counts = summary(tmp_path / "out")
    assert counts["rows"] == counts["inputs"] == 13
    assert [counts[name] for name in ["checked", "unread", "crashed", "timed-out"]] == [10, 1, 1, 1]
    assert counts["retried"] == 4 and counts["recovered"] == 1 and counts["isConsistent"]

    failures = json_lines(tmp_path / "out/failures.jsonl")
    assert [
        (pathlib.Path(row["path"]).name, row["outcome"], row["attempts"]) for row in failures
    ] == [
        ("03-deadly.html", "crashed", 2),
        ("missing.html", "unread", 2),
        ("07-endless.html", "timed-out", 2),
    ]
    assert failures[0]["reason"] == "SIGKILL: out of luck"

    results = json_lines(tmp_path / "out/results.jsonl")
    assert sorted(row["submission"]["line"] for row in results) == list(range(2, 15))
    [flaky] = [row for row in results if "flaky" in row["submission"]["job"]["path"]]
    assert flaky["attempts"] == 2 and flaky["report"]["complete"]

    # 03 is one of the four with a hit, and nobody could see it.
    assert json_lines(tmp_path / "out/issuers.jsonl") == [
        {"issuer": "乙协会", "inputs": 6, "violation": 2, "review": 0, "unread": 1},
        {"issuer": "甲协会", "inputs": 6, "violation": 1, "review": 0, "unread": 1},
        {"issuer": "丙协会", "inputs": 1, "violation": 0, "review": 0, "unread": 1},
    ]


def test_a_worker_that_wants_too_much_memory_dies_alone(tmp_path):
    folder = pages(tmp_path / "in", 4)
    (folder / "huge.txt").touch()
    os.truncate(folder / "huge.txt", 300 << 20)
    paths = tmp_path / "paths"
    paths.write_bytes(b"\0".join(bytes(path) for path in sorted(folder.iterdir())))
    job(
        *("--files-from", paths, "--null", "--partitions", 1, "--memory", 256),
        output=tmp_path / "out",
        status=2,
    )
    [failure] = json_lines(tmp_path / "out/failures.jsonl")
    assert failure["path"] == str(folder / "huge.txt") and failure["outcome"] == "crashed"
    assert "Fatal error: failed to allocate" in failure["reason"]
    assert summary(tmp_path / "out")["checked"] == 4
    compare_parquet(tmp_path / "out")


def compare_parquet(output):
    """The table has a row for each line of JSON, and they say the same."""
    spark = SparkSession.builder.master("local[1]").getOrCreate()
    try:
        table = spark.read.parquet(str(output / "results.parquet")).collect()
    finally:
        spark.stop()
    results = {row["submission"]["line"]: row for row in json_lines(output / "results.jsonl")}
    assert sorted(row.line for row in table) == sorted(results)
    for row in table:
        result = results[row.line]
        assert (row.outcome, row.reason) == (result["outcome"], result["reason"])
        assert json.loads(row.report or "null") == result["report"]
        summary = (result["report"] or {}).get("summary", {})
        assert row.violation == summary.get("violation", 0)


def test_the_same_as_a_scan_of_the_manifest(tmp_path):
    folder = pages(tmp_path / "in", 6)
    (folder / "gbk.html").write_bytes(GBK_PAGE.read_bytes())
    (folder / "empty.html").write_text("")
    kinds = [
        "行业协会",
        "研究会",
        "企业",
        "事业单位",
        "学校、培训机构",
        "国家机关",
        "catalogue_body",
    ]
    days = [
        "2024年5月1日",
        "2024/5/1",
        "2024-05-01",
        "2024.05.01",
        "",
        "2016-01-01",
        "2024-05-01 10:30",
    ]
    rows = [
        [
            f"S{number}",
            f"{number:02}.html",
            "云洲市花艺行业协会",
            kinds[number],
            "插花证书",
            days[number],
            "云洲",
            " 备注 ",
        ]
        for number in range(6)
    ]
    rows += [
        ["S6", "gbk.html", "", kinds[6], "", days[6], "", "一\n二"],
        ["S7", "empty.html", "", "", "", "", "", ""],
        ["S8", "missing.html", "甲,乙", "", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        # Faults: the path, the id, the kind, the date, no path, the number of values.
        ["S9", "00.html", "", "", "", "", "", ""],
        ["S1", "x.html", "", "", "", "", "", ""],
        ["S10", "y.html", "", "星际", "", "", "", ""],
        ["S11", "z.html", "", "", "", "2024-02-30", "", ""],
        ["S12", "", "", "", "", "", "", ""],
        ["S13", "w.html"],
    ]
    columns = ["编号", "路径", "发证机构", "机构类型", "证书名称", "发证日期", "地区", "备注"]
    path = manifest(folder / "manifest.csv", columns, rows, encoding="gb18030")
    told = job("--manifest", path, "--partitions", 3, output=tmp_path / "out", status=2)
    assert "清单：15 行，不能用的 6 行" in told.stdout
    store = tmp_path / "store.db"
    zhenglint("scan", "--store", store, "--manifest", path, *WORKER_OPTIONS, status=2)
    status, message = compared(tmp_path / "out", "--store", store)
    assert status == 0, message

    lines = [dict(zip(columns, row, strict=True)) for row in rows if len(row) == len(columns)]
    path = folder / "manifest.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    job("--manifest", path, "--partitions", 3, output=tmp_path / "out-jsonl", status=2)
    zhenglint("scan", "--store", store, "--manifest", path, *WORKER_OPTIONS, status=2)
    status, message = compared(tmp_path / "out-jsonl", "--store", store)
    assert status == 0, message
    # The comparison sees a difference where there is one.
    assert compared(tmp_path / "out", "--store", store)[0] == 1


def test_the_same_as_one_machine_on_generated_inputs(tmp_path):
    made = corpora.Corpora(ROOT / ".build/spark-corpora")
    drawings = INPUT_COUNT // 4
    folders = [made.pages(INPUT_COUNT - drawings), made.drawings(drawings)]
    paths = tmp_path / "paths"
    paths.write_text(
        "".join(f"{file}\n" for folder in folders for file in sorted(folder.iterdir()))
    )
    job("--files-from", paths, output=tmp_path / "out", status=1)
    counts = summary(tmp_path / "out")
    assert counts["checked"] == counts["rows"] == INPUT_COUNT
    one = tmp_path / "one.jsonl"
    one.write_bytes(
        zhenglint(
            "check", *folders, *WORKER_OPTIONS, "--no-gitignore", "--format", "jsonl", status=1
        )
    )
    status, message = compared(tmp_path / "out", "--jsonl", one)
    assert status == 0, message
    print(message, end="")


@pytest.mark.parametrize(
    "content, status, message",
    [
        ("path\n", 3, "没有可检查的输入"),
        ("名称,发证机构\n", 2, "清单没有“路径”（path）一列"),
        ("path,路径\na,b\n", 2, "清单有两列是同一项：“path”和“路径”"),
    ],
)
def test_a_manifest_of_no_use(tmp_path, content, status, message):
    (tmp_path / "in.csv").write_text(content, "utf-8")
    told = job("--manifest", tmp_path / "in.csv", output=tmp_path / "out", status=status)
    assert message in told.stderr and list(tmp_path.iterdir()) == [tmp_path / "in.csv"]


def test_what_no_worker_could_do_is_said_at_once(tmp_path):
    (tmp_path / "in.csv").write_text("path\na.html\n")
    told = job(
        *("--manifest", tmp_path / "in.csv", "--lang", "en"),
        output=tmp_path / "out",
        status=2,
        options=["--edition", "1999"],
    )
    assert "zhenglint worker cannot be run:" in told.stderr and "1999" in told.stderr
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    told = job("--manifest", tmp_path / "in.csv", output=tmp_path / "out", status=2)
    assert "已经存在" in told.stderr and list((tmp_path / "out").iterdir()) == []
