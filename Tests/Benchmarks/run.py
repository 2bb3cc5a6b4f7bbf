#!/usr/bin/env python3
"""Times `zhenglint check` against what else reads the same bytes, in the same run.

    make bench        builds, runs this and writes RESULTS.md beside it

Every round runs each command once, one after the other, so that a busy machine is busy for all of
them. Medians of wall time; peak memory is the largest of all rounds.
"""

import argparse
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import corpora

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Listed terms, for the peers that search literally and know no disguises.
TERMS = "中华人民共和国\n中国\n中华\n国家\n全国\n职业资格\n人员资格\n国徽\n"

KILOBYTE = 1024


class Timing:
    """Wall and processor seconds of each run of a command, and its peak memory."""

    def __init__(self, title, command):
        self.title = title
        self.command = command
        self.wall = []
        self.processor = []
        self.peak = 0

    def run(self):
        start = time.perf_counter()
        # To a file: with /dev/null for output grep stops at the first match.
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                self.command, stdout=subprocess.DEVNULL if self.command[0] == "cat" else output,
                stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall.append(time.perf_counter() - start)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss * KILOBYTE)
        # 1 is "findings" for zhenglint and "no match" for grep.
        if process.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, self.command))}: exit status {process.returncode}")


def measure(timings, rounds):
    """Runs all commands in turn, `rounds` times and once before to fill the page cache."""
    for timing in timings:
        timing.run()
        timing.wall.clear()
        timing.processor.clear()
    for _ in range(rounds):
        for timing in timings:
            timing.run()


def table(title, timings, size):
    """A Markdown table; ratios are to the first command, which reads and does nothing else."""
    base = statistics.median(timings[0].wall)
    lines = [
        f"## {title}",
        "",
        "| command | wall, median | ratio | fastest | processor | MB/s | peak memory |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for timing in timings:
        wall = statistics.median(timing.wall)
        lines.append(
            f"| {timing.title} | {seconds(wall)} | {wall / base:.1f} | {seconds(min(timing.wall))} "
            f"| {seconds(statistics.median(timing.processor))} "
            f"| {size / wall / 1e6:.3g} | {memory(timing.peak, size)} |")
    return lines + [""]


def memory(peak, size):
    # A child counts the pages of this script until it runs its own program.
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    if peak <= 1.1 * floor:
        return f"< {floor / 1e6:.0f} MB"
    ratio = f" ({peak / size:.2f} × the input)" if size > 50e6 else ""
    return f"{peak / 1e6:.0f} MB{ratio}"


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def hostile_table(zhenglint, folder, rounds):
    """Processor time for 1, 2 and 4 MB of each hostile input: linear is a last column near 4."""
    lines = [
        "## Hostile input",
        "",
        "Processor time without start-up. `growth` is the time for 4 MB by that for 1 MB.",
        "",
        "| input | repeats | 1 MB | 2 MB | 4 MB | growth | peak memory at 4 MB |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    idle = Timing("", [zhenglint, "check", "--exit-zero", folder.parent / "small.txt"])
    measure([idle], 5)
    for name in corpora.HOSTILE:
        timings = [
            Timing("", check(zhenglint, folder / f"{scale}-{name}", jobs=1)) for scale in (1, 2, 4)
        ]
        measure(timings, rounds)
        times = [max(min(t.processor) - min(idle.processor), 0.001) for t in timings]
        lines.append(
            f"| {name} | `{corpora.describe(name)}` | "
            + " | ".join(seconds(value) for value in times)
            + f" | {times[2] / times[0]:.1f} | {timings[2].peak / 1e6:.0f} MB |")
    return lines + [""]


def check(zhenglint, path, *options, jobs=None):
    flags = ["--no-config", "--exit-zero", "--allow-incomplete", *options]
    command = [zhenglint, "check", *flags]
    if jobs:
        command += ["--jobs", str(jobs)]
    return command + [path]


def processor_name():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def report(zhenglint, folder, rounds):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as terms:
        terms.write(TERMS)
        terms.flush()

        def peers(path, recursive=False):
            files = sorted(path.iterdir()) if recursive else [path]
            found = [Timing("`cat`", ["cat", *files])]
            options = ["-r"] if recursive else []
            found.append(
                Timing("`grep -c -F -f terms`", ["grep", *options, "-c", "-F", "-f", terms.name, path]))
            if shutil.which("rg"):
                found.append(
                    Timing("`rg -j1 -c -F -f terms`", ["rg", "-j1", "-c", "-F", "-f", terms.name, path]))
            return found

        for title, name, count in [
            ("A text of 1 KB (start-up)", "small.txt", 8 * rounds),
            (
                "One certificate (what a hook does)",
                ROOT / "Fixtures/Certificates/32-training-gbk.html",
                8 * rounds,
            ),
            ("A text of 100 MB, a listed term in 10 KB", "text.txt", rounds),
            ("XML of 100 MB", "records.xml", max(rounds // 2, 1)),
            ("20,000 pages of HTML", "pages", max(rounds // 2, 1)),
        ]:
            path = folder / name
            is_folder = path.is_dir()
            size = sum(f.stat().st_size for f in path.iterdir()) if is_folder else path.stat().st_size
            timings = peers(path, is_folder)
            timings.append(Timing("`zhenglint check`", check(zhenglint, path)))
            timings.append(
                Timing("`zhenglint check --format json`", check(zhenglint, path, "--format", "json")))
            if is_folder:
                timings.append(
                    Timing("`zhenglint check --jobs 1`", check(zhenglint, path, jobs=1)))
            measure(timings, count)
            yield from table(title, timings, size)
        yield from hostile_table(zhenglint, folder / "hostile", max(rounds // 4, 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zhenglint", type=pathlib.Path, default=ROOT / ".build/release/zhenglint")
    parser.add_argument("--corpora", type=pathlib.Path, default=ROOT / ".build/bench")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (default: 5)")
    parser.add_argument("--output", type=pathlib.Path, default=HERE / "RESULTS.md")
    arguments = parser.parse_args()

    corpora.make(arguments.corpora)
    lines = [
        "# Benchmarks",
        "",
        f"`make bench` on {processor_name()}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}; load before the run {os.getloadavg()[0]:.1f}. Files are in the page "
        f"cache. Commands ran in turn, {arguments.rounds} rounds (more for the small file, fewer for "
        "markup). The peers only search literally: they decode nothing, see no disguise and judge no "
        "word boundary.",
        "",
    ]
    for line in report(arguments.zhenglint, arguments.corpora, arguments.rounds):
        print(line, flush=True)
        lines.append(line)
    arguments.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
