/// Guesses the encoding of bytes that say nothing of it themselves.
enum EncodingSniffer {
  /// The encoding and its length in bytes that a byte order mark gives.
  static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    // Before UTF-16, whose mark is its beginning: no text starts with U+0000.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LE, 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BE, 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    return nil
  }

  /// UTF-16 or UTF-32 without a mark, told by their zero bytes.
  static func zeroPattern(_ bytes: [UInt8], syntax: DeclarationSyntax) -> TextEncoding? {
    guard bytes.firstOffset(of: 0, from: 0, to: min(bytes.count, sampleSize)) != nil else {
      return nil
    }
    if syntax != .none {
      // XML 1.0, appendix F.1.
      if bytes.starts(with: [0x3C, 0, 0, 0]) { return .utf32LE }
      if bytes.starts(with: [0, 0, 0, 0x3C]) { return .utf32BE }
      if bytes.starts(with: [0x3C, 0, 0x3F, 0]) { return .utf16LE }
      if bytes.starts(with: [0, 0x3C, 0, 0x3F]) { return .utf16BE }
    }
    var zeros = [0, 0]
    let end = min(bytes.count, sampleSize)
    for offset in 0..<end where bytes[offset] == 0 { zeros[offset % 2] += 1 }
    let isBigEndian = zeros[0] > zeros[1]
    let (many, few) = (zeros.max() ?? 0, zeros.min() ?? 0)
    guard few * 20 <= many, plausibilityOfUTF16(bytes, isBigEndian: isBigEndian) >= 0.9 else {
      return nil
    }
    // Zeros among ASCII alone are zeros unless they are every other byte of a good part.
    if bytes.firstInvalidUTF8(from: 0) == nil {
      guard many * 8 >= end, bytes.endOfASCII(from: 0) == bytes.count else { return nil }
    }
    return isBigEndian ? .utf16BE : .utf16LE
  }

  /// UTF-16 of Chinese text alone, which has no zero bytes.
  static func chineseUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count % 2 == 0 else { return nil }
    if plausibilityOfUTF16(bytes, isBigEndian: false) > 0.95 { return .utf16LE }
    if plausibilityOfUTF16(bytes, isBigEndian: true) > 0.95 { return .utf16BE }
    return nil
  }

  /// The share of code units in a sample that Chinese and Western texts use every day.
  private static func plausibilityOfUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> Double {
    let count = min(bytes.count, sampleSize) / 2
    guard count > 0 else { return 0 }
    var usual = 0
    for index in 0..<count {
      let (first, second) = (bytes[2 * index], bytes[2 * index + 1])
      switch isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first) {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFF, 0x2010...0x203B, 0x3000...0x303F,
        0x4E00...0x9FFF, 0xFF00...0xFFEF:
        usual += 1
      default: break
      }
    }
    return Double(usual) / Double(count)
  }

  private static let sampleSize = 65536
}

// MARK: - GB18030 or Big5

/// How well a sample reads in one of the double-byte charsets.
struct Plausibility: Sendable {
  /// Characters above U+007F.
  private(set) var characters = 0
  private(set) var errors = 0
  /// Characters of the charset's first level, ordered by use.
  private var firstLevel = 0
  private var everyday = 0

  /// 0…1; an error weighs as much as four characters.
  var score: Double {
    let all = characters + 4 * errors
    return all == 0 ? 0 : Double(firstLevel + everyday) / Double(2 * all)
  }

  /// Mostly rare characters: the bytes are probably something else.
  var isDoubtful: Bool { characters > 0 && score < 0.15 }

  /// Good enough to overrule what a document says of itself.
  var isConvincing: Bool { errors == 0 && characters > 1 && score > 0.7 }

  /// - Parameter firstLevel: Lead and trail bytes of the charset's first level.
  init(
    _ bytes: [UInt8], in table: CodeTable?, firstLevel: (leads: ClosedRange<UInt8>, trail: UInt8)
  ) {
    guard let table else { return }
    var offset = 0
    while offset < bytes.count, characters < 16384 {
      if bytes[offset] < 0x80 {
        offset = bytes.endOfASCII(from: offset)
        continue
      }
      let (character, length) = table.character(in: bytes, at: offset)
      if character.isNone {
        errors += 1
      } else {
        characters += 1
        if length == 2, firstLevel.leads.contains(bytes[offset]),
          bytes[offset + 1] >= firstLevel.trail
        {
          self.firstLevel += 1
        }
        if Self.everyday.contains(character.first) { everyday += 1 }
      }
      offset += length
    }
  }

  /// GB 2312, level 1: rows 16 to 55.
  static func gb18030(_ bytes: [UInt8]) -> Plausibility {
    Plausibility(bytes, in: .gb18030, firstLevel: (0xB0...0xD7, 0xA1))
  }

  /// Big5, level 1: A440 to C67E.
  static func big5(_ bytes: [UInt8]) -> Plausibility {
    Plausibility(bytes, in: .big5, firstLevel: (0xA4...0xC6, 0x40))
  }

  /// Characters and punctuation that hardly a Chinese text, and hardly a certificate, is without.
  private static let everyday = Set(
    """
    的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多
    定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因
    由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问
    意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图
    山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海
    口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至
    达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低
    持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值
    号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁
    职业岗评价格培训协会颁发编号姓名性别身份号码网址查询单位盖章日期考核合格登记注册机构人力资源社会保障厅鉴定中心
    這個們來時為說對會發動過產種後學經進電裡現實體機當點從業應開還與關間樣線數無軍題黨總長資邊級圖統較將組見計別
    論運農幾區強決戰則據處隊給門規熱領東導壓爭濟階術極聯認權證轉單風車務萬達積議聲報鬥類離華確張馬節話況傳許廣記
    觀織裝眾書複復兒際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親層專狀廠識適屬圓調滿縣參紅細聽該鐵國職評價
    訓協頒編網詢蓋職冊廳鑒鑑於並灣香港臺台
    、。，；：？！（）《》〈〉「」『』【】〔〕“”‘’…—·　０１２３４５６７８９
    """.unicodeScalars.lazy.filter { $0.value > 0x7F }.map(\.value))
}

// MARK: - UTF-8 with a few bad bytes

/// How far bytes that are not valid UTF-8 are from it.
struct UTF8Survey: Sendable {
  /// Invalid parts, as far as they were counted.
  private var errors = 0
  /// Sequences of three bytes and more: other encodings hardly make them by accident.
  private var longSequences = 0
  private var shortSequences = 0
  private var isCutOff = false
  private var isWhole = true

  /// Gives up where the errors are too many.
  init(_ bytes: [UInt8]) {
    var offset = 0
    while let invalid = bytes.firstInvalidUTF8(from: offset) {
      count(bytes[offset..<invalid.lowerBound])
      errors += 1
      offset = invalid.upperBound
      isCutOff = offset == bytes.count && bytes[invalid.lowerBound] >= 0xC2
      if errors > 16, !isMostlyUTF8 {
        isWhole = false
        return
      }
    }
    count(bytes[offset...])
  }

  /// UTF-8 apart from a few stray bytes or a last character cut off.
  var isMostlyUTF8: Bool {
    let strays = isCutOff && longSequences > 0 ? errors - 1 : errors
    let sequences = longSequences + shortSequences
    return sequences > 0 && 4 * strays <= sequences
  }

  func hasErrors(atMost limit: Int) -> Bool { isWhole && errors <= limit }

  private mutating func count(_ valid: ArraySlice<UInt8>) {
    longSequences += valid.count { $0 >= 0xE0 }
    shortSequences += valid.count { $0 & 0xE0 == 0xC0 }
  }
}
