"""Corpora of the benchmarks: the same bytes from the same seed, made once under .build/bench."""

import itertools
import pathlib
import random

SEED = 68
MEGABYTE = 1_000_000

# Common words, the most frequent first. Many hold a first letter of a listed term (中、国、全、职、人),
# as ordinary text does: they keep a matcher from skipping everything.
WORDS = """
的 和 在 了 是 一 对 与 为 等 不 将 以 及 有 上 中 其 并 由 本 年 月 日 人 我国 工作 发展 管理 单位 服务 培训 学习
技能 考核 课程 学员 人员 要求 进行 开展 完成 合格 证书 能力 水平 评价 机构 协会 组织 企业 标准 质量 安全 技术
项目 内容 方法 研究 实践 教育 学校 教师 学生 社会 经济 建设 环境 生产 设备 材料 产品 市场 信息 数据 系统 网络
问题 情况 基础 重要 主要 提高 加强 促进 推动 支持 保障 实施 制定 规定 制度 政策 部门 地方 地区 城市 农村 国内
国际 国外 中心 中间 其中 集中 全面 全部 全体 安全生产 健全 职工 职责 职务 职能 业务 行业 专业 就业 作业 企业家
人才 人民 个人 工人 负责人 人数 资料 资金 资源 投资 资产 格式 合作 价格 性格 规格 严格 家庭 大家 专家 作家 每家
中午 中文 中部 高中 初中 华东 华南 华丽 精华 繁华 民众 居民 农民 共同 共有 一共 公共 和平 温和 时间 期间 期限
编号 姓名 性别 出生 日期 签发 盖章 登记 查询 网址 电话 地址 邮箱 说明 注意 保管 遗失 补办 有效 长期 三年 第一
第二 第三 上述 以下 以上 根据 依据 按照 通过 经过 由于 因此 同时 此外 例如 包括 以及 或者 但是 如果 虽然 已经
正在 能够 可以 应当 必须 需要 希望 认为 提出 指出 表示 介绍 了解 掌握 熟悉 运用 操作 维护 检查 分析 设计 计算
测试 记录 报告 总结 交流 讨论 参加 组织 安排 准备 开始 结束 继续 保持 实现 达到 取得 获得 形成 建立 完善 优化
创新 改革 开放 健康 营养 护理 茶艺 烹饪 美容 心理 物流 会计 电子 商务 软件 机械 电气 焊接 建筑 园林 农艺 养殖
""".split()
WEIGHTS = list(itertools.accumulate(1 / (rank + 12) for rank in range(len(WORDS))))

# What the rules look for, plainly and disguised.
HITS = [
    "国家级", "全国通用", "职业资格证书", "中国注册", "由国家承认", "全国统一", "人员资格", "国家标准",
    "國家級", "全 国", "职·业·资·格", "国\u200b家",
]
# A hit in this many bytes of text.
HIT_DISTANCE = 10_000


def sentences(rng, size):
    """Yields sentences of about `size` bytes in all, ended by their punctuation or a line end."""
    due = HIT_DISTANCE
    made = 0
    while made < size:
        words = rng.choices(WORDS, cum_weights=WEIGHTS, k=rng.randint(3, 12))
        if made >= due:
            words.insert(rng.randrange(len(words)), rng.choice(HITS))
            due += HIT_DISTANCE
        sentence = "".join(words) + rng.choice("，，，。。。；、\n")
        made += len(sentence.encode())
        yield sentence


def text(rng, size):
    return "".join(sentences(rng, size))


def xml(rng, size):
    """Records of a register: short elements, attributes, now and then a reference."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    made = 0
    for number, sentence in enumerate(sentences(rng, size)):
        record = (
            f'<record id="{number}" kind="training"><title>{sentence.strip()}</title>'
            f"<body>{sentence}<em>{rng.choice(WORDS)}</em>&#x4E0E;{rng.choice(WORDS)}</body></record>\n"
        )
        made += len(record.encode())
        yield record
        if made >= size:
            break
    yield "</records>\n"


def page(rng, number):
    """A page of some 8 KB, as a content management system writes it."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>结业证书 {number}</title>\n'
        "<style>.t{font-size:2em;color:#333}.n{display:inline-block}</style></head>\n<body>\n"
        '<div class="t">能力水平评价证书</div>\n<table class="facts">\n'
    ]
    for sentence in sentences(rng, 2_000 + rng.randrange(1_500)):
        if rng.random() < 0.2:
            parts.append(f'<tr><td class="n">编号</td><td>{rng.choice(WORDS)}</td></tr>\n')
        parts.append(f'<p class="n" title="{rng.choice(WORDS)}">{sentence}<b>证</b>书&nbsp;</p>\n')
    parts.append('</table>\n<img src="seal.png" alt="印章"></body></html>\n')
    return "".join(parts)


# Input that makes a careless matcher or reader quadratic: a beginning, then a unit over and over.
HOSTILE = {
    "letters.txt": ("", "国"),
    "spaces.txt": ("", "国  "),
    "noise.txt": ("", "国·"),
    "prefixes.txt": ("", "中华人民共和"),
    "all-hits.txt": ("", "国家。"),
    "data-uris.txt": ("", "data:,国 "),
    "open-tags.html": ("", "<div>国"),
    "inline-tags.html": ("", "国<b>"),
    "placed-box.html": ('<div style="position:absolute;left:1px;top:1px">', "国<i>人</i>"),
    "references.html": ("", "&#22269;"),
    "attributes.html": ("", "<p title=国>"),
    "less-than.html": ("", "<"),
    "unclosed-comment.html": ("", "<!--"),
    "children.xml": ("<a>", "<p>国</p>"),
    "glyphs.svg": ('<svg xmlns="http://www.w3.org/2000/svg"><text>', "<tspan>国</tspan>"),
}


def hostile(name, size):
    start, unit = (part.encode() for part in HOSTILE[name])
    return start + unit * ((size - len(start)) // len(unit))


def describe(name):
    start, unit = HOSTILE[name]
    return (f"{start} … " if start else "") + unit.rstrip()


def make(folder):
    """Writes what is missing of the corpora to `folder`."""
    folder = pathlib.Path(folder)
    write(folder / "small.txt", lambda rng: [text(rng, 1_000)])
    write(folder / "text.txt", lambda rng: sentences(rng, 100 * MEGABYTE))
    write(folder / "records.xml", lambda rng: xml(rng, 100 * MEGABYTE))
    for number in range(20_000):
        write(folder / f"pages/{number:05}.html", lambda rng: [page(rng, number)])
    for name in HOSTILE:
        for scale in (1, 2, 4):
            write(
                folder / f"hostile/{scale}-{name}",
                lambda _: [hostile(name, scale * MEGABYTE).decode()],
            )


def write(path, parts):
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Complete under its name, or not there at all.
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts(random.Random(f"{SEED} {path.name}")))
    partial.rename(path)
