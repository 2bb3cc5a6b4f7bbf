import Glibc
import Testing
import ZhenglintCore
import ZhenglintReaders

@Suite struct TextDecoderTests {
  static let chinese = "国家职业资格证书，由a部门\r\n颁发<b>技能</b>。"
  static let traditional = "國家職業資格證書，由a部門\r\n頒發<b>技能</b>。"
  /// U+20BB7, U+9FB4 and U+4DAE lie outside GBK.
  static let rare = "国家𠮷龴䶮€é之印，中华人民共和国。"

  /// What an editor shows is Unicode, whatever its file declares.
  @Test(arguments: ["", "\u{FEFF}"])
  func textThatIsDecodedAlreadyIsTakenAsItIs(mark: String) {
    let text = "<meta charset=gb2312>中国"
    let decoded = TextDecoder.decoded(Array((mark + text).utf8))
    #expect(decoded.text == text)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.notes.map(\.code) == ["encoding"])
    let place = decoded.map.resolve(ByteRange(start: 0, end: 1))
    #expect(place?.range.start == mark.utf8.count)
  }

  // MARK: - Every scalar finds its own bytes

  @Test(arguments: [
    ("UTF-8", "UTF-8", rare),
    ("GB2312", "GB18030", chinese),
    ("GBK", "GB18030", chinese + traditional),
    ("GB18030", "GB18030", rare),
    ("Big5", "Big5", traditional),
    ("Big5-HKSCS", "Big5", traditional + "啫Ê"),
    ("Shift_JIS", "Shift_JIS", "国家資格ｶﾀ証明a書"),
    ("EUC-JP", "EUC-JP", "国家資格ｶﾀ証明a書黸"),
    ("EUC-KR", "KSC_5601", "國家 국가자격 a"),
    ("windows-1252", "windows-1252", "état “x” €"),
    ("KOI8-R", "KOI8-R", "Диплом a"),
  ])
  func declaredEncodingsKeepEveryPlace(charset: String, name: String, text: String) throws {
    let text = "<?xml version=\"1.0\" encoding=\"\(charset)\"?>" + text
    let parts = try text.characters(in: charset)
    let decoded = TextDecoder.decode(parts.flatMap(\.bytes), declaration: .xml)
    #expect(decoded.text == text)
    #expect(decoded.encoding == name)
    #expect(decoded.problems == [])
    expectPlaces(of: parts, in: decoded)
  }

