import Testing
import ZhenglintCore
import ZhenglintReaders
import ZhenglintTestSupport

/// What every reader promises, checked on tricky inputs, on each of them cut off anywhere, and on
/// each of them damaged at random.
@Suite struct ReaderConformanceTests {
  /// Every stream holds what the table says.
  @Test(arguments: ReaderSample.all)
  func readsTheTextOfEveryChannel(_ sample: ReaderSample) {
    #expect(sample.read().document.rendered == sample.reads)
  }

  /// Every character of every stream is spelt by the bytes that it is said to come from.
  @Test(arguments: ReaderSample.all)
  func everyCharacterHasItsBytes(_ sample: ReaderSample) {
    #expect(sample.read().breaches == [])
  }

  /// A file cut off at any byte, be it inside a character, is read up to there.
  @Test(arguments: ReaderSample.all)
  func truncationIsSurvived(_ sample: ReaderSample) {
    let bytes = Array(sample.source.utf8)
    for end in bytes.indices {
      let reading = Reading(of: Array(bytes[..<end]), as: sample.format)
      #expect(reading.breaches == [], "cut at byte \(end)")
    }
  }

  /// What one document finds of a style sheet is handed on to those that follow with the same one.
  @Test func documentsOfOneTemplateAreReadLikeOthers() {
    let sheet = ".a,b.c{display:none}.d{display:block}i::after{content:'尾'}</style>"
    let bodies = [
      "<p class=a>国<b class=c>家</b>", "<p>国<b>家</b>", "<p class=b>国<b class='a d'>家</b>",
      "<p class=d>国<i class=c>家</i><x-c class=d>民</x-c>", "<p class=c>国<i class=d>家</i>",
    ]
    func read(_ page: String) -> [String] {
      Reading(of: Array(page.utf8), as: .html).document.rendered.filter { !$0.contains("comment") }
    }
    for (number, body) in (bodies + bodies.reversed()).enumerated() {
      #expect(read("<style>\(sheet)\(body)") == read("<style>/*\(number)*/\(sheet)\(body)"))
    }
  }

  @Test(arguments: DocumentFormat.allCases)
  func damageIsSurvived(_ format: DocumentFormat) {
    var random = SeededGenerator(seed: 68)
    let samples = ReaderSample.all.filter { $0.format == format }.map { Array($0.source.utf8) }
    for round in 0..<2000 {
      let reading = Reading(of: random.damaged(random.one(of: samples), with: samples), as: format)
      #expect(reading.breaches == [], "round \(round): \(reading)")
    }
  }
}

/// Bytes decoded and read as a format.
struct Reading: CustomStringConvertible {
  var utf8: [UInt8]
  var document: Document

  init(of bytes: [UInt8], as format: DocumentFormat) {
    utf8 = TextDecoder.decode(bytes, declaration: format.declarationSyntax).utf8
    document = DocumentReader.read(utf8, format: format)
  }

  var breaches: [String] { Conformance(of: document, readFrom: utf8).breaches }
  var description: String { String(decoding: utf8, as: UTF8.self) }
}

extension ReaderSample {
  func read() -> Reading { Reading(of: Array(source.utf8), as: format) }
}

extension SeededGenerator {
  /// Up to four changes: bytes overwritten, cut out, doubled, or taken from another sample.
  fileprivate mutating func damaged(_ bytes: [UInt8], with others: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    let syntax = Array("<>&;#\"'=/!-[]?{}\\%:, \n\r".utf8) + [0x00, 0x80, 0xE5, 0xFE, 0xFF]
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let start = Int.random(in: 0..<bytes.count, using: &self)
      let end = min(bytes.count, start + Int.random(in: 1...12, using: &self))
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[start] = one(of: syntax)
      case 1: bytes.insert(one(of: syntax), at: start)
      case 2: bytes.removeSubrange(start..<end)
      case 3: bytes.insert(contentsOf: bytes[start..<end], at: start)
      default:
        let other = one(of: others)
        let from = Int.random(in: 0..<other.count, using: &self)
        bytes.insert(contentsOf: other[from..<min(other.count, from + 24)], at: start)
      }
    }
    return bytes
  }
}
