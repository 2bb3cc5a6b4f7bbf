import ZhenglintCore

/// An encoding chosen for some bytes, why, and what they read as.
struct EncodingChoice: Sendable {
  enum Reason: Sendable {
    /// The caller says so, as an editor that has decoded the text itself.
    case known
    case byteOrderMark
    case zeroBytes
    case declaration
    case ascii
    case validUTF8
    case mostlyUTF8
    case plausible
    case fewestErrors
  }

  let encoding: TextEncoding
  let reason: Reason
  /// `nil` where the bytes are the text.
  let text: MappedText?
  /// Valid UTF-8 that makes more sense in another encoding.
  private let isAlsoValidUTF8: Bool
  /// Of GB18030 and Big5.
  private let plausibility: Plausibility?

  /// The choice of UTF-8 for bytes that are valid as they stand.
  init(validUTF8 reason: Reason) {
    encoding = .utf8
    self.reason = reason
    text = nil
    isAlsoValidUTF8 = false
    plausibility = nil
  }

  /// Decodes `bytes` from `start` on, which is 0 but after a mark.
  init(
    _ encoding: TextEncoding, _ reason: Reason, _ bytes: [UInt8], from start: Int = 0,
    isAlsoValidUTF8: Bool = false
  ) {
    self.encoding = encoding
    self.isAlsoValidUTF8 = isAlsoValidUTF8
    self.reason = reason
    text = MappedText(bytes, from: start, as: encoding)
    plausibility =
      switch encoding {
      case .gb18030: .gb18030(bytes)
      case .big5: .big5(bytes)
      default: nil
      }
  }

  var isClean: Bool { text?.invalidCount ?? 0 == 0 }
  var isDoubtful: Bool { plausibility?.isDoubtful ?? false }
  var isConvincing: Bool { plausibility?.isConvincing ?? false }

  /// More than one invalid part to eight other characters above U+007F.
  var hasManyErrors: Bool {
    guard let text else { return false }
    return 9 * text.invalidCount > text.utf8.count { $0 >= 0xC0 }
  }

  func decodedText(of bytes: [UInt8], declaration: EncodingDeclaration?) -> DecodedText {
    DecodedText(
      utf8: text?.utf8 ?? bytes, encoding: encoding.name,
      map: text?.map ?? .identity(count: bytes.count),
      notes: [note]
        + [declaration.flatMap(note(against:)), invalidBytes, doubt, zeros(in: bytes)]
        .compactMap(\.self))
  }
}

// MARK: - Notes

extension EncodingChoice {
  private var note: Note {
    let name = encoding.name
    let (zh, en) = reason.words
    return Note(
      code: "encoding", zh: "编码 \(name)：\(zh)", en: "encoding \(name): \(en)", isIncomplete: false)
  }

  /// What to say where the declaration is unknown or names another encoding.
  private func note(against declaration: EncodingDeclaration) -> Note? {
    let name = encoding.name
    let (zh, en) = reason.words
    guard let declared = declaration.encoding else {
      return Note(
        code: "unknown-encoding",
        zh: "不认识声明的编码“\(declaration.label)”，按 \(name) 读取（\(zh)）；请改正声明后重查",
        en: """
          unknown declared encoding "\(declaration.label)", read as \(name) (\(en)); \
          correct the declaration and check again
          """,
        isIncomplete: true)
    }
    // ASCII is the same in whatever encoding agrees with it.
    let isHarmless = reason == .ascii && declared.agreesWithASCII
    guard !declared.describes(encoding), !isHarmless else { return nil }
    return Note(
      code: "encoding-conflict",
      zh: "声明的编码是 \(declaration.label)，内容却是 \(name)（\(zh)）；按 \(name) 读取，请改正声明后重查",
      en: """
        declared as \(declaration.label), but the content is \(name) (\(en)); read as \(name), \
        correct the declaration and check again
        """,
      isIncomplete: true)
  }

  private var invalidBytes: Note? {
    guard let text, let first = text.firstInvalid else { return nil }
    let name = encoding.name
    return Note(
      code: "invalid-bytes",
      zh: """
        有 \(text.invalidCount) 处字节不是有效的 \(name)，第一处在第 \(first) 字节（从 0 计），\
        读作 U+FFFD；请用正确的编码重新保存后重查
        """,
      en: """
        \(text.invalidCount) part(s) are not valid \(name), the first at byte \(first) (from 0), \
        read as U+FFFD; save the file again in the right encoding and check again
        """,
      isIncomplete: true)
  }

  private var doubt: Note? {
    let name = encoding.name
    if isAlsoValidUTF8 {
      return Note(
        code: "encoding-doubtful",
        zh: "内容既可读作 \(name)，也可读作 UTF-8，按用字取 \(name)；请另存为 UTF-8 后重查",
        en: """
          the text reads both as \(name) and as UTF-8, and better as \(name); \
          save the file as UTF-8 and check again
          """,
        isIncomplete: true)
    }
    // A declaration counts for something.
    let isWorthANote =
      reason == .declaration ? plausibility?.isImplausible : plausibility?.isDoubtful
    guard isWorthANote == true else { return nil }
    return Note(
      code: "encoding-doubtful",
      zh: "按 \(name) 读出的多是罕用字，编码可能不对；请另存为 UTF-8 后重查",
      en: """
        read as \(name) the text is mostly rare characters, so the encoding may be wrong; \
        save the file as UTF-8 and check again
        """,
      isIncomplete: true)
  }

  private func zeros(in bytes: [UInt8]) -> Note? {
    guard encoding.agreesWithASCII,
      let first = bytes.firstOffset(of: 0, from: 0, to: bytes.count)
    else { return nil }
    let count = bytes[first...].count { $0 == 0 }
    return Note(
      code: "nul-bytes",
      zh: "有 \(count) 个空字节（NUL），第一个在第 \(first) 字节（从 0 计）；可能不是文本文件，请去除后重查",
      en: """
        \(count) NUL byte(s), the first at byte \(first) (from 0); this may be no text file, \
        remove them and check again
        """,
      isIncomplete: true)
  }
}

extension EncodingChoice.Reason {
  fileprivate var words: (zh: String, en: String) {
    switch self {
    case .known: ("由调用者给出", "as the caller says")
    case .byteOrderMark: ("依据字节顺序标记", "by its byte order mark")
    case .zeroBytes: ("依据空字节的位置", "by the places of its zero bytes")
    case .declaration: ("依据声明", "as declared")
    case .ascii: ("只有 ASCII 字符", "nothing but ASCII")
    case .validUTF8: ("是有效的 UTF-8", "valid UTF-8")
    case .mostlyUTF8: ("除少数字节外是有效的 UTF-8", "valid UTF-8 but for a few bytes")
    case .plausible: ("按用字推断", "by the characters that it reads as")
    case .fewestErrors: ("各种编码中错误最少", "the fewest errors of all candidates")
    }
  }
}
