"""Whole certificates as different bodies issue them; all names and numbers are invented."""

import disguises

# What a place of a template may hold: without a listed term, and with marked ones.
PHRASES = {
    "hans": {
        "innocent": [
            "课程包括收纳原理、空间规划和实操三个单元",
            "其中国内案例十二个，国外案例四个",
            "学员完成食品安全国际通则的学习",
            "授课教师来自高中国际部和行业一线",
            "结合我国家庭的居住特点组织教学",
            "参观了美国家居设计展并提交报告",
            "学习成绩存入本单位学员档案",
            "考核由理论测试与实操两部分组成",
            "比较了各国家长参与学校教育的做法",
            "其中华东地区学员二十名",
            "讲解了我国徽派建筑的木雕",
            "本证书仅说明持有人参加并完成了上述学习",
            "职业素养与入学资格另行说明",
            "学习期间遵守纪律，团结同学",
            "全体学员参加了结业展示，全部合格",
            "人员名单附后，资格老到的讲师参与指导",
            "信息安全国标解读由企业讲师主讲",
            "集中国际师资开设线上公开课",
        ],
        "terms": [
            "本证书由⟦国家⟧承认，⟦全国⟧通用",
            "持证人具备高级收纳师⟦职业资格⟧",
            "列入⟦全国⟧人才库，可联网查询",
            "授予⟦中国⟧注册收纳师称号",
            "达到⟦国家⟧规定的从业⟦人员资格⟧要求",
            "入选⟦中华⟧名师讲堂",
            "在⟦中华人民共和国⟧境内有效",
            "证书封面印有⟦国徽⟧",
            "其中⟦国家⟧级讲师两名",
            "该项目为⟦全国⟧统一考核",
            "弘扬⟦中华⟧优秀传统文化",
            "取得⟦中国⟧市场认可的⟦职业资格⟧",
            "面向⟦全国⟧家庭，助力⟦国家⟧发展",
        ],
        "titles": [
            "培训合格证书",
            "结业证书",
            "能力水平评价证书",
            "课程学习证明",
            "荣誉证书",
            "会员证书",
        ],
        "names": ["陈宁", "周子涵", "林小满", "何静姝", "唐书宁", "欧阳清和"],
        "bodies": [
            "云洲市收纳整理行业协会",
            "青禾职业培训学校",
            "星桥企业管理有限公司",
            "知味健康管理有限公司",
        ],
        "courses": ["空间收纳", "家常烘焙", "茶席设计", "短视频剪辑", "社区插花"],
    },
    "hant": {
        "innocent": [
            "課程包括收納原理、空間規劃和實作三個單元",
            "其中國內案例十二個",
            "學員完成食品安全國際通則的學習",
            "授課教師來自高中國際部",
            "結合我國家庭的居住特點組織教學",
            "參觀美國家居設計展並提交報告",
            "學習成績存入本單位學員檔案",
            "考核由筆試與實作兩部分組成",
            "本證書僅說明持有人完成上述學習",
        ],
        "terms": [
            "本證書由⟦國家⟧承認，⟦全國⟧通用",
            "持證人具備高級收納師⟦職業資格⟧",
            "授予⟦中國⟧註冊收納師稱號",
            "入選⟦中華⟧名師講堂",
            "證書封面印有⟦國徽⟧",
            "達到從業⟦人員資格⟧要求",
        ],
        "titles": ["培訓合格證書", "結業證書", "能力評價證書", "課程學習證明", "榮譽證書"],
        "names": ["陳寧", "周子涵", "林小滿", "何靜姝", "唐書寧"],
        "bodies": ["雲洲市收納整理協會", "青禾培訓學校", "星橋企業管理有限公司"],
        "courses": ["空間收納", "家常烘焙", "茶席設計", "短片剪輯"],
    },
}

TEXT = """{title}

    兹证明{name}学员于{year}年{month}月{day}日至{year}年{month}月28日参加本单位举办的{course}课程，
共{hours}学时，考核成绩合格，准予结业。

    {one}。{two}。

    {three}。

证书编号：{number}
查询网址：https://cert.example.cn/{number}
发证机构：{body}（盖章）
发证日期：{year}年{month}月{day}日
"""

