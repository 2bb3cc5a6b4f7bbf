import ZhenglintCore

let reportHelp = LocalizedText(
  zh: """
    用法：zhenglint report --store <库> [选项]

    把 zhenglint scan 存下的一次扫描写成报告：按机构、规则、级别、地区汇总，相同的设
    计，历次扫描的变化，没能读的文件和原因，逐家逐份的发现和依据。

    选项
      --store <库>          zhenglint scan 写的结果库；只读，不改动
      --format <格式>       html（默认）  总览页，可打印，不含脚本，不引用外部资源
                            xlsx          工作簿：概览、机构、文件、发现、未读
                            csv           每处发现一行，后附清单的各栏
                            json、sarif   与 check 相同的报告
      -o, --output <文件>   写到文件；标准输出是终端时，html、xlsx 必须给出
      --run <次>            第几次扫描；默认最后一次做完的
      --since <次>          与以前某一次相比：新增、消除、未变（html、xlsx）
      --lang <语言>         zh（默认）或 en

    html 只列前面的若干项，略去多少、在哪里看都会写明；全部内容在 xlsx 和 csv 里。
    json 里证书要素的逐项位置（facts）为空：库里不存。

    退出状态
      0  报告写好了
      2  用法或结果库出错，没有做完的扫描，或写不出来

    例
      zhenglint report --store 结果.db -o 总览.html
      zhenglint report --store 结果.db --format xlsx -o 结果.xlsx
      zhenglint report --store 结果.db --run 2 --since 1 -o 变化.html
    """,
  en: """
    Usage: zhenglint report --store <store> [options]

    Writes a report of a scan that zhenglint scan stored: by issuer, rule, level and
    district, repeated designs, changes from run to run, what could not be read and
    why, and the findings of each issuer and certificate with their basis.

    Options
      --store <store>       The store that zhenglint scan wrote; it is only read
      --format <format>     html (default)  Overview to look at and print; no
                                            script, nothing from outside
                            xlsx            Workbook: overview, issuers, inputs,
                                            findings, unread
                            csv             A row for each finding, then the
                                            columns of the manifest
                            json, sarif     The reports of check
      -o, --output <file>   Write to a file; html and xlsx need it where standard
                            output is a terminal
      --run <run>           Which run; the last finished one if absent
      --since <run>         Compare with an earlier run: new, fixed, unchanged
                            (html, xlsx)
      --lang <language>     zh (default) or en

    html lists the first of everything, and says how much it leaves out and where
    that is; xlsx and csv have all. In json the places of a certificate's facts
    (facts) are empty: no store keeps them.

    Exit status
      0  the report is written
      2  usage or store error, no finished run, or the report cannot be written

    Examples
      zhenglint report --store results.db -o overview.html
      zhenglint report --store results.db --format xlsx -o results.xlsx
      zhenglint report --store results.db --run 2 --since 1 -o changes.html
    """)
