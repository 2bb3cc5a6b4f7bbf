"""Runs the program over the cases and compares its findings with their truth."""

import collections
import json
import shutil
import subprocess
import sys

# The rules whose findings count; others speak of something else. Those of Latin letters are strict only.
RULES = {
    "state-words",
    "qualification-words",
    "national-emblem",
    "english-state-words",
    "pinyin-state-words",
}
ALARMS = {"violation", "review"}


class Outcome:
    """What became of one case under one profile."""

    def __init__(self, case, findings, status):
        self.case = case
        self.status = status
        self.findings = findings
        self.alarms = self.unexpected()
        self.misses = []
        self.misplaced = []
        self.misnamed = []
        self.other_channel = []
        for truth in case.truth:
            self.compare(truth)

    @property
    def found(self):
        return len(self.case.truth) - len(self.misses)

    def compare(self, truth):
        term, start, end, told = truth
        # English words need not stand for the one term that was meant: P.R.C. is 中华人民共和国 too.
        same = [
            f
            for f in self.findings
            if overlaps(f["location"], start, end)
            and (f["term"] == term or self.case.kind == "english")
        ]
        if not same:
            self.misses.append(truth)
            return
        if not any(
            (f["location"]["startByte"], f["location"]["endByte"]) == (start, end)
            and (f["location"]["exact"] or not self.case.exact)
            for f in same
        ):
            self.misplaced.append((truth, [span(f) for f in same]))
        if not any(set(told) <= set(f["disguises"]) for f in same):
            self.misnamed.append((truth, [f["disguises"] for f in same]))
        if self.case.channel not in ("any", *(f["channel"] for f in same)):
            self.other_channel.append((truth, [f["channel"] for f in same]))

    def unexpected(self):
        """Findings that no truth accounts for, of a level that someone has to act on."""
        spans = [(start, end) for _, start, end, _ in self.case.truth]
        return [
            f
            for f in self.findings
            if f["level"] in ALARMS and not any(overlaps(f["location"], *s) for s in spans)
        ]


def overlaps(location, start, end):
    return location["startByte"] < end and start < location["endByte"]


def span(finding):
    return finding["location"]["startByte"], finding["location"]["endByte"]


def write(cases, folder):
    """Writes every case to its file; what an earlier run left is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    for corpus in {case.corpus for case in cases}:
        (folder / corpus).mkdir(parents=True)
    for case in cases:
        (folder / case.name).write_bytes(case.data)


def check(program, cases, folder, profile):
    """One run of the program over all cases; an outcome for each."""
    if not cases:
        return []
    corpora = sorted({case.corpus for case in cases})
    # The day is fixed, so that the figures do not change with the calendar.
    command = [
        str(program),
        "check",
        *corpora,
        "--format",
        "json",
        "--no-config",
        "--exit-zero",
        "--quiet",
        "--allow-incomplete",
        "--as-of",
        "2026-01-01",
        "--profile",
        profile,
    ]
    run = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {run.returncode}\n{run.stderr.decode()}")
    report = json.loads(run.stdout)
    findings = collections.defaultdict(list)
    for finding in report["findings"]:
        if finding["rule"] in RULES or finding["path"].startswith("possible/"):
            findings[finding["path"]].append(finding)
    status = {entry["path"]: entry["status"] for entry in report["inputs"]}
    return [Outcome(case, findings[case.name], status.get(case.name)) for case in cases]


class Share:
    """So many of so many."""

    def __init__(self, hits=0, total=0):
        self.hits = hits
        self.total = total

    def add(self, hits, total):
        self.hits += hits
        self.total += total

    @property
    def value(self):
        return self.hits / self.total if self.total else None

    def __str__(self):
        return percent(self.value)


def percent(value):
    """Two decimals, rounded so that only a whole is 100 %."""
    if value is None:
        return "–"
    if value == 1:
        return "100 %"
    return f"{int(value * 10_000) / 100:.2f} %"


def recall(outcomes, key):
    """Shares of truths that were found, by what `key` says of a case."""
    shares = collections.defaultdict(Share)
    for outcome in outcomes:
        for name in key(outcome.case):
            shares[name].add(outcome.found, len(outcome.case.truth))
    return shares


def alarm_shares(outcomes, key):
    """Shares of inputs with a finding that has no truth."""
    shares = collections.defaultdict(Share)
    for outcome in outcomes:
        for name in key(outcome.case):
            shares[name].add(bool(outcome.alarms), 1)
    return shares
