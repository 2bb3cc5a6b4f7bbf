package import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintReaders

/// What reports must not print: names of holders and numbers that identify a person.
///
/// Names are those that the document gives anywhere, and they are found again in every stream
/// however they are set: with spaces, tags or line ends between the characters, in traditional
/// characters. Names of organisations, titles and listed words are no names of persons. Recall comes
/// first: it is better to mask too much than to print a name.
package struct PersonalData: Sendable {
  /// Words that rules list are no names by themselves.
  private static let listed: WordList = [
    "中国", "中华", "国家", "全国", "共和国", "中华人民共和国", "职业资格", "人员资格", "执业资格", "国徽",
  ]
  /// More than the members of any list that is read here.
  private static let mostNames = 20_000
  /// Bytes around a range in which a name or a label that reaches into it may begin.
  private static let surroundings = 512

  /// Names by their first two characters: simplified, without white space, in small letters.
  private var index: [UInt64: [[Unicode.Scalar]]] = [:]
  private var nameCount = 0
  /// 1024 bits, set for each key of `index` in small and capital letters: few places in a text hash
  /// to one.
  private var keyBits = [UInt64](repeating: 0, count: 16)
  /// A bit for the lowest six bits of each character that begins a name.
  private var firstBits: UInt64 = 0

  /// Takes the names that a certificate states.
  package init(of certificate: Certificate) {
    for fact in certificate.facts where fact.field == .holder { add(fact.value) }
  }

  /// Collects the names in a document as well, those nested in it included.
  ///
  /// - Parameters:
  ///   - document: whose names are wanted.
  ///   - texts: of its own streams, where they were read.
  /// - Returns: All names that are known then.
  /// - Complexity: O(n) in the bytes of the document.
  package func adding(namesIn document: Document, texts: [StreamText]? = nil) -> PersonalData {
    var personal = self
    personal.collect(document, texts)
    return personal
  }

  /// Whether a name or an identity number may be in a short text; `false` is sure, and quick to tell.
  package func mayStand(in text: String) -> Bool {
    let folds = FoldTable.standard
    var last: Glyph?
    var digits = 0
    var mayHaveLabel = false
    for scalar in text.unicodeScalars {
      guard let scalar = scalar.simplified(by: folds) else { continue }
      let glyph = Glyph(scalar: scalar, start: 0, end: 0)
      if IdentityNumber.isDigitOrMask(glyph) { digits += 1 }
      if let last {
        if mayBegin(with: last.scalar, glyph.scalar) { return true }
        mayHaveLabel = mayHaveLabel || IdentityNumber.mayBeginLabel(with: last, glyph)
      }
      last = glyph
    }
    return digits >= IdentityNumber.shortest || digits >= 2 && mayHaveLabel
  }

  /// Places of names and identity numbers in a stream of the document, sorted, without overlaps.
  ///
  /// - Complexity: O(n) in the bytes of the stream.
  package func ranges(in stream: TextStream) -> [ByteRange] { ranges(in: StreamText(stream)) }

  /// The same in a stream that was read.
  package func ranges(in text: StreamText) -> [ByteRange] { places(in: text).merged() }

  /// Those that reach into a part of a stream, whose own names are among them.
  ///
  /// - Complexity: O(n) in the bytes of the part.
  package func ranges(in stream: TextStream, near part: ByteRange) -> [ByteRange] {
    let own = StreamText(stream, in: part)
    var personal = self
    if stream.channel != .reference { personal.collect(own.lines) }
    // Few edges stand where something may go on: mostly the part is all that has to be read.
    let begins = personal.isSettled(atStartOf: own, part)
    let ends = personal.isSettled(atEndOf: own, part)
    if begins, ends { return personal.ranges(in: own) }
    let around = ByteRange(
      start: begins ? part.start : max(0, part.start - Self.surroundings),
      end: ends ? part.end : min(stream.utf8.count, part.end + Self.surroundings))
    return personal.places(in: StreamText(stream, in: around))
      .filter { $0.end > part.start && $0.start < part.end }.merged()
  }

  /// Whether what stands before a part says nothing of what is in it: neither name nor number goes
  /// on across the edge, and no label before it has its value in the part.
  private func isSettled(atStartOf text: StreamText, _ part: ByteRange) -> Bool {
    guard part.start > 0 else { return true }
    guard let first = text.glyphs.first, first.start == part.start, isSettled(first, text.stream),
      case .scalar(let before, let offset) = StreamCursor.previous(
        before: part.start, in: text.stream.utf8),
      offset + UTF8.width(before) == part.start,
      GlyphTraits(of: before).intersects(Self.ofNoNumber)
    else { return false }
    return !text.glyphs.prefix(IdentityNumber.reach).contains(where: IdentityNumber.isDigitOrMask)
  }

  /// Whether what stands behind a part says nothing of what is in it.
  private func isSettled(atEndOf text: StreamText, _ part: ByteRange) -> Bool {
    guard part.end < text.stream.utf8.count else { return true }
    return text.glyphs.last.map { isSettled($0, text.stream) } ?? false
  }

  /// Whether a character is in no name, and in no number either.
  private func isSettled(_ glyph: Glyph, _ stream: TextStream) -> Bool {
    glyph.traits.intersects(Self.ofNoNumber)
      && !index.values.joined().joined().contains(glyph.scalar.lowercased)
      && (glyph.mark < 0 || stream.marks[Int(glyph.mark)].field != .identity)
  }

  /// What is in no number but by the markup.
  private static let ofNoNumber: GlyphTraits = [.han, .sentenceEnd, .pause]

  private func places(in text: StreamText) -> [ByteRange] {
    var found = occurrences(in: text.glyphs)
    found += IdentityNumber.ranges(in: text.glyphs)
    found += Self.markedNumbers(in: text.glyphs, of: text.stream)
    return found.compactMap { Self.bytes(of: $0, in: text.glyphs) }
  }
}

