import ZhenglintCore

let catalogueHelp = LocalizedText(
  zh: """
    用法：zhenglint catalogue [list] [选项]
          zhenglint catalogue show <名称|序号> [选项]
          zhenglint catalogue find <文字> [选项]

    查国家职业资格目录：哪些职业资格在目录内，由谁实施，何时进出目录。

    命令
      list                    列出一版目录（默认）
      show                    显示一项：各版的内容、依据、出处和变动；序号按所在
                              部分从 1 数起
      find                    按名称查找；可用繁体、简称或名称的一部分

    选项
      --edition <版本>        2017 或 2021；list 默认用当天有效的一版，show 和 find
                              默认查各版
      --as-of <日期>          那一天有效的一版，如 2019-05-01
      --category <类别>       access（准入类）或 level-evaluation（水平评价类）
      --section <部分>        professional（专业技术人员）或 skill（技能人员）
      --department <文字>     实施部门名称含这些字
      --format <格式>         text（默认）、json 或 csv
      --lang <语言>           zh（默认）或 en

    目录全文没有逐字核对过；标有“待核对”的信息未见于来源。

    退出状态
      0  有结果
      1  没有符合的条目
      2  用法错误

    例
      zhenglint catalogue --category 准入类
      zhenglint catalogue show 导游资格
      zhenglint catalogue find 一级建造师
      zhenglint catalogue list --edition 2017 --format csv > 目录.csv
    """,
  en: """
    Usage: zhenglint catalogue [list] [options]
           zhenglint catalogue show <name|number> [options]
           zhenglint catalogue find <text> [options]

    Looks things up in the 国家职业资格目录: which vocational qualifications it
    holds, who implements them, when they came and went.

    Commands
      list                    List an edition (the default)
      show                    One entry: what each edition says, legal basis,
                              sources and changes; numbers count from 1 in each
                              section
      find                    Search names: traditional forms, short names and
                              parts of names will do

    Options
      --edition <edition>     2017 or 2021; list takes the one in force today, show
                              and find look in all
      --as-of <date>          The edition in force on that day, as 2019-05-01
      --category <category>   access (准入类) or level-evaluation (水平评价类)
      --section <section>     professional or skill
      --department <text>     The name of an implementing department holds this
      --format <format>       text (default), json or csv
      --lang <language>       zh (default) or en

    The catalogue was not compared word by word with the official text; what is
    marked “to be verified” was read in no source.

    Exit status
      0  something was found
      1  no entry matches
      2  usage error

    Examples
      zhenglint catalogue --category access
      zhenglint catalogue show 导游资格
      zhenglint catalogue find 一级建造师
      zhenglint catalogue list --edition 2017 --format csv > catalogue.csv
    """)
