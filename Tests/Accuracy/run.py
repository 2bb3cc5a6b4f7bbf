#!/usr/bin/env python3
"""Measures what zhenglint finds of disguised terms, and what it flags of innocent text.

    make accuracy                     builds, runs this, rewrites RESULTS.md and recorded.tsv
    run.py --check --program PATH     exits 1 if a figure fell below the recorded one
    run.py --misses                   lists every miss and false alarm with its text

The corpora are made anew from the same seed in every run, under .build/accuracy.
"""

import argparse
import pathlib
import random
import sys
import time

import measure
import negatives
import neighbours
import positives
import report

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 68


def corpora():
    """All cases; each corpus has a generator of its own, so that one can grow alone."""
    makers = [
        positives.plain,
        positives.disguised,
        positives.placed,
        positives.emblems,
        positives.possible,
        negatives.phrases,
        negatives.icons,
        negatives.composed,
        negatives.certificates,
        neighbours.phrases,
    ]
    return [case for make in makers for case in make(random.Random(f"{SEED} {make.__name__}"))]


def measured(program, folder):
    """Outcomes in the standard profile, and in strict those of the corpora that need it."""
    cases = corpora()
    assert len({case.name for case in cases}) == len(cases), "two cases have one name"
    measure.write(cases, folder)
    standard = measure.check(
        program, [c for c in cases if c.corpus != "possible"], folder, "standard"
    )
    # No reading lowers a level there, so that it reports icons of filings and words of other
    # languages on purpose.
    lenient = [
        c
        for c in cases
        if c.corpus == "possible"
        or c.corpus == "innocent" and c.kind not in negatives.LOWERED
    ]
    return standard, measure.check(program, lenient, folder, "strict")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/zhenglint")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / ".build/accuracy")
    parser.add_argument(
        "--check", action="store_true", help="compare with recorded.tsv and write nothing"
    )
    parser.add_argument(
        "--misses", action="store_true", help="list all misses and false alarms, write nothing"
    )
    arguments = parser.parse_args()

    started = time.monotonic()
    standard, strict = measured(arguments.program.resolve(), arguments.folder)
    figures = report.figures(standard, strict)
    recorded = report.read_record(HERE / "recorded.tsv")
    seconds = time.monotonic() - started
    if arguments.misses:
        print("\n".join(report.faults(standard, strict)))
    elif arguments.check:
        fallen = report.fallen(figures, recorded)
        print(report.summary(figures, seconds))
        for name, how in fallen:
            print(f"accuracy fell: {name}: {how}", file=sys.stderr)
            for line in report.related(name, standard, strict):
                print(f"    {line}", file=sys.stderr)
        if fallen:
            sys.exit("all misses: Tests/Accuracy/run.py --misses; intended: make accuracy")
    else:
        lines = report.markdown(standard, strict, figures, recorded, SEED, seconds)
        (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        report.write_record(HERE / "recorded.tsv", figures)
        print(report.terminal(lines))


if __name__ == "__main__":
    main()
