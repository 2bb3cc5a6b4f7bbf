"""Which inputs there are: rows of a manifest, as `zhenglint scan --manifest` has it, or of a list.

Both are read line by line on the driver, however long they are. A row is a dictionary of what may
be sent on as JSON:

- `line`: where it starts in its file, from 1;
- `fault`: why it is no submission, or `None`;
- `id`, `district`, `extra`: of the manifest, `extra` as pairs of name and value;
- `job`: what `zhenglint worker` is given, but for its id.
"""

import codecs
import csv
import datetime
import json
import os
import re
from typing import NamedTuple


class Text(NamedTuple):
    """What a user reads, in both languages."""

    zh: str
    en: str


class ManifestError(Exception):
    """Why a whole file is of no use."""

    def __init__(self, zh, en):
        super().__init__(en)
        self.text = Text(zh, en)


# As ManifestField in Sources/ZhenglintScan has them; test_spark.py compares the two readers.
FIELDS = {
    "id": ["编号", "申报编号", "id", "submission_id", "submissionid"],
    "path": ["路径", "文件", "path", "file"],
    "issuer": ["发证机构", "颁证机构", "issuer"],
    "issuerKind": ["机构类型", "issuer_kind", "issuerkind"],
    "certificate": ["证书名称", "证书", "title", "certificate"],
    "issued": ["发证日期", "日期", "date", "issued"],
    "district": ["地区", "行政区划", "district"],
}
FIELD_OF_NAME = {name: field for field, names in FIELDS.items() for name in names}
FACTS = ["issuer", "issuerKind", "certificate", "issued"]

KINDS = {
    "association": ["协会", "行业协会", "商会", "联合会", "行业协会等社会组织"],
    "society": ["学会", "研究会", "学会等社会组织"],
    "enterprise": ["企业"],
    "institution": ["事业单位"],
    "school": ["学校", "培训机构", "学校、培训机构"],
    "state-organ": ["国家机关"],
    "catalogue-body": ["目录实施单位"],
}
KIND_OF_NAME = {name: kind for kind, names in KINDS.items() for name in [kind, *names]}

DATE = re.compile(
    r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*",
    re.ASCII,
)
# Of one field, in characters; Python's own limit is less than a long remark.
FIELD_LIMIT = 1 << 24


def rows_of_manifest(path):
    """The rows of a manifest, its paths taken from the folder that it lies in."""
    read = {".csv": cells_of_csv, ".jsonl": cells_of_jsonl}.get(os.path.splitext(path)[1].lower())
    if read is None:
        raise ManifestError(
            "清单的名称应以 .csv 或 .jsonl 结尾", "the manifest must end in .csv or .jsonl"
        )
    folder = os.path.dirname(os.path.abspath(path))
    reader = RowReader(folder)
    with open(path, encoding=encoding_of(path), errors="replace", newline="") as file:
        for line, cells in read(file):
            if isinstance(cells, Text):
                yield faulty(line, cells)
            elif any(value.strip() for _, _, value in cells):
                yield reader.row(line, cells)


def rows_of_list(path, separator):
    """The rows of a list of paths, taken from the current directory."""
    reader = RowReader(os.getcwd())
    for number, name in enumerate(pieces(path, separator), 1):
        if not name:
            continue
        try:
            text = name.decode()
        except UnicodeDecodeError:
            # JSON cannot carry it.
            shown = name.decode(errors="replace")
            yield faulty(
                number, Text(f"路径“{shown}”不是 UTF-8", f"the path '{shown}' is not UTF-8")
            )
        else:
            yield reader.row(number, [("path", "path", text)])


def pieces(path, separator):
    """What stands between the separators of a file, as bytes."""
    with open(path, "rb") as file:
        rest = b""
        while block := file.read(1 << 20):
            *whole, rest = (rest + block).split(separator)
            yield from whole
        yield rest


def encoding_of(path):
    """UTF-8 or GB18030; bytes that are neither become U+FFFD, and their rows are faults."""
    for encoding in ["utf-8-sig", "gb18030"]:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return "utf-8-sig"


# Cells are triples (name, field, value) of one row; a Text in their place says what is wrong.


def cells_of_csv(file):
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(file, strict=True)
    columns = None
    for line, fields in records(reader):
        if isinstance(fields, Text):
            if columns is None:
                raise ManifestError(
                    f"第 {line} 行应当是列名：{fields.zh}",
                    f"line {line} should name the columns: {fields.en}",
                )
            yield line, fields
        elif not any(field.strip() for field in fields):
            continue
        elif columns is None:
            columns = columns_of(fields)
        elif len(fields) != len(columns):
            yield (
                line,
                Text(
                    f"有 {len(fields)} 个值，第一行却有 {len(columns)} 列",
                    f"the row has {len(fields)} values, and the first row {len(columns)} columns",
                ),
            )
        else:
            yield line, [(*column, value) for column, value in zip(columns, fields, strict=True)]


