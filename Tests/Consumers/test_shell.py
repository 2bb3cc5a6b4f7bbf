"""The manual page, the completions and the progress line, as shells and readers of manuals see them."""

import os
import pty
import re
import select
import subprocess

import pytest

from conftest import PROGRAM


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manual_page_is_clean(zhenglint, tmp_path, language):
    page = tmp_path / "zhenglint.1"
    page.write_bytes(zhenglint("help", "--man", "--lang", language, status=0).stdout)
    lint = subprocess.run(
        ["mandoc", "-Tlint", "-Wwarning", page], capture_output=True, encoding="utf-8"
    )
    # Dates belong to releases, of which there is none yet.
    complaints = [line for line in lint.stdout.splitlines() if "missing date" not in line]
    assert complaints == []
    shown = subprocess.run(
        ["mandoc", "-Tutf8", "-Owidth=78", page], capture_output=True, encoding="utf-8", check=True
    ).stdout
    text = re.sub(r".\x08", "", shown)
    for option in ("--format", "--diff-from", "--write-baseline", "--yes"):
        assert option in text
    assert max(map(len, text.splitlines())) <= 80


def completions(words, tmp_path, script):
    """What bash offers for the last word."""
    (tmp_path / "script").write_bytes(script)
    shell = f"""
        source {tmp_path}/script
        COMP_WORDS=({" ".join(repr(word) for word in words)})
        COMP_CWORD={len(words) - 1} COMP_LINE={" ".join(words)!r} COMP_POINT={len(" ".join(words))}
        COMP_TYPE=9
        function="$(complete -p zhenglint | grep -o -- '-F [^ ]*' | cut -c4-)"
        "$function" zhenglint "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD - 1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    process = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", shell],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PATH": path},
        cwd=tmp_path,
    )
    return [line.strip() for line in process.stdout.splitlines()]


@pytest.mark.parametrize(
    "words, offered",
    [
        (["zhenglint", "ch"], "check"),
        (["zhenglint", "check", "--fo"], "--format"),
        (["zhenglint", "check", "--format", "js"], "json"),
        (["zhenglint", "check", "--fail-level", "re"], "review"),
        (["zhenglint", "check", "--select", "state"], "state-words"),
        (["zhenglint", "check", "证书"], "证书.html"),
    ],
)
def test_bash_completes(zhenglint, tmp_path, words, offered):
    (tmp_path / "证书.html").touch()
    script = zhenglint("--generate-completion-script", "bash", status=0).stdout
    assert offered in completions(words, tmp_path, script)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_reads_its_script(zhenglint, shell, tmp_path):
    script = tmp_path / "script"
    script.write_bytes(zhenglint("--generate-completion-script", shell, status=0).stdout)
    process = subprocess.run([shell, "-n", script], capture_output=True, encoding="utf-8")
    assert (process.returncode, process.stderr) == (0, "")


def run_on_terminal(arguments, cwd, environment={}, stdin=None):
    """Standard error of a run whose standard error is a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=cwd,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"COLUMNS": "80"} | environment,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 65536) if select.select([ours], [], [], 60)[0] else b""
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(ours)
    return process.wait(), shown.decode()


def test_a_long_run_tells_how_far_it_is(tmp_path):
    for number in range(500):
        text = "插花培训合格证书，国家级。" * 3
        (tmp_path / f"第 {number} 份{'很' * 30}长的名称.txt").write_text(text, "utf-8")
    # However fast the machine is, the first input keeps the run waiting.
    arguments = ["check", "--jobs", "1", "--stdin-filename", "0 名称.txt", "-", "."]
    with subprocess.Popen(["sh", "-c", "sleep 1; echo 证书"], stdout=subprocess.PIPE) as slow:
        status, shown = run_on_terminal(arguments, tmp_path, stdin=slow.stdout)
    assert status == 1
    lines = [line for line in shown.split("\r") if "/501" in line]
    assert lines
    for line in lines:
        assert re.match(r"\d+/501  \d+份/秒  …?.*名称\.txt\x1b\[K$", line), line
        wide = sum(2 if ord(letter) > 0x2E7F else 1 for letter in line.removesuffix("\x1b[K"))
        assert wide <= 80
    # The line is wiped at the end.
    assert shown.endswith("\r\x1b[K")


def test_nothing_is_shown_in_a_pipe_or_when_quiet(zhenglint, tmp_path):
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text("插花培训合格证书。", "utf-8")
    assert run_on_terminal(["check", "-q"], tmp_path) == (0, "")
    assert zhenglint("check", cwd=tmp_path, status=0).stderr == b""


def test_a_reader_that_leaves_ends_the_output_quietly(tmp_path):
    for number in range(100):
        (tmp_path / f"{number}.txt").write_text("国家级插花培训证书\n", "utf-8")
    process = subprocess.run(
        ["bash", "-c", f"{PROGRAM} check . | head -n 1; echo ${{PIPESTATUS[0]}}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    assert process.stderr == ""
    assert process.stdout.splitlines()[-1] == "1"
