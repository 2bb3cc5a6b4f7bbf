internal import ZhenglintCore

/// Finds numbers that identify a person, whole or partly starred out.
enum IdentityNumber {
  private static let labels = [
    "身份证号码", "身份证号", "身份号码", "身份证", "证件号码", "证件号", "护照号码", "护照号", "手机号码", "手机号", "手机", "移动电话",
    "联系电话", "passportno", "passportnumber", "idno", "idnumber", "idcardno", "identityno",
  ].map { Array($0.unicodeScalars) }
  private static let firstOfLabels = Set(labels.compactMap(\.first))
  private static let masks: Set<Unicode.Scalar> = [
    "*", "＊", "x", "X", "×", "●", "○", "☆", "★", "#", "■", "□", "•", "﹡", "∗",
  ]
  private static let separators: Set<Unicode.Scalar> = ["-", "–", "—", "‐", "−", "·", "."]

  /// Stretches of the glyphs that are such a number, by place.
  static func ranges(in glyphs: [PersonalData.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < glyphs.count {
      if isDigitOrMask(glyphs[index].scalar) {
        let end = endOfRun(from: index, in: glyphs)
        found += numbers(in: index..<end, of: glyphs)
        index = end
        continue
      }
      if firstOfLabels.contains(glyphs[index].scalar.lowercased),
        let value = valueOfLabel(at: index, in: glyphs)
      {
        found.append(value)
      }
      index += 1
    }
    return found
  }

  private static func isDigitOrMask(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIDigit || !scalar.isHan && masks.contains(scalar)
  }

  /// Past the last digit or star of a run that spaces and hyphens may part.
  private static func endOfRun(from start: Int, in glyphs: [PersonalData.Scalar]) -> Int {
    var end = start + 1
    var index = end
    while index < glyphs.count, !glyphs[index].isBorder {
      if isDigitOrMask(glyphs[index].scalar) {
        end = index + 1
      } else if !separators.contains(glyphs[index].scalar) || index > end {
        break
      }
      index += 1
    }
    return end
  }

  /// The run itself, or the pieces between its spaces and hyphens that are numbers by themselves.
  private static func numbers(
    in run: Range<Int>, of glyphs: [PersonalData.Scalar]
  ) -> [Range<Int>] {
    guard run.count >= 11 else { return [] }
    var pieces: [Range<Int>] = []
    var start = run.lowerBound
    for index in run.dropFirst()
    where glyphs[index].hasGap || separators.contains(glyphs[index].scalar) {
      if start < index { pieces.append(start..<index) }
      start = separators.contains(glyphs[index].scalar) ? index + 1 : index
    }
    if start < run.upperBound { pieces.append(start..<run.upperBound) }
    let whole = pieces.filter { isNumber($0.map { glyphs[$0].scalar }) }
    if !whole.isEmpty || pieces.count == 1 { return whole }
    // 110101 19900101 1234: neighbours are taken together while they can be one number.
    var found: [Range<Int>] = []
    var first = 0
    while first < pieces.count {
      var scalars: [Unicode.Scalar] = []
      var match: Int?
      for last in first..<pieces.count {
        scalars += pieces[last].map { glyphs[$0].scalar }
        if scalars.count > 18 { break }
        if last > first, isNumber(scalars) { match = last }
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
  private static func isNumber(_ scalars: [Unicode.Scalar]) -> Bool {
    let stars = scalars.count { !$0.isASCIIDigit }
    let digits = scalars.count - stars
    switch scalars.count {
    case 18:
      // The last digit may be an X; the year is of people who live.
      let last = scalars[17] == "X" || scalars[17] == "x"
      if stars == (last ? 1 : 0) { return isDate(scalars[6..<14], centuries: 18...20) }
      return stars >= 3 && digits >= 2
    case 15:
      return stars == 0 ? isDate(scalars[6..<12], centuries: nil) : stars >= 3 && digits >= 2
    case 14, 16, 17, 19, 20: return stars >= 4 && digits >= 4
    case 11:
      guard scalars[0] == "1", let second = scalars.dropFirst().first, second.value >= 0x33 else {
        return false
      }
      return stars == 0 || stars >= 3 && digits >= 4
    default: return false
    }
  }

  private static func isDate(
    _ digits: ArraySlice<Unicode.Scalar>, centuries: ClosedRange<Int>?
  ) -> Bool {
    let numbers = digits.map { Int($0.value) - 0x30 }
    let day = numbers[numbers.count - 2] * 10 + numbers[numbers.count - 1]
    let month = numbers[numbers.count - 4] * 10 + numbers[numbers.count - 3]
    guard 1...12 ~= month, 1...31 ~= day else { return false }
    return centuries.map { $0 ~= numbers[0] * 10 + numbers[1] } ?? true
  }

  /// Whatever stands behind a label of identity numbers: passports, permits, invented numbers.
  private static func valueOfLabel(
    at index: Int, in glyphs: [PersonalData.Scalar]
  ) -> Range<Int>? {
    guard
      let label = labels.first(where: { label in
        index + label.count < glyphs.count
          && label.indices.allSatisfy { glyphs[index + $0].scalar.lowercased == label[$0] }
      })
    else { return nil }
    var start = index + label.count
    // Over a bracket, a colon, the border of a cell.
    let limit = min(start + 12, glyphs.count)
    while start < limit, !isTokenScalar(glyphs[start].scalar) {
      guard !glyphs[start].scalar.isHan || "码盖章签是为".unicodeScalars.contains(glyphs[start].scalar)
      else { return nil }
      start += 1
    }
    var end = start
    while end < glyphs.count, end - start < 30, isTokenScalar(glyphs[end].scalar),
      end == start || !glyphs[end].hasGap
    {
      end += 1
    }
    let token = glyphs[start..<end]
    let digits = token.count { $0.scalar.isASCIIDigit }
    let stars = token.count { masks.contains($0.scalar) }
    guard token.count >= 5, digits >= 2 || stars >= 4 else { return nil }
    return start..<end
  }

  private static func isTokenScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLatinLetter || isDigitOrMask(scalar) || scalar == "-" || scalar == "("
      || scalar == ")"
  }
}

extension Unicode.Scalar {
  /// Of the letters A to Z the small one.
  var lowercased: Unicode.Scalar {
    0x41...0x5A ~= value ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
}
