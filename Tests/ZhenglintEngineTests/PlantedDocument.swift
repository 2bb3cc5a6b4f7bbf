import Glibc
import ZhenglintCore
import ZhenglintTestSupport

/// A generated certificate that knows where its terms stand.
struct PlantedDocument: CustomStringConvertible {
  private let format: DocumentFormat
  private var encoding: Encoding
  private let source: String
  private(set) var bytes: [UInt8] = []
  private(set) var sightings: [Sighting] = []

  enum Encoding: String, CaseIterable {
    case utf8 = "UTF-8"
    case utf8WithMark
    case utf16LE = "UTF-16LE"
    case utf16BE = "UTF-16BE"
    case gb18030 = "GB18030"
    case big5 = "BIG5"

    /// As declared in the document; nothing where the mark says it.
    var label: String {
      switch self {
      case .utf8, .utf8WithMark: "utf-8"
      case .utf16LE, .utf16BE: "utf-16"
      case .gb18030: "gb18030"
      case .big5: "big5"
      }
    }

    var mark: [UInt8] {
      switch self {
      case .utf8, .gb18030, .big5: []
      case .utf8WithMark: [0xEF, 0xBB, 0xBF]
      case .utf16LE: [0xFF, 0xFE]
      case .utf16BE: [0xFE, 0xFF]
      }
    }
  }

  var description: String { "\(encoding) \(format): \(source)" }
  var path: String { format == .text ? "certificate.txt" : "certificate.\(format.rawValue)" }

  init(_ format: DocumentFormat, random: inout SeededGenerator) {
    self.format = format
    encoding = random.one(of: Encoding.allCases)
    // Plain text cannot declare an encoding that a guess would have to find.
    if format == .text, encoding == .big5 || encoding == .gb18030 { encoding = .utf8 }
    var writer = CertificateWriter(format, random: random)
    let label = encoding.label
    var parts = writer.document(label: label)
    if let encoded = Self.encode(parts, as: encoding) {
      (bytes, sightings) = encoded
    } else {
      // A character that the encoding has not: as UTF-8 everything goes.
      encoding = .utf8
      parts = parts.map { $0.replacing(label, with: "utf-8") }
      (bytes, sightings) = Self.encode(parts, as: .utf8) ?? ([], [])
    }
    source = parts.map(\.text).joined()
    random = writer.random
  }

  private static func encode(
    _ parts: [CertificateWriter.Part], as encoding: Encoding
  ) -> ([UInt8], [Sighting])? {
    guard let converter = Converter(to: encoding) else { return nil }
    var bytes = encoding.mark
    var sightings: [Sighting] = []
    for part in parts {
      guard let encoded = converter.convert(part.text) else { return nil }
      if let term = part.term {
        sightings.append(
          Sighting(
            term: term, start: bytes.count, end: bytes.count + encoded.count,
            disguises: part.disguises))
      }
      bytes += encoded
    }
    return (bytes, sightings)
  }

  /// The C library's converter, which shares nothing with the tool's own.
  private final class Converter {
    private let descriptor: iconv_t
    private let isUTF8: Bool

    init?(to encoding: Encoding) {
      isUTF8 = encoding == .utf8 || encoding == .utf8WithMark
      guard let descriptor = iconv_open(isUTF8 ? "UTF-8" : encoding.rawValue, "UTF-8"),
        descriptor != iconv_t(bitPattern: -1)
      else { return nil }
      self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    func convert(_ text: String) -> [UInt8]? {
      guard !isUTF8 else { return Array(text.utf8) }
      var input = text.utf8.map { CChar(bitPattern: $0) }
      var output = [CChar](repeating: 0, count: 4 * input.count + 4)
      var written: Int?
      input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          var (source, left) = (input.baseAddress, input.count)
          var (target, room) = (output.baseAddress, output.count)
          if iconv(descriptor, &source, &left, &target, &room) == 0 {
            written = output.count - room
          }
        }
      }
      return written.map { output[..<$0].map { UInt8(bitPattern: $0) } }
    }
  }
}

/// Writes certificates of harmless words with terms among them.
struct CertificateWriter {
  /// A piece of the document; one with a term is exactly what the finding must span.
  struct Part {
    var text: String
    var term: String?
    var disguises: [Disguise] = []

    func replacing(_ old: String, with new: String) -> Part {
      var part = self
      part.text = text.replacing(old, with: new)
      return part
    }
  }

  private let format: DocumentFormat
  private(set) var random: SeededGenerator
  private var parts: [Part] = []
  private var line = 0

  init(_ format: DocumentFormat, random: SeededGenerator) {
    self.format = format
    self.random = random
  }

