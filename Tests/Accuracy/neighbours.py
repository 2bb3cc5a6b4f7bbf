"""Terms and what only looks like them, by the words beside: pairs of hard phrases, a file for each."""

import pathlib

from positives import Case

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = "neighbours"
KINDS = {"T": "touches kept", "R": "real uses kept"}


def is_touch(case):
    """Whether a finding at the marked letters is wrong."""
    return case.corpus == CORPUS and case.kind.endswith(KINDS["T"])


def phrases(_):
    """Each phrase alone in a text, the marked letters as its truth."""
    for name in ("read", "held-out"):
        lines = (HERE / f"neighbours-{name}.txt").read_text(encoding="utf-8").splitlines()
        marked = [line for line in lines if line and not line.startswith("#")]
        for number, line in enumerate(marked):
            letter, _, phrase = line.partition(" ")
            before, _, rest = phrase.partition("⟦")
            term, _, after = rest.partition("⟧")
            start = len(before.encode())
            yield Case(
                corpus=CORPUS,
                kind=f"{name}: {KINDS[letter]}",
                name=f"{CORPUS}/{name}-{number:05}.txt",
                data=f"{before}{term}{after}\n".encode(),
                format="text",
                channel="text",
                truth=[(term, start, start + len(term.encode()), ())],
                shown=phrase,
            )
