import Testing
import ZhenglintCore
import ZhenglintReaders

@Suite struct DataURITests {
  private func parse(_ uri: String) -> DataURI? {
    DataURI.parse(Array(uri.utf8), in: ByteRange(start: 0, end: uri.utf8.count))
  }

  @Test(arguments: [
    ("data:,国家", "text/plain", nil, "国家"),
    ("DATA:Text/HTML;Charset=GBK,a%20b", "text/html", "GBK", "a b"),
    (" \n data:text/html;charset=\"utf-8\";base64,5Zu95a62", "text/html", "utf-8", "国家"),
    ("data:;base64,5Zu9", "text/plain", nil, "国"),
    ("data:text/plain;base64,5Z\n u9\t5a%36%32", "text/plain", nil, "国家"),
    ("data:text/plain;base64,Pz8_Pj4-", "text/plain", nil, "???>>>"),
    ("data:text/plain;base64,YQ==", "text/plain", nil, "a"),
    ("data:text/plain;base64,YWI%3D", "text/plain", nil, "ab"),
    ("data:text/plain;base64,YWI", "text/plain", nil, "ab"),
    ("data:image/svg+xml;base64,YWJj#icon", "image/svg+xml", nil, "abc"),
    ("data:text/plain;base64,", "text/plain", nil, ""),
    ("data:text/plain,a\nb%", "text/plain", nil, "ab%"),
    ("data:text/plain,%e5%9B%bd%zz", "text/plain", nil, "国%zz"),
    ("data:image/svg+xml,<a fill='#f00'/>#x", "image/svg+xml", nil, "<a fill='#f00'/>"),
    ("data:image/svg+xml,%3Ca b='#f00'%3E", "image/svg+xml", nil, "<a b='#f00'>"),
    ("da\nta:text/plain,x", "text/plain", nil, "x"),
  ])
  func dataIsDecoded(
    _ uri: String, _ mediaType: String, _ charset: String?, _ text: String
  ) throws {
    let parsed = try #require(parse(uri))
    #expect(parsed.mediaType == mediaType)
    #expect(parsed.charset == charset)
    #expect(String(decoding: parsed.bytes, as: UTF8.self) == text)
    #expect(!parsed.isTruncated)
  }

  @Test(arguments: ["", "data:", "data:text/plain", "http://a,b", "xdata:,a", "data", ":,"])
  func otherTextIsNone(_ uri: String) {
    #expect(parse(uri) == nil)
  }

  @Test(arguments: [
    ("data:;base64,YWJj!YWJj", "abc"), ("data:;base64,YWJjZ", "abc"), ("data:;base64,YWI!", "ab"),
    ("data:;base64,YQ==YQ==", "a"), ("data:;base64,国", ""),
  ])
  func malformedBase64IsReadUpToTheMistake(_ uri: String, _ text: String) throws {
    let parsed = try #require(parse(uri))
    #expect(String(decoding: parsed.bytes, as: UTF8.self) == text)
    #expect(parsed.isTruncated)
  }

  /// The source of each stretch of decoded bytes, as text.
  @Test(arguments: [
    ("data:,国%E5%AE%B6", 0..<3, "国"),
    ("data:,国%E5%AE%B6", 3..<6, "%E5%AE%B6"),
    ("data:,a\n%62c", 0..<3, "a\n%62c"),
    ("data:;base64,5Zu95a62", 0..<3, "5Zu9"),
    ("data:;base64,5Zu95a62", 3..<6, "5a62"),
    ("data:;base64,5Zu95a62", 2..<4, "5Zu95a62"),
    ("data:;base64,5Z\nu9 5a62", 0..<3, "5Z\nu9"),
    ("data:;base64,5Z\nu9 5a62", 3..<6, "5a62"),
    ("data:;base64,5Zu9YQ==", 3..<4, "YQ=="),
    ("data:;base64,5Zu9YWI=", 3..<5, "YWI="),
    ("data:;base64,5Zu9YW%49%3D", 3..<5, "YW%49%3D"),
  ])
  func decodedBytesKnowTheirPlaces(_ uri: String, _ bytes: Range<Int>, _ spelled: String) throws {
    let source = Array(uri.utf8)
    let parsed = try #require(parse(uri))
    let range = ByteRange(start: bytes.lowerBound, end: bytes.upperBound)
    let place = try #require(parsed.map.resolve(range)).range
    #expect(String(decoding: source[place.start..<place.end], as: UTF8.self) == spelled)
  }

  @Test func longDataHasAShortMap() throws {
    let parsed = try #require(parse("data:;base64," + String(repeating: "5Zu9", count: 100_000)))
    #expect(parsed.bytes.count == 300_000)
    #expect(parsed.map.runs.count == 1)
  }

  @Test(arguments: [
    ("a/%E5%9B%BD%E5%AE%B6.png", "a/国家.png"),
    ("%E5%9B国%BD", "%E5%9B国%BD"),
    ("%E5%9B%BD%E5%AE", "国%E5%AE"),
    ("100%", "100%"),
    ("%zz%41", "%zzA"),
    ("%F0%A0%80%80%C0%80", "\u{20000}%C0%80"),
    ("", ""),
  ])
  func percentsOfURLsAreDecoded(_ url: String, _ expected: String) {
    let bytes = Array(url.utf8)
    let builder = percentDecoded(bytes, in: ByteRange(start: 0, end: bytes.count))
    #expect(String(decoding: builder.utf8, as: UTF8.self) == expected)
  }

  @Test func decodedPercentsKnowTheirPlaces() throws {
    let bytes = Array("x%E5%9B%BDy".utf8)
    let builder = percentDecoded(bytes, in: ByteRange(start: 0, end: bytes.count))
    #expect(builder.map.resolve(ByteRange(start: 1, end: 4))?.range == ByteRange(start: 1, end: 10))
    #expect(
      builder.map.resolve(ByteRange(start: 4, end: 5))?.range == ByteRange(start: 10, end: 11))
  }
}
