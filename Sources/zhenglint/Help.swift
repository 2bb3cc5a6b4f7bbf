import ZhenglintCore

/// The help pages: set by hand, since the parser's own are English and count columns as characters.
enum Help {
  enum Topic: String, CaseIterable {
    case help
    case check
    case scan
    case report
    case cases
    case evidence
    case fix
    case rules
    case explain
    case catalogue
    case lsp
    case worker

    var text: LocalizedText {
      switch self {
      case .help: overviewHelp
      case .check: checkHelp
      case .scan: scanHelp
      case .report: reportHelp
      case .cases: casesHelp
      case .evidence: evidenceHelp
      case .fix: fixHelp
      case .rules: rulesHelp
      case .explain: explainHelp
      case .catalogue: catalogueHelp
      case .lsp: lspHelp
      case .worker: workerHelp
      }
    }
  }

  /// The page that the arguments ask for: `--help` anywhere, the command `help`, or no argument.
  static func topic(in arguments: [String]) -> Topic? {
    let options = arguments.prefix { $0 != "--" }
    let commands = arguments.compactMap(Topic.init)
    if arguments.first == "help" { return commands.count > 1 ? commands[1] : .help }
    guard arguments.isEmpty || options.contains("--help") || options.contains("-h") else {
      return nil
    }
    return arguments.first.flatMap(Topic.init) ?? .help
  }
}

private let overviewHelp = LocalizedText(
  zh: """
    用法：zhenglint <命令>

    检查证书里人社部发〔2017〕68号不许使用的字样，并指出确切位置。

    命令
      check         检查文件、目录或标准输入
      scan          检查大批文件，结果存入一个库，可中断、可续做
      report        把一次扫描写成总览页、工作簿或其他报告
      cases         台账：扫描发现的案件，处理到哪一步
      evidence      提取、核对一个案件的证据
      fix           给出合规的改法（只改有把握的），确认后写入
      rules         列出、查看、测试、校验规则
      explain       用平常的话说明一条规则：要求、依据、例句、改法
      catalogue     查国家职业资格目录
      lsp           在编辑器里边写边查（语言服务器）
      worker        逐行读任务、逐行写结果，供数据处理引擎调用
      help [命令]   显示说明；zhenglint <命令> --help 列出全部选项

    选项
      --version     显示版本
      --generate-completion-script <bash|zsh|fish>
                    写出补全脚本
      help --man    写出手册页（man 格式）
      -h, --help    显示说明；加 --lang en 显示英文
    """,
  en: """
    Usage: zhenglint <command>

    Reads certificates and reports where exactly they use wording that
    人社部发〔2017〕68号 does not allow.

    Commands
      check           Check files, directories or standard input
      scan            Check very many files; keep the results in a store
      report          Write an overview, a workbook or another report of a scan
      cases           Keep the register of what scans found in breach
      evidence        Put the evidence of a case together, and verify it
      fix             Propose compliant words where that is safe, and write them
      rules           List, show, test and validate rules
      explain         Explain a rule in plain words: what it asks, why, examples
      catalogue       Look things up in the 国家职业资格目录
      lsp             Check while you write, in an editor (language server)
      worker          Read a job a line, write a result a line, for data engines
      help [command]  Show help; zhenglint <command> --help lists the options

    Options
      --version       Show the version
      --generate-completion-script <bash|zsh|fish>
                      Write a script that completes commands and options
      help --man      Write the manual page
      -h, --help      Show help; with --lang en in English
    """)

