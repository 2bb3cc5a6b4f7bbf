"""What others' programs make of a stored scan: spreadsheets of its workbook, a browser of its page."""

import base64
import csv
import datetime
import hashlib
import io
import json
import re
import sqlite3
import subprocess

import html5lib
import openpyxl
import pytest

from conftest import CHROMIUM, Page

pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")

def state(store, run):
    """What a manifest says: two rows that name inputs, and a bad one."""
    with sqlite3.connect(store) as database:
        rows = [
            ("S-1", "=1+1协会", "2024-05-01", "东区", "甲.html"),
            ("S-2", None, None, "西区", "乙.txt"),
        ]
        for line, (number, issuer, issued, district, name) in enumerate(rows, 2):
            extra = json.dumps([["联系人", "=2+2"], ["备注", name]], ensure_ascii=False)
            row = database.execute(
                "INSERT INTO submissions (run, line, number, issuer, issued, district, extra)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (run, line, number, issuer, issued, district, extra),
            )
            database.execute(
                "UPDATE inputs SET submission = ? WHERE run = ? AND path LIKE ?",
                (row.lastrowid, run, f"%{name}"),
            )
        database.execute(
            "INSERT INTO submissions (run, line, number, fault) VALUES (?, 4, 'S-3', ?)",
            (run, json.dumps({"zh": "没有路径", "en": "no path"}, ensure_ascii=False)),
        )


@pytest.fixture(scope="module")
def store(zhenglint, tmp_path_factory):
    """Two runs: before and after some files changed."""
    folder = tmp_path_factory.mktemp("store")
    inputs = folder / "in"
    inputs.mkdir()
    (inputs / "甲.html").write_text("<p>发证机构：云洲市花艺行业协会</p><p>国家级培训证书</p>")
    (inputs / "乙.txt").write_text("发证日期：2023年3月16日\n全国统一\n职业资格\n")
    (inputs / "丙.txt").write_text("国家级\n")
    for number in range(3):
        (inputs / f"副本{number}.txt").write_text("国家级\n")
    (inputs / "=1+1.txt").write_text("=2+3国家级\n")
    (inputs / "空.txt").write_text("")
    zhenglint("scan", "--store", "x.db", "-q", "in", cwd=folder, status=2)
    (inputs / "丁.txt").write_text("培训证书\n中国\n")
    zhenglint("scan", "--store", "x.db", "-q", "in", cwd=folder, status=2)
    state(folder / "x.db", 2)
    return folder


@pytest.fixture(scope="module")
def report(zhenglint, store):
    """Writes a report of the store, and returns its path."""

    def write(format, *options):
        path = store / f"report.{format}"
        zhenglint(
            "report", "--store", "x.db", "--format", format, "-o", path, *options,
            cwd=store, status=0,
        )
        return path

    return write


# The workbook


