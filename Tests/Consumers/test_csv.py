"""The table as spreadsheet programs read it: Gnumeric, and Python's own reader."""

import csv
import io
import subprocess

import openpyxl
import pytest

# Gnumeric leaves out what openpyxl likes to find.
pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")


def rows_of(table):
    text = table.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_certificate_has_a_row(whole, everything):
    table = everything("--format", "csv")
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.count(b"\r\n") > len(whole["findings"])
    rows = rows_of(table)
    assert {row["文件"] for row in rows} == {entry["path"] for entry in whole["inputs"]}
    assert all(None not in row and None not in row.values() for row in rows)
    told = sorted(row["指纹"] for row in rows if row["指纹"])
    assert told == sorted(finding["fingerprint"] for finding in whole["findings"])


def sheet(table, tmp_path):
    """The cells as Gnumeric takes them when it opens the table."""
    (tmp_path / "report.csv").write_bytes(table)
    subprocess.run(
        ["ssconvert", "report.csv", "report.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return list(openpyxl.load_workbook(tmp_path / "report.xlsx").active.iter_rows())


def test_a_spreadsheet_shows_what_was_written(everything, tmp_path):
    table = everything("--format", "csv")
    header, *lines = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True)
    cells = sheet(table, tmp_path)
    assert [cell.value for cell in cells[0]] == header
    assert len(cells) == len(lines) + 1
    for line, row in zip(lines, cells[1:]):
        shown = ["" if cell.value is None else str(cell.value) for cell in row]
        assert shown == line


def test_nothing_is_a_formula(zhenglint, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["=1+1.txt", "+1+1.txt", "@SUM(1).txt", "=cmd|' !A1.txt"]
    for name in names:
        (folder / name).write_text("=2+3国家级\n")
    # A dash would be an option.
    (folder / "-1+1.txt").write_text("=2+3国家级\n")
    table = zhenglint("check", ".", "--format", "csv", cwd=folder, status=1).stdout
    cells = sheet(table, tmp_path)
    assert len(cells) == 6
    # Gnumeric takes the apostrophe for what it is, the sign that a text follows.
    assert {row[0].value for row in cells[1:]} == {*names, "-1+1.txt"}
    for row in cells:
        for cell in row:
            assert cell.data_type != "f"
