"""The action and the examples for pipelines, against published schemas and a linter of workflows."""

import os
import pathlib
import subprocess
import sys

import pytest
import yaml

from conftest import PROGRAM, ROOT

BIN = pathlib.Path(sys.executable).parent


@pytest.mark.parametrize(
    "file, schema",
    [
        ("action.yml", "vendor.github-actions"),
        ("Examples/github-workflow.yml", "vendor.github-workflows"),
        ("Examples/gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_published_schemas(file, schema):
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, file]
    if "gitlab" in schema:
        command[1:1] = ["--data-transform", "gitlab-ci"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True)
    assert process.returncode == 0, process.stdout.decode()


def test_zizmor_finds_nothing():
    process = subprocess.run(
        [BIN / "zizmor", "--offline", "action.yml", "Examples/github-workflow.yml"],
        cwd=ROOT,
        capture_output=True,
    )
    assert process.returncode == 0, process.stdout.decode()


def test_the_hooks_are_what_pre_commit_reads():
    process = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT,
        capture_output=True,
    )
    assert process.returncode == 0, process.stdout.decode()


def test_the_action_checks_what_its_arguments_say(tmp_path):
    program = tmp_path / "action/.build/release/zhenglint"
    program.parent.mkdir(parents=True)
    program.symlink_to(PROGRAM)
    work = tmp_path / "work"
    (work / "certs here").mkdir(parents=True)
    (work / "certs here/a.txt").write_text("国家级插花培训证书\n", "utf-8")
    step = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][1]
    process = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=work,
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            "GITHUB_ACTION_PATH": str(tmp_path / "action"),
            "ARGUMENTS": "certs here\n--lang\nen\n",
            "SARIF": "",
        },
    )
    assert process.returncode == 1, process.stderr.decode()
    assert process.stdout.decode().startswith("::error file=certs here/a.txt,line=1,col=1,")
