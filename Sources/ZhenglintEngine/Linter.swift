internal import ZhenglintCatalogue
internal import ZhenglintCertificates
package import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintReaders
package import ZhenglintRules

/// Which findings a run reports.
package enum Profile: String, CaseIterable, Sendable {
  case standard
  /// Also what is only `possible` or `info`; readings lower no level.
  case strict
}

/// Checks inputs against rules: the one entry point of every command.
///
/// Bytes → text → document → candidates → findings: each step carries the place of every character.
package struct Linter: Sendable {
  package struct Options: Hashable, Sendable {
    package var profile = Profile.standard
    /// Profiles of rules that the caller opts into, as `guangdong`.
    package var optionalProfiles: Set<String> = []
    /// What the caller knows of the certificates.
    package var stated = StatedFacts()
    /// The day of the run: no law and no edition later than it is applied.
    package var asOf: CalendarDate
    /// Id of the edition of the catalogue to use, whatever the dates say.
    package var edition: String?
    /// Ids of readings that are not applied.
    package var disabledReadings: Set<String> = []
    /// Whether reports carry every fact of the certificates with its place.
    package var locatesFacts = false
    /// Rule ids; empty: all.
    package var select: Set<String> = []
    package var ignore: Set<String> = []
    /// Levels that a configuration chose in place of the rules' own, by rule id; such a rule is
    /// applied whatever its profile.
    package var levels: [String: Level] = [:]
    /// Whether findings that comments and lines of an input suppress do not count.
    package var obeysSuppressions = true
    /// Whether reports show the lines that findings stand in.
    package var keepsExcerpts = true
    /// Whether reports carry the SHA-256 of each input.
    package var hashesInputs = false
    /// Whether reports carry the text of each certificate in which something is found.
    package var keepsText = false
    /// Whether rejected candidates are kept, with their reasons, and findings say which characters
    /// their disguises are made of.
    package var keepsRejections = false

    package init(asOf: CalendarDate) {
      self.asOf = asOf
    }

    /// Whether the rules of a profile are applied.
    fileprivate func includes(_ profile: String) -> Bool {
      profile == Profile.standard.rawValue
        || profile == Profile.strict.rawValue && self.profile == .strict
        || optionalProfiles.contains(profile)
    }
  }

  let rules: CompiledRules
  /// What inputs are checked against, in the order of the packs.
  package let appliedRules: [Rule]
  package var appliedRuleIDs: Set<String> { rules.ids }
  package private(set) var options: Options
  private var assessor: Assessor
  /// Ids of the rules that `select` and `ignore` leave out; profiles are another matter.
  package let omittedRules: [String]
  /// Ids of all rules, applied or not.
  private let knownRules: [String]

  package init(rules: RuleSet, options: Options) {
    // Who selects a rule by its id wants it, whatever its profile.
    let candidates = rules.rules.filter {
      options.select.isEmpty
        ? options.includes($0.profile) || options.levels[$0.id] != nil
        : options.select.contains($0.id)
    }
    appliedRules = candidates.filter { !options.ignore.contains($0.id) }
    self.rules = CompiledRules(
      appliedRules,
      includesPossible: options.profile == .strict || options.keepsRejections)
    omittedRules = rules.rules.filter { rule in
      options.includes(rule.profile)
        && (options.ignore.contains(rule.id)
          || !options.select.isEmpty && !options.select.contains(rule.id))
    }.map(\.id)
    self.options = options
    assessor = Assessor(options)
    knownRules = rules.rules.map(\.id)
  }

  /// The same linter for a certificate of which the caller states other facts.
  package func stating(_ facts: StatedFacts) -> Linter {
    var linter = self
    linter.options.stated = facts
    linter.assessor = Assessor(linter.options)
    return linter
  }

  /// Checks one input.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: as reports show it; its extension helps to tell the format.
  /// - Returns: The report; trouble is a note in it and the status.
  package func lint(bytes: [UInt8], path: String) -> InputReport {
    lint(bytes, path: path, otherwise: .text) {
      TextDecoder.decode(bytes, declaration: $0.declarationSyntax)
    }
  }

  /// Checks a text that is decoded already, as that of an open document in an editor.
  ///
  /// - Parameters:
  ///   - utf8: the whole text; an encoding that it declares is the one of its file, and not its own.
  ///   - path: as reports show it; its extension helps to tell the format.
  ///   - fallback: the format where neither text nor path tells it.
  /// - Returns: The report; places in it count bytes of `utf8`.
  package func lint(
    text utf8: [UInt8], path: String, otherwise fallback: DocumentFormat = .text
  ) -> InputReport {
    lint(utf8, path: path, otherwise: fallback) { _ in TextDecoder.decoded(utf8) }
  }

  /// Checks a long plain text without holding it in memory, on up to `width` threads.
  ///
  /// - Parameters:
  ///   - source: the whole file.
  ///   - path: as reports show it; its extension helps to tell the format.
  ///   - sizes: how it is divided; tests divide short texts.
  ///   - width: Threads to use.
  /// - Returns: The report, the same as on all of its bytes; `nil` where they have to be looked at as
  ///   a whole, or could not be read.
  package func lint(
    long source: some ByteSource, path: String, sizes: LongTextSizes = LongTextSizes(), width: Int
  ) -> InputReport? {
    guard !options.keepsRejections else { return nil }
    return LongText(source, path: path, linter: self, sizes: sizes)?
      .report(path: path, width: width)
  }

  func assess(_ document: Document) -> Assessment { assessor.assess(document) }

  func evaluator(_ assessment: Assessment, _ holders: HolderMask) -> RuleEvaluator {
    RuleEvaluator(rules: rules, options: options, assessment: assessment, holders: holders)
  }

  private func lint(
    _ bytes: [UInt8], path: String, otherwise fallback: DocumentFormat,
    decode: (DocumentFormat) -> DecodedText
  ) -> InputReport {
    let sha256 = options.hashesInputs ? SHA256.hexDigest(of: bytes) : nil
    guard !bytes.isEmpty else { return Self.unread(path: path, note: .emptyFile, sha256: sha256) }
    guard !bytes.isPointer else {
      return Self.unread(path: path, note: .pointer, sha256: sha256)
    }
    switch DocumentFormat.detect(in: bytes, fileName: path, otherwise: fallback) {
    case .unsupported(let name):
      return Self.unread(path: path, note: .unsupportedFormat(name), sha256: sha256)
    case .known(let format):
      let text = decode(format)
      let document = DocumentReader.read(text.utf8, format: format)
      let assessment = assess(document)
      let holders = HolderMask(document, assessment.certificate)
      let found = evaluator(assessment, holders).evaluate(document)
      let settlement = Settlement(of: found, in: text, keepsExcerpts: options.keepsExcerpts)
      var numbering = Settlement.Numbering(keepsEveryInfo: options.profile == .strict)
      let findings = numbering.findings(settlement.settled)
      let suppressions = Suppressions(
        in: document, text: text, knownRules: knownRules, holders: holders)
      let judged = suppressions.applied(
        to: findings, appliedRules: rules.ids, obeyed: options.obeysSuppressions)
      let notes = (text.notes + document.allNotes + assessment.notes + judged.notes).unique
      return InputReport(
        path: path, sha256: sha256, format: format.rawValue, encoding: text.encoding,
        status: InputStatus(ofRead: notes), notes: notes,
        certificate: CertificateFacts(
          assessment, holders: holders,
          locations: options.locatesFacts
            ? document.places(of: assessment.certificate.facts).locations(in: text) : nil),
        findings: judged.findings, rejections: settlement.rejections,
        text: options.keepsText
          ? CertificateText(
            of: document, decodedFrom: text, findings: judged.findings, holders) : nil)
    }
  }

  /// The report of an input that was not read at all.
  package static func unread(path: String, note: Note, sha256: String? = nil) -> InputReport {
    InputReport(path: path, sha256: sha256, status: .unread, notes: [note])
  }
}

