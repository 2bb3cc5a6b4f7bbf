internal import ZhenglintCore

/// An encoding, as far as the decoder tells them apart.
enum TextEncoding: Hashable, Sendable {
  case utf8
  case utf16LE
  case utf16BE
  /// Declared so, without the byte order.
  case utf16
  case utf32LE
  case utf32BE
  /// Declared so, without the byte order.
  case utf32
  /// GB2312 and GBK too, of which it is the superset.
  case gb18030
  case big5
  /// ICU's canonical name.
  case other(String)

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LE: "UTF-16LE"
    case .utf16BE: "UTF-16BE"
    case .utf16: "UTF-16"
    case .utf32LE: "UTF-32LE"
    case .utf32BE: "UTF-32BE"
    case .utf32: "UTF-32"
    case .gb18030: "GB18030"
    case .big5: "Big5"
    case .other(let name): ICUConverter(canonicalName: name)?.publicName ?? name
    }
  }

  /// Whether text in `actual` may be declared so.
  func describes(_ actual: TextEncoding) -> Bool {
    switch self {
    case .utf16: [.utf16LE, .utf16BE].contains(actual)
    case .utf32: [.utf32LE, .utf32BE].contains(actual)
    default: self == actual
    }
  }

  /// Whether a declaration that was read as ASCII may name it.
  var agreesWithASCII: Bool {
    switch self {
    case .utf8, .gb18030, .big5: true
    case .utf16LE, .utf16BE, .utf16, .utf32LE, .utf32BE, .utf32: false
    case .other(let name): ICUConverter(canonicalName: name)?.scalar(of: 0x3C, count: 1) == 0x3C
    }
  }

  /// ISO 8859 and its like, in which nearly any bytes are valid.
  var isSingleByte: Bool {
    guard case .other(let name) = self else { return false }
    return ICUConverter(canonicalName: name)?.maxBytesPerUnit == 1
  }
}

extension TextEncoding {
  /// The encoding that a label of a declaration means, `nil` where nobody knows it.
  ///
  /// The labels of the Encoding Standard (4.2, "Names and labels") mean what browsers make of them,
  /// which for GB2312, Big5 and ISO-8859-1 is a superset; ICU knows the other labels.
  init?(label: String) {
    let plain = label.lowercased().filter { !"-_ .:".contains($0) }
    switch plain {
    case "utf8", "unicode11utf8", "unicode20utf8", "xunicode20utf8": self = .utf8
    case "utf16", "ucs2", "iso10646ucs2", "csunicode", "unicode": self = .utf16
    case "utf16le", "unicodefeff": self = .utf16LE
    case "utf16be", "unicodefffe": self = .utf16BE
    case "utf32", "ucs4", "iso10646ucs4": self = .utf32
    case "utf32le": self = .utf32LE
    case "utf32be": self = .utf32BE
    case "gb2312", "gb231280", "gbk", "gb18030", "gb180302000", "gb180302005", "gb180302022",
      "xgbk", "cp936", "ms936", "windows936", "936", "chinese", "csgb2312", "csgbk", "cngb",
      "csiso58gb231280", "isoir58", "euccn", "xeuccn":
      self = .gb18030
    case "big5", "big5hkscs", "big5eten", "cnbig5", "csbig5", "xxbig5", "xbig5", "cp950", "ms950",
      "windows950", "950":
      self = .big5
    case "ascii", "usascii", "ansix341968", "iso88591", "isoir100", "latin1", "l1", "cp1252",
      "xcp1252", "cp819", "ibm819":
      self.init(icuLabel: "windows-1252")
    case "iso88599", "latin5", "l5": self.init(icuLabel: "windows-1254")
    case "euckr", "ksc56011987", "ksc5601", "korean", "cseuckr": self.init(icuLabel: "windows-949")
    case "xsjis", "sjis": self.init(icuLabel: "Shift_JIS")
    default: self.init(icuLabel: label)
    }
  }

  private init?(icuLabel: String) {
    guard let name = ICUConverter(icuLabel)?.canonicalName, !name.isEmpty else { return nil }
    self = name == "UTF-8" ? .utf8 : .other(name)
  }
}