private let checkHelp = LocalizedText(
  zh: """
    用法：zhenglint check [选项] [路径 …|-]

    检查证书里人社部发〔2017〕68号不许使用的字样，并指出确切位置。

    路径可以是文件或目录，不写则检查当前目录；“-”读标准输入。目录逐层检查其中每个
    文件，跳过 .git、.hg、.svn 目录；不跟进指向所给目录之外的链接。

    报告
      --format <格式>         可重复，一次写出几份报告：
                                text        给人看（默认）
                                html        用浏览器看、打印的一页
                                json、jsonl 给程序；jsonl 一行一项
                                csv         表格
                                github      GitHub Actions
                                sarif       代码扫描
                                gitlab      GitLab Code Quality
                                junit、checkstyle    读这类 XML 的工具
                                rdjson、rdjsonl      reviewdog
      -o, --output <文件>     报告写到文件。第 n 个 -o 配第 n 个 --format；-o 较少
                              时，归写在它前面的 --format，余下的写到标准输出
      --lang <语言>           zh（默认）或 en
      --color <时机>          auto（默认）、always 或 never；auto 遵从 NO_COLOR
      --statistics            文本报告末尾按规则、字样、写法计数
      -q, --quiet             只写发现和未能完整检查的文件
      -v, --verbose           另写已排除的候选、跳过的目录等

    规则
      --rules <目录>          另加目录中的规则包；可重复
      --select <规则,…>       只用这些规则；可重复
      --ignore <规则,…>       不用这些规则；可重复
      --profile <口径,…>      standard（默认）或 strict（读法不降级，也报把握不大的
                              和提示）；另可加地方口径，如 guangdong、zhejiang
      --no-reading <读法,…>   不采用这些放宽的读法；各规则的读法见 explain

    设置
      --config <文件>         用这份配置；默认用每个文件往上最近的 .zhenglint.yml，
                              到版本库根目录为止；也可用变量 ZHENGLINT_CONFIG
      --no-config             不用配置文件
      --show-settings         只列出各文件所用的设置，不检查
      --exclude <模式>        排除，写法同 .gitignore；可重复
      --force-exclude         对命令行写明的文件也适用各种排除
      --no-gitignore          不理会 .gitignore；.zhenglintignore 仍有效
      --no-suppressions       不理会文件里的免报说明（zhenglint-disable-…）
      --regulator             监管：随文件而来的配置、忽略文件和免报说明一律不采用，
                              并在报告中列明

    版本库与基线
      --staged                检查 git 暂存的内容，而不是工作区的文件
      --diff-from <版本>      只报告与该版本相比改动过的行，其余只计数
      --baseline <文件>       基线中已有的发现不计
      --write-baseline <文件> 写基线；文件已有时只删去不再出现的
      --accept-new            写基线时也收入新的发现

    证书（所述优先于证书上读到的）
      --issuer <名称>         发证机构的登记全称
      --issuer-kind <类型>    association 协会、society 学会、enterprise 企业、
                              institution 事业单位、school 学校、state-organ
                              国家机关、catalogue-body 目录实施单位
      --certificate <名称>    证书名称
      --issued <日期>         发证日期，如 2024-05-01
      --as-of <日期>          规定和目录算到这一天为止（默认为今天）；证书日期更早
                              的，按证书日期
      --edition <版本>        所用的国家职业资格目录：2017 或 2021；默认按日期

    读取
      --stdin-filename <名>   标准输入在报告中的名称，并据以判断格式
      --max-file-size <大小>  单个文件的上限：字节数或 10k、10M、1G；默认 1G
      --jobs <数>             同时检查的文件数；默认为处理器核数，不影响结果

    退出状态
      --fail-level <级别>     violation（默认）、review 或 info：达到即退出 1
      --allow-incomplete      有文件未能完整检查时不退出 2
      --allow-empty           没有可检查的文件时退出 0
      --exit-zero             有发现时也退出 0

      0  全部完整检查，没有达到级别的发现
      1  全部完整检查，有达到级别的发现
      2  用法或内部错误，或有文件未能完整检查
      3  没有可检查的文件

    例
      zhenglint check 证书.html
      zhenglint check 证书/ --format text --format json -o 报告.json
      cat 证书.svg | zhenglint check - --stdin-filename 证书.svg
      zhenglint check --select state-words --fail-level review 证书/
    """,
  en: """
    Usage: zhenglint check [options] [path …|-]

    Reads certificates and reports where exactly they use wording that
    人社部发〔2017〕68号 does not allow.

    A path is a file or a directory; without one the current directory is checked; -
    reads standard input. Directories are checked whole but for .git, .hg and .svn;
    links that leave the given directories are not followed.

    Reports
      --format <format>       Repeat it for several reports:
                                text         for people (default)
                                html         a page to look at and to print
                                json, jsonl  for programs; jsonl: an item a line
                                csv          for spreadsheets
                                github       for GitHub Actions
                                sarif        for code scanning
                                gitlab       for GitLab Code Quality
                                junit, checkstyle  for tools that read such XML
                                rdjson, rdjsonl    for reviewdog
      -o, --output <file>     Write the report to a file. The n-th -o belongs to the
                              n-th --format; where there are fewer, each belongs to
                              the --format before it, and the one left over goes to
                              standard output
      --lang <language>       zh (default) or en
      --color <when>          auto (default), always or never; auto obeys NO_COLOR
      --statistics            Count by rule, term and disguise in the text report
      -q, --quiet             Only findings and what could not be checked whole
      -v, --verbose           Also rejected candidates, skipped directories, …

    Rules
      --rules <dir>           Add the rule packs of a directory; repeatable
      --select <rule,…>       Only these rules; repeatable
      --ignore <rule,…>       Not these rules; repeatable
      --profile <profile,…>   standard (default) or strict: readings lower nothing,
                              and what is only possible or for information is
                              reported too; besides, those of provinces: guangdong,
                              zhejiang
      --no-reading <id,…>     Do not apply these readings; zhenglint explain names
                              those of each rule

    Settings
      --config <file>         Use this configuration; default: the .zhenglint.yml
                              nearest to each input, upward to the root of its
                              repository; or the variable ZHENGLINT_CONFIG
      --no-config             Use no configuration
      --show-settings         Only show the settings of each input
      --exclude <pattern>     Leave out, as .gitignore would; repeatable
      --force-exclude         Leave out named files too
      --no-gitignore          Do not obey .gitignore, only .zhenglintignore
      --no-suppressions       Do not obey zhenglint-disable-… in the inputs
      --regulator             Obey no configuration, ignore file or suppression that
                              came with the inputs, and report them

    Repository and baseline
      --staged                Check what git has staged, not the work tree
      --diff-from <revision>  Report only what stands on lines that changed since;
                              count the rest
      --baseline <file>       Findings that the baseline has do not count
      --write-baseline <file> Write the baseline; one that is there already only
                              loses what no longer occurs
      --accept-new            Write new findings too

    The certificate (what you state wins over what is read)
      --issuer <name>         Full registered name of the issuer
      --issuer-kind <kind>    association, society, enterprise, institution, school,
                              state-organ or catalogue-body
      --certificate <title>   Title of the certificate
      --issued <date>         Date of issue, as 2024-05-01
      --as-of <date>          Apply no rules and no catalogue later than that day
                              (default: today); an earlier certificate is judged
                              by its own date
      --edition <edition>     Edition of the catalogue: 2017 or 2021 (default: that
                              of the date)

    Reading
      --stdin-filename <name> Name of standard input in reports; tells its format
      --max-file-size <size>  Limit of one file: bytes, or 10k, 10M, 1G (default 1G,
                              at most 2G)
      --jobs <n>              Files checked at once; default: number of processors

    Exit status
      --fail-level <level>    violation (default), review or info: exit 1 from there
      --allow-incomplete      No exit 2 for inputs that could not be checked whole
      --allow-empty           Exit 0 where there is nothing to check
      --exit-zero             Exit 0 in spite of findings

      0  everything was checked whole, nothing at or above the fail level
      1  everything was checked whole, findings at or above the fail level
      2  usage or internal error, or an input was not checked whole
      3  nothing to check

    Examples
      zhenglint check certificate.html
      zhenglint check certificates/ --format text --format json -o report.json
      cat certificate.svg | zhenglint check - --stdin-filename certificate.svg
      zhenglint check --select state-words --fail-level review certificates/
    """)

