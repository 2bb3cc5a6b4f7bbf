internal import ZhenglintCore

/// Finds numbers that identify a person, whole or partly starred out.
enum IdentityNumber {
  private static let labels: WordList = [
    "身份证号码", "身份证号", "身份号码", "身份证", "证件号码", "证件号", "护照号码", "护照号", "手机号码", "手机号", "手机", "移动电话",
    "联系电话",
  ]
  private static let latinLabels: WordList = [
    "passportno", "passportnumber", "idno", "idnumber", "idcardno", "identityno",
  ]
  private static let longestLatinLabel = 14
  /// Digits and stars of a number that stands without a label, at least.
  static let shortest = 11
  /// Glyphs between a label and the value behind it, and those of a value, at most.
  private static let (longestGap, longestValue) = (12, 30)
  /// Glyphs from the start of a label to the last of its value.
  static let reach = longestLatinLabel + longestGap + longestValue

  /// Stands for a digit that is hidden.
  private static func isMask(_ glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case "*", "＊", "x", "X", "×", "●", "○", "☆", "★", "#", "■", "□", "•", "﹡", "∗": true
    default: false
    }
  }

  private static func isSeparator(_ glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case "-", "–", "—", "‐", "−", "·", ".": true
    default: false
    }
  }

  /// Stretches of the glyphs that are such a number, by place.
  static func ranges(in glyphs: [Glyph]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    // Every number has digits or stars; text that is far from both need not be read for labels.
    var next = -1
    while index < glyphs.count {
      if index > next {
        guard let digit = glyphs[index...].firstIndex(where: isDigitOrMask) else { break }
        next = digit
        index = max(index, next - reach)
      }
      if index == next {
        let end = endOfRun(from: index, in: glyphs)
        found += numbers(in: index..<end, of: glyphs)
        index = end
        continue
      }
      if let label = label(at: index, in: glyphs),
        let value = value(at: index + label.count, in: glyphs)
      {
        found.append(value)
      }
      index += 1
    }
    return found
  }

  private static func label(at index: Int, in glyphs: [Glyph]) -> WordList.Match? {
    guard index + 1 < glyphs.count, mayBeginLabel(with: glyphs[index], glyphs[index + 1])
    else { return nil }
    if glyphs[index].isHan { return labels.match(at: index, in: glyphs[...]) }
    let text = glyphs[index...].prefix(longestLatinLabel).lowercased()
    return latinLabels.match(at: text.startIndex, in: text)
  }

  /// Whether a label may begin with two characters; `false` is sure.
  static func mayBeginLabel(with first: Glyph, _ second: Glyph) -> Bool {
    if first.isHan { return labels.mayBegin(with: first) }
    guard first.isLatinLetter else { return false }
    switch first.scalar.lowercased {
    case "p": return second.scalar.lowercased == "a"
    case "i": return second.scalar.lowercased == "d"
    default: return false
    }
  }

  static func isDigitOrMask(_ glyph: Glyph) -> Bool {
    !glyph.isHan && (glyph.isDigit || isMask(glyph))
  }

  /// Past the last digit or star of a run that spaces and hyphens may part.
  private static func endOfRun(from start: Int, in glyphs: [Glyph]) -> Int {
    var end = start + 1
    var index = end
    while index < glyphs.count, !glyphs[index].isBorder {
      if isDigitOrMask(glyphs[index]) {
        end = index + 1
      } else if !isSeparator(glyphs[index]) || index > end {
        break
      }
      index += 1
    }
    return end
  }

  /// The run itself, or the pieces between its spaces and hyphens that are numbers by themselves.
  private static func numbers(
    in run: Range<Int>, of glyphs: [Glyph]
  ) -> [Range<Int>] {
    guard run.count >= 11 else { return [] }
    var pieces: [Range<Int>] = []
    var start = run.lowerBound
    for index in run.dropFirst()
    where glyphs[index].isApart || isSeparator(glyphs[index]) {
      if start < index { pieces.append(start..<index) }
      start = isSeparator(glyphs[index]) ? index + 1 : index
    }
    if start < run.upperBound { pieces.append(start..<run.upperBound) }
    let whole = pieces.filter { isNumber(glyphs[$0]) }
    if !whole.isEmpty || pieces.count == 1 { return whole }
    // 110101 19900101 1234: neighbours are taken together while they can be one number.
    var found: [Range<Int>] = []
    var first = 0
    while first < pieces.count {
      var count = 0
      var match: Int?
      for last in first..<pieces.count {
        count += pieces[last].count
        if count > 18 { break }
        // Most neighbours are too short, as the coordinates of a drawing are.
        guard last > first, count >= shortest else { continue }
        if isNumber(pieces[first...last].flatMap { glyphs[$0] }[...]) { match = last }
      }
      if let match {
        found.append(pieces[first].lowerBound..<pieces[match].upperBound)
        first = match
      }
      first += 1
    }
    return found
  }

  /// Identity numbers of 18 and 15 digits (GB 11643) and mobile numbers of 11, stars allowed.
  private static func isNumber(_ text: ArraySlice<Glyph>) -> Bool {
    let digits = text.count(where: \.isDigit)
    let stars = text.count - digits
    switch text.count {
    case 18:
      // The last digit may be an X; the year is of people who live.
      let endsInX = text.last?.scalar.lowercased == "x"
      if stars == (endsInX ? 1 : 0) {
        return isDate(text.dropFirst(6).prefix(8), centuries: 18...20)
      }
      return stars >= 3 && digits >= 2
    case 15:
      return stars == 0
        ? isDate(text.dropFirst(6).prefix(6), centuries: nil) : stars >= 3 && digits >= 2
    case 14, 16, 17, 19, 20: return stars >= 4 && digits >= 4
    case 11:
      guard text.first?.scalar == "1", let second = text.dropFirst().first?.scalar.value,
        second >= 0x33
      else { return false }
      return stars == 0 || stars >= 3 && digits >= 4
    default: return false
    }
  }

  private static func isDate(_ digits: ArraySlice<Glyph>, centuries: ClosedRange<Int>?) -> Bool {
    let numbers = digits.map { Int($0.scalar.value) - 0x30 }
    let day = numbers[numbers.count - 2] * 10 + numbers[numbers.count - 1]
    let month = numbers[numbers.count - 4] * 10 + numbers[numbers.count - 3]
    guard 1...12 ~= month, 1...31 ~= day else { return false }
    return centuries.map { $0 ~= numbers[0] * 10 + numbers[1] } ?? true
  }

  /// Whatever stands behind a label of identity numbers: passports, permits, invented numbers.
  private static func value(at start: Int, in glyphs: [Glyph]) -> Range<Int>? {
    var start = start
    // Over a bracket, a colon, the border of a cell.
    let limit = min(start + longestGap, glyphs.count)
    while start < limit, !isTokenGlyph(glyphs[start]) {
      guard !glyphs[start].isHan || "码盖章签是为".unicodeScalars.contains(glyphs[start].scalar)
      else { return nil }
      start += 1
    }
    var end = start
    while end < glyphs.count, end - start < longestValue, isTokenGlyph(glyphs[end]),
      end == start || !glyphs[end].isApart
    {
      end += 1
    }
    let token = glyphs[start..<end]
    let digits = token.count(where: \.isDigit)
    let stars = token.count(where: isMask)
    guard token.count >= 5, digits >= 2 || stars >= 4 else { return nil }
    return start..<end
  }

  private static func isTokenGlyph(_ glyph: Glyph) -> Bool {
    glyph.isLatinLetter || isDigitOrMask(glyph) || glyph.scalar == "-" || glyph.scalar == "("
      || glyph.scalar == ")"
  }
}
