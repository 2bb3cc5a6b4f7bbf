import ZhenglintCore

let casesHelp = LocalizedText(
  zh: """
    用法：zhenglint cases [list] [选项] --store <库>
          zhenglint cases show <编号> [选项] --store <库>
          zhenglint cases set <编号> <状态> --why <理由> [选项] --store <库>

    台账：扫描（scan）发现违反规定的每个文件立一个案，记下处理的经过。经过只增不改。

    命令
      list                    列出案件（默认）
      show                    一个案件：经过、最近一次发现的内容
      set                     改变状态

    状态
      open       待处理       扫描立案，或复查通过之后再次发现
      notified   已通知       可由待处理改来
      rectified  已整改       可由已通知改来
      verified   复查通过     只由重新扫描得出：文件完整读取、当初所用的规则都用上，
                              没有再发现
      dismissed  不予处理     可由任何状态改来；可改回待处理。以后扫描发现有变，
                              在经过中注明

    选项
      --store <库>            scan 所写的结果库
      --status <状态>         只列这种状态（list）
      --issuer <文字>         只列发证机构名称含这些字的（list）
      --format <格式>         text（默认）、csv 或 json（list）
      --who <姓名>            经办人；默认为当前用户（set）
      --why <理由>            必须写明（set）
      --lang <语言>           zh（默认）或 en

    退出状态
      0  完成，没有案件也是
      2  用法或结果库出错，或不能这样改变状态

    例
      zhenglint cases --store 结果.db --status open
      zhenglint cases set 3 notified --why '已发整改通知书' --store 结果.db
    """,
  en: """
    Usage: zhenglint cases [list] [options] --store <store>
           zhenglint cases show <case> [options] --store <store>
           zhenglint cases set <case> <status> --why <text> [options]
                               --store <store>

    The register of cases (台账): a case for each file that a scan found in breach
    of the rules, with the history of what was done. History is only added to.

    Commands
      list                    List cases (the default)
      show                    One case: its history and what was found last
      set                     Change the status

    Status
      open                    Opened by a scan, or in breach again after verified
      notified                After open
      rectified               After notified
      verified                Only by a scan: the file was read whole, by all the
                              rules of the breach, and found clean
      dismissed               After any; can be opened again. Where later scans find
                              something else, the history says so

    Options
      --store <store>         The store that scan wrote
      --status <status>       Only cases of this status (list)
      --issuer <text>         Only cases whose issuer's name contains this (list)
      --format <format>       text (default), csv or json (list)
      --who <name>            Who does it; default: the user (set)
      --why <text>            Has to be given (set)
      --lang <language>       zh (default) or en

    Exit status
      0  done, even where there is no case
      2  usage or store error, or there is no such step

    Examples
      zhenglint cases --store results.db --status open
      zhenglint cases set 3 notified --why 'letter sent' --store results.db
    """)

let evidenceHelp = LocalizedText(
  zh: """
    用法：zhenglint evidence <编号> --store <库> -o <文件夹> [选项]
          zhenglint evidence verify <文件夹> [--store <库>] [选项]

    把一个案件的证据放进一个文件夹：

      source.…      源文件的副本，与扫描时的 SHA-256 一致才复制
      findings.json 发现、上下文、条款，以及程序、规则、目录的版本
      index.html    供打印的一页
      SHA256SUMS    以上各文件的 SHA-256；也可用 sha256sum -c 核对

    SHA256SUMS 的 SHA-256 就是证据摘要，显示出来，也记入结果库和案件的经过。verify
    核对文件夹与 SHA256SUMS 是否一致；加 --store 才知道 SHA256SUMS 本身有没有改动。

    选项
      --store <库>            scan 所写的结果库
      -o, --output <文件夹>   放证据的文件夹；必须是空的，或还没有
      --who <姓名>            经办人；默认为当前用户
      --lang <语言>           zh（默认）或 en

    退出状态
      0  完成；核对无误
      1  核对有不符（verify）
      2  用法或结果库出错，源文件已不在或已改动，或有文件读不到

    例
      zhenglint evidence 3 --store 结果.db -o 证据-3
      zhenglint evidence verify 证据-3 --store 结果.db
    """,
  en: """
    Usage: zhenglint evidence <case> --store <store> -o <dir> [options]
           zhenglint evidence verify <dir> [--store <store>] [options]

    Puts the evidence of a case into a folder:

      source.…      Copy of the source, made only if its SHA-256 is that of the scan
      findings.json Findings, context and clauses, with the versions of program,
                    rules and catalogue
      index.html    A page to print
      SHA256SUMS    SHA-256 of all of these; sha256sum -c takes it too

    The SHA-256 of SHA256SUMS is the digest of the evidence. It is printed and kept
    in the store and in the history of the case. verify compares a folder with its
    SHA256SUMS; only with --store can it tell whether SHA256SUMS itself was changed.

    Options
      --store <store>         The store that scan wrote
      -o, --output <dir>      The folder, which must be empty or not there yet
      --who <name>            Who does it; default: the user
      --lang <language>       zh (default) or en

    Exit status
      0  done; everything agrees
      1  something differs (verify)
      2  usage or store error, the source is gone or was changed, or a file cannot
         be read

    Examples
      zhenglint evidence 3 --store results.db -o evidence-3
      zhenglint evidence verify evidence-3 --store results.db
    """)
