"""The table as a spreadsheet program reads it."""

import csv
import io


def test_every_certificate_has_a_row(zhenglint):
    table = zhenglint("check", "Fixtures/Certificates", "--format", "csv", status=1).stdout
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True))
    assert len({row["文件"] for row in rows}) > 100
    assert all(None not in row and None not in row.values() for row in rows)
