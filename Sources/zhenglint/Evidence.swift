import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintScan

/// The evidence of a case: its files, and the digest that stands for all of them.
struct Evidence {
  static let list = "SHA256SUMS"
  static let findings = "findings.json"
  static let page = "index.html"
  /// What the name of the copy begins with.
  static let source = "source."

  /// The list of sums comes last.
  let files: [(name: String, bytes: [UInt8])]
  /// SHA-256 of the list of sums.
  let digest: String

  /// - Parameters:
  ///   - file: What the register has.
  ///   - bytes: Of the source file, as it was scanned.
  ///   - who: Asked for it.
  ///   - language: Of findings and page.
  init(of file: CaseFile, source bytes: [UInt8], takenBy who: String, language: Language) {
    let report = RunReport(
      toolVersion: file.run.terms.toolVersion, rulesVersion: file.run.terms.rulesVersion,
      asOf: file.run.terms.asOf, edition: file.run.terms.edition, notes: file.run.notes,
      inputs: [file.report])
    let copy = Self.source + Self.safeExtension(of: file.scanCase.entry)
    var json: [UInt8] = []
    JSONReporter(language: language).write(report, to: &json)
    var page: [UInt8] = []
    EvidencePage(
      language: language,
      facts: file.facts(copy: copy, size: bytes.count, takenBy: who, language: language),
      history: file.history.map {
        EvidencePage.Event(
          time: $0.time, who: $0.who, step: $0.step(in: language), reason: $0.reason[language])
      }
    ).write(report, to: &page)
    let contents = [(Self.findings, json), (Self.page, page), (copy, bytes)]
    let sums = contents.map { "\(SHA256.hexDigest(of: $1))  \($0)\n" }.joined()
    files = contents + [(Self.list, Array(sums.utf8))]
    digest = SHA256.hexDigest(of: Array(sums.utf8))
  }

  /// Names come from whoever sent the file: the copy takes over no more than a plain extension.
  private static func safeExtension(of path: [UInt8]) -> String {
    let name = RawPath(path).name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return "bin" }
    let word = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    let isPlain = word.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 }
    return isPlain && 1...8 ~= word.count ? word : "bin"
  }
}

extension CaseFile {
  /// The bytes of the source file.
  ///
  /// - Throws: Where they are no longer those that were scanned.
  func source() throws(EvidenceError) -> [UInt8] {
    let entry = RawPath(scanCase.entry)
    let bytes: [UInt8]
    do throws(InputTrouble) {
      bytes = try Input(path: entry, entry: entry, source: .file).load(limit: .max)
    } catch {
      throw .sourceNotReadable(entry.display, error.note.message)
    }
    let sha256 = SHA256.hexDigest(of: bytes)
    guard sha256 == scanCase.sha256 else {
      throw .sourceChanged(entry.display, old: scanCase.sha256, new: sha256)
    }
    return bytes
  }

  fileprivate func facts(
    copy: String, size: Int, takenBy who: String, language: Language
  ) -> [EvidencePage.Fact] {
    func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let status = scanCase.status.name(in: language)
    var facts = [
      EvidencePage.Fact(zh: "案件", en: "Case", "\(scanCase.id)\(text("，", ", "))\(status)"),
      EvidencePage.Fact(zh: "文件", en: "File", scanCase.path),
      EvidencePage.Fact(zh: "完整路径", en: "Whole path", RawPath(scanCase.entry).exactDisplay),
      EvidencePage.Fact(zh: "SHA-256", en: "SHA-256", scanCase.sha256),
      EvidencePage.Fact(zh: "大小", en: "Size", text("\(size) 字节", "\(size) bytes")),
      EvidencePage.Fact(zh: "副本", en: "Copy", copy),
    ]
    if let title = scanCase.title {
      facts.append(EvidencePage.Fact(zh: "证书名称", en: "Title", title))
    }
    if let issuer = scanCase.issuer {
      facts.append(EvidencePage.Fact(zh: "发证机构", en: "Issuer", issuer))
    }
    if let issued = report.certificate?.issued {
      facts.append(EvidencePage.Fact(zh: "发证日期", en: "Issued", issued.description))
    }
    return facts + [
      EvidencePage.Fact(zh: "扫描", en: "Scan", run.summary(in: language)),
      EvidencePage.Fact(zh: "规则 SHA-256", en: "SHA-256 of the rules", run.terms.rulesSHA256),
      EvidencePage.Fact(zh: "扫描的路径和选项", en: "Paths and options of the scan", run.options),
      EvidencePage.Fact(
        zh: "提取", en: "Put together", "\(Timestamp.now)\(text("，", ", "))\(who)"),
    ]
  }
}

extension RawPath {
  /// For people who must know the very name: bytes that are no UTF-8 as `\xB9`.
  fileprivate var exactDisplay: String {
    guard String(validating: bytes, as: UTF8.self) == nil else { return display }
    return bytes.map { byte in
      if 0x20...0x7E ~= byte, byte != UInt8(ascii: "\\") {
        return String(UnicodeScalar(byte))
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