// MARK: - Names

extension PersonalData {
  private mutating func collect(_ document: Document, _ texts: [StreamText]? = nil) {
    for (number, stream) in document.streams.enumerated() where stream.channel != .reference {
      let text = texts?[number] ?? StreamText(stream)
      collect(text.lines, text.labelled)
    }
    for nested in document.nested { collect(nested) }
  }

  /// Lines whose labels are looked for together, and glyphs of a line that may have one.
  private static let (mostLines, longestLine) = (256, 400)

  /// Collects from lines; `labelled` are the labels in them, where they are known.
  private mutating func collect(_ lines: TextLines, _ labelled: LabelledText? = nil) {
    var introduces = false
    var group: [Int] = []
    var next = 0
    while true {
      let read = next..<min(next + Self.mostLines - group.count, lines.count)
      for number in read {
        let line = lines[number].glyphs
        for name in PersonMention.names(in: line, isIntroduced: introduces) { add(name.spaced) }
        introduces = PersonMention.introduces(line)
        // 林知夏 alone in an element, a cell, a line.
        if line.count >= 3, PersonName.isChinese(line) { add(line.compact) }
      }
      next = read.upperBound
      group += read.filter { lines.count(of: $0) <= Self.longestLine }
      guard group.count == Self.mostLines || read.isEmpty else { continue }
      let isAll = group.count == lines.count
      collectLabelled((isAll ? labelled : nil) ?? LabelledText(isAll ? lines : lines.picked(group)))
      if read.isEmpty { return }
      // A label may have its value on the line after.
      group = group.suffix(1)
    }
  }

  private mutating func collectLabelled(_ text: LabelledText) {
    for part in text.parts where part.label?.meaning == .field(.holder) {
      let value = text[part].clause.trimmed
      // Several names under one label.
      for name in value.parts(at: { "、,，;；/".unicodeScalars.contains(value[$0].scalar) }) {
        // 学员 周允之 修完…: one Chinese word is the name, the rest is none.
        let first = name.words.first ?? name
        if PersonName.isChinese(first) { add(first.compact) }
        if !PersonName.isChinese(first) || name.withoutTranslation.count == first.count {
          add(name.withoutClosingBracket.spaced)
        }
      }
    }
  }