  @Test(arguments: [
    ("UTF-8", "UTF-8", rare),
    ("UTF-8", "UTF-8", "plain ASCII\n"),
    ("UTF-8", "UTF-8", "Le château d’Hélène, là-bas"),
    ("UTF-8", "UTF-8", "Hôtel"),
    ("UTF-8", "UTF-8", "Привет, Серёжа"),
    ("GBK", "GB18030", chinese),
    ("GBK", "GB18030", "国"),
    ("GBK", "GB18030", "国家"),
    ("GBK", "GB18030", "国徽"),
    ("GBK", "GB18030", "專業技術人員資格證書"),
    ("GBK", "GB18030", "國家職業資格"),
    ("GB18030", "GB18030", rare),
    ("BIG5", "Big5", "國家"),
    ("BIG5", "Big5", "國家職業資格"),
    ("BIG5", "Big5", "中華人民共和國"),
    ("BIG5", "Big5", traditional),
    ("UTF-16LE", "UTF-16LE", chinese),
    ("UTF-16BE", "UTF-16BE", chinese),
    ("UTF-16LE", "UTF-16LE", "国家职业资格证书"),
    ("UTF-16BE", "UTF-16BE", "国家职业资格证书"),
    ("UTF-16LE", "UTF-16LE", "<p>Certificate</p>\n"),
  ])
  func undeclaredTextIsSniffed(charset: String, name: String, text: String) throws {
    let parts = try text.characters(in: charset)
    let decoded = TextDecoder.decode(parts.flatMap(\.bytes), declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.encoding == name)
    #expect(decoded.problems == [])
    expectPlaces(of: parts, in: decoded)
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF], "UTF-8"),
      ([0xFF, 0xFE], "UTF-16LE"),
      ([0xFE, 0xFF], "UTF-16BE"),
      ([0xFF, 0xFE, 0, 0], "UTF-32LE"),
      ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
    ] as [([UInt8], String)], [chinese, rare, "", "a"])
  func byteOrderMarkCountsInTheSource(mark: ([UInt8], String), text: String) throws {
    let parts = try text.characters(in: mark.1)
    let decoded = TextDecoder.decode(mark.0 + parts.flatMap(\.bytes), declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.encoding == mark.1)
    #expect(decoded.problems == [])
    expectPlaces(of: parts, in: decoded, from: mark.0.count)
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
  func wideXMLNeedsNoMark(charset: String) throws {
    let text = "<?xml version='1.0' encoding='\(charset)'?><证书>国家</证书>"
    let parts = try text.characters(in: charset)
    let decoded = TextDecoder.decode(parts.flatMap(\.bytes), declaration: .xml)
    #expect(decoded.text == text)
    #expect(decoded.encoding == charset)
    #expect(decoded.problems == [])
    expectPlaces(of: parts, in: decoded)
  }

  @Test(arguments: [
    ("HZ-GB-2312", "~{9z<R~}#~{9z", ["国": 2..<4, "家": 4..<6, "#": 8..<9]),
    ("ISO-2022-JP", "\u{1B}$B9q2H\u{1B}(B#", ["国": 3..<5, "家": 5..<7, "#": 10..<11]),
  ])
  func shiftSequencesBelongToNoCharacter(
    charset: String, escaped: String, places: [String: Range<Int>]
  ) throws {
    let prologue = "<?xml version='1.0' encoding='\(charset)'?>"
    let decoded = TextDecoder.decode(Array((prologue + escaped).utf8), declaration: .xml)
    #expect(decoded.encoding == charset)
    for (character, place) in places {
      let source = prologue.utf8.count + place.lowerBound..<prologue.utf8.count + place.upperBound
      #expect(try decoded.source(of: character)?.range == ByteRange(source))
    }
  }

  @Test func validUTF8SharesItsStorage() {
    let bytes = Array("国家职业资格证书".utf8)
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    let isShared = bytes.withUnsafeBytes { original in
      decoded.utf8.withUnsafeBytes { $0.baseAddress == original.baseAddress }
    }
    #expect(isShared)
  }

  @Test(arguments: [DeclarationSyntax.none, .xml, .html])
  func emptyInputIsEmptyText(syntax: DeclarationSyntax) {
    let decoded = TextDecoder.decode([], declaration: syntax)
    #expect(decoded.utf8 == [])
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.map.runs.isEmpty)
    #expect(decoded.notes.map(\.code) == ["encoding"])
  }

  // MARK: - Declarations

  @Test(arguments: [
    ("<meta charset=gbk>", "GB18030"),
    ("<META CHARSET = 'gb2312' >", "GB18030"),
    ("<!-- <meta charset=big5> --><meta charset=\" GB18030 \">", "GB18030"),
    ("<meta http-equiv=Content-Type content=\"text/html; charset=gb_2312-80\">", "GB18030"),
    ("<meta content='text/html;charset = x-gbk' http-equiv=\"content-type\">", "GB18030"),
    ("<meta content='text/html;charset=big5'><meta charset=cp936>", "GB18030"),
    ("<?xml version='1.0' encoding='gbk'?><html>", "GB18030"),
    ("<title>\(String(repeating: "x", count: 3000))</title><meta charset=gbk>", "GB18030"),
    ("<meta charset=big5>", "Big5"),
    ("<meta charset=cp950>", "Big5"),
    ("<meta charset=x-x-big5>", "Big5"),
  ])
  func htmlNamesItsEncoding(head: String, name: String) {
    // Either charset knows these two bytes: only the declaration can tell.
    let decoded = TextDecoder.decode(Array(head.utf8) + [0xC6, 0xBD], declaration: .html)
    #expect(decoded.encoding == name)
    #expect(decoded.notes.first?.message.zh.contains("依据声明") == true)
  }

  @Test(arguments: [DeclarationSyntax.none, .xml])
  func documentsOfOtherSyntaxHaveNoMeta(syntax: DeclarationSyntax) {
    let bytes = Array("<meta charset=big5>".utf8) + [0xB9, 0xFA, 0xBC, 0xD2]
    #expect(TextDecoder.decode(bytes, declaration: syntax).text == "<meta charset=big5>国家")
  }

  @Test(
    arguments: [
      // A mark against a declaration.
      (.xml, [0xEF, 0xBB, 0xBF], "<?xml version='1.0' encoding='GBK'?>国家", "GBK"),
      // Valid UTF-8 that calls itself something else.
      (.html, [], "<meta charset=gb2312><p>国家", "gb2312"),
      (.html, [], "<meta charset=iso-8859-1><p>国家", "iso-8859-1"),
      (.html, [], "<meta charset=utf-7><p>国家", "utf-7"),
      // In these the declaration itself would not be there.
      (.html, [], "<meta charset=utf-16><p>国家", "utf-16"),
      (.html, [], "<meta charset=utf-16le><p>abc", "utf-16le"),
      (.xml, [], "<?xml version='1.0' encoding='IBM037'?><a/>", "IBM037"),
    ] as [(DeclarationSyntax, [UInt8], String, String)])
  func contradictionsAreNoted(
    syntax: DeclarationSyntax, mark: [UInt8], text: String, declared: String
  ) throws {
    let decoded = TextDecoder.decode(mark + Array(text.utf8), declaration: syntax)
    #expect(decoded.text == text)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.problems == ["encoding-conflict"])
    let note = try #require(decoded.notes.last)
    for message in [note.message.zh, note.message.en] {
      #expect(message.contains("UTF-8") && message.contains(declared))
    }
  }

  @Test(arguments: [
    ("utf-8", "GBK", chinese, "GB18030"),
    ("utf-8", "BIG5", traditional, "Big5"),
    ("big5", "GBK", chinese, "GB18030"),
    ("gb2312", "BIG5", traditional, "Big5"),
    ("iso-8859-1", "GBK", chinese, "GB18030"),
    ("utf-8", "UTF-16LE", chinese, "UTF-16LE"),
  ])
  func bytesDisproveADeclaration(
    declared: String, charset: String, text: String, used: String
  ) throws {
    let text = "<meta charset=\(declared)>" + text + text
    let bytes = try text.characters(in: charset).flatMap(\.bytes)
    let decoded = TextDecoder.decode(bytes, declaration: .html)
    #expect(decoded.text == text)
    #expect(decoded.encoding == used)
    #expect(decoded.problems == ["encoding-conflict"])
  }

  @Test(arguments: ["gb2312", "GBK", "big5", "windows-1252", "utf-8", "us-ascii", "EUC-KR"])
  func asciiContradictsNoDeclaration(label: String) {
    let decoded = TextDecoder.decode(
      Array("<meta charset=\(label)>certificate".utf8), declaration: .html)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.problems == [])
  }

  @Test(arguments: ["gb-nonsense", "../../etc/passwd", ",version=1", "x-user-defined"])
  func unknownLabelsFallBackToSniffing(label: String) {
    let text = "<meta charset=\"\(label)\">"
    let bytes = Array(text.utf8) + [0xB9, 0xFA, 0xBC, 0xD2]
    let decoded = TextDecoder.decode(bytes, declaration: .html)
    #expect(decoded.text == text + "国家")
    #expect(decoded.problems == ["unknown-encoding"])
  }

  // MARK: - Invalid bytes

  // The Unicode Standard, 3.9, tables 3-8 to 3-11.
  @Test(
    arguments: [
      ([0xC0, 0xAF], [0..<1, 1..<2]),
      ([0xE0, 0x80, 0xAF], [0..<1, 1..<2, 2..<3]),
      ([0xED, 0xA0, 0x80], [0..<1, 1..<2, 2..<3]),
      ([0xF4, 0x91, 0x92, 0x93], [0..<1, 1..<2, 2..<3, 3..<4]),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF], [0..<2, 2..<3, 3..<6, 6..<8]),
    ] as [([UInt8], [Range<Int>])])
  func eachMaximalInvalidPartIsOneReplacement(bytes: [UInt8], places: [Range<Int>]) {
    let around = Array(Self.chinese.utf8)
    let decoded = TextDecoder.decode(around + bytes + around, declaration: .none)
    let replacements = String(repeating: "\u{FFFD}", count: places.count)
    #expect(decoded.text == Self.chinese + replacements + Self.chinese)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.problems == ["invalid-bytes"])
    #expect(decoded.notes.last?.message.en.contains("byte \(around.count) ") == true)
    for (index, place) in places.enumerated() {
      let start = around.count + 3 * index
      let source = around.count + place.lowerBound..<around.count + place.upperBound
      #expect(
        decoded.map.resolve(ByteRange(start..<start + 3))?.range == ByteRange(source))
    }
  }

  @Test func strayBytesLeaveLongUTF8WhatItIs() {
    let bytes = Array(repeatElement(Array("国家职业资格".utf8) + [0xB9], count: 400).joined())
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.problems == ["invalid-bytes"])
    #expect(decoded.notes.last?.message.en.hasPrefix("400 ") == true)
  }

  @Test(
    arguments: [
      ([0xE5, 0x9B, 0xBD, 0xE5, 0xAE, 0xB6, 0xE5, 0xBE], "UTF-8", "国家\u{FFFD}", 6..<8),
      ([0xB9, 0xFA, 0xBC, 0xD2, 0xBB], "GB18030", "国家\u{FFFD}", 4..<5),
      ([0xB9, 0xFA, 0xBC, 0xD2, 0x82, 0x35, 0x90], "GB18030", "国家\u{FFFD}", 4..<7),
      ([0xFF, 0xFE, 0xFD, 0x56, 0xB6], "UTF-16LE", "国\u{FFFD}", 4..<5),
      ([0xFE, 0xFF, 0x56, 0xFD, 0xD8, 0x42], "UTF-16BE", "国\u{FFFD}", 4..<6),
      ([0xFF, 0xFE, 0xB7, 0xDF, 0xFD, 0x56], "UTF-16LE", "\u{FFFD}国", 2..<4),
      ([0xFF, 0xFE, 0x42, 0xD8, 0xFD, 0x56], "UTF-16LE", "\u{FFFD}国", 2..<4),
      ([0xFF, 0xFE, 0x00, 0x00, 0x00, 0x00, 0x11, 0x00], "UTF-32LE", "\u{FFFD}", 4..<8),
      ([0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00], "UTF-32LE", "\u{FFFD}", 4..<7),
      // A stray lead byte swallows no markup.
      ([0xB9, 0xFA, 0xBC, 0xD2, 0xBB, 0x3C, 0x62, 0x3E], "GB18030", "国家\u{FFFD}<b>", 4..<5),
    ] as [([UInt8], String, String, Range<Int>)])
  func brokenTextIsReadAndNoted(
    bytes: [UInt8], encoding: String, text: String, place: Range<Int>
  ) throws {
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.encoding == encoding)
    #expect(decoded.problems == ["invalid-bytes"])
    let source = try decoded.source(of: "\u{FFFD}")
    #expect(source == SourceMap.Resolution(range: ByteRange(place), isExact: true))
  }

  @Test(arguments: ["国\0家", "a\0b", "a\0bc", "国\0\0家\0", "\0"])
  func zeroBytesAreKeptAndNoted(text: String) {
    let decoded = TextDecoder.decode(Array(text.utf8), declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.problems == ["nul-bytes"])
  }

  @Test func zeroBytesInGB18030AreKeptAndNoted() throws {
    let text = "Certificate of training 国\0家职业资格证书"
    let bytes = try text.characters(in: "GBK").flatMap(\.bytes)
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.problems == ["nul-bytes"])
  }

  // MARK: - Doubt

  @Test(arguments: ["职业", "水平", "<p>目录</p>"])
  func wordsThatAreValidUTF8ByAccidentAreRead(text: String) throws {
    let bytes = try text.characters(in: "GBK").flatMap(\.bytes)
    try #require(String(validating: bytes, as: UTF8.self) != nil)
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    #expect(decoded.text == text)
    #expect(decoded.problems == ["encoding-doubtful"])
  }

  @Test(arguments: [
    ("EUC-KR", "국가기술자격은 자격기본법에 따른 국가자격"),
    ("WINDOWS-1251", "свидетельство государственного образца"),
  ])
  func textOfOtherCharsetsIsDoubtful(charset: String, text: String) throws {
    let bytes = try text.characters(in: charset).flatMap(\.bytes)
    let decoded = TextDecoder.decode(bytes, declaration: .none)
    #expect(decoded.problems.contains("encoding-doubtful"))
  }

  @Test func anyBytesGiveValidTextWhosePlacesLieInTheSource() {
    var random = SplitMix64(state: 68)
    for _ in 0..<500 {
      let labels = ["gbk", "big5", "euc-jp", "hz-gb-2312", "iso-2022-cn", "utf-7", "utf-8"]
      let label = labels[Int.random(in: 0..<labels.count, using: &random)]
      let limit = [UInt8(0x7F), 0xFF][Int.random(in: 0...1, using: &random)]
      let noise = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
        UInt8.random(in: 0...limit, using: &random)
      }
      let bytes = Array("<meta charset=\(label)>".utf8) + noise
      for syntax in [DeclarationSyntax.none, .html] {
        let decoded = TextDecoder.decode(bytes, declaration: syntax)
        #expect(String(validating: decoded.utf8, as: UTF8.self) != nil)
        #expect(decoded.map.runs.reduce(0) { $0 + Int($1.length) } == decoded.utf8.count)
        let whole = decoded.map.resolve(ByteRange(0..<decoded.utf8.count))
        #expect(whole.map { $0.range.end <= bytes.count } == true)
      }
    }
  }
}

