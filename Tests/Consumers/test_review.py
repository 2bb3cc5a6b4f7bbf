"""Reports for code review: GitLab's Code Quality, and reviewdog's Diagnostic Format.

Neither has a reader or a schema on PyPI or in Debian. What is expected here is written from the
documentation (docs.gitlab.com, "Code Quality report format"; reviewdog.proto).
"""

import json

import jsonschema
import pytest


def object_of(**members):
    """The schema of an object that has these members and no others."""
    return {
        "type": "object",
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
ISSUES = {
    "type": "array",
    "items": object_of(
        description=TEXT,
        check_name=TEXT,
        fingerprint=TEXT,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=object_of(
            path={"type": "string", "pattern": r"^(?!\./)."},
            lines=object_of(begin=NUMBER, end=NUMBER),
        ),
    ),
}
POSITION = object_of(line=NUMBER, column=NUMBER)
RANGE = object_of(start=POSITION, end=POSITION)
LOCATION = object_of(path=TEXT, range=RANGE)
LOCATION["required"] = ["path"]
DIAGNOSTIC = object_of(
    message=TEXT,
    location=LOCATION,
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    code=object_of(value=TEXT),
    suggestions={
        "type": "array",
        "items": object_of(range=RANGE, text={"type": "string"}),
        "minItems": 1,
    },
)
LINE = object_of(**DIAGNOSTIC["properties"], source=object_of(name=TEXT))
for each in (DIAGNOSTIC, LINE):
    each["required"].remove("suggestions")
RESULT = object_of(
    source=object_of(name=TEXT), diagnostics={"type": "array", "items": DIAGNOSTIC}
)


def valid(report, schema):
    jsonschema.Draft202012Validator(schema).validate(report)
    return report


def test_gitlab_has_every_finding_and_every_unread_input(whole, everything):
    report = everything("--format", "gitlab")
    issues = valid(json.loads(report), ISSUES)
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    severities = {"violation": "major", "review": "minor", "info": "info"}
    expected = sorted(
        (
            finding["path"],
            finding["location"]["startLine"],
            finding["rule"],
            severities[finding["level"]],
        )
        for finding in whole["findings"]
    )
    assert expected == sorted(
        (
            issue["location"]["path"],
            issue["location"]["lines"]["begin"],
            issue["check_name"],
            issue["severity"],
        )
        for issue in issues
        if issue["severity"] != "blocker"
    )
    unread = {entry["path"] for entry in whole["inputs"] if entry["status"] != "checked"}
    blocked = {
        issue["location"]["path"] for issue in issues if issue["severity"] == "blocker"
    }
    assert blocked == unread


def test_reviewdog_has_every_finding_and_every_unread_input(whole, everything):
    report = everything("--format", "rdjson")
    diagnostics = valid(json.loads(report), RESULT)["diagnostics"]
    lines = everything("--format", "rdjsonl")
    assert [valid(json.loads(line), LINE) for line in lines.splitlines()] == [
        {**diagnostic, "source": {"name": "zhenglint"}} for diagnostic in diagnostics
    ]
    placed = [each for each in diagnostics if "range" in each["location"]]
    assert [(each["location"]["path"], each["code"]["value"]) for each in placed] == [
        (finding["path"], finding["rule"]) for finding in whole["findings"]
    ]
    unread = {entry["path"] for entry in whole["inputs"] if entry["status"] != "checked"}
    assert unread == {
        each["location"]["path"] for each in diagnostics if "range" not in each["location"]
    }


LINES = [
    "培训证书",
    "一𠀀二😀é国家级证书，全\u200b国统一",
    "\u3000<b>中</b>國人",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reviewdog_columns_cut_the_line_in_utf_8(zhenglint, tmp_path, encoding, end):
    """Cutting the lines as reviewdog does, in bytes of UTF-8, gives what the JSON report quotes."""
    (tmp_path / "a.html").write_bytes(end.join(LINES).encode(encoding))
    arguments = ["check", "a.html", "--format"]
    diagnostics = json.loads(
        zhenglint(*arguments, "rdjson", cwd=tmp_path, status=1).stdout
    )["diagnostics"]
    findings = json.loads(zhenglint(*arguments, "json", cwd=tmp_path).stdout)["findings"]
    assert len(diagnostics) == len(findings) == 3
    lines = [line.encode() for line in LINES]
    for diagnostic, finding in zip(diagnostics, findings):
        start = diagnostic["location"]["range"]["start"]
        stop = diagnostic["location"]["range"]["end"]
        assert start["line"] == stop["line"] == finding["location"]["startLine"]
        line = lines[start["line"] - 1]
        assert line[start["column"] - 1 : stop["column"] - 1].decode() == finding["text"]
    assert [finding["text"] for finding in findings] == ["国家", "全\u200b国", "中</b>國"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_suggestions_are_what_fix_does(zhenglint, tmp_path, encoding, end):
    """Applying them as reviewdog does, to the lines in UTF-8, makes of the file what `fix` makes."""
    text = end.join(["\u3000😀𠀀国家级茶艺师培训证书", "学员：某某", ""])
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(encoding))
    report = zhenglint("check", "a.txt", "--format", "rdjson", cwd=tmp_path, status=1).stdout
    suggestions = [
        suggestion
        for diagnostic in valid(json.loads(report), RESULT)["diagnostics"]
        for suggestion in diagnostic.get("suggestions", [])
    ]
    (suggestion,) = suggestions
    start, stop = suggestion["range"]["start"], suggestion["range"]["end"]
    lines = [line.encode() for line in text.split(end)]
    line = lines[start["line"] - 1]
    assert start["line"] == stop["line"] and line[start["column"] - 1 : stop["column"] - 1]
    lines[start["line"] - 1] = (
        line[: start["column"] - 1] + suggestion["text"].encode() + line[stop["column"] - 1 :]
    )
    zhenglint("fix", "a.txt", "--write", "--yes", cwd=tmp_path)
    assert end.join(line.decode() for line in lines) == file.read_bytes().decode(encoding)
