"""Certificates as HTML and SVG, as programs write them; all names and numbers are invented."""

import itertools

import wording

# One certificate in so many holds terms, another has characters that only touch.
HIT_EVERY = 5
TOUCH_EVERY = 7

TITLES = ["培训合格证书", "结业证书", "能力水平评价证书", "课程学习证明", "荣誉证书", "会员证书"]
NAMES = ["陈宁", "周子涵", "林小满", "何静姝", "唐书宁", "欧阳清和", "林知夏", "许一诺"]
BODIES = [
    "云洲市收纳整理行业协会",
    "青禾职业培训学校",
    "星桥企业管理有限公司",
    "知味健康管理有限公司",
]
COURSES = ["空间收纳", "家常烘焙", "茶席设计", "短视频剪辑", "社区插花", "养老护理", "咖啡制作"]

SMALL_HTML = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>h1{{text-align:center;letter-spacing:.5em}}td,th{{border:1px solid #999;padding:6px}}</style></head>
<body><h1>{title}</h1>
<p>兹证明{name}学员于{year}年{month}月参加本单位举办的{course}课程，共{hours}学时，考核合格，准予结业。</p>
<table><tr><th>姓名</th><td>{name}</td><th>课程</th><td>{course}</td></tr>
<tr><th>内容</th><td colspan="3">{lines[0]}{lines[1]}{lines[2]}</td></tr><tr><th>备注</th><td colspan="3">{lines[3]}{lines[4]}</td></tr></table>
<p class="no">证书编号：{number}</p>
<!-- 打印时请用 A4 横向，四周留白 20 毫米，盖章后复印无效 -->
<p class="body"><img src="img/seal.png" alt="印章">{body}</p>
<p>{year}年{month}月{day}日</p></body></html>
"""

HTML_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{title}，{body}">
<title>{title} - {name}</title>
<link rel="stylesheet" href="/static/css/certificate.css?v=20240611">
<style>
body {{ font-family: "Noto Serif CJK SC", "SimSun", serif; color: #333; background: #f6f2e8; margin: 0; }}
.sheet {{ width: 960px; margin: 24px auto; border: 6px double #8a6d3b; padding: 48px; background: #fffdf6; }}
.sheet h1 {{ text-align: center; letter-spacing: .5em; font-size: 42px; font-weight: 600; }}
table.facts {{ width: 100%; border-collapse: collapse; }}
.facts td, .facts th {{ border: 1px solid #999; padding: 6px 10px; text-align: left; }}
.seal {{ position: relative; float: right; width: 140px; height: 140px; opacity: .85; }}
@media print {{ nav, footer {{ display: none; }} .sheet {{ border-width: 4px; }} }}
</style>
<script>window.page = {{ id: {serial}, kind: "certificate", tags: ["{course}"] }};</script>
</head>
<body class="certificate-page" data-id="{serial}">
<nav class="top"><a href="/">首页</a><a href="/courses">课程</a><a href="/query" title="查询证书">证书查询</a></nav>
<div class="sheet" id="sheet-{serial}">
<h1>{title}</h1>
<p class="lead">兹证明<u>&nbsp;{name}&nbsp;</u>学员于{year}年{month}月参加本单位举办的<b>{course}</b>课程，共<u>{hours}</u>学时，\
考核成绩合格，准予结业。</p>
<table class="facts">
<tr><th>姓名</th><td>{name}</td><th>课程</th><td>{course}</td></tr>
<tr><th>学时</th><td>{hours}</td><th>编号</th><td>{number}</td></tr>
"""

HTML_FOOT = """</ol>
<div class="sign"><img class="seal" src="/static/img/seal.png" alt="印章" width="140" height="140">
<p class="body">发证机构：{body}（盖章）</p>
<p class="date">发证日期：{year}年{month}月{day}日</p>
<p class="no">证书编号：{number}</p></div>
</div>
<footer><p>查询网址：<a href="https://cert.example.cn/q?no={number}">https://cert.example.cn/q?no={number}</a></p>
<p>&copy; {year} {body}</p></footer>
<script src="/static/js/app.min.js" defer></script>
</body>
</html>
"""

SVG_HEAD = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg
   width="297mm"
   height="210mm"
   viewBox="0 0 297 210"
   version="1.1"
   id="svg{serial}"
   sodipodi:docname="{title}-{serial}.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg">
  <title>{title}</title>
  <defs
     id="defs2">
    <linearGradient
       id="edge"><stop
         style="stop-color:#8a6d3b"
         offset="0" /><stop
         style="stop-color:#d8c38f"
         offset="1" /></linearGradient>
  </defs>
  <g
     inkscape:label="底"
     inkscape:groupmode="layer"
     id="layer1">
"""

SVG_PATH = """    <path
       style="fill:none;stroke:url(#edge);stroke-width:{width}"
       d="{data}"
       id="path{id}" />
"""

SVG_TEXT_LAYER = """  </g>
  <g
     inkscape:label="文字"
     inkscape:groupmode="layer"
     id="layer2">
"""

SVG_LINE = """<tspan
         sodipodi:role="line"
         id="tspan{id}"
         x="{x}"
         y="{y}">{words}</tspan>"""

SVG_TEXT = """    <text
       xml:space="preserve"
       style="font-size:{size}px;font-family:'Noto Serif CJK SC';text-anchor:{anchor};fill:#333333"
       x="{x}"
       y="{y}"
       id="text{id}">{lines}</text>
"""


def facts(rng):
    return {
        "title": rng.choice(TITLES),
        "name": rng.choice(NAMES),
        "body": rng.choice(BODIES),
        "course": rng.choice(COURSES),
        "hours": rng.randrange(8, 96),
        "year": rng.randrange(2018, 2026),
        "month": rng.randrange(1, 13),
        "day": rng.randrange(1, 29),
        "number": f"PX-{rng.randrange(10**8):08}",
        "serial": rng.randrange(10**6),
    }


def sentences(rng, number, count, inline_element):
    """`count` sentences of the certificate of this number, so with a hit, a touch or neither."""
    lines = rng.choices(wording.sentence_pool(), k=count)
    if number % HIT_EVERY == 0:
        lines[rng.randrange(count)] = wording.sentence_with(rng, wording.hit(rng, inline_element))
    if number % TOUCH_EVERY == 1:
        lines[rng.randrange(count)] = wording.sentence_with(rng, rng.choice(wording.TOUCHES))
    return lines


def small_page(rng):
    """A certificate of 1 KB with a hit."""
    return SMALL_HTML.format(lines=sentences(rng, 0, 5, "b"), **facts(rng))


def page(rng, number):
    """A certificate of some 8 KB, as a content management system writes it."""
    known = facts(rng)
    lines = iter(sentences(rng, number, 74, "b"))
    parts = [HTML_HEAD.format(**known)]
    for line in itertools.islice(lines, 12):
        parts.append(f'<tr class="row"><td>{word(rng)}</td><td colspan="3">{line}</td></tr>\n')
    parts.append('</table>\n<h2>课程内容</h2>\n<ol class="lessons">\n')
    for first in lines:
        second = next(lines, "")
        parts.append(
            f'<li title="{word(rng)}"><span class="n">{word(rng)}</span>'
            f"{first}<em>{word(rng)}</em>&nbsp;{second}</li>\n"
        )
    parts.append(HTML_FOOT.format(**known))
    return "".join(parts)


def drawing(rng, number):
    """A certificate of some 3.3 KB, as a design tool writes it: layers, paths and placed text."""
    known = facts(rng)
    ids = itertools.count(10, 2)
    first, second, third = sentences(rng, number, 3, "tspan")
    parts = [SVG_HEAD.format(**known)]
    for width in (2.4, 0.8):
        parts.append(SVG_PATH.format(width=width, data=curve(rng, 5), id=next(ids)))
    parts.append(SVG_TEXT_LAYER)
    for size, anchor, x, y, lines in [
        (14, "middle", 148, 50, [known["title"]]),
        (6, "start", 40, 85, [f"{known['name']}参加{known['course']}课程，", first, second, third]),
        (
            5,
            "end",
            250,
            165,
            [known["body"], "{year}年{month}月{day}日".format(**known)],
        ),
        (4, "start", 40, 190, [f"证书编号：{known['number']}"]),
    ]:
        parts.append(placed(ids, size, anchor, x, y, lines))
    parts.append("  </g>\n</svg>\n")
    return "".join(parts)


def placed(ids, size, anchor, x, y, lines):
    spans = [
        SVG_LINE.format(id=next(ids), x=x, y=y + 2 * size * index, words=words)
        for index, words in enumerate(lines)
    ]
    return SVG_TEXT.format(size=size, anchor=anchor, x=x, y=y, id=next(ids), lines="".join(spans))


def curve(rng, count):
    def point():
        return f"{rng.uniform(0, 297):.4f},{rng.uniform(0, 210):.4f}"

    return f"M {point()} C {' '.join(point() for _ in range(3 * count))} Z"


def word(rng):
    return rng.choice(wording.WORDS)