  private mutating func add(_ name: String) {
    let scalars = name.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }
    let glyphs = Array(scalars.map(Glyph.init(simplified:)))[...]
    let isChinese = glyphs.allSatisfy(\.isHan)
    guard nameCount < Self.mostNames, 2...60 ~= glyphs.count, !isChinese || glyphs.count <= 15,
      PersonName.isPlausible(glyphs), !OrganisationName.isWhole(glyphs),
      !TitleLook.isTitle(glyphs), Self.listed.match(all: glyphs) == nil,
      CertificateLabel(glyphs) == nil
    else { return }
    let small = glyphs.map(\.scalar.lowercased)
    guard file(small) else { return }
    nameCount += 1
    // As right-to-left overrides have it in the stream.
    if isChinese { _ = file(small.reversed()) }
  }

  /// - Returns: `false` where the name is known.
  private mutating func file(_ name: [Unicode.Scalar]) -> Bool {
    let key = Self.key(name[0], name[1])
    if index[key]?.contains(name) == true { return false }
    index[key, default: []].append(name)
    for first in name[0].cases {
      firstBits |= Self.bit(first)
      for second in name[1].cases {
        let bit = Self.bit(first, second)
        keyBits[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
    return true
  }

  private static func key(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 {
    UInt64(first.value) << 32 | UInt64(second.value)
  }

  /// Whether a name may begin with two characters; `false` is sure.
  private func mayBegin(with first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    let bit = Self.bit(first, second)
    return keyBits[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  /// Of `firstBits`.
  private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

  /// Of `keyBits`.
  private static func bit(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int {
    Int((first.value ^ second.value << 5) & 1023)
  }

  /// Every occurrence of a name.
  private func occurrences(in glyphs: [Glyph]) -> [Range<Int>] {
    guard !index.isEmpty, glyphs.count >= 2 else { return [] }
    var found: [Range<Int>] = []
    for start in 0..<glyphs.count - 1 where firstBits & Self.bit(glyphs[start].scalar) != 0 {
      let (here, next) = (glyphs[start].scalar, glyphs[start + 1].scalar)
      guard mayBegin(with: here, next) else { continue }
      for name in index[Self.key(here.lowercased, next.lowercased)] ?? [] {
        let end = start + name.count
        guard end <= glyphs.count,
          name.indices.allSatisfy({ glyphs[start + $0].scalar.lowercased == name[$0] }),
          Self.isWord(start..<end, in: glyphs)
        else { continue }
        found.append(start..<end)
      }
    }
    return found
  }

  /// A name in letters is a word of its own: Li is not in Licence.
  private static func isWord(_ range: Range<Int>, in glyphs: [Glyph]) -> Bool {
    func touches(_ left: Int, _ right: Int) -> Bool {
      glyphs.indices.contains(left) && glyphs.indices.contains(right) && !glyphs[right].isApart
        && glyphs[left].isLatinLetter && glyphs[right].isLatinLetter
    }
    return !touches(range.lowerBound - 1, range.lowerBound)
      && !touches(range.upperBound - 1, range.upperBound)
  }
}

// MARK: - Numbers by the markup

extension PersonalData {
  /// Everything in an element or attribute that is named after identity numbers.
  private static func markedNumbers(in glyphs: [Glyph], of stream: TextStream) -> [Range<Int>] {
    guard let first = glyphs.first, let last = glyphs.last else { return [] }
    var found: [Range<Int>] = []
    var index = 0
    // Streams have a mark for every element, and the glyphs may be a small part of one.
    for number in stream.marks(from: UInt32(first.start)) {
      let mark = stream.marks[number]
      if Int(mark.start) > last.start { break }
      guard mark.field == .identity else { continue }
      let end = number + 1 < stream.marks.count ? Int(stream.marks[number + 1].start) : .max
      while index < glyphs.count, glyphs[index].start < Int(mark.start) { index += 1 }
      var start = index
      while index < glyphs.count, glyphs[index].start < end {
        if glyphs[index].isBorder {
          if start < index { found.append(start..<index) }
          start = index + 1
        }
        index += 1
      }
      if start < index { found.append(start..<index) }
    }
    return found
  }

  private static func bytes(of range: Range<Int>, in glyphs: [Glyph]) -> ByteRange? {
    guard let first = glyphs[range].first, let last = glyphs[range].last else { return nil }
    return ByteRange(start: first.start, end: last.end)
  }
}

extension Unicode.Scalar {
  /// A small letter in both cases; any other character once.
  fileprivate var cases: [Unicode.Scalar] {
    isLatinLetter ? [self, Unicode.Scalar(UInt8(value) & ~0x20)] : [self]
  }
}
