"""The program as it is shipped: linked statically and optimised as a whole, unlike the tested one."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHIPPED = ROOT / ".build/release/zhenglint"
TESTED = ROOT / ".build/debug/zhenglint"
INPUTS = ["Fixtures/Certificates", "Fixtures/Broken", "README.md", "missing.txt"]
# Each breaks off elsewhere, and libxml2 has something to say of it.
BROKEN = [
    "<certificate><title>国家级证书</title>",
    "<certificate><title>结业证书</name></certificate>",
    "<certificate kind=培训>结业证书</certificate>",
    "<certificate>&unknown;</certificate>",
    "<a><b><c></a>",
]


def run(program, *arguments, cwd=ROOT):
    """Status and both outputs."""
    process = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, timeout=300)
    return process.returncode, process.stdout, process.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("style", ["text", "json", "sarif", "html"])
def test_it_says_what_the_tested_program_says(style, language):
    arguments = ["check", *INPUTS, "--format", style, "--profile", "strict", "-v"]
    shipped = run(SHIPPED, *arguments, "--lang", language)
    assert shipped[0] == 2 and shipped[1]
    assert shipped == run(TESTED, *arguments, "--lang", language)


def test_it_needs_no_library_of_the_system():
    listed = subprocess.run(["ldd", SHIPPED], capture_output=True, text=True)
    assert "not a dynamic executable" in listed.stdout + listed.stderr


def test_broken_files_on_two_threads(tmp_path):
    """A libxml2 that takes all threads for one breaks the heap with its errors."""
    for number in range(4000):
        (tmp_path / f"{number:04}.xml").write_text(BROKEN[number % len(BROKEN)], encoding="utf-8")
    arguments = ["check", ".", "--format", "json"]
    expected = run(SHIPPED, *arguments, "--jobs", "1", cwd=tmp_path)
    assert expected[0] == 2
    for _ in range(5):
        assert run(SHIPPED, *arguments, "--jobs", "2", cwd=tmp_path) == expected
