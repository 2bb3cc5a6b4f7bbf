"""Innocent input: words that touch or stand apart, other languages, whole certificates."""

import itertools
import pathlib

import certificates as whole
import documents
from positives import Case, Generator, visible

HERE = pathlib.Path(__file__).resolve().parent


def written():
    """(kind, phrase) of `innocent.txt`."""
    kind = ""
    for line in (HERE / "innocent.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line[1:-1]
        elif line and not line.startswith("#"):
            yield from ((kind, phrase) for phrase in line.split("|"))


def phrases(rng):
    """Each phrase written by hand in two formats, at two places."""
    generator = Generator(rng, "phrase")
    for kind, phrase in written():
        for file_format in rng.sample(documents.FORMATS, 2):
            if kind == "files":
                yield file_name(generator, kind, phrase)
            else:
                script = "hant" if kind == "traditional" else "hans"
                yield innocent(generator, kind, phrase, file_format, script)


def innocent(generator, kind, phrase, file_format, script="hans", place=None):
    rng = generator.rng
    around = documents.filler(rng, script)
    if kind.startswith(("japanese", "korean", "other")):
        return foreign(generator, kind, phrase, file_format)
    place = place or rng.choice(
        ["title", "body", "cell", *documents.PLACES[file_format]]
    )
    source = documents.compose(rng, file_format, place, phrase, around)
    return case(generator, kind, source, file_format, place, phrase, script)


def foreign(generator, kind, phrase, file_format):
    """A page that holds only the phrase and what its language would write around."""
    language = "ja" if "japanese" in kind else "ko" if "korean" in kind else "x"
    name, sentence = {
        "ja": ("氏名：山田はな", "あなたは所定の課程を修了したことをここに証します。"),
        "ko": ("성명: 김하늘", "위 사람은 소정의 과정을 마쳤기에 이 증서를 드립니다."),
        "x": ("No. 12", "2024-05-01"),
    }[language]
    source = {
        "text": f"{phrase}\n\n{name}\n{sentence}\n",
        "xml": f'<?xml version="1.0"{{declaration}}?>\n<page xml:lang="{language}">'
        f"<h>{phrase}</h><p>{name}</p><p>{sentence}</p></page>",
        "html": f'<!DOCTYPE html><html lang="{language}"><head>{{declaration}}'
        f"<title>{name}</title></head>"
        f"<body><h1>{phrase}</h1><p>{name}</p><p>{sentence}</p></body></html>",
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text x="9" y="40">{phrase}</text>'
        f'<text x="9" y="90">{sentence}</text></svg>',
    }[file_format]
    return case(generator, kind, source, file_format, "title", phrase, None)


def file_name(generator, kind, name):
    rng = generator.rng
    file_format = rng.choice(["html", "svg", "html"])
    element = {
        "html": '<img src="img/{}" alt="">',
        "svg": '<image href="img/{}" width="9" height="9"/>',
    }[file_format]
    source = documents.compose(
        rng, file_format, "raw", element.format(name), documents.filler(rng, "hans")
    )
    return case(generator, kind, source, file_format, "file", name, "hans")


FILING_ICONS = "filing icons"
# What a reading lowers: innocent where readings hold.
LOWERED = {FILING_ICONS, "japanese with the word", "korean with the word"}
ICON_NAMES = ["guohui.png", "guo-hui.svg", "img/guohui_20.png", "emblem-of-china.png", "国徽.png"]
ICONS = [
    '<footer><img src="{}"> 京公网安备 00000000000000号</footer>',
    '<div class="page-footer"><p>© 某某学校</p><img src="{}" alt=""></div>',
    '<p><a href="https://beian.mps.gov.cn/"><img src="{}"><span>京公网安备 0号</span></a></p>',
    '<p><img src="{}" width="20" height="20">公安备案 00000000000000</p>',
    '<img src="{}" style="width:18px;height:20px">',
    '<div id="beian_info"><img data-src="{}"></div>',
]


def icons(rng):
    """Icons of police filings, whose files are often called after the emblem."""
    generator = Generator(rng, "icon")
    for element, name in itertools.product(ICONS, ICON_NAMES):
        source = documents.compose(
            rng, "html", "raw", element.format(name), documents.filler(rng, "hans")
        )
        yield case(generator, FILING_ICONS, source, "html", "file", name, "hans")


def case(generator, kind, source, file_format, place, phrase, script):
    rng = generator.rng
    choices = ["UTF-8", "UTF-8", "UTF-8", "UTF-8 BOM", "UTF-16LE", "UTF-16BE"]
    if script:
        choices += [
            e
            for e in (["GB18030", "GBK"] if script == "hans" else ["Big5"])
            if documents.encodable(source, e)
        ]
    encoding = rng.choice(choices)
    return generator.file(
        "innocent", kind, source, file_format, encoding, place, seen=visible(phrase)
    )


# Composed

# (kind, left words, right words, frames): every pair is one that a reader cuts between the words.
PAIRS = [
    (
        "composed 全国",
        "食品安全 信息安全 网络安全 生产安全 消防安全 设备齐全 资料齐全 手续齐全 考虑周全",
        "国际课程 国际通则 国际论坛 国内案例 国企专题 国标解读 国际认证 国外做法 国内动态",
    ),
    (
        "composed 中国",
        "其中 高中 初中 集中 第一高中 市场竞争中 培训过程中",
        "国际学员 国际课程 国内学员 国内师资 国有企业 国企员工 国外专家 国际认证",
    ),
    ("composed 中国", "高中 初中 实验附中 第二高中", "国际部 国旗班 国语组 国防课 国学社"),
    (
        "composed 国家",
        "美国 英国 法国 德国 韩国 泰国 俄国 我国 外国 各国 异国 邻国",
        "家庭教育 家庭结构 家长学校 家具设计 家电维修 家政服务 家居陈列 家纺用品 家装风格 家教经验 家谱研究 家禽养殖 家常菜",
    ),
    (
        "composed 国家",
        "陈爱国 孙卫国 李建国 王振国",
        "家长签字 家庭住址 家电维修部 家具店 家政服务部",
    ),
    (
        "composed 中华",
        "其中 高中 初中 集中",
        "华东学员 华南学员 华北赛区 华侨学员 华裔青年 华人讲师 华语课程",
    ),
    ("composed 国徽", "我国", "徽章收藏 徽标设计 徽派建筑 徽州文化 徽商故事 徽墨工艺 徽菜制作"),
    ("composed 国徽", "美国 英国 法国 德国 各国 外国", "徽章收藏 徽标设计 徽记研究 徽章交换"),
]
FRAMES = [
    "{}",
    "{}培训合格证书",
    "课程名称：{}",
    "学习内容为{}",
    "完成{}课程，成绩合格",
    "本次培训介绍{}",
    "主题：{}专题",
]

# Words that must not meet across what stands between them.
APART = [
    ("祖国", "家乡"),
    ("美国", "家庭"),
    ("高中", "国际部"),
    ("安全", "国防"),
    ("集中", "华东"),
    ("我国", "徽章"),
    ("齐全", "国内发货"),
    ("初中", "国学课"),
    ("其中", "华侨"),
    ("外国", "家长"),
]


def composed(rng):
    """Word lists put together, in frames; and the same words apart in cells, items and lines."""
    generator = Generator(rng, "composed")
    for kind, left, right in PAIRS:
        for a, b in itertools.product(left.split(), right.split()):
            for frame in rng.sample(FRAMES, 6):
                yield innocent(generator, kind, frame.format(a + b), rng.choice(documents.FORMATS))
    for (a, b), apart in itertools.product(APART, SEPARATED):
        for sentence in ("本次培训讲到{}", "学员来自不同地方，了解{}"):
            file_format, source = apart(rng, sentence.format(a), b)
            yield case(
                generator,
                "apart: " + apart.__doc__,
                source,
                file_format,
                "body",
                f"{a} ¦ {b}",
                "hans",
            )


def cells(rng, a, b):
    """cells"""
    return "html", page(f"<table><tr><td>{a}</td><td>{b}</td></tr></table>")


def paragraphs(rng, a, b):
    """paragraphs"""
    return "html", page(f"<p>{a}</p>{rng.choice(['', chr(10)])}<p>{b}</p>")


def items(rng, a, b):
    """items"""
    return "html", page(f"<ul><li>{a}<li>{b}</ul>")


def options(rng, a, b):
    """options"""
    return "html", page(f"<select><option>{a}</option><option>{b}</option></select>")


def fields(rng, a, b):
    """fields"""
    return (
        "xml",
        f'<?xml version="1.0"{{declaration}}?>\n<记录>\n<甲>{a}</甲>\n<乙>{b}</乙>\n</记录>',
    )


def attributes(rng, a, b):
    """attributes"""
    return "html", page(f'<img alt="{a}" title="{b}" src="a.png">')


def running_lines(rng, a, b):
    """running lines"""
    return (
        "text",
        f"结业证书\n\n学员于本年度参加学习并完成全部作业，{a}\n{b}等内容，老师给予了耐心细致的讲解和示范。\n",
    )


def empty_line(rng, a, b):
    """an empty line"""
    return "text", f"结业证书\n\n{a}\n\n{b}等内容，老师给予了讲解\n"


def columns(rng, a, b):
    """columns of text"""
    return "text", f"结业证书\n\n项目    {a}      {b}\n成绩    良好      优秀\n"


def svg_lines(rng, a, b):
    """lines of SVG"""
    return "svg", svg(
        f'<text x="40" y="100" font-size="20">{a}</text>'
        f'<text x="700" y="100" font-size="20">{b}</text>'
    )


def svg_rows(rng, a, b):
    """rows of SVG"""
    return "svg", svg(
        f'<text x="40" y="100" font-size="20">{a}</text>'
        f'<text x="40" y="180" font-size="20">{b}</text>'
    )


def clause(rng, a, b):
    """a clause mark"""
    return "text", f"结业证书\n\n{a}{rng.choice('、，。；：')}{b}等内容。\n"


def brackets(rng, a, b):
    """brackets"""
    return "text", f"结业证书\n\n{a}（{b}）\n"


def rejoined(rng, a, b):
    """inline elements between the words"""
    return "html", page(f"<p><b>{a}</b><i>{b}</i></p>")


SEPARATED = [
    cells,
    paragraphs,
    items,
    options,
    fields,
    attributes,
    running_lines,
    empty_line,
    columns,
    svg_lines,
    svg_rows,
    clause,
    brackets,
    rejoined,
]


def page(body):
    return (
        "<!DOCTYPE html><html lang=zh><head>{declaration}<title>结业证书</title></head>"
        f"<body>\n{body}\n</body></html>"
    )


def svg(body):
    return (
        '<?xml version="1.0"{declaration}?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800">{body}</svg>'
    )


# Whole certificates


def certificates(rng):
    """Certificates as bodies issue them, without a listed term and with known ones."""
    generator = Generator(rng, "whole")
    for with_terms in (False, True):
        for template in whole.TEMPLATES:
            for number in range(6 if not with_terms else 5):
                file_format, script, source = whole.fill(rng, template, with_terms)
                yield certificate(generator, file_format, script, source, with_terms)


def certificate(generator, file_format, script, source, with_terms):
    rng = generator.rng
    plain = unmarked(source)[0]
    choices = ["UTF-8", "UTF-8", "UTF-8 BOM", "UTF-16LE", "GB18030" if script == "hans" else "Big5"]
    encoding = rng.choice([e for e in choices if documents.encodable(plain, e)])
    plain, marks = unmarked(documents.declared(source, file_format, encoding))
    codec, mark, _ = documents.ENCODINGS[encoding]
    truth = []
    for term, start, end in marks:
        first = len(mark) + len(plain[:start].encode(codec))
        truth.append((term, first, first + len(plain[start:end].encode(codec)), ()))
    corpus, kind = (
        ("certificates", "with terms") if with_terms else ("innocent", "whole certificates")
    )
    return Case(
        corpus,
        kind,
        generator.name(corpus, file_format),
        mark + plain.encode(codec),
        file_format,
        encoding,
        "whole",
        "any",
        truth,
        shown=visible(plain[:60]),
    )


def unmarked(source):
    """The source without its marks, and (term, start, end) in characters for each."""
    parts, marks, length = [], [], 0
    for index, part in enumerate(source.replace("⟧", "⟦").split("⟦")):
        if index % 2:
            marks.append((whole.plain_term(part), length, length + len(part)))
        parts.append(part)
        length += len(part)
    return "".join(parts), marks
