import ZhenglintCore

let scanHelp = LocalizedText(
  zh: """
    用法：zhenglint scan [选项] --store <库> [路径 …]

    检查大批文件，结果存入一个库（SQLite 文件）：查过什么、按哪一版规则和目录、发现
    什么。随时可以停（Ctrl-C、断电），再次运行同一命令就接着做，已存的不重查；内容相
    同的文件只检查一次。报告用 zhenglint report。

    扫描
      --store <库>            存结果的文件；没有就新建。同时只能有一次扫描
      --files-from <文件>     从文件（- 为标准输入）读路径，每行一个
      -0, --null              路径之间以空字节分隔（与 --files-from 一起用）
      --since <次>            与以前某一次扫描相比：新增、消除、未变各多少
      --metrics-file <文件>   不断更新的指标文件（Prometheus 文本格式）
      --log-format <格式>     text（默认）或 json：标准错误上的进度和事件
      --lang <语言>           zh（默认）或 en
      -q, --quiet             不显示进度

    规则、设置、证书、读取各项与 check 相同：--select、--ignore、--profile、
    --no-reading、--rules、--config、--no-config、--regulator、--no-suppressions、
    --exclude、--force-exclude、--no-gitignore、--issuer、--issuer-kind、
    --certificate、--issued、--as-of、--edition、--max-file-size、--jobs

    退出状态
      --fail-level <级别>     violation（默认）、review 或 info：达到即退出 1
      --allow-incomplete      有文件未能完整检查时不退出 2
      --allow-empty           没有可检查的文件时退出 0
      --exit-zero             有发现时也退出 0

      0  全部完整检查，没有达到级别的发现
      1  全部完整检查，有达到级别的发现
      2  用法、内部或结果库出错，没有做完，或有文件未能完整检查
      3  没有可检查的文件

    例
      zhenglint scan --store 结果.db --regulator 申报材料/
      find 申报材料 -name '*.html' -print0 |
        zhenglint scan --store 结果.db --files-from - -0
      zhenglint scan --store 结果.db --regulator --since 1 申报材料/
    """,
  en: """
    Usage: zhenglint scan [options] --store <store> [path …]

    Checks very many files and keeps the results in a store (an SQLite file): what
    was checked, with which rules and catalogue, and what was found. It can be
    stopped at any time (Ctrl-C, loss of power); the same command goes on, and
    nothing that is stored is checked again. Equal files are checked once. For
    reports see zhenglint report.

    Scan
      --store <store>         The file for the results, made if need be; one scan at
                              a time
      --files-from <file>     Read paths from a file (- is standard input), one
                              a line
      -0, --null              Paths end in NUL (with --files-from)
      --since <run>           Compare with an earlier run: new, fixed, unchanged
      --metrics-file <file>   Keep metrics there (text format of Prometheus)
      --log-format <format>   text (default) or json: progress and events on
                              standard error
      --lang <language>       zh (default) or en
      -q, --quiet             No progress

    Rules, settings, certificate and reading as in check: --select, --ignore,
    --profile, --no-reading, --rules, --config, --no-config, --regulator,
    --no-suppressions, --exclude, --force-exclude, --no-gitignore, --issuer,
    --issuer-kind, --certificate, --issued, --as-of, --edition, --max-file-size,
    --jobs

    Exit status
      --fail-level <level>    violation (default), review or info: exit 1 from there
      --allow-incomplete      No exit 2 for inputs that could not be checked whole
      --allow-empty           Exit 0 where there is nothing to check
      --exit-zero             Exit 0 in spite of findings

      0  everything was checked whole, nothing at or above the fail level
      1  everything was checked whole, findings at or above the fail level
      2  usage, internal or store error, not finished, or an input was not checked
         whole
      3  nothing to check

    Examples
      zhenglint scan --store results.db --regulator submissions/
      find submissions -name '*.html' -print0 |
        zhenglint scan --store results.db --files-from - -0
      zhenglint scan --store results.db --regulator --since 1 submissions/
    """)
