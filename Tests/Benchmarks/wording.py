"""Words of the corpora: ordinary sentences, listed terms plain and disguised, made-up terms."""

import functools
import itertools
import random

SEED = 68

# Common words, the most frequent first. Many hold a first character of a listed term (中、国、全),
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

# Thirty that the packs list (Rules/Packs).
LISTED_TERMS = """
中华人民共和国 中国 中华 国家 全国 职业资格 人员资格 国徽 执业资格 岗位合格 专业技术职务 职业资质 执业资质 从业资质
岗位资格 岗位资质 任职资格 职业准入资格 国字号 部颁证书 部级证书 部委认证 国家级 最高级 最佳 保证通过 保证拿证 必过
命题专家 阅卷老师
""".split()

# What the rules look for, as it is written plainly, and in disguises that any text may hold.
PLAIN_HITS = """
国家级 全国通用 职业资格证书 中国注册 由国家承认 全国统一 从业人员资格 国家标准
""".split()
DISGUISED_HITS = ["國家級", "全 国", "职·业·资·格", "国\u200b家", "全國統一", "國家職業資格"]
# Disguises that only markup can write, with an inline element of the format.
MARKUP_HITS = [
    "国<{0}>家</{0}>级",
    "&#22269;&#23478;承认",
    "全<!-- -->国通用",
    "职业<{0}>资</{0}>格证书",
]
# Characters of a term that only touch across the border of two words: a judge has to look at them.
TOUCHES = ["美国家庭", "其中国内", "安全国际", "各国家长", "我国徽派建筑"]

# Made-up terms are a degree, a subject and a calling: they begin as ordinary text does and end as
# it does not, so that a list of 10,000 finds no more than one of 30.
DEGREES = (
    """
高级 中级 初级 注册 国际 首席 特级 一级 二级 专业 行业 技能 人力 中医 全科 安全 社会 网络
""".split()
    + [""]
)
SUBJECTS = """
健康 营养 护理 茶艺 烹饪 美容 心理 物流 会计 电子 商务 软件 机械 电气 焊接 建筑 园林 农艺 养殖 教育 质量 环境 信息
数据 市场 家庭 人才 资产 投资 设备 材料 城市
""".split()
CALLINGS = """
师 技师 工程师 指导师 规划师 评估师 咨询师 分析师 设计师 管理师 培训师 理疗师 检验员 保育员 督导员 经纪人 顾问 讲师
""".split()


@functools.cache
def terms(count):
    """The listed terms, and made-up ones up to `count` in all."""
    made_up = ["".join(parts) for parts in itertools.product(DEGREES, SUBJECTS, CALLINGS)]
    random.Random(f"{SEED} terms").shuffle(made_up)
    return (LISTED_TERMS + made_up)[:count]


@functools.cache
def sentence_pool():
    """Sentences without any term; text is drawn from them, fast and with no two blocks alike."""
    rng = random.Random(f"{SEED} sentences")
    pool = []
    while len(pool) < 20_000:
        sentence = phrase(rng, rng.randint(3, 12))
        if not any(term in sentence for term in LISTED_TERMS):
            pool.append(sentence + rng.choice("，，，。。。；、"))
    return pool


def phrase(rng, word_count):
    return "".join(rng.choices(WORDS, cum_weights=WEIGHTS, k=word_count))


def sentence_with(rng, term):
    """A sentence that `term` stands in, between words."""
    return f"{phrase(rng, rng.randint(1, 4))}，达到{term}{phrase(rng, rng.randint(1, 4))}。"


def hit(rng, inline_element=None):
    """A term for a rule to find: two of three plain, the others disguised."""
    if rng.random() < 2 / 3:
        return rng.choice(PLAIN_HITS)
    if inline_element is None:
        return rng.choice(DISGUISED_HITS)
    return rng.choice(DISGUISED_HITS + MARKUP_HITS).format(inline_element)


# A hit in this many bytes of running text, and characters that touch in twice as many.
HIT_DISTANCE = 10_000
# Sentences of the pool that make as much.
SENTENCES_A_BLOCK = 250


def blocks(rng, *, dirty):
    """Yields lists of sentences without end, some 10 KB each, and in each a hit where `dirty`."""
    pool = sentence_pool()
    for number in itertools.count():
        block = rng.choices(pool, k=SENTENCES_A_BLOCK)
        # Lines of some 400 bytes; never between two sentences that a line end would join to a term.
        for index in range(rng.randrange(10), len(block), 10):
            block[index] += "\n"
        if dirty:
            block[rng.randrange(len(block))] = sentence_with(rng, hit(rng))
            if number % 2:
                block[rng.randrange(len(block))] = sentence_with(rng, rng.choice(TOUCHES))
        yield block
