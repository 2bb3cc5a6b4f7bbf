import CUnicode
import ZhenglintCore

extension Unicode.Scalar {
  /// Whether a reader would not see this scalar, or it would change what he sees around it.
  ///
  /// Controls, bidi controls, zero-width and other default ignorable scalars, line separators, and
  /// private-use scalars, whose look only one font knows. Reports never print these as they are.
  var isUnseen: Bool {
    switch value {
    case 0x20...0x7E, 0x2010...0x2027, 0x3000...0x3163, 0x3400...0x9FFF, 0xAC00...0xD7A3,
      0xFF01...0xFF9F:
      return false
    default:
      switch properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: return true
      default:
        return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
      }
    }
  }

  /// Columns that the scalar takes in a terminal, escaped as `appendVisible` does it.
  ///
  /// Ambiguous scalars (UAX #11) count as one column, as terminals under UTF-8 locales set them.
  var displayWidth: Int {
    switch value {
    // Nearly all of a Chinese text, so that the properties are rarely looked up.
    case 0x20...0x7E, 0x2010...0x2027: return 1
    case 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: return 2
    case _ where isUnseen: return "<>".utf8.count + codePoint.utf8.count
    // Vowels and final consonants of conjoining Hangul are drawn into the syllable before them.
    case 0x1160...0x11FF: return 0
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return 0
      default:
        return zl_u_isWide(value) == 0 ? 1 : 2
      }
    }
  }
}

extension String {
  /// A text as a reader can see it; line ends too are escaped.
  package init(visible text: String) {
    var bytes: [UInt8] = []
    bytes.appendVisible(text)
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends a scalar as a reader can see it: `<U+200B>` where he would see nothing.
  mutating func appendVisible(_ scalar: Unicode.Scalar) {
    if scalar.isUnseen {
      append(contentsOf: "<\(scalar.codePoint)>".utf8)
    } else if scalar.isASCII {
      append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Appends a text as a reader can see it; line ends too are escaped.
  package mutating func appendVisible(_ text: String) {
    for scalar in text.unicodeScalars { appendVisible(scalar) }
  }

  package mutating func endLine() {
    append(UInt8(ascii: "\n"))
  }

  package mutating func appendSpaces(_ count: Int) {
    for _ in 0..<Swift.max(0, count) { append(UInt8(ascii: " ")) }
  }
}

extension String {
  /// Columns that `appendVisible` takes in a terminal.
  package var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }
}
