#!/usr/bin/env python3
"""Compares what the job wrote with what one machine makes, byte for byte after sorting.

    zhenglint check --format jsonl … > one.jsonl;  compare.py OUTPUT --jsonl one.jsonl
    zhenglint scan --store one.db --manifest …;    compare.py OUTPUT --store one.db

`--jsonl` compares reports whole, without the facts of a manifest, which `check` does not read;
`--store` compares what a store keeps, the rows of the manifest included. Both run in the default
language.
Exit status: 0 equal, 1 different, 2 nothing to compare.
"""

import argparse
import json
import pathlib
import sqlite3
import sys

# How many lines that differ are shown, and how much of each, in characters.
SHOWN_LINES = 3
SHOWN_LENGTH = 300


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=pathlib.Path, help="the directory that the job wrote")
    other = parser.add_mutually_exclusive_group(required=True)
    other.add_argument("--jsonl", type=pathlib.Path, help="of zhenglint check --format jsonl")
    other.add_argument("--store", type=pathlib.Path, help="of zhenglint scan; its last run")
    arguments = parser.parse_args()
    results = results_in(arguments.output)
    if arguments.jsonl:
        ours, theirs = lines_of_reports(results), lines_of_check(arguments.jsonl)
    else:
        ours, theirs = rows_of_results(results), rows_of_store(arguments.store)
    ours, theirs = sorted(ours), sorted(theirs)
    if not ours or not theirs:
        print(f"nothing to compare: {len(ours)} and {len(theirs)} lines", file=sys.stderr)
        return 2
    if ours == theirs:
        print(f"equal: {len(ours)} lines, {sum(map(len, ours))} bytes")
        return 0
    print(f"different: {len(ours)} lines of Spark, {len(theirs)} of one machine", file=sys.stderr)
    for sign, some, others in [("spark", ours, theirs), ("one", theirs, ours)]:
        for line in sorted(set(some) - set(others))[:SHOWN_LINES]:
            print(f"{sign}: {line.decode()[:SHOWN_LENGTH]}", file=sys.stderr)
    return 1


def results_in(output):
    """The results, each with its report as it was written under `text`."""
    for part in sorted((output / "results.jsonl").glob("part-*")):
        with part.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                # Quotes are escaped in values, and no earlier member has one of this name.
                yield json.loads(line) | {"text": line.partition(', "report": ')[2][: -len("}\n")]}


def as_line(value):
    return json.dumps(value, ensure_ascii=False).encode()


def lines_of_reports(results):
    """The lines that `check` writes of inputs and findings."""
    for result in results:
        if result["report"] is None:
            # No line of `check` is like it.
            yield as_line(result)
            continue
        for kind in ["input", "finding"]:
            for value in values_in(result["text"], f"{kind}s"):
                yield f'{{"type": "{kind}", {value[1:]}'.encode()


def values_in(report, name):
    """The values of an array of a report, as they are written."""
    opening = f'"{name}": ['
    start = report.index(opening) + len(opening)
    while report[start] != "]":
        _, end = json.JSONDecoder().raw_decode(report, start)
        yield report[start:end]
        start = end + len(", ") if report[end] == "," else end


def lines_of_check(path):
    with path.open("rb") as file:
        for line in file:
            if json.loads(line)["type"] in ("input", "finding"):
                yield line.rstrip(b"\n")


# What a store keeps of an input and its certificate, of a finding and of a row of a manifest.
INPUT = ["path", "sha256", "format", "encoding", "status"]
CERTIFICATE = ["title", "issuer", "issuerKind", "issued", "standing"]
FINDING = [
    "rule",
    "level",
    "confidence",
    "term",
    "text",
    "channel",
    "field",
    "context",
    "fingerprint",
]
SUBMISSION = ["line", "number", "issuer", "issuerKind", "title", "issued", "district", "extra"]


def rows_of_results(results):
    """A line for each row: what the manifest said, and what came of it."""
    for result in results:
        row = result["submission"]
        if result["outcome"] == "faulty-row":
            yield as_line({"line": row["line"], "isFault": True})
            continue
        job, report = row["job"], result["report"]
        if report is None:
            yield as_line(result)
            continue
        entry = report["inputs"][0]
        facts = [job.get(name) for name in ["issuer", "issuerKind", "certificate", "issued"]]
        known = [row["line"], row["id"], *facts, row["district"], row["extra"]]
        yield as_line(
            {
                "submission": dict(zip(SUBMISSION, known, strict=True)),
                **{name: entry[name] for name in INPUT},
                "notes": entry["notes"],
                "certificate": {
                    name: (entry["certificate"] or {}).get(name) for name in CERTIFICATE
                },
                "findings": [finding_of_report(finding) for finding in report["findings"]],
            }
        )


def finding_of_report(finding):
    location = finding["location"]
    return {
        **{name: finding[name] for name in FINDING},
        "disguises": finding["disguises"],
        "bytes": [location["startByte"], location["endByte"]],
        "message": finding["message"],
        "advice": finding["advice"],
        "basis": [[source["number"], source["clause"]] for source in finding["basis"]],
        "suppressed": (finding["suppressed"] or {}).get("kind"),
    }


def rows_of_store(path):
    # Read only: a store that is not there must not come to be.
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    faults = database.execute(
        "SELECT line FROM submissions WHERE fault IS NOT NULL AND run = (SELECT max(id) FROM runs)"
    )
    for row in faults:
        yield as_line({"line": row["line"], "isFault": True})
    inputs = database.execute(
        """SELECT inputs.path AS path, sha256, format, encoding, inputs.status AS status,
             coalesce(inputs.notes, judgements.notes) AS notes, judgements.title AS title,
             judgements.issuer AS issuer, judgements.issuer_kind AS issuerKind,
             judgements.issued AS issued, standing, judgement, line, number,
             submissions.issuer AS saidIssuer, submissions.issuer_kind AS saidKind,
             submissions.title AS saidTitle, submissions.issued AS saidIssued, district, extra
           FROM inputs LEFT JOIN judgements ON judgements.id = judgement
             LEFT JOIN submissions ON submissions.id = submission
           WHERE inputs.run = (SELECT max(id) FROM runs)"""
    )
    for row in inputs:
        facts = [row[name] for name in ["saidIssuer", "saidKind", "saidTitle", "saidIssued"]]
        extra = json.loads(row["extra"] or "[]")
        known = [row["line"], row["number"], *facts, row["district"], extra]
        yield as_line(
            {
                "submission": dict(zip(SUBMISSION, known, strict=True)),
                **{name: row[name] for name in INPUT},
                "notes": [
                    {"code": note["code"], "message": note["message"]["zh"]}
                    for note in json.loads(row["notes"])
                ],
                "certificate": {name: row[name] for name in CERTIFICATE},
                "findings": findings_in(database, row["judgement"]),
            }
        )


def findings_in(database, judgement):
    rows = database.execute(
        """SELECT * FROM findings JOIN statements ON statements.id = statement
           WHERE judgement = ? ORDER BY number""",
        [judgement],
    )
    return [finding_of_row(row, json.loads(row["body"])) for row in rows]


def finding_of_row(row, statement):
    return {
        **{name: row[name] for name in FINDING},
        "disguises": [name for name in row["disguises"].split(",") if name],
        "bytes": [row["start_byte"], row["end_byte"]],
        "message": statement["message"]["zh"],
        "advice": statement["advice"]["zh"],
        "basis": [[source["number"], source["clause"]["zh"]] for source in statement["basis"]],
        "suppressed": row["suppressed"],
    }


if __name__ == "__main__":
    sys.exit(main())
