#!/usr/bin/env python3
"""Times `zhenglint check` beside ripgrep, a bare libxml2 parse and `cat`, in the same run.

    make bench                          builds, measures everything, writes RESULTS.md beside this
    make bench BENCH="--only html"      one group, printed only
    run.py --quick                      small sizes, to try this out; printed only

How to read the tables: README.md.
"""

import argparse
import os
import pathlib
import shutil
import sys

import report
from corpora import Corpora
from groups import LARGE, QUICK, Groups, Sizes
from peers import Peers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/zhenglint")
    parser.add_argument("--sax", type=pathlib.Path, default=ROOT / ".build/bench/sax")
    parser.add_argument("--corpora", type=pathlib.Path, default=ROOT / ".build/bench/corpora")
    parser.add_argument(
        "--only",
        metavar="GROUP",
        choices=Groups.NAMES,
        action="append",
        help="this group only; repeatable: " + ", ".join(Groups.NAMES),
    )
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (default: 5)")
    parser.add_argument(
        "--output",
        type=pathlib.Path,
        help="where the report goes (default: RESULTS.md for a whole run, else nowhere)",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes, one round")
    size.add_argument("--large", action="store_true", help="also 1 GB of text, a line of 500 MB")
    return parser.parse_args()


def main():
    arguments = parsed_arguments()
    peers = Peers(arguments.program.resolve(), arguments.sax.resolve())
    for program, remedy in [
        (peers.zhenglint, "make build"),
        (peers.sax, "make .build/bench/sax"),
        ("rg", "Scripts/setup.sh --bench"),
    ]:
        if shutil.which(program) is None:
            sys.exit(f"{program} is missing: {remedy}")

    sizes = QUICK if arguments.quick else LARGE if arguments.large else Sizes()
    rounds = 1 if arguments.quick else arguments.rounds
    load_before = os.getloadavg()[0]
    groups = Groups(peers, Corpora(arguments.corpora), sizes, rounds)
    sections = []
    for name in arguments.only or Groups.NAMES:
        print(f"{name} …", file=sys.stderr, flush=True)
        sections.append(getattr(groups, name)())

    command = " ".join(["Tests/Benchmarks/run.py", *sys.argv[1:]])
    machine = report.machine(peers, load_before)
    lines = report.document(command, machine, rounds, sections)
    text = "\n".join(lines).rstrip() + "\n"
    print(text, end="")
    is_whole = not (arguments.only or arguments.quick)
    output = arguments.output or (HERE / "RESULTS.md" if is_whole else None)
    if output:
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
