"""The commands that are timed: zhenglint, and programs that read the same bytes and do less."""

import dataclasses
import os
import pathlib
import re

from measuring import Timing

# Enough of the end of a report to hold its summary.
SUMMARY_SIZE = 4_096


@dataclasses.dataclass(frozen=True)
class Peers:
    zhenglint: pathlib.Path
    sax: pathlib.Path

    def check(self, path, title="", *, pack=None, jobs=None):
        """zhenglint with all rules or those of `pack`; findings in JSON."""
        flags = ["--no-config", "--exit-zero", "--allow-incomplete", "--format", "json"]
        if pack:
            flags += ["--rules", pack, "--select", "bench-terms"]
        if jobs:
            flags += ["--jobs", jobs]
        name = f"zhenglint {title}{f' --jobs {jobs}' if jobs else ''}".rstrip()
        return Timing(f"**{name}**", [self.zhenglint, "check", *flags, path], count=finding_count)

    def scan(self, path, store):
        """zhenglint with all rules into a new store."""
        flags = "--no-config --quiet --exit-zero --allow-incomplete"
        command = f'rm -f "$2"*; exec "$0" scan --store "$2" {flags} "$1"'
        name = "**zhenglint scan**"
        return Timing(name, ["sh", "-c", command, self.zhenglint, path, store], count=scan_count)

    def checks(self, path, *, jobs=2, share=500):
        """As many processes of `check` as jobs, each with its share of the files; JSON thrown away."""
        flags = "--no-config --exit-zero --allow-incomplete --format json --jobs 1"
        command = (
            f'find "$1" -type f -print0 | xargs -0 -P{jobs} -n {share} "$0" check {flags}'
            " > /dev/null 2>&1"
        )
        name = f"`xargs -P{jobs} -n {share} zhenglint check`"
        return Timing(name, ["sh", "-c", command, self.zhenglint, path])

    def ripgrep(self, path, term_list, *, jobs=1):
        """Lines that hold one of the terms, found literally. Ignore files count for nothing."""
        return Timing(
            f"`rg -j{jobs} -c -F -f {term_list.name}`",
            ["rg", "--no-ignore", f"-j{jobs}", "-c", "-F", "-f", term_list, path],
            count=line_count,
        )

    def ripgrep_start(self):
        return Timing("`rg --version`", ["rg", "--version"])

    def parse(self, path, *, is_html=False):
        """libxml2 with callbacks that do nothing (sax.c)."""
        if is_html:
            return Timing("libxml2 SAX, HTML", [self.sax, "--html", path])
        return Timing("libxml2 SAX", [self.sax, path])

    def read(self, path):
        if path.is_dir():
            # Names without their folder: 20,000 of them fit on a command line.
            return Timing("`cat`", ["cat", *sorted(os.listdir(path))], directory=path)
        return Timing("`cat`", ["cat", path])


def finding_count(report):
    size = report.seek(0, os.SEEK_END)
    report.seek(max(size - SUMMARY_SIZE, 0))
    _, _, summary = report.read().rpartition(b'"summary"')
    levels = re.findall(rb'"(?:violation|review|info)":\s*(\d+)', summary)
    return sum(map(int, levels))


def scan_count(page):
    """What `scan` says at its end, in Chinese."""
    page.seek(0)
    counts = re.findall(r"违反规定 (\d+) 处|判断 (\d+) 处", page.read().decode())
    return sum(int(number) for pair in counts for number in pair if number)


def line_count(counts):
    """What `rg -c` says of one file, or of each file behind its name."""
    counts.seek(0)
    return sum(int(line.rpartition(b":")[2]) for line in counts)