def records(reader):
    """The lines where the records of a CSV reader start, each with its fields or what is wrong."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                line,
                Text(f"引号或分隔符有误：{error}", f"quotes or separators are wrong: {error}"),
            )


def columns_of(names):
    columns = [(name.strip(), field_of(name)) for name in names]
    if pair := first_equal(columns):
        raise ManifestError(
            f"清单有两列是同一项：“{pair[0]}”和“{pair[1]}”",
            f"two columns of the manifest mean the same: '{pair[0]}' and '{pair[1]}'",
        )
    if not any(field == "path" for _, field in columns):
        raise ManifestError("清单没有“路径”（path）一列", "the manifest has no column 路径 (path)")
    return columns


def cells_of_jsonl(file):
    for number, text in enumerate(file, 1):
        if text.strip():
            yield number, cells_of_object(text)


def cells_of_object(text):
    try:
        # Numbers as they were written: 007 is another id than 7.
        members = json.loads(text, object_pairs_hook=Members, parse_int=Number, parse_float=Number)
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, Members):
        return Text("这一行不是 JSON 对象", "the line is no JSON object")
    columns = [(name.strip(), field_of(name)) for name, _ in members]
    if pair := first_equal(columns):
        return Text(
            f"有两项是同一项：“{pair[0]}”和“{pair[1]}”",
            f"two members mean the same: '{pair[0]}' and '{pair[1]}'",
        )
    cells = []
    for (name, field), (_, value) in zip(columns, members, strict=True):
        if field and isinstance(value, list):
            return Text(f"“{name}”应当是一个值", f"'{name}' must be a single value")
        cells.append((name, field, as_text(value)))
    return cells


class Members(list):
    """The members of an object in their order, with those that come twice."""


class Number(str):
    """A number as it was written."""


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Members):
        value = {name: member for name, member in value}
    return json.dumps(value, ensure_ascii=False)


def key_of(name):
    return "".join(name.lower().split())


def field_of(name):
    return FIELD_OF_NAME.get(key_of(name))


def first_equal(columns):
    """The names of the first two columns that are one."""
    known = {}
    for name, field in columns:
        key = field or "=" + key_of(name)
        if name and key in known:
            return known[key], name
        known[key] = name
    return None


class RowReader:
    """Makes rows of cells, and remembers their paths and ids: some 200 bytes a row."""

    def __init__(self, folder):
        self.folder = folder
        self.lines = {"path": {}, "id": {}}

    def row(self, line, cells):
        known = {field: value.strip() for _, field, value in cells if field}
        # A name of a file may begin or end with a space.
        path = next((value for _, field, value in cells if field == "path"), "")
        faults = [*damage(cells), *self.repetitions(line, path, known.get("id"))]
        job = {"path": os.path.join(self.folder, path)}
        for fact in FACTS:
            if value := known.get(fact):
                job[fact], fault = FACT_READERS.get(fact, as_written)(value)
                faults += [fault] if fault else []
        if faults:
            return faulty(line, joined(faults))
        return {
            "line": line,
            "fault": None,
            "id": known.get("id") or None,
            "district": known.get("district") or None,
            "extra": [
                [name, value]
                for name, field, value in cells
                if not field and (name or value.strip())
            ],
            "job": job,
        }

    def repetitions(self, line, path, number):
        if not path.strip():
            yield Text("没有路径", "there is no path")
        elif "\0" in path:
            yield Text("路径里有空字符", "the path holds a NUL")
        elif first := self.first_line("path", path, line):
            yield Text(
                f"路径“{path}”与第 {first} 行相同",
                f"the path '{path}' stands in line {first} already",
            )
        if number and (first := self.first_line("id", number, line)):
            yield Text(
                f"编号“{number}”与第 {first} 行相同",
                f"the id '{number}' stands in line {first} already",
            )

    def first_line(self, field, value, line):
        """The line where a value stood before."""
        first = self.lines[field].setdefault(value, line)
        return first if first != line else None


def damage(cells):
    """U+FFFD stands for bytes that were no text; half a surrogate pair cannot be sent on."""
    if any("\ufffd" in value or not is_unicode(value) for _, _, value in cells):
        yield Text(
            "有无法解码的字节；请另存为 UTF-8",
            "bytes cannot be decoded; save the manifest as UTF-8",
        )


def is_unicode(value):
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_written(value):
    return value, None


def kind(value):
    found = KIND_OF_NAME.get(key_of(value).replace("_", "-"))
    if found:
        return found, None
    return None, Text(
        f"没有“{value}”这种机构类型，可以用：{'、'.join(KINDS)}",
        f"there is no issuer kind '{value}'; there are: {', '.join(KINDS)}",
    )


def day(value):
    try:
        return datetime.date(*map(int, DATE.fullmatch(value).groups())).isoformat(), None
    except (AttributeError, ValueError):
        return None, Text(
            f"“{value}”不是日期；请写历法中有的日子，如 2024-05-01",
            f"'{value}' is no date; write a day of the calendar, as 2024-05-01",
        )


FACT_READERS = {"issuerKind": kind, "issued": day}


def joined(texts):
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def faulty(line, text):
    return {"line": line, "fault": text, "id": None, "district": None, "extra": [], "job": None}