// MARK: - Helpers

private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private struct EncodedCharacter {
  var text: String
  var bytes: [UInt8]
}

private func expectPlaces(
  of parts: [EncodedCharacter], in decoded: DecodedText, from start: Int = 0
) {
  var source = start
  var text = 0
  for part in parts {
    let range = ByteRange(text..<text + part.text.utf8.count)
    let expected = ByteRange(source..<source + part.bytes.count)
    #expect(
      decoded.map.resolve(range) == SourceMap.Resolution(range: expected, isExact: true),
      "\(part.text)")
    text = range.end
    source = expected.end
  }
}

extension ByteRange {
  fileprivate init(_ range: Range<Int>) {
    self.init(start: range.lowerBound, end: range.upperBound)
  }
}

extension DecodedText {
  fileprivate var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Codes of the notes that make an input count as not read whole.
  fileprivate var problems: [String] { notes.filter(\.isIncomplete).map(\.code) }

  /// The bytes that the first occurrence comes from.
  fileprivate func source(of character: String) throws -> SourceMap.Resolution? {
    let wanted = Array(character.utf8)
    let start = try #require(utf8.indices.first { utf8[$0...].starts(with: wanted) })
    return map.resolve(ByteRange(start..<start + wanted.count))
  }
}

extension String {
  /// Each scalar in a charset without shifts, by the C library.
  fileprivate func characters(in charset: String) throws -> [EncodedCharacter] {
    let converter = iconv_open(charset, "UTF-8")
    try #require(converter != iconv_t(bitPattern: -1), "iconv does not know \(charset)")
    defer { iconv_close(converter) }
    return try unicodeScalars.map { scalar in
      var input = scalar.utf8.map { CChar(bitPattern: $0) }
      var output = [CChar](repeating: 0, count: 64)
      let written = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          var (source, sourceCount) = (input.baseAddress, input.count)
          var (target, targetCount) = (output.baseAddress, output.count)
          // Big5-HKSCS waits for a combining mark until it is asked for the rest.
          guard iconv(converter, &source, &sourceCount, &target, &targetCount) != -1,
            iconv(converter, nil, nil, &target, &targetCount) != -1
          else { return -1 }
          return output.count - targetCount
        }
      }
      try #require(written >= 0, "\(charset) has no \(scalar)")
      return EncodedCharacter(
        text: String(scalar), bytes: output[..<written].map { UInt8(bitPattern: $0) })
    }
  }
}
