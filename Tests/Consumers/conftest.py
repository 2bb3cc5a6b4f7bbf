"""What others' programs make of zhenglint: each test gives its output, or the program, to one of them."""

import html.parser
import json
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/zhenglint"
# Every sample certificate, and inputs that cannot be checked whole.
INPUTS = ["Fixtures/Certificates", "Fixtures/Broken", "missing.txt"]
# Chromium runs as root in containers only without its sandbox; it reads nothing but our own page.
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


def run(*arguments, cwd=ROOT, status=None, stdin=b""):
    """Runs the program in a folder (the repository's, if none is given)."""
    process = subprocess.run(
        [PROGRAM, *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, timeout=300
    )
    if status is not None:
        assert process.returncode == status, process.stderr.decode()
    return process


@pytest.fixture(scope="session")
def zhenglint():
    """The program, to be run."""
    return run


@pytest.fixture(scope="session")
def whole():
    """The JSON report of all inputs."""
    return json.loads(run("check", *INPUTS, "--format", "json", status=2).stdout)


@pytest.fixture(scope="session")
def everything():
    """The report of all inputs in some other format."""
    return lambda *arguments: run("check", *INPUTS, *arguments, status=2).stdout


class Page(html.parser.HTMLParser):
    """What a page loads, runs and names."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.handlers, self.tags, self.ids = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            if name in ("src", "href", "srcset", "action", "data", "poster"):
                self.addresses.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
            if name == "id":
                self.ids.append(value)