private let fixHelp = LocalizedText(
  zh: """
    用法：zhenglint fix [选项] [路径 …]

    给出合规的改法，默认只显示差异，不动文件。只改规则包标明可以放心改的（如证书名称
    里的“职业资格证书”），不改发证机构名称、引用的文件名称，也不改夹带伪装的字样；
    其余须由人改写。改后的内容会重新检查，编码和换行保持不变。

    选项
      --diff                  只显示差异（默认）
      --write                 写入文件，先在终端上确认
      -y, --yes               不再确认（与 --write 一起用）
      --lang <语言>           zh（默认）或 en

    规则、设置、证书、读取各项与 check 相同：--select、--ignore、--profile、
    --no-reading、--rules、--config、--no-config、--regulator、--no-suppressions、
    --exclude、--force-exclude、--no-gitignore、--issuer、--issuer-kind、
    --certificate、--issued、--as-of、--edition、--max-file-size、--jobs

    退出状态
      0  没有可以放心改的，或已经写入
      1  有建议的修改，没有写入
      2  用法或内部错误，或有文件未能完整检查（不修改）
      3  没有可检查的文件

    例
      zhenglint fix 证书/
      zhenglint fix 证书/ > 改法.diff
      zhenglint fix 证书/ --write
    """,
  en: """
    Usage: zhenglint fix [options] [path …]

    Proposes compliant words; shows a diff and leaves the files alone unless told
    otherwise. Only what the packs mark as safe is changed (职业资格证书 as title),
    never the name of an issuer, a quoted title or a disguised term; a person has to
    write the rest. The result is checked again; encoding and line ends stay.

    Options
      --diff                  Only show the diff (default)
      --write                 Write the files, after asking on the terminal
      -y, --yes               Do not ask (with --write)
      --lang <language>       zh (default) or en

    Rules, settings, certificate and reading as in check: --select, --ignore,
    --profile, --no-reading, --rules, --config, --no-config, --regulator,
    --no-suppressions, --exclude, --force-exclude, --no-gitignore, --issuer,
    --issuer-kind, --certificate, --issued, --as-of, --edition, --max-file-size,
    --jobs

    Exit status
      0  nothing can be changed safely, or it was written
      1  changes are proposed and were not written
      2  usage or internal error, or an input was not checked whole (left alone)
      3  nothing to check

    Examples
      zhenglint fix certificates/
      zhenglint fix certificates/ > proposal.diff
      zhenglint fix certificates/ --write
    """)

