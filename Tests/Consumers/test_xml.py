"""JUnit's XML as junitparser reads it, Checkstyle's as diff-cover does."""

import collections
import xml.etree.ElementTree

import junitparser
import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver

LEVELS = ["info", "review", "violation"]


@pytest.mark.parametrize("fail_level", LEVELS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_junit_cases_fail_as_the_program_does(whole, everything, fail_level, language):
    report = everything("--format", "junit", "--fail-level", fail_level, "--lang", language)
    suites = junitparser.JUnitXml.fromstring(report)
    (suite,) = suites
    cases = {case.name: case for case in suite}
    assert cases.keys() == {entry["path"] for entry in whole["inputs"]}
    assert len(cases) == suite.tests == suites.tests == len(whole["inputs"])
    failing = {
        finding["path"]
        for finding in whole["findings"]
        if LEVELS.index(finding["level"]) >= LEVELS.index(fail_level)
    }
    unread = {entry["path"] for entry in whole["inputs"] if entry["status"] != "checked"}
    assert failing and unread
    failed, errors = set(), set()
    for name, case in cases.items():
        for result in case.result:
            (failed if isinstance(result, junitparser.Failure) else errors).add(name)
            assert result.message and result.text
    assert (failed, errors) == (failing, unread)
    assert (suite.failures, suite.errors) == (len(failing), len(unread))
    # Every finding is told, whether it fails or not.
    for finding in whole["findings"]:
        case = cases[finding["path"]]
        told = "".join(result.text for result in case.result) + (case.system_out or "")
        location = finding["location"]
        place = f"{finding['path']}:{location['startLine']}:{location['startColumn']} "
        assert place in told and finding["rule"] in told


def test_checkstyle_has_every_finding_at_its_line(whole, everything):
    report = everything("--format", "checkstyle")
    violations = CheckstyleXmlDriver().parse_reports([report.decode()])
    told = collections.Counter(
        (path, violation.line) for path, found in violations.items() for violation in found
    )
    expected = collections.Counter(
        (finding["path"], finding["location"]["startLine"]) for finding in whole["findings"]
    )
    for entry in whole["inputs"]:
        if entry["status"] != "checked":
            expected[entry["path"], 1] += len({note["code"] for note in entry["notes"]})
    assert told.keys() == expected.keys()
    # Notes that are no trouble are in the JSON report only.
    assert all(0 < told[place] <= expected[place] for place in told)


def test_checkstyle_attributes(zhenglint, tmp_path):
    """What diff-cover drops; no reader of severities and columns is on PyPI, so this is ours."""
    name = 'a&<"\u202e\x1b\n.txt'
    (tmp_path / name).write_bytes("一𠀀国家证书".encode("gb18030"))
    report = zhenglint("check", ".", "--format", "checkstyle", cwd=tmp_path, status=1).stdout
    (file,) = xml.etree.ElementTree.fromstring(report)
    # XML has no way to say U+001B.
    assert file.get("name") == name.replace("\x1b", "<U+001B>")
    (error,) = file
    assert {key: error.get(key) for key in ["line", "column", "severity", "source"]} == {
        "line": "1", "column": "3", "severity": "error", "source": "zhenglint.state-words"
    }
    assert b"\x1b" not in report and "\u202e".encode() not in report
