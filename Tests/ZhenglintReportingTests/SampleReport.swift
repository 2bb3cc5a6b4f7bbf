import ZhenglintCore

/// A run as a print shop could have it: every level, status, channel and kind of excerpt once.
enum SampleReport {
  static let run = RunReport(
    toolVersion: "0.1.0", rulesVersion: "2026.11.23", asOf: day("2026-11-23"), edition: "2021",
    notes: [
      Note(
        code: "baseline-vanished", zh: "基线中有 1 处已不再出现，可用 --write-baseline 更新。",
        en: "1 entry of the baseline no longer occurs; --write-baseline renews it.",
        isIncomplete: false, isWarning: true)
    ],
    inputs: [course, seal, clean, broken, missing])

  private static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(iso8601: text) else { preconditionFailure("\(text) is no date") }
    return day
  }

  static let notice = Citation(
    number: "人社部发〔2017〕68号", title: "人力资源社会保障部关于公布国家职业资格目录的通知",
    issuer: "人力资源社会保障部", date: "2017-09-12",
    clause: LocalizedText(
      zh: "正文第三段：行业协会、学会等社会组织和企事业单位自行开展的能力水平评价活动，证书不得使用所列字样。",
      en: "third paragraph: certificates of own ability evaluation must not use the listed words."),
    recalled: ["date"])

  // MARK: - Inputs

  private static let course = InputReport(
    path: "证书/结业证书.html", sha256: String(repeating: "0123456789abcdef", count: 4),
    format: "html", encoding: "GB18030", status: .checked,
    notes: [
      Note(
        code: "encoding-declared", zh: "按文件内的声明以 GB18030 解码。",
        en: "decoded as GB18030, as the file declares.", isIncomplete: false),
      Note(
        code: "suppression-without-reason", zh: "第 9 行的免报没有写明理由，不起作用。",
        en: "suppression in line 9: without a reason it does nothing.", isIncomplete: false,
        isWarning: true),
    ],
    certificate: CertificateFacts(
      title: "高级母婴护理师职业资格证书", issuer: "某某市家政服务行业协会", issuerKind: .association,
      issued: day("2024-05-01"), standing: .outsideCatalogue,
      reason: LocalizedText(zh: "证书名称不在目录之内", en: "the title is no entry of the catalogue"),
      entry: nil, edition: "2021", day: day("2024-05-01"), hasHolder: true,
      facts: [
        CertificateFacts.Entry(
          field: "title", value: "高级母婴护理师职业资格证书", origin: "heading",
          location: Location(
            bytes: ByteRange(start: 113, end: 170), start: position(5, 6), end: position(5, 28),
            isExact: true)),
        CertificateFacts.Entry(field: "holder", value: nil, origin: "label", location: nil),
        CertificateFacts.Entry(
          field: "number", value: "JZ-2024-08", origin: "label", location: nil),
      ]),
    findings: [split, emblem, disclaimer, quoted],
    rejections: [
      Rejection(
        term: "中国", line: 21, column: 9, context: "其中国有企业学员12人",
        reason: LocalizedText(
          zh: "“其中”与“国有”两词相邻，并非“中国”", en: "the words 其中 and 国有 only touch"))
    ],
    text: CertificateText(lines: [
      [
        piece("高级母婴护理师"), piece("國　家", of: 0), piece("职业资格证书"),
      ],
      [piece("姓名：＊＊＊　编号：JZ-2024-08")],
      [piece("本证书不属于国家"), piece("职业资格", of: 2), piece("证书，<不作为>上岗依据。\u{200B}")],
      [piece("国家", of: 3), piece("标准 GB/T 20647")],
    ]))

  private static func piece(
    _ text: String, of finding: Int? = nil
  ) -> CertificateText.Piece {
    CertificateText.Piece(text: text, finding: finding)
  }

  private static let seal = InputReport(
    path: "证书/印章.svg", format: "svg", encoding: "UTF-8", status: .partly,
    notes: [
      Note(
        code: "picture-unread", zh: "第 8 行嵌入的图片没有检查其中的文字。",
        en: "the picture embedded in line 8 was not searched for text.", isIncomplete: true)
    ],
    findings: [positioned])

  private static let clean = InputReport(
    path: "证书/培训合格证书.txt", format: "text", encoding: "UTF-8", status: .checked,
    unchangedCount: 2)

  /// Names a terminal would obey, and a file that is only partly there.
  private static let broken = InputReport(
    path: "证书/\u{1B}[2J坏\u{202E}fdp.xml", format: "xml", encoding: nil, status: .partly,
    notes: [
      Note(
        code: "malformed", zh: "第 40 行起不是合格的 XML，只检查了之前的部分。请修复文件后重新检查，或从制作软件重新导出一份完整的文件。",
        en: "not well-formed from line 40 on; only what comes before was checked.",
        isIncomplete: true)
    ],
    findings: [invisible])

  private static let missing = InputReport(
    path: "证书/遗失.pdf", status: .unread,
    notes: [
      Note(
        code: "not-found", zh: "找不到这个文件。请检查路径是否写对。",
        en: "no such file; check the path.", isIncomplete: true)
    ])

  // MARK: - Findings

  private static let split = finding(
    "state-words", "国家", line: 5, column: 9, bytes: 131..<143,
    excerpt: excerpt("\t<h1>高级母婴护理师⟦國<b>　家</b>⟧职业资格证书</h1>"), text: "國<b>　家",
    disguises: [.traditional, .spaced, .inlineSplit], field: "title",
    details: [
      DisguiseDetail(.traditional, characters: ["國→国"]),
      DisguiseDetail(.spaced, characters: ["U+3000"]), DisguiseDetail(.inlineSplit),
    ])

  private static let emblem = finding(
    "national-emblem", "国徽", .review, .likely, line: 6, column: 17, bytes: 181..<187,
    excerpt: excerpt(
      "…class=\"watermark background-top-centre\" id=\"layer-7\" src=\"images/2024/⟦guohui⟧.png\" "
        + "width=\"120\" height=\"120\" loading=\"lazy\">…"), text: "guohui", channel: .reference)

  private static let disclaimer = finding(
    "qualification-words", "职业资格", .info, line: 14, column: 20, bytes: 700..<708,
    excerpt: excerpt("  本证书不属于国家⟦职业资格⟧证书，不作为上岗依据。  "), text: "职业资格",
    readings: [
      Reading(
        id: "negated-disclaimer",
        reason: LocalizedText(
          zh: "出现在否定性的声明中，按字面并非自称职业资格", en: "stands in a disclaimer that denies it"))
    ],
    replacement: Replacement(
      at: Location(
        bytes: ByteRange(start: 700, end: 708), start: position(14, 20), end: position(14, 24),
        isExact: true), old: "职业资格", new: "能力水平评价"))

  private static let quoted = finding(
    "state-words", "国家", line: 20, column: 5, bytes: 820..<828,
    excerpt: excerpt("  <p>⟦国家⟧标准 GB/T 20647</p>"), text: "国家",
    suppression: Suppression(kind: .inSource, reason: "引用标准名称"))

  private static let positioned = finding(
    "state-words", "中国", .review, .possible, line: 3, column: 12, bytes: 90..<160, endLine: 5,
    excerpt: excerpt("⟦<tspan x=\"10\">中</tspan>⟧"),
    text: "中</tspan>\n<tspan x=\"20\">\n国", disguises: [.positioned], field: "seal", isExact: false)

  private static let invisible = finding(
    "state-words", "全国", line: 2, column: 7, bytes: 40..<52,
    excerpt: excerpt("<p>é通过⟦全\u{200B}\u{2060}国⟧统一考试🎓</p>"), text: "全\u{200B}\u{2060}国",
    disguises: [.invisible], channel: .hidden)

  /// A place on a line of Chinese characters only.
  private static func position(_ line: Int, _ column: Int) -> Position {
    Position(line: line, column: column, utf8Column: 3 * column - 2)
  }

  private static func finding(
    _ rule: String, _ term: String, _ level: Level = .violation,
    _ confidence: Confidence = .certain, line: Int, column: Int, bytes: Range<Int>,
    endLine: Int? = nil, excerpt: Excerpt, text: String, disguises: [Disguise] = [],
    channel: Channel = .text, field: String? = nil, readings: [Reading] = [], isExact: Bool = true,
    details: [DisguiseDetail] = [], suppression: Suppression? = nil,
    replacement: Replacement? = nil
  ) -> Finding {
    Finding(
      rule: rule, level: level, confidence: confidence, term: term, text: text,
      disguises: disguises, channel: channel, field: field,
      location: Location(
        bytes: ByteRange(start: bytes.lowerBound, end: bytes.upperBound),
        start: position(line, column), end: position(endLine ?? line, column + 4),
        isExact: isExact),
      excerpt: excerpt, context: "高级母婴护理师国家职业资格证书",
      message: LocalizedText(
        zh: "“\(term)”属于人社部发〔2017〕68号列明的字样，目录之外的评价证书不得使用。",
        en: "“\(term)” is on the list of 人社部发〔2017〕68号 and must not stand on certificates "
          + "outside the catalogue."),
      advice: LocalizedText(
        zh: "删去“\(term)”，证书名称可用“培训合格证书”“能力水平评价证书”等。",
        en: "Drop “\(term)”; 培训合格证书 or 能力水平评价证书 will do as a title."),
      readings: readings, basis: [notice], fingerprint: "5f0c\(bytes.lowerBound)",
      details: details, suppression: suppression, replacement: replacement)
  }

  /// An excerpt from a line with ⟦ ⟧ around the span and … where it is cut.
  static func excerpt(_ marked: String) -> Excerpt {
    var line = String.UnicodeScalarView()
    var span: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦", "⟧": span.append(line.count)
      case "…": break
      default: line.append(scalar)
      }
    }
    return Excerpt(
      line: String(line), spanStart: span.first ?? 0, spanEnd: span.last ?? 0,
      isCutBefore: marked.hasPrefix("…"), isCutAfter: marked.hasSuffix("…"))
  }
}