TEXT_LIST = """{title}

姓　　名：{name}
性　　别：女
课程名称：{course}
学　　时：{hours}
成　　绩：九十一分
备　　注：{one}

说明：
1. {two}；
2. {three}；
3. 请妥善保管本证书。

{body}
二〇二四年六月
"""

HTML_TABLE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>{declaration}<title>{title}</title>
<style>
body {{ font-family: "Noto Serif CJK SC", serif; }}
.sheet {{ width: 800px; margin: 0 auto; border: 6px double #8a6d3b; padding: 40px; }}
.sheet h1 {{ text-align: center; letter-spacing: .5em; }}
td, th {{ border: 1px solid #999; padding: 6px; }}
</style>
</head>
<body>
<div class="sheet">
<h1>{title}</h1>
<table>
<tr><th>姓名</th><td>{name}</td><th>性别</th><td>男</td></tr>
<tr><th>课程</th><td>{course}</td><th>学时</th><td>{hours}</td></tr>
<tr><th>内容</th><td colspan="3">{one}</td></tr>
<tr><th>备注</th><td colspan="3">{two}</td></tr>
</table>
<p>{three}。</p>
<p class="no">证书编号：{number}</p>
<p class="body"><img src="img/seal.png" alt="印章"> {body}</p>
<p>{year}年{month}月{day}日</p>
</div>
</body>
</html>
"""

HTML_PROSE = """<!DOCTYPE html>
<html><head>{declaration}<meta name="description" content="{title}样本"><title>{body}</title></head>
<body>
<center><font size="6"><b>{title}</b></font></center>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<u>&nbsp;{name}&nbsp;</u>同志于<u>{year}</u>年<u>{month}</u>月
参加<b>{course}</b>培训，共<u>{hours}</u>学时，考核合格。</p>
<ul><li>{one}</li><li>{two}</li><li>{three}</li></ul>
<div align="right">{body}<br>{year}年{month}月{day}日<br>编号：{number}</div>
<!-- 打印时请用 A4 横向 -->
</body></html>
"""

HTML_HANT = """<!DOCTYPE html>
<html lang="zh-Hant"><head>{declaration}<title>{title}</title></head>
<body>
<h1>{title}</h1>
<p>茲證明 {name} 於{year}年{month}月參加本單位舉辦之{course}課程，共{hours}學時，成績及格，特發此證。</p>
<table><tr><th>內容</th><td>{one}</td></tr><tr><th>備註</th><td>{two}</td></tr></table>
<p>{three}。</p>
<p>證書編號：{number}</p><p>發證單位：{body}</p><p>{year}年{month}月{day}日</p>
</body></html>
"""

TEXT_HANT = """{title}

  {name} 君於{year}年{month}月{day}日完成{course}課程，共{hours}學時，經考核成績及格，特發此證，以資證明。

  {one}。
  {two}；{three}。

證書編號：{number}
發證單位：{body}
發證日期：{year}年{month}月{day}日
"""

XML_RECORD = """<?xml version="1.0"{declaration}?>
<证书 版本="2">
  <名称>{title}</名称>
  <持证人><姓名>{name}</姓名><性别>女</性别></持证人>
  <课程 学时="{hours}">{course}</课程>
  <说明>{one}。</说明>
  <备注>{two}；{three}。</备注>
  <编号>{number}</编号>
  <发证机构>{body}</发证机构>
  <发证日期>{year}-{month:02}-{day:02}</发证日期>
</证书>
"""

XML_DATA = """<?xml version="1.0"{declaration}?>
<certificate id="{number}">
  <title>{title}</title>
  <holder name="{name}"/>
  <course hours="{hours}" name="{course}"/>
  <content><p>{one}。</p><p>{two}。</p></content>
  <note text="{three}"/>
  <issuer>{body}</issuer>
  <issued>{year}-{month:02}-{day:02}</issued>
</certificate>
"""

XML_HANT = """<?xml version="1.0"{declaration}?>
<certificate id="{number}">
  <title>{title}</title>
  <holder>{name}</holder>
  <course hours="{hours}">{course}</course>
  <content><p>{one}。</p><p>{two}。</p><p>{three}。</p></content>
  <issuer>{body}</issuer>
  <issued>{year}-{month:02}-{day:02}</issued>
</certificate>
"""

SVG_SHEET = """<?xml version="1.0"{declaration}?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1100 780">
  <title>{body}</title>
  <rect x="20" y="20" width="1060" height="740" fill="none" stroke="#a67c00" stroke-width="6"/>
  <text x="550" y="120" font-size="48" text-anchor="middle">{title}</text>
  <text x="120" y="220" font-size="24">{name}于{year}年{month}月参加{course}课程，共{hours}学时，成绩合格。</text>
  <text x="120" y="290" font-size="22">{one}。</text>
  <text x="120" y="350" font-size="22">{two}。</text>
  <text x="120" y="410" font-size="22">{three}。</text>
  <text x="120" y="620" font-size="18">编号 {number}</text>
  <text x="720" y="620" font-size="22">{body}</text>
  <text x="720" y="670" font-size="22">{year}年{month}月{day}日</text>
</svg>
"""

SVG_SPANS = """<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="700">
<desc>{title}</desc>
<g font-family="SimSun">
<text x="100" y="100" font-size="40"><tspan fill="#900">{title}</tspan></text>
<text font-size="20"><tspan x="100" y="200">{name}　{course}　{hours}学时</tspan><tspan
 x="100" dy="60">{one}</tspan><tspan
 x="100" dy="60">{two}</tspan><tspan x="100" dy="60">{three}</tspan></text>
<text x="600" y="560" font-size="20">{body}</text>
<text x="600" y="610" font-size="16">{number}</text></g>
</svg>
"""

SVG_HANT = """<?xml version="1.0"{declaration}?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1100 780">
  <text x="550" y="120" font-size="48" text-anchor="middle">{title}</text>
  <text x="120" y="220" font-size="24">{name} 完成{course}課程，共{hours}學時，成績及格。</text>
  <text x="120" y="290" font-size="22">{one}。</text>
  <text x="120" y="350" font-size="22">{two}；{three}。</text>
  <text x="720" y="620" font-size="22">{body}</text>
</svg>
"""

TEMPLATES = [
    ("text", "hans", TEXT),
    ("text", "hans", TEXT_LIST),
    ("text", "hant", TEXT_HANT),
    ("html", "hans", HTML_TABLE),
    ("html", "hans", HTML_PROSE),
    ("html", "hant", HTML_HANT),
    ("xml", "hans", XML_RECORD),
    ("xml", "hans", XML_DATA),
    ("xml", "hant", XML_HANT),
    ("svg", "hans", SVG_SHEET),
    ("svg", "hans", SVG_SPANS),
    ("svg", "hant", SVG_HANT),
]


def fill(rng, template, with_terms):
    """(format, script, source) of one certificate."""
    file_format, script, source = template
    words = PHRASES[script]
    pool = words["terms"] if with_terms else words["innocent"]
    one, two, three = rng.sample(pool, 3)
    if with_terms and rng.random() < 0.5:
        two = rng.choice(words["innocent"])
    return (
        file_format,
        script,
        source.format(
            declaration="{declaration}",
            title=rng.choice(words["titles"]),
            name=rng.choice(words["names"]),
            course=rng.choice(words["courses"]),
            body=rng.choice(words["bodies"]),
            one=one,
            two=two,
            three=three,
            year=rng.randint(2018, 2025),
            month=rng.randint(1, 12),
            day=rng.randint(10, 27),
            hours=8 * rng.randint(1, 9),
            number=f"{rng.choice('ABCDEF')}{rng.choice('JKLM')}-{rng.randint(0, 99999):05}",
        ),
    )


def plain_term(written):
    return next(term for term in disguises.TERMS if written in (term, disguises.traditional(term)))