extension Assessor {
  fileprivate init(_ options: Linter.Options) {
    self.init(
      stated: options.stated, asOf: options.asOf, edition: options.edition,
      catalogue: { Catalogue.standard })
  }
}

extension Document {
  /// The notes of the document and of those nested in it.
  fileprivate var allNotes: [Note] { notes + nested.flatMap(\.allNotes) }
}

extension [UInt8] {
  /// Git LFS, "Specification": the first line of a pointer, which stands for content kept elsewhere.
  var isPointer: Bool { starts(with: "version https://git-lfs.github.com/spec/v1\n".utf8) }
}

extension InputStatus {
  /// Of an input that was read, by what there is to say of it.
  init(ofRead notes: [Note]) {
    self = notes.contains(where: \.isIncomplete) ? .partly : .checked
  }
}

extension [Note] {
  /// Each note once, in order.
  var unique: [Note] {
    guard count > 1 else { return self }
    var seen: Set<Note> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Note {
  fileprivate static let emptyFile = Note(
    code: "empty-file",
    zh: "文件是空的，没有内容可检查；请确认文件是否正确。",
    en: "The file is empty: there is nothing to check. Make sure that it is the right one.",
    isIncomplete: true)

  fileprivate static let pointer = Note(
    code: "lfs-pointer",
    zh: "这是 Git LFS 的指针，真正的内容不在这里，未读取；请先用 git lfs pull 取回。",
    en: "This is a pointer of Git LFS, whose content is elsewhere and was not read. "
      + "Fetch it with git lfs pull.",
    isIncomplete: true)

  fileprivate static func unsupportedFormat(_ name: LocalizedText) -> Note {
    Note(
      code: "unsupported-format",
      zh: "暂不支持的格式（\(name.zh)），未读取；请改用文本、XML、HTML 或 SVG，或人工检查。",
      en: "This format (\(name.en)) is not supported and was not read. "
        + "Use text, XML, HTML or SVG, or check it by hand.",
      isIncomplete: true)
  }
}