private let rulesHelp = LocalizedText(
  zh: """
    用法：zhenglint rules [list|show|test|validate] [选项]

    规则是数据：这里列出、查看、测试和校验它们。

    命令
      list                    列出全部规则（默认）
      show <规则 …>           规则包所写的一切，包括依据的出处和尚未核对的信息
      test [规则 …]           运行规则自带的例句，单独一次，与其他规则一起一次
      validate [路径 …]       校验规则包或目录中的规则包，指出文件、行、列；不写则校
                              验内置的

    选项
      --rules <目录>          另加目录中的规则包；可重复（list、show、test）
      --format <格式>         text（默认）或 json（list、show）
      --lang <语言>           zh（默认）或 en

    退出状态
      0  完成；例句全部符合，规则包全部有效
      1  有例句不符（test）
      2  用法有误，或规则包有误

    例
      zhenglint rules show state-words
      zhenglint rules test --rules 我的规则/
      zhenglint rules validate 我的规则/
    """,
  en: """
    Usage: zhenglint rules [list|show|test|validate] [options]

    Rules are data: this lists, shows, tests and validates them.

    Commands
      list                    List all rules (default)
      show <rule …>           All that the pack says, with sources and with what is
                              still to be verified
      test [rule …]           Run the examples of the rules, each rule by itself and
                              with all others
      validate [path …]       Check packs, or those of a directory, and name file,
                              line and column of faults; without a path the embedded
                              packs

    Options
      --rules <dir>           Add the rule packs of a directory; repeatable (list,
                              show, test)
      --format <format>       text (default) or json (list, show)
      --lang <language>       zh (default) or en

    Exit status
      0  done; all examples are as marked, all packs are valid
      1  an example is not as marked (test)
      2  usage error, or a pack is faulty

    Examples
      zhenglint rules show state-words
      zhenglint rules test --rules my-rules/
      zhenglint rules validate my-rules/
    """)

private let explainHelp = LocalizedText(
  zh: """
    用法：zhenglint explain <规则> [选项]

    用平常的话说明一条规则：要求什么、约束谁、依据哪一条、怎样定级、什么情形可以放
    宽、会报告和不会报告的写法、建议怎么写、规定尚不明确之处。

    选项
      --rules <目录>          另加目录中的规则包；可重复
      --lang <语言>           zh（默认）或 en

    例
      zhenglint explain state-words
    """,
  en: """
    Usage: zhenglint explain <rule> [options]

    Explains a rule in plain words: what it asks and of whom, the clause, how it is
    judged, what lowers the level, examples, what to write instead, and where the
    law is open.

    Options
      --rules <dir>           Add the rule packs of a directory; repeatable
      --lang <language>       zh (default) or en

    Example
      zhenglint explain state-words --lang en
    """)

private let lspHelp = LocalizedText(
  zh: """
    用法：zhenglint lsp [选项]

    语言服务器（LSP 3.17）：由编辑器启动，在标准输入、标准输出上对话。边写边查，指出
    位置；悬停可看依据和建议；可插入说明理由的注释，不再报告某一处。

    选项
      --lang <语言>           zh（默认）或 en
      --stdio                 可以写上，不起作用：本来就只用标准输入、标准输出

    规则、设置、证书各项与 check 相同：--select、--ignore、--profile、--no-reading、
    --rules、--config、--no-config、--regulator、--no-suppressions、--issuer、
    --issuer-kind、--certificate、--issued、--as-of、--edition

    退出状态
      0  编辑器依次发来 shutdown 和 exit
      1  没有 shutdown 就结束了
      2  用法有误

    编辑器怎样设置，见 Sources/ZhenglintLSP/ZhenglintLSP.docc/Editors.md。
    """,
  en: """
    Usage: zhenglint lsp [options]

    A language server (LSP 3.17): editors start it and talk to it on standard input
    and output. It checks while you write, shows clauses and advice on hover, and
    offers a comment, with a reason, that keeps a finding from being reported.

    Options
      --lang <language>       zh (default) or en
      --stdio                 Accepted and without effect: there is no other way

    Rules, settings and certificate as in check: --select, --ignore, --profile,
    --no-reading, --rules, --config, --no-config, --regulator, --no-suppressions,
    --issuer, --issuer-kind, --certificate, --issued, --as-of, --edition

    Exit status
      0  the editor sent shutdown, then exit
      1  the session ended without shutdown
      2  usage error

    How to set up editors: Sources/ZhenglintLSP/ZhenglintLSP.docc/Editors.md.
    """)

