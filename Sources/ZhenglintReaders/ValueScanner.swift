package import ZhenglintCore

/// Reads numbers, units and words of a CSS value or an SVG attribute.
struct ValueScanner {
  private let text: [UInt8]
  private var position: Int
  private let end: Int

  init(_ text: [UInt8], in range: ByteRange) {
    self.text = text
    self.position = range.start
    self.end = range.end
  }

  init(_ value: String) {
    text = Array(value.utf8)
    position = 0
    end = text.count
  }

  var isAtEnd: Bool { position >= end }

  /// The next byte, 0 at the end.
  private var peek: UInt8 { byte(0) }

  private func byte(_ ahead: Int) -> UInt8 { position + ahead < end ? text[position + ahead] : 0 }

  mutating func skipSpace() {
    while peek.isMarkupSpace { position += 1 }
  }

  /// Skips white space and commas.
  mutating func skipSeparators() {
    while peek.isMarkupSpace || peek == UInt8(ascii: ",") { position += 1 }
  }

  /// Skips one byte if it is `scalar`.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard !isAtEnd, peek == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  /// A function's name or a keyword, in lower case; empty where none begins.
  mutating func word() -> String {
    let start = position
    while peek.isASCIILetter || peek == UInt8(ascii: "-") || peek.isASCIIDigit && position > start {
      position += 1
    }
    return String(decoding: text[start..<position].map(\.asciiLowercased), as: UTF8.self)
  }

  /// A unit in lower case, `%` too; empty where none follows.
  mutating func unit() -> String {
    let start = position
    if peek == UInt8(ascii: "%") {
      position += 1
    } else {
      while peek.isASCIILetter { position += 1 }
    }
    guard position > start else { return "" }
    return String(decoding: text[start..<position].map(\.asciiLowercased), as: UTF8.self)
  }

  /// A number, held within ±1e12 so that what is computed from it stays finite.
  mutating func number() -> Double? {
    let start = position
    var sign = 1.0
    if peek == UInt8(ascii: "-") { sign = -1 }
    if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") { position += 1 }
    guard peek.isASCIIDigit || peek == UInt8(ascii: ".") && byte(1).isASCIIDigit else {
      position = start
      return nil
    }
    var value = 0.0
    while peek.isASCIIDigit {
      value = value * 10 + Double(peek - 0x30)
      position += 1
    }
    if peek == UInt8(ascii: "."), byte(1).isASCIIDigit {
      position += 1
      var weight = 0.1
      while peek.isASCIIDigit {
        value += Double(peek - 0x30) * weight
        weight /= 10
        position += 1
      }
    }
    value = scaled(min(value, 1e12))
    return sign * min(value, 1e12)
  }

  /// Applies an exponent if one follows; the `e` of `1em` is none.
  private mutating func scaled(_ value: Double) -> Double {
    guard peek | 0x20 == UInt8(ascii: "e") else { return value }
    let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
    guard byte(hasSign ? 2 : 1).isASCIIDigit else { return value }
    let factor = byte(1) == UInt8(ascii: "-") ? 0.1 : 10
    position += hasSign ? 2 : 1
    var exponent = 0
    while peek.isASCIIDigit {
      exponent = min(exponent * 10 + Int(peek - 0x30), 40)
      position += 1
    }
    return (0..<exponent).reduce(value) { value, _ in value * factor }
  }

  /// A number with its unit, in pixels (SVG: user units).
  ///
  /// - Parameters:
  ///   - fontSize: Pixels of 1 em.
  ///   - whole: Pixels that 100% stand for; `nil` where there is no such thing.
  /// - Returns: `nil`, and nothing is read, where there is no length.
  mutating func length(fontSize: Double, percentOf whole: Double?) -> Double? {
    let start = position
    guard let number = number(),
      let factor = SVGLength.pixels(in: unit(), fontSize: fontSize, percentOf: whole)
    else {
      position = start
      return nil
    }
    return number * factor
  }
}

/// Lengths of SVG attributes, which CSS shares.
package enum SVGLength {
  /// Reads a list such as `10 20,30px 1em` up to its end or the first thing that is no length.
  ///
  /// - Parameters:
  ///   - text: Holds the attribute's value.
  ///   - range: The value's bytes in `text`.
  ///   - fontSize: User units of 1 em.
  ///   - viewport: User units that 100% stand for.
  /// - Returns: User units.
  package static func parseList(
    _ text: [UInt8], in range: ByteRange, fontSize: Double, viewport: Double
  ) -> [Double] {
    var scanner = ValueScanner(text, in: range)
    var result: [Double] = []
    scanner.skipSeparators()
    while let length = scanner.length(fontSize: fontSize, percentOf: viewport) {
      result.append(length)
      scanner.skipSeparators()
    }
    return result
  }

  /// Pixels of one unit (CSS Values and Units 3, 5: 96 px are one inch); `nil` for an unknown one.
  static func pixels(in unit: String, fontSize: Double, percentOf whole: Double?) -> Double? {
    switch unit {
    case "", "px": 1
    case "em": fontSize
    case "ex", "ch": fontSize / 2
    case "rem": 16
    case "pt": 96 / 72
    case "pc": 16
    case "in": 96
    case "cm": 96 / 2.54
    case "mm": 96 / 25.4
    case "q": 96 / 101.6
    case "%", "vw", "vh", "vmin", "vmax": whole.map { $0 / 100 }
    default: nil
    }
  }
}
