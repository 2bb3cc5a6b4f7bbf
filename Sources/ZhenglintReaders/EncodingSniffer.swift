internal import ZhenglintCore

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
    guard bytes.firstOffset(of: 0, from: 0, to: min(bytes.count, UTF16Sample.size)) != nil else {
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
    let end = min(bytes.count, UTF16Sample.size)
    for offset in 0..<end where bytes[offset] == 0 { zeros[offset % 2] += 1 }
    let isBigEndian = zeros[0] > zeros[1]
    let sample = UTF16Sample(bytes, isBigEndian: isBigEndian)
    guard min(zeros[0], zeros[1]) * 20 <= max(zeros[0], zeros[1]), sample.usualShare >= 0.9,
      sample.plainShare >= 0.3
    else { return nil }
    // A zero in UTF-8 is a zero, unless nothing else than UTF-16 makes sense of it.
    if bytes.firstInvalidUTF8(from: 0) == nil {
      guard bytes.endOfASCII(from: 0) == bytes.count, bytes.count % 2 == 0,
        sample.plainShare >= 0.9
      else { return nil }
    }
    return isBigEndian ? .utf16BE : .utf16LE
  }

  /// UTF-16 of Chinese text alone, which has no zero bytes.
  static func chineseUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    return [.utf16LE, .utf16BE].first { encoding in
      let sample = UTF16Sample(bytes, isBigEndian: encoding == .utf16BE)
      return sample.usualShare > 0.95 && sample.plainShare > 0.25
    }
  }

  /// Whether valid UTF-8 is rather a few Chinese words in GB18030, as 职业 and 水平 are.
  ///
  /// Such words read as letters of several scripts, none of which touches a letter of ASCII, as
  /// the accented letters of Western words do.
  static func isShortGB18030(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { $0 >= 0xE0 }) else { return false }
    for offset in 1..<bytes.count where (bytes[offset] ^ bytes[offset - 1]) >= 0x80 {
      if bytes[offset].isASCIILetter || bytes[offset - 1].isASCIILetter { return false }
    }
    return Plausibility.gb18030(bytes).isConvincing
  }
}

/// How well the beginning of some bytes reads as UTF-16.
private struct UTF16Sample {
  static let size = 65536

  /// Code units that Chinese and Western texts use at all.
  private(set) var usualShare = 0.0
  /// ASCII and everyday Chinese characters.
  private(set) var plainShare = 0.0

  init(_ bytes: [UInt8], isBigEndian: Bool) {
    let count = min(bytes.count, Self.size) / 2
    guard count > 0 else { return }
    var usual = 0
    var plain = 0
    for index in 0..<count {
      let high = UInt32(bytes[2 * index + (isBigEndian ? 0 : 1)])
      let unit = high << 8 | UInt32(bytes[2 * index + (isBigEndian ? 1 : 0)])
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E:
        usual += 1
        plain += 1
      case 0xA0...0xFF, 0x2010...0x203B, 0x3000...0x303F, 0x4E00...0x9FFF, 0xFF00...0xFFEF:
        usual += 1
        if Plausibility.isEveryday(unit) { plain += 1 }
      default: break
      }
    }
    usualShare = Double(usual) / Double(count)
    plainShare = Double(plain) / Double(count)
  }
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
  private var ideographs = 0
  private var everydayIdeographs = 0

  /// 0…1; an error weighs as much as four characters.
  var score: Double {
    let all = characters + 4 * errors
    return all == 0 ? 0 : Double(firstLevel + everyday) / Double(2 * all)
  }

  /// Next to nothing that is in use: Cyrillic, Western or UTF-8 bytes read so.
  var isImplausible: Bool { ideographs > 0 && score < 0.15 }

  /// Not like Chinese text, of which everyday characters make up a third and more; Korean and
  /// Japanese bytes read so stay below a fifth or so.
  var isDoubtful: Bool { isImplausible || ideographs >= 8 && everydayIdeographs * 5 < ideographs }

  /// Good enough to overrule what a document says of itself.
  var isConvincing: Bool { errors == 0 && characters > 1 && score > 0.7 }

  /// `firstLevel` gives the lead bytes and the lowest trail byte of the charset's first level.
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
      let (scalar, length) = table.scalar(in: bytes, at: offset)
      if scalar == CodeTable.none {
        errors += 1
      } else {
        characters += 1
        if length == 2, firstLevel.leads.contains(bytes[offset]),
          bytes[offset + 1] >= firstLevel.trail
        {
          self.firstLevel += 1
        }
        let isEveryday = Self.isEveryday(scalar)
        if isEveryday { everyday += 1 }
        if Self.isIdeographOrPrivate(scalar) {
          ideographs += 1
          if isEveryday { everydayIdeographs += 1 }
        }
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

  /// Chinese characters, and what stands where a charset has none.
  private static func isIdeographOrPrivate(_ scalar: UInt32) -> Bool {
    0x3400...0x9FFF ~= scalar || 0xE000...0xFAFF ~= scalar || scalar >= 0x20000
  }

  static func isEveryday(_ scalar: UInt32) -> Bool { everyday.contains(scalar) }

  /// Characters and punctuation that hardly a Chinese text, and hardly a certificate, is without.
  private static let everyday = Set(
    """
    一七万三上下不与专且世业东两並个中为主义之九也习书了争事二于五些交产京亲人什今从他代以们件价
    任份众会传但位低住体何作你使來例便保信個們候值做備傳價儿元先光克兒党入全八公六共关其具养内冊
    册再写军农决况准几出分切划列则別利别到制則前劃力办加务动劳動務勞包化北区區十千半华协協单南即
    却厂厅历压原去县参參又及反发取受变口只叫可台史号各合同名后向听员周命和品响商單器四回因团国图
    圆國圓圖團土在地场址型培基報增壓声处备复外多大天太头她好如始姓委子存学學它安完定实家容實寫对
    导将將專對導小少就局层展属層屬山岗工己已市布带常干平年并幾广应府度廠廣廳建开式引张張強强当形
    影往很律後得從復心必志快思性总情想意感應成我或战戰所手才打技把报拉持指按据接提據支收改放政效
    教数整數文斗料断斯新斷方於族无日时明易是時更書最會月有期本术机权条来東极构林果查标样核根格業
    極構標樣機權次正此步歷段每比毛民气水求江決没油治況法注活派流济海消深清温港源準满滿濟灣火点為
    热無然照熱爭片物特状狀率王现現理生產用由电界當登發白百的盖目直相省看真眼眾着知石矿码研确確礦
    示社离种科积称程種稱積究空立章第等算管節米类精系約紅級素細組給統經維網線編縣總織红约级线组细
    织经结给统维编网置美群習老考者而职联聯聲職聽育能自至臺與般色节花華萬蓋處號行術表被装裝裡複西
    要見規親觀见观规角解計訓記許評詢話該認說調論證識議计认训议记许论设证评识话询该说调象資质资走
    起越路身車軍較轉车转较辦農边达过运近还这进连适选這通速造連進運過道達適選還邊那部都酸采里重量
    金鉴鐵鑑鑒铁長长門開間關门问间队阶际院除隊階際障难集離難電需青非面革音響頒領題類须颁领题風风
    香馬驗马验體高鬥點黨
    ·—‘’“”…、。〈〉《》「」『』【】〔〕！（），０１２３４５６７８９：；？
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
