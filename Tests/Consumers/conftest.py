"""What others' programs make of zhenglint: each test gives its output, or the program, to one of them."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/zhenglint"


@pytest.fixture
def zhenglint():
    """Runs the program on the day 2026-01-01 in a folder (the repository's, if none is given)."""

    def run(*arguments, cwd=ROOT, status=None, stdin=b""):
        process = subprocess.run(
            [PROGRAM, *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, timeout=300
        )
        if status is not None:
            assert process.returncode == status, process.stderr.decode()
        return process

    return run
