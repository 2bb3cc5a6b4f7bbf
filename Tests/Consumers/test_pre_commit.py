"""The hooks, run by pre-commit itself in a repository of its own."""

import os
import pathlib
import subprocess
import sys

import pytest

from conftest import PROGRAM, ROOT

GIT = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


@pytest.fixture
def hooks(tmp_path):
    """A copy of this repository in which what is written now is committed."""
    copy = tmp_path / "zhenglint"
    environment = os.environ | GIT
    for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        environment.pop(variable, None)
    subprocess.run(["git", "clone", "-q", ROOT, copy], check=True, env=environment)
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_bytes()
    (copy / ".pre-commit-hooks.yaml").write_bytes(hooks)
    subprocess.run(["git", "add", "--all"], cwd=copy, check=True, env=environment)
    subprocess.run(
        ["git", "commit", "-q", "--allow-empty", "-m", "hooks"], cwd=copy, check=True, env=environment
    )
    return copy


class Scratch:
    """A repository whose commits are checked by one of the hooks."""

    def __init__(self, path, hooks, hook):
        self.path = path
        path.mkdir()
        self.environment = os.environ | GIT | {
            "PRE_COMMIT_HOME": str(path.parent / "cache"),
            "PATH": f"{PROGRAM.parent}:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            self.environment.pop(variable, None)
        self.git("init", "-q", "-b", "main", ".")
        revision = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, check=True
        )
        self.write(
            ".pre-commit-config.yaml",
            f"repos:\n- repo: '{hooks}'\n  rev: {revision.stdout.decode().strip()}\n"
            f"  hooks: [{{id: {hook}}}]\n",
        )
        self.run(sys.executable, "-m", "pre_commit", "install")

    def run(self, *command):
        return subprocess.run(
            command, cwd=self.path, env=self.environment, capture_output=True, timeout=1200
        )

    def git(self, *arguments):
        process = self.run("git", *arguments)
        assert process.returncode == 0, process.stderr.decode()

    def write(self, name, content):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")

    def commit(self):
        """The status of a commit of everything, and what pre-commit says."""
        self.git("add", "--all")
        process = self.run("git", "commit", "-m", "x")
        return process.returncode, (process.stdout + process.stderr).decode()


@pytest.fixture
def scratch(tmp_path, hooks):
    return Scratch(tmp_path / "scratch", hooks, "zhenglint-system")


def test_clean_certificates_pass(scratch):
    scratch.write("证书/培训 证书.html", "<h1>插花培训合格证书</h1>")
    status, output = scratch.commit()
    assert status == 0, output
    assert "Passed" in output


def test_a_finding_stops_the_commit(scratch):
    scratch.write("证书/培训 证书.html", "<h1>国家级插花培训证书</h1>")
    status, output = scratch.commit()
    assert status == 1
    assert "证书/培训 证书.html:1:5  违反规定  state-words" in output
    # Once the words are gone the same commit goes through.
    scratch.write("证书/培训 证书.html", "<h1>插花培训证书</h1>")
    assert scratch.commit()[0] == 0


def test_the_index_counts(scratch):
    scratch.write("a.txt", "国家级插花培训证书\n")
    scratch.git("add", "a.txt")
    scratch.write("a.txt", "插花培训证书\n")
    process = scratch.run("git", "commit", "-m", "x")
    assert process.returncode == 1


def test_a_file_that_cannot_be_read_whole_stops_the_commit(scratch):
    scratch.write("a.html", "<h1>插花培训证书<!-- ")
    status, output = scratch.commit()
    assert status == 1
    assert "未能完整检查" in output


def test_many_files_are_one_run_after_another(scratch):
    for number in range(1500):
        scratch.write(f"证书/第 {number} 份培训证书（样稿）.txt", "插花培训合格证书\n")
    scratch.write("证书/坏.txt", "全国统一\n")
    status, output = scratch.commit()
    assert status == 1
    assert output.count("违反规定  state-words") == 1


def test_what_the_configuration_excludes_is_no_failure(scratch):
    scratch.write(".zhenglint.yml", "exclude: [草稿/]\n")
    scratch.write("草稿/a.txt", "国家级\n")
    status, output = scratch.commit()
    assert status == 0, output


@pytest.mark.skipif("CI" not in os.environ, reason="builds the package for some minutes")
def test_the_hook_that_builds_the_package(tmp_path, hooks):
    scratch = Scratch(tmp_path / "scratch", hooks, "zhenglint")
    scratch.write("a.txt", "国家级插花培训证书\n")
    status, output = scratch.commit()
    assert status == 1
    assert "a.txt:1:1  违反规定  state-words" in output, output
