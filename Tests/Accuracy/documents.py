"""Certificates of the four formats around a phrase, and their bytes in an encoding."""

import codecs
import dataclasses

from disguises import CLOSE, OPEN, split_marks

FORMATS = ["text", "xml", "html", "svg"]
SUFFIX = {"text": "txt", "xml": "xml", "html": "html", "svg": "svg"}

# Name of the encoding: Python's codec, the byte order mark, and how the document declares it.
ENCODINGS = {
    "UTF-8": ("utf-8", b"", "UTF-8"),
    "UTF-8 BOM": ("utf-8", codecs.BOM_UTF8, "UTF-8"),
    "UTF-16LE": ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
    "UTF-16BE": ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    "UTF-32": ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
    "GB18030": ("gb18030", b"", "GB18030"),
    "GBK": ("gbk", b"", "GBK"),
    "Big5": ("big5", b"", "Big5"),
}

CONTENT = {place: ("content", "text") for place in ("title", "body", "cell")}
MARKUP = {
    **CONTENT,
    "attribute": ("value", "attribute"),
    "hidden": ("content", "hidden"),
    "metadata": ("value", "metadata"),
    "comment": ("raw", "comment"),
}

# Place in the document: what may be written there, and the channel of the report.
PLACES = {
    "text": {place: ("text", "text") for place in CONTENT},
    "xml": {
        **CONTENT,
        "attribute": ("value", "attribute"),
        "cdata": ("raw", "text"),
        "comment": ("raw", "comment"),
        "instruction": ("raw", "instruction"),
    },
    "html": MARKUP,
    "svg": MARKUP,
}

FILLERS = {
    "hans": {
        "titles": ["培训合格证书", "结业证书", "能力水平评价证书", "课程证书", "学习证明"],
        "courses": [
            "收纳整理",
            "茶艺冲泡",
            "家常烘焙",
            "社区插花",
            "短视频剪辑",
            "营养配餐",
            "宠物美容",
            "书法入门",
        ],
        "names": ["陈宁", "周子涵", "林小满", "何静姝", "唐书宁", "罗清和", "许知远山", "沈一诺"],
        "bodies": [
            "云洲市花艺行业协会",
            "青禾培训学校",
            "知味健康管理有限公司",
            "松烟书法研习会",
            "星桥企业管理有限公司",
        ],
        "labels": ["姓名", "课程", "学时", "成绩", "编号", "发证机构", "发证日期", "说明", "备注"],
        "sentence": "{name}于{year}年{month}月参加{course}培训，共{hours}学时，考核成绩合格，特发此证。",
        "notes": [
            "请妥善保管本证书，遗失可申请补办。",
            "学习记录由本单位保存五年。",
            "本证书仅反映学习情况。",
            "考核分理论与实操两部分，成绩均为良好。",
            "如有疑问请与教务处联系。",
        ],
        "stop": "。",
        "date": "{year}年{month}月8日",
        "colon": "：",
    },
    "hant": {
        "titles": ["培訓合格證書", "結業證書", "能力評價證書", "課程證書", "學習證明"],
        "courses": [
            "收納整理",
            "茶藝沖泡",
            "家常烘焙",
            "社區插花",
            "短片剪輯",
            "營養配餐",
            "寵物美容",
            "書法入門",
        ],
        "names": ["陳寧", "周子涵", "林小滿", "何靜姝", "唐書寧", "羅清和", "沈一諾"],
        "bodies": ["雲洲市花藝協會", "青禾培訓學校", "知味健康管理有限公司", "松煙書法研習會"],
        "labels": ["姓名", "課程", "學時", "成績", "編號", "發證單位", "發證日期", "說明", "備註"],
        "sentence": "{name}於{year}年{month}月參加{course}培訓，共{hours}學時，考核成績及格，特發此證。",
        "notes": [
            "請妥善保管本證書，遺失可申請補發。",
            "學習紀錄由本單位保存五年。",
            "本證書僅反映學習情況。",
            "考核分筆試與實作兩部分，成績均為良好。",
            "如有疑問請與教務處聯絡。",
        ],
        "stop": "。",
        "date": "{year}年{month}月8日",
        "colon": "：",
    },
}