def rows(sheet):
    """The rows of a sheet below its header, as dictionaries."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row)) for row in rows]


def converted(path):
    """The workbook as Gnumeric writes it anew."""
    other = path.with_name("converted.xlsx")
    subprocess.run(
        ["ssconvert", path, other], check=True, capture_output=True, timeout=300
    )
    return other


@pytest.mark.parametrize("reader", [lambda path: path, converted])
def test_the_workbook_has_dates_numbers_and_texts(report, reader):
    book = openpyxl.load_workbook(reader(report("xlsx")))
    assert book.sheetnames == ["概览", "机构", "文件", "发现", "未读"]
    inputs = {row["文件"]: row for row in rows(book["文件"])}
    assert inputs["in/甲.html"]["发证日期"] == datetime.datetime(2024, 5, 1)
    assert inputs["in/乙.txt"]["发证日期"] == datetime.datetime(2023, 3, 16)
    assert inputs["in/甲.html"]["违反规定"] == 1
    assert isinstance(inputs["in/丙.txt"]["字节数"], int)
    assert inputs["in/甲.html"]["机构"] == "=1+1协会"
    assert inputs["in/甲.html"]["联系人"] == "=2+2"
    assert inputs["in/乙.txt"]["地区"] == "西区"
    assert "in/=1+1.txt" in inputs
    overview = {row["项目"]: row["值"] for row in rows(book["概览"])}
    began = overview["开始（UTC）"]
    assert abs(datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - began).days == 0
    assert overview["文件"] == len(inputs) == 9
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


@pytest.mark.parametrize("reader", [lambda path: path, converted])
def test_every_sheet_has_a_filter_and_a_header_that_stays(report, reader):
    for sheet in openpyxl.load_workbook(reader(report("xlsx"))):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.b for cell in sheet[1])
        assert sheet.column_dimensions["A"].width > 9


def test_the_workbook_has_everything(report, store, zhenglint):
    book = openpyxl.load_workbook(report("xlsx"))
    whole = json.loads(report("json").read_text())
    told = sorted(row["指纹"] for row in rows(book["发现"]))
    assert told == sorted(finding["fingerprint"] for finding in whole["findings"])
    assert {row["文件"] for row in rows(book["文件"])} == {i["path"] for i in whole["inputs"]}
    unread = {row["文件或清单的行"]: row["原因"] for row in rows(book["未读"])}
    assert unread["清单第 4 行 S-3"] == "没有路径"
    assert "文件是空的" in unread["in/空.txt"]
    issuers = {row["机构"]: row["违反规定"] for row in rows(book["机构"])}
    assert sum(issuers.values()) == whole["summary"]["violation"]
    assert issuers["=1+1协会"] == 1


def test_the_workbook_speaks_english(report):
    book = openpyxl.load_workbook(report("xlsx", "--lang", "en"))
    assert book.sheetnames == ["Overview", "Issuers", "Inputs", "Findings", "Unread"]


# The table


def test_the_manifest_follows_in_further_columns(report):
    text = report("csv").read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    first = next(row for row in table if row["文件"] == "in/甲.html")
    assert first["编号"] == "S-1" and first["地区"] == "东区"
    # As everywhere in the table, an apostrophe keeps a text from being a formula.
    assert first["清单上的机构"] == "'=1+1协会" and first["联系人"] == "'=2+2"
    assert all(not row["编号"] for row in table if row["文件"] == "in/丙.txt")


# The page


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request, report):
    return report("html", "--lang", request.param, "--since", "1")


def test_the_page_is_html(page):
    html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")
    tidy = subprocess.run(
        ["tidy", "-utf8", "-quiet", "-errors", page], capture_output=True, timeout=60
    )
    assert (tidy.returncode, tidy.stderr.decode()) == (0, "")


def test_the_page_needs_nothing_and_runs_nothing(page):
    parsed = Page(page.read_text())
    assert parsed.addresses and all(address.startswith("#") for address in parsed.addresses)
    assert parsed.handlers == []
    assert not {"script", "link", "iframe", "object", "img", "base", "form"} & set(parsed.tags)
    assert len(set(parsed.ids)) == len(parsed.ids)
    assert {address[1:] for address in parsed.addresses} <= set(parsed.ids)
    assert parsed.tags.count("svg") > 3


def test_the_policy_names_the_styles(page):
    text = page.read_text()
    for style in re.findall("<style>(.*?)</style>", text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in text, f"the hash of the style has to be sha256-{digest}"
    assert "default-src 'none'" in text


def test_paper_has_the_counts_and_the_gaps(page):
    pdf = page.with_suffix(".pdf")
    subprocess.run(
        [
            *CHROMIUM, f"--user-data-dir={page.parent}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}", page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    words = re.sub(r"\s+", "", text)
    # Names of mixed scripts are set in several fonts, and come out in pieces.
    for word in ["东区", "西区", "S-3", "state-words", "SHA-256", "#1"]:
        assert word in words