  mutating func document(label: String) -> [Part] {
    switch format {
    case .text:
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        running()
        add(random.one(of: ["\n", "\r\n", "\n\n"]))
      }
    case .xml:
      add("<?xml version=\"1.0\" encoding=\"\(label)\"?>\n<cert>")
      blocks(depth: 0)
      add("</cert>")
    case .html:
      add("<!DOCTYPE html>\n<html><head><meta charset=\"\(label)\"></head><body>")
      blocks(depth: 0)
      add(random.one(of: ["</body></html>", ""]))
    case .svg:
      add(
        "<?xml version=\"1.0\" encoding=\"\(label)\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">")
      blocks(depth: 0)
      add("<text>x</text></svg>")
    }
    return parts
  }

  private mutating func add(_ text: String) { parts.append(Part(text: text)) }

  // MARK: - Nesting

  private mutating func blocks(depth: Int) {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      if depth < 4, random.chance(35) {
        let name = random.one(
          of: format == .svg
            ? ["g", "a", "svg"] : format == .html ? ["div", "section", "ul"] : ["data", "x.y"])
        add("<\(name)>")
        blocks(depth: depth + 1)
        add("</\(name)>")
      } else {
        block()
      }
    }
  }

  private mutating func block() {
    line += 60
    switch format {
    case .text: running()
    case .xml:
      if random.chance(15) { return attribute("<item label=\"", "\"/>") }
      add("<item>")
      running()
      add("</item>")
    case .html:
      switch Int.random(in: 0..<10, using: &random) {
      case 0: attribute("<img alt=\"", "\">")
      case 1: nested("<iframe srcdoc=\"", "\"></iframe>") { $0.referenced }
      case 2: nested("<a href=\"data:text/html;charset=utf-8,", "\">x</a>") { $0.percentEncoded }
      case 3: styled()
      default:
        let name = random.one(of: ["p", "li", "td", "h3"])
        add("<\(name)>")
        running()
        add("</\(name)>")
      }
    case .svg:
      switch Int.random(in: 0..<8, using: &random) {
      case 0: attribute("<path aria-label=\"", "\" d=\"M0 0\"/>")
      case 1:
        nested(
          "<image href=\"data:image/svg+xml,", "\"/>", around: ("<svg><text>", "</text></svg>")
        ) {
          $0.percentEncoded
        }
      case 2: positioned()
      default:
        add("<text x=\"10\" y=\"\(line)\">")
        running()
        add("</text>")
      }
    }
  }

  private mutating func attribute(_ opening: String, _ closing: String) {
    add(opening)
    filler()
    plant(allowsMarkup: false)
    add("）" + closing)
  }

  /// A term in a document in an attribute.
  private mutating func nested(
    _ opening: String, _ closing: String, around: (String, String) = ("<p>", "</p>"),
    escape: (String) -> String
  ) {
    let term = random.one(of: Self.terms)
    let split = random.chance(40)
    let element = format == .svg ? "tspan" : "b"
    var text = String(term.simplified.prefix(1))
    let rest = term.simplified.dropFirst()
    text += split ? "<\(element)>\(rest)" : String(rest)
    add(opening + escape(around.0 + "（"))
    parts.append(
      Part(
        text: escape(text), term: term.simplified,
        disguises: split ? [.inlineSplit, .encoded] : [.encoded]))
    add(escape((split ? "</\(element)>" : "") + "）" + around.1) + closing)
  }

  /// A term that a style sheet sets before an element.
  private mutating func styled() {
    let term = random.one(of: Self.terms)
    add("<b style=\"content:'")
    let escapes = term.simplified.unicodeScalars.map { "\\" + String($0.value, radix: 16) }
    parts.append(Part(text: escapes.joined(), term: term.simplified, disguises: [.encoded]))
    add("'\">x</b>")
  }

  /// A term whose glyphs are elements of their own.
  private mutating func positioned() {
    let term = random.one(of: Self.terms)
    let y = line
    var glyphs: [String] = []
    for (number, letter) in term.simplified.enumerated() {
      glyphs.append("<text x=\"\(100 + 18 * number)\" y=\"\(y)\">\(letter)")
    }
    let first = glyphs[0].dropLast()
    add(String(first))
    let rest = glyphs.dropFirst().map { "</text>\(random.one(of: ["", "\n"]))\($0)" }.joined()
    parts.append(
      Part(
        text: String(term.simplified.prefix(1)) + rest, term: term.simplified,
        disguises: [.positioned]))
    add("</text>")
  }

  // MARK: - Running text

  private static let words = [
    "完成课程", "考核合格", "特发此证", "培训", "能力水平评价", "学员陈宁", "成绩良好", "16学时", "ABC 7", "e\u{301}", "〇",
  ]

  private mutating func filler() {
    var text = ""
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      text += spelt(random.one(of: Self.words)) + random.one(of: ["，", "。", " ", ""])
    }
    add(text + "（")
  }

  /// Words, terms and inline markup.
  private mutating func running() {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      filler()
      if random.chance(70) { plant(allowsMarkup: format != .text) }
      add("）")
      if format != .text, random.chance(30) {
        let name = format == .svg ? "tspan" : "b"
        add("<\(name)>\(spelt(random.one(of: Self.words)))</\(name)>。")
      }
    }
  }

  /// The text with references for some of its characters.
  private mutating func spelt(_ text: String) -> String {
    guard format != .text else { return text }
    return text.unicodeScalars.map { spelt($0) }.joined()
  }

  private mutating func spelt(_ scalar: Unicode.Scalar) -> String {
    guard format != .text, scalar.value > 0x7F, random.chance(20) else { return String(scalar) }
    return random.chance(50) ? "&#\(scalar.value);" : "&#x\(String(scalar.value, radix: 16));"
  }

  // MARK: - Terms

  private struct Term {
    var simplified: String
    var traditional: String
    /// With one character in another form.
    var compatible: String?
    var variant: String?
  }

  private static let terms = [
    Term(simplified: "国家", traditional: "國家", variant: "囯家"),
    Term(simplified: "全国", traditional: "全國", variant: "仝国"),
    Term(simplified: "中国", traditional: "中國", compatible: "㊥国", variant: "中圀"),
    Term(simplified: "中华", traditional: "中華"),
    Term(simplified: "中华人民共和国", traditional: "中華人民共和國", compatible: "中华⼈民共和国"),
    Term(simplified: "职业资格", traditional: "職業資格", compatible: "职业㊮格", variant: "职业资挌"),
    Term(simplified: "人员资格", traditional: "人員資格", compatible: "⼈员资格", variant: "人员资挌"),
    Term(simplified: "国徽", traditional: "國徽"),
  ]

  /// Writes one term, its characters disguised and something between them, or plainly.
  private mutating func plant(allowsMarkup: Bool) {
    let term = random.one(of: Self.terms)
    var letters = term.simplified
    var disguises: Set<Disguise> = []
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      letters = term.traditional
      disguises.insert(.traditional)
    case 2:
      if let compatible = term.compatible {
        letters = compatible
        disguises.insert(.compatibility)
      }
    case 3:
      if let variant = term.variant {
        letters = variant
        disguises.insert(.variant)
      }
    default: break
    }
    // Overrides turn the order of the letters, and nothing else is done then.
    if random.chance(10) {
      add("\u{202E}")
      disguises.insert(.reversed)
      plantLetters(String(letters.reversed()), of: term, disguises)
      return add("\u{202C}")
    }
    let gap = self.gap(allowsMarkup: allowsMarkup)
    if let kind = gap.disguise { disguises.insert(kind) }
    var spelling = ""
    var closing = ""
    for (number, scalar) in letters.unicodeScalars.enumerated() {
      if number > 0 {
        spelling += gap.text
        closing = gap.closing + closing
      }
      spelling += spelt(scalar)
    }
    parts.append(
      Part(
        text: spelling, term: term.simplified,
        disguises: Disguise.allCases.filter(disguises.contains)))
    add(closing)
  }

  private mutating func plantLetters(_ letters: String, of term: Term, _ disguises: Set<Disguise>) {
    let spelling = spelt(letters)
    parts.append(
      Part(
        text: spelling, term: term.simplified,
        disguises: Disguise.allCases.filter(disguises.contains)))
  }

  private struct Gap {
    var text = ""
    /// What it leaves open.
    var closing = ""
    var disguise: Disguise?
  }

  /// What stands between all letters of a term.
  private mutating func gap(allowsMarkup: Bool) -> Gap {
    let element = format == .svg ? "tspan" : "b"
    switch Int.random(in: 0..<(allowsMarkup ? 9 : 5), using: &random) {
    case 0: return Gap(text: random.one(of: [" ", "\u{3000}", "  "]), disguise: .spaced)
    case 1:
      return Gap(
        text: random.one(of: ["\u{200B}", "\u{2060}", "\u{AD}", "\u{FE00}"]), disguise: .invisible)
    case 2: return Gap(text: random.one(of: ["·", "-", "_", "*", "|", "/"]), disguise: .punctuated)
    case 5: return Gap(text: "<\(element)>", closing: "</\(element)>", disguise: .inlineSplit)
    case 6: return Gap(text: "<!-- x -->", disguise: .inlineSplit)
    case 7:
      return format == .html
        ? Gap(text: random.one(of: ["&shy;", "&#8203;"]), disguise: .invisible)
        : Gap(text: "<![CDATA[]]>")
    case 8:
      return format == .html
        ? Gap(text: "<i style=\"display:none\">的</i>", disguise: .inlineSplit) : Gap()
    default: return Gap()
    }
  }
}

extension String {
  /// Fit for an attribute that is parsed again.
  fileprivate var referenced: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  fileprivate var percentEncoded: String {
    utf8.map { byte in
      (0x61...0x7A).contains(byte) || byte == 0x2F
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
