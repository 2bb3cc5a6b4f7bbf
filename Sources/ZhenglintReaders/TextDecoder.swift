package import ZhenglintCore

/// The text of some bytes, and how it was found.
package struct DecodedText: Sendable {
  /// Valid UTF-8 without a byte order mark.
  package var utf8: [UInt8]
  /// `UTF-8`, `UTF-16LE`, `GB18030`, `Big5` … or the name that ICU gives an encoding.
  package var encoding: String
  /// From `utf8` to the original bytes, a byte order mark counted.
  package var map: SourceMap
  /// The choice and its reason first, then everything that was wrong.
  package var notes: [Note]
}

/// Decodes text of any encoding to UTF-8 without losing the place of a byte.
///
/// In order: byte order mark, zero bytes of UTF-16, declaration, UTF-8 if valid, then GB18030 or
/// Big5, whichever is more plausible. Bytes that are plainly something else overrule a declaration.
/// Invalid bytes become U+FFFD and never stop the decoder.
package enum TextDecoder {
  /// Decodes bytes that may declare their encoding, or whose surroundings do (`label`).
  ///
  /// - Complexity: linear; valid UTF-8 without a mark is only looked at and shares its storage.
  package static func decode(
    _ bytes: [UInt8], declaration syntax: DeclarationSyntax, label: String? = nil
  ) -> DecodedText {
    let mark = EncodingSniffer.byteOrderMark(bytes)
    if let known = mark?.encoding ?? EncodingSniffer.zeroPattern(bytes, syntax: syntax) {
      let reason: EncodingChoice.Reason = mark == nil ? .zeroBytes : .byteOrderMark
      let choice = EncodingChoice(known, reason, bytes, from: mark?.length ?? 0)
      // The declaration is written in the encoding that it names.
      let declaration =
        label.map(EncodingDeclaration.init(label:))
        ?? EncodingDeclaration(choice.text?.utf8 ?? bytes, syntax: syntax)
      return choice.decodedText(of: bytes, declaration: declaration)
    }
    let declaration =
      label.map(EncodingDeclaration.init(label:)) ?? EncodingDeclaration(bytes, syntax: syntax)
    let choice =
      bytes.firstInvalidUTF8(from: 0) == nil
      ? chooseForValidUTF8(bytes, declaration) : chooseForOthers(bytes, declaration)
    return choice.decodedText(of: bytes, declaration: declaration)
  }

  /// Takes valid UTF-8 that was decoded elsewhere: what it declares says how its file is encoded, and
  /// nothing of these bytes.
  package static func decoded(_ utf8: [UInt8]) -> DecodedText {
    let mark = EncodingSniffer.byteOrderMark(utf8)
    let choice =
      mark?.encoding == .utf8
      ? EncodingChoice(.utf8, .known, utf8, from: mark?.length ?? 0)
      : EncodingChoice(validUTF8: .known)
    return choice.decodedText(of: utf8, declaration: nil)
  }

  private static func chooseForValidUTF8(
    _ bytes: [UInt8], _ declaration: EncodingDeclaration?
  ) -> EncodingChoice {
    let isASCII = bytes.endOfASCII(from: 0) == bytes.count
    guard let declared = declaration?.byteEncoding, declared != .utf8 else {
      let isDeclared = declaration?.encoding == .utf8
      if !isASCII, !isDeclared, EncodingSniffer.isShortGB18030(bytes) {
        return EncodingChoice(.gb18030, .plausible, bytes, isAlsoValidUTF8: true)
      }
      return EncodingChoice(validUTF8: isDeclared ? .declaration : isASCII ? .ascii : .validUTF8)
    }
    // Two bytes that are UTF-8 by accident are common in other encodings, three are not.
    if bytes.contains(where: { $0 >= 0xE0 }) { return EncodingChoice(validUTF8: .validUTF8) }
    let choice = EncodingChoice(declared, .declaration, bytes)
    if isASCII, choice.text?.utf8 == bytes { return EncodingChoice(validUTF8: .ascii) }
    return choice.isClean ? choice : EncodingChoice(validUTF8: .validUTF8)
  }

  private static func chooseForOthers(
    _ bytes: [UInt8], _ declaration: EncodingDeclaration?
  ) -> EncodingChoice {
    let survey = UTF8Survey(bytes)
    guard let declared = declaration?.byteEncoding else { return sniff(bytes, survey) }
    if declared == .utf8, survey.isMostlyUTF8 { return EncodingChoice(.utf8, .declaration, bytes) }
    let choice = EncodingChoice(declared, .declaration, bytes)
    if choice.isClean, !choice.isDoubtful, !declared.isSingleByte { return choice }
    let sniffed = sniff(bytes, survey)
    if sniffed.encoding == .utf8 { return survey.isMostlyUTF8 ? sniffed : choice }
    // A charset of single bytes makes something of any byte, and many Chinese pages call
    // themselves ISO-8859-1; Big5 and GB18030 make something of most of each other's.
    let isDisproved =
      choice.hasManyErrors ? sniffed.isClean && !sniffed.isDoubtful : sniffed.isConvincing
    return isDisproved ? sniffed : choice
  }

  /// Chooses for bytes that are not valid UTF-8.
  private static func sniff(_ bytes: [UInt8], _ survey: UTF8Survey) -> EncodingChoice {
    if survey.isMostlyUTF8 { return EncodingChoice(.utf8, .mostlyUTF8, bytes) }
    let (gb18030, big5) = (Plausibility.gb18030(bytes), Plausibility.big5(bytes))
    let best = big5.score > gb18030.score ? big5 : gb18030
    if best.errors > 0, survey.hasErrors(atMost: best.errors) {
      return EncodingChoice(.utf8, .fewestErrors, bytes)
    }
    if best.isDoubtful, let wide = EncodingSniffer.chineseUTF16(bytes) {
      return EncodingChoice(wide, .plausible, bytes)
    }
    return EncodingChoice(big5.score > gb18030.score ? .big5 : .gb18030, .plausible, bytes)
  }
}