@dataclasses.dataclass
class Filler:
    """The certificate around: title, holder, body, a sentence and a note."""

    script: str
    title: str
    name: str
    course: str
    body: str
    sentence: str
    note: str
    date: str
    number: str
    labels: list
    stop: str
    colon: str


def filler(rng, script):
    words = FILLERS[script]
    values = dict(
        name=rng.choice(words["names"]),
        course=rng.choice(words["courses"]),
        year=rng.randint(2018, 2025),
        month=rng.randint(1, 12),
        hours=8 * rng.randint(1, 12),
    )
    return Filler(
        script=script,
        title=rng.choice(words["titles"]),
        name=values["name"],
        course=values["course"],
        body=rng.choice(words["bodies"]),
        sentence=words["sentence"].format(**values),
        note=rng.choice(words["notes"]),
        date=words["date"].format(**values),
        number=f"{rng.choice('ABCDEFGH')}{rng.choice('JKLMN')}"
        f"-{values['year']}-{rng.randint(0, 9999):04}",
        labels=words["labels"],
        stop=words["stop"],
        colon=words["colon"],
    )


def compose(rng, file_format, place, phrase, around, block=False):
    """The source of a certificate with `phrase` at `place`; a block brings its own elements."""
    return {"text": text, "xml": xml, "html": html, "svg": svg}[file_format](
        rng, place, phrase, around, block
    )


def text(rng, place, phrase, around, block):
    labels, colon = around.labels, around.colon
    lines = [
        phrase if place == "title" else around.title,
        "",
        around.sentence,
        *([""] if block else []),
        *([phrase + ("" if block or "\n" in phrase else around.stop)] if place == "body" else []),
        *([""] if block else []),
        around.note,
        "",
        f"{labels[4]}{colon}{around.number}",
        *([f"{labels[7]}{colon}{phrase}"] if place == "cell" else []),
        f"{labels[5]}{colon}{around.body}",
        f"{labels[6]}{colon}{around.date}",
    ]
    return rng.choice(["\n", "\n", "\r\n"]).join(lines)


# Element names of the XML; Latin ones where the encoding is for traditional characters.
NAMES = {
    "hans": ("证书", "标题", "正文", "行", "格", "项", "发证机构", "编号", "日期"),
    "hant": ("cert", "heading", "para", "row", "cell", "item", "issuer", "number", "date"),
}


def xml(rng, place, phrase, around, block):
    root, heading, body, row, cell, item, issuer, number, date = NAMES[around.script]
    title = phrase if place == "title" else around.title
    attribute = rng.choice(["说明", "title", "名称"]) if around.script == "hans" else "title"
    extra = {
        "title": "",
        "body": f"<{body}>{phrase}{'' if block else around.stop}</{body}>",
        "cell": f"<{row}><{cell}>{around.labels[7]}</{cell}><{cell}>{phrase}</{cell}></{row}>",
        "attribute": f'<{item} {attribute}="{phrase}"/>',
        "cdata": f"<{body}><![CDATA[{phrase}]]></{body}>",
        "comment": f"<!-- {phrase} -->",
        "instruction": f"<?note {phrase}?>",
    }[place]
    return (
        f'<?xml version="1.0"{{declaration}}?>\n<{root} id="c{rng.randint(1, 99)}">\n'
        f"<{heading}>{title}</{heading}>\n"
        f"<{body}>{around.sentence}</{body}>\n{extra}\n<{issuer}>{around.body}</{issuer}>\n"
        f"<{number}>{around.number}</{number}><{date}>{around.date}</{date}>\n</{root}>\n"
    )


