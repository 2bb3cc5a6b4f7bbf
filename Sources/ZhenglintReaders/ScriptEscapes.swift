internal import ZhenglintCore

/// Appends a script with its escapes of characters (`\\u56fd`, `\\u{56fd}`, `\\x41`, and pairs of
/// surrogates) decoded.
func appendDecodingEscapes(_ range: ByteRange, of source: [UInt8], to builder: inout TextBuilder) {
  var copied = range.start
  var offset = range.start
  while let backslash = source.firstOffset(of: 0x5C, from: offset, to: range.end) {
    offset = backslash + 2
    guard let escape = scriptEscape(source, at: backslash, end: range.end) else { continue }
    builder.copy(ByteRange(start: copied, end: backslash), of: source)
    builder.seam(.escape)
    builder.append(escape.scalar, from: ByteRange(start: backslash, end: escape.end))
    copied = escape.end
    offset = escape.end
  }
  builder.copy(ByteRange(start: copied, end: range.end), of: source)
}

/// The scalar that an escape stands for, or two that are the halves of a surrogate pair.
private func scriptEscape(
  _ source: [UInt8], at backslash: Int, end: Int
) -> (scalar: Unicode.Scalar, end: Int)? {
  guard let first = codeEscape(source, at: backslash, end: end) else { return nil }
  if let scalar = Unicode.Scalar(first.value) { return (scalar, first.end) }
  guard 0xD800...0xDBFF ~= first.value,
    let second = codeEscape(source, at: first.end, end: end), 0xDC00...0xDFFF ~= second.value,
    let scalar = Unicode.Scalar(0x10000 + (first.value - 0xD800) << 10 + second.value - 0xDC00)
  else { return nil }
  return (scalar, second.end)
}

private func codeEscape(
  _ source: [UInt8], at backslash: Int, end: Int
) -> (value: UInt32, end: Int)? {
  guard backslash + 1 < end, source[backslash] == 0x5C else { return nil }
  let letter = source[backslash + 1]
  guard letter == 0x75 || letter == 0x78 else { return nil }
  let isBraced = letter == 0x75 && backslash + 2 < end && source[backslash + 2] == 0x7B
  var offset = backslash + (isBraced ? 3 : 2)
  let digits = isBraced ? 6 : letter == 0x75 ? 4 : 2
  var value: UInt32 = 0
  var count = 0
  while count < digits, offset < end, let digit = source[offset].hexValue {
    value = value << 4 | digit
    offset += 1
    count += 1
  }
  if isBraced {
    guard count > 0, offset < end, source[offset] == 0x7D else { return nil }
    offset += 1
  } else if count < digits {
    return nil
  }
  return (value, offset)
}