private let workerHelp = LocalizedText(
  zh: """
    用法：zhenglint worker [选项]

    从标准输入逐行读任务，向标准输出逐行写结果，次序相同，写完一行立即送出；供用管道
    传送记录的引擎调用（如 Spark 的 RDD.pipe）。空行略过，其余每行都有结果。

    任务：一行一个 JSON 对象，UTF-8，由以下各项组成；写了别的项是错误
      path                    要检查的文件；不展开目录
      name、content           代替 path：文件名（用来判断格式和设置）、base64 编码的
                              内容
      id                      字符串或数，原样写回
      issuer、issuerKind、certificate、issued
                              发证机构、类型、证书名称、发证日期，同 check 的选项，
                              优先于选项；null 和空字符串等于没有写

    结果
      {"id": …, "report": {…}}
                              check --format json 对这一份文件的报告
      {"id": …, "error": {"code": "…", "message": "…"}}
                              不是可做的任务，接着做下一行。code 有：not-json、
                              line-too-long、invalid-id、unknown-member、
                              invalid-member、no-input、invalid-content、
                              invalid-facts、configuration

    选项
      --max-file-size <大小>  单个文件的上限：字节数或 10k、10M、1G；默认 1G；一行的
                              上限是它的 4/3 另加 1M
      --lang <语言>           zh（默认）或 en

    规则、设置、证书各项与 check 相同：--select、--ignore、--profile、--no-reading、
    --rules、--config、--no-config、--regulator、--no-suppressions、--issuer、
    --issuer-kind、--certificate、--issued、--as-of、--edition

    退出状态
      --fail-level <级别>     violation（默认）、review 或 info：达到即退出 1
      --allow-incomplete      有任务出错或文件未能完整检查时不退出 2
      --allow-empty           没有任务时退出 0
      --exit-zero             有发现时也退出 0

      0  全部完整检查，没有达到级别的发现
      1  全部完整检查，有达到级别的发现
      2  用法或内部错误，或有任务出错，或有文件未能完整检查
      3  没有任务

    例
      echo '{"path": "证书.html"}' | zhenglint worker
      zhenglint worker --allow-incomplete --allow-empty --exit-zero < 任务.jsonl
    """,
  en: """
    Usage: zhenglint worker [options]

    Reads a job a line from standard input and writes a result a line to standard
    output, in the same order and at once: for engines that pipe records (RDD.pipe
    of Spark). Blank lines are passed over; every other line has a result.

    A job: a JSON object on a line, UTF-8, of these members and no others
      path                    The file to check; no directory
      name, content           In place of path: the name of a file, which tells its
                              format and settings, and what is in it, as base64
      id                      A string or a number, which comes back
      issuer, issuerKind, certificate, issued
                              Facts of the certificate, as the options of check;
                              they win over the options; null and empty strings
                              state nothing

    A result
      {"id": …, "report": {…}}
                              The report of check --format json on this one file
      {"id": …, "error": {"code": "…", "message": "…"}}
                              It is no job; the next line is read. Codes: not-json,
                              line-too-long, invalid-id, unknown-member,
                              invalid-member, no-input, invalid-content,
                              invalid-facts, configuration

    Options
      --max-file-size <size>  Limit of one file: bytes, or 10k, 10M, 1G (default 1G,
                              at most 2G); a line may have 4/3 of it and 1M more
      --lang <language>       zh (default) or en

    Rules, settings and certificate as in check: --select, --ignore, --profile,
    --no-reading, --rules, --config, --no-config, --regulator, --no-suppressions,
    --issuer, --issuer-kind, --certificate, --issued, --as-of, --edition

    Exit status
      --fail-level <level>    violation (default), review or info: exit 1 from there
      --allow-incomplete      No exit 2 for faulty jobs and inputs not checked whole
      --allow-empty           Exit 0 where there is no job
      --exit-zero             Exit 0 in spite of findings

      0  everything was checked whole, nothing at or above the fail level
      1  everything was checked whole, findings at or above the fail level
      2  usage or internal error, a faulty job, or an input not checked whole
      3  there was no job

    Examples
      echo '{"path": "certificate.html"}' | zhenglint worker
      zhenglint worker --allow-incomplete --allow-empty --exit-zero < jobs.jsonl
    """)