def html(rng, place, phrase, around, block):
    hidden = rng.choice(
        [
            "<p hidden>{}</p>",
            '<p style="display:none">{}</p>',
            '<div style="visibility:hidden">{}</div>',
            '<p style="opacity:0">{}</p>',
            '<p style="font-size:0">{}</p>',
            "<template><p>{}</p></template>",
            '<p class="off">{}</p>',
        ]
    )
    attribute = rng.choice(
        [
            '<img src="seal.png" alt="{}">',
            '<p title="{}">{note}</p>',
            '<div aria-label="{}"></div>',
            '<input type="text" value="{}">',
            '<input placeholder="{}">',
            '<div data-title="{}"></div>',
            "<img alt='{}' src=a.png>",
        ]
    ).replace("{note}", around.note)
    extra = {
        "title": "",
        "metadata": "",
        "body": f"<p>{phrase}{'' if block else around.stop}</p>",
        "cell": f"<table><tr><th>{around.labels[7]}</th><td>{phrase}</td></tr></table>",
        "attribute": attribute.replace("{}", phrase),
        "hidden": hidden.replace("{}", phrase),
        "comment": f"<!-- {phrase} -->",
        "raw": phrase,
    }[place]
    heading = rng.choice(["h1", "h2", "div"])
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head>{{declaration}}'
        f"<title>{phrase if place == 'metadata' else around.title}</title>\n"
        f"<style>.off{{display:none}} h1{{font-size:2em}}</style></head>\n<body>\n"
        f"<{heading}>{phrase if place == 'title' else around.title}</{heading}>\n"
        f"<p>{around.sentence}</p>\n{extra}\n"
        f"<p>{around.labels[4]}{around.colon}{around.number}</p>\n"
        f"<p>{around.labels[5]}{around.colon}{around.body}</p>"
        f"<p>{around.date}</p>\n</body></html>\n"
    )


def svg(rng, place, phrase, around, block):
    hidden = rng.choice(
        [
            '<text x="40" y="300" font-size="24" display="none">{}</text>',
            '<text x="40" y="300" font-size="24" visibility="hidden">{}</text>',
            '<g style="display:none"><text x="40" y="300" font-size="24">{}</text></g>',
            '<text x="40" y="300" font-size="24" opacity="0">{}</text>',
        ]
    )
    metadata = rng.choice(["<title>{}</title>", "<desc>{}</desc>", "<metadata>{}</metadata>"])
    extra = {
        "title": "",
        "attribute": f'<g aria-label="{phrase}"><rect width="9" height="9"/></g>',
        "body": phrase if block else f'<text x="40" y="300" font-size="24">{phrase}</text>',
        "cell": f'<text x="40" y="300" font-size="20">{around.labels[7]}</text>'
        f'<text x="240" y="300" font-size="20">{phrase}</text>',
        "hidden": hidden.replace("{}", phrase),
        "metadata": metadata.replace("{}", phrase),
        "comment": f"<!-- {phrase} -->",
        "raw": phrase,
    }[place]
    title = phrase if place == "title" and not block else around.title
    return (
        '<?xml version="1.0"{declaration}?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800">\n'
        f'<text x="40" y="100" font-size="48">{title}</text>\n'
        f'<text x="40" y="200" font-size="20">{around.sentence}</text>\n{extra}\n'
        f'<text x="40" y="600" font-size="20">{around.body}</text>\n'
        f'<text x="40" y="660" font-size="20">{around.date}</text>\n</svg>\n'
    )


def declared(source, file_format, encoding):
    """The source with its encoding declared as the format does, where a mark does not say it."""
    _, mark, label = ENCODINGS[encoding]
    if file_format in ("xml", "svg"):
        said = "" if mark and encoding.startswith("UTF-32") else f' encoding="{label}"'
    else:
        said = "" if mark else f'<meta charset="{label}">'
    return source.replace("{declaration}", said, 1)


def encodable(source, encoding):
    try:
        source.encode(ENCODINGS[encoding][0])
    except UnicodeEncodeError:
        return False
    return True


def encode(source, encoding, references):
    """Bytes and the marked range in them; `references` stand for what the encoding lacks."""
    codec, mark, _ = ENCODINGS[encoding]
    errors = "xmlcharrefreplace" if references else "strict"
    if OPEN not in source:
        return mark + source.encode(codec, errors), None
    left, inner, right = (part.encode(codec, errors) for part in split_marks(source))
    start = len(mark) + len(left)
    assert CLOSE.encode() not in right
    return mark + left + inner + right, (start, start + len(inner))
