import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintMatching
import ZhenglintTestSupport

/// Generated certificates with terms planted in them: whatever the format, nesting, spelling and
/// encoding, each is found, at exactly the bytes that it was planted at.
@Suite struct DisguisePropertyTests {
  @Test(arguments: DocumentFormat.allCases)
  func whatIsPlantedIsFound(_ format: DocumentFormat) throws {
    var random = SeededGenerator(seed: 2022)
    var encodings: Set<String> = []
    var count = 0
    for round in 0..<800 {
      let planted = PlantedDocument(format, random: &random)
      let report = Fixtures.linter.lint(bytes: planted.bytes, path: planted.path)
      let found = Set(report.findings.map(Sighting.init))
      #expect(report.status == .checked, "round \(round): \(report.notes.map(\.message.en))")
      #expect(found == Set(planted.sightings), "round \(round), \(planted)")
      encodings.insert(report.encoding ?? "")
      count += found.count
    }
    #expect(count > 800)
    let expected: Set = ["UTF-8", "UTF-16LE", "UTF-16BE"]
    #expect(encodings == (format == .text ? expected : expected.union(["GB18030", "Big5"])))
  }

  /// The bytes of a finding say the term, once markup and disguise are taken off.
  @Test(arguments: DocumentFormat.allCases)
  func theBytesOfAFindingSayTheTerm(_ format: DocumentFormat) throws {
    var random = SeededGenerator(seed: 2007)
    for round in 0..<100 {
      let planted = PlantedDocument(format, random: &random)
      let report = Fixtures.linter.lint(bytes: planted.bytes, path: planted.path)
      let encoding = try #require(report.encoding)
      for finding in report.findings where finding.location.isExact {
        let range = finding.location.bytes
        let slice = Array(planted.bytes[range.start..<range.end])
        let text = try Fixtures.decode(slice, from: encoding)
        #expect(text == finding.text, "round \(round), \(planted)")
        #expect(Undisguised(text, finding.disguises).text == finding.term, "\(text)")
      }
    }
  }
}

/// The text of a span with its markup, escapes and disguises taken off, by the simplest means.
private struct Undisguised {
  var text: String

  init(_ source: String, _ disguises: [Disguise]) {
    var plain = source
    if plain.contains("%") { plain = Self.percentDecoded(plain) }
    if disguises.contains(.encoded) { plain = Self.dereferenced(plain) }
    plain = Self.dereferenced(Self.withoutTags(plain))
    var letters = plain.unicodeScalars.filter { FoldTable.standard.skipClass($0.value) == .none }
      .compactMap { Unicode.Scalar(FoldTable.standard.fold($0.value).scalar) }
    if disguises.contains(.reversed) { letters.reverse() }
    text = String(String.UnicodeScalarView(letters))
  }

  private static func withoutTags(_ text: String) -> String {
    text.replacing("<i style=\"display:none\">的</i>", with: "")
      .replacing("<![CDATA[", with: "").replacing("]]>", with: "")
      .replacing(/<!--.*?-->/, with: "").replacing(/<[^>]*>/, with: "")
  }

  private static func dereferenced(_ text: String) -> String {
    // By scalars: a variation selector after `;` must not make one character with it.
    let numeric = /&#(x?)([0-9a-fA-F]+);/.matchingSemantics(.unicodeScalar)
    let escape = /\\([0-9a-fA-F]+)/.matchingSemantics(.unicodeScalar)
    return text.replacing(numeric) { scalar($0.2, radix: $0.1.isEmpty ? 10 : 16) }
      .replacing(escape) { scalar($0.1, radix: 16) }
      .replacing("&lt;", with: "<").replacing("&shy;", with: "")
  }

  private static func scalar(_ digits: Substring, radix: Int) -> String {
    UInt32(digits, radix: radix).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
  }

  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
