import ZhenglintCore

/// The help pages: set by hand, since the parser's own are English and count columns as characters.
enum Help {
  enum Topic: String {
    case help
    case check
    case catalogue

    var text: LocalizedText {
      switch self {
      case .help: overviewHelp
      case .check: checkHelp
      case .catalogue: catalogueHelp
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
      catalogue     查国家职业资格目录
      help [命令]   显示说明；zhenglint <命令> --help 列出全部选项

    选项
      --version     显示版本
      -h, --help    显示说明；加 --lang en 显示英文
    """,
  en: """
    Usage: zhenglint <command>

    Reads certificates and reports where exactly they use wording that
    人社部发〔2017〕68号 does not allow.

    Commands
      check           Check files, directories or standard input
      catalogue       Look things up in the 国家职业资格目录
      help [command]  Show help; zhenglint <command> --help lists the options

    Options
      --version       Show the version
      -h, --help      Show help; with --lang en in English
    """)

private let checkHelp = LocalizedText(
  zh: """
    用法：zhenglint check [选项] [路径 …|-]

    检查证书里人社部发〔2017〕68号不许使用的字样，并指出确切位置。

    路径可以是文件或目录，不写则检查当前目录；“-”读标准输入。目录逐层检查其中每个
    文件，跳过 .git、.hg、.svn 目录；不跟进指向所给目录之外的链接。

    报告
      --format <格式>         text（默认）或 json；可重复，一次运行写多份报告
      -o, --output <文件>     报告写到文件。第 n 个 -o 配第 n 个 --format；-o 较少
                              时，归写在它前面的 --format，余下的写到标准输出
      --lang <语言>           zh（默认）或 en
      --color <时机>          auto（默认）、always 或 never；auto 遵从 NO_COLOR
      -q, --quiet             只写发现和未能完整检查的文件
      -v, --verbose           另写已排除的候选、跳过的目录等

    规则
      --rules <目录>          另加目录中的规则包；可重复
      --select <规则,…>       只用这些规则；可重复
      --ignore <规则,…>       不用这些规则；可重复
      --profile <口径>        standard（默认）或 strict；strict 从严，也报把握不大的
      --no-config             不读配置文件

    读取
      --stdin-filename <名>   标准输入在报告中的名称，并据以判断格式
      --max-file-size <大小>  单个文件的上限：字节数或 10k、10M、1G；默认 1G
      --jobs <数>             同时检查的文件数；默认为处理器核数，不影响结果

    退出状态
      --fail-level <级别>     violation（默认）、review 或 info：达到即退出 1
      --allow-incomplete      有文件未能完整检查时不退出 2
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
      --format <format>       text (default) or json; repeat it for several reports
      -o, --output <file>     Write the report to a file. The n-th -o belongs to the
                              n-th --format; where there are fewer, each belongs to
                              the --format before it, and the one left over goes to
                              standard output
      --lang <language>       zh (default) or en
      --color <when>          auto (default), always or never; auto obeys NO_COLOR
      -q, --quiet             Only findings and what could not be checked whole
      -v, --verbose           Also rejected candidates, skipped directories, …

    Rules
      --rules <dir>           Add the rule packs of a directory; repeatable
      --select <rule,…>       Only these rules; repeatable
      --ignore <rule,…>       Not these rules; repeatable
      --profile <profile>     standard (default) or strict: no exemptions, and what
                              is only possible is reported too
      --no-config             Read no configuration file

    Reading
      --stdin-filename <name> Name of standard input in reports; tells its format
      --max-file-size <size>  Limit of one file: bytes, or 10k, 10M, 1G (default 1G,
                              at most 2G)
      --jobs <n>              Files checked at once; default: number of processors

    Exit status
      --fail-level <level>    violation (default), review or info: exit 1 from there
      --allow-incomplete      No exit 2 for inputs that could not be checked whole
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
