internal import ZhenglintCore

internal import CUnicode

/// An ICU converter from some charset to Unicode that stops at invalid bytes.
///
/// The unsafe pointers of ICU stay in this file.
struct ICUConverter: ~Copyable {
  private let converter: OpaquePointer

  /// Opens the charset of that name or alias; `nil` where ICU does not know it.
  init?(_ label: String) {
    // An empty name opens ICU's default charset, a comma begins options, a slash reads a file.
    let isPlain = label.utf8.allSatisfy { byte in
      byte.isASCIILetter || byte.isASCIIDigit || "-_.:+()".utf8.contains(byte)
    }
    guard let first = label.utf8.first, first.isASCIILetter || first.isASCIIDigit, isPlain else {
      return nil
    }
    self.init(canonicalName: label)
  }

  /// Opens a charset by the name that ICU itself gave it.
  init?(canonicalName: String) {
    var status: zl_status = 0
    guard let opened = zl_ucnv_open(canonicalName, &status) else { return nil }
    converter = opened
  }

  deinit { zl_ucnv_close(converter) }

  /// ICU's own name, as `ibm-943_P15A-2003`.
  var canonicalName: String {
    var status: zl_status = 0
    return zl_ucnv_getName(converter, &status).map { String(cString: $0) } ?? ""
  }

  /// The name that people know, where a standard gives one: `Shift_JIS`.
  var publicName: String {
    var status: zl_status = 0
    guard let name = zl_ucnv_getName(converter, &status) else { return "" }
    for standard in ["MIME", "IANA", "JAVA"] {
      status = 0
      if let known = zl_ucnv_getStandardName(name, standard, &status) {
        return String(cString: known)
      }
    }
    return String(cString: name)
  }

  /// The most bytes that one UTF-16 code unit takes, shift sequences included.
  var maxBytesPerUnit: Int { Int(zl_ucnv_getMaxCharSize(converter)) }

  /// Encodes text; `nil` where the charset does not have all of it.
  func bytes(of text: String) -> [UInt8]? {
    let units = Array(text.utf16)
    var status: zl_status = 0
    // Room for shift sequences at both ends.
    let capacity = (units.count + 2) * maxBytesPerUnit
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) { target in
        count = Int(
          zl_ucnv_fromUChars(
            converter, target.baseAddress, Int32(capacity), units, Int32(units.count), &status))
      }
      if status > zl_status(ZL_STATUS_OK) || count > capacity { count = 0 }
    }
    return status > zl_status(ZL_STATUS_OK) ? nil : bytes
  }

  /// Decodes one character of up to four bytes, the last one lowest.
  ///
  /// - Returns: `nil` where the bytes are invalid, incomplete or more than one character.
  func scalar(of bytes: UInt32, count: Int) -> UInt32? {
    zl_ucnv_reset(converter)
    var input = (bytes << UInt32(32 - 8 * count)).bigEndian
    var status: zl_status = 0
    // An array of four code units.
    var units: UInt64 = 0
    let written = withUnsafeBytes(of: &input) { input -> Int in
      withUnsafeMutableBytes(of: &units) { units -> Int in
        guard let base = units.assumingMemoryBound(to: UInt16.self).baseAddress,
          let start = input.assumingMemoryBound(to: CChar.self).baseAddress
        else { return 0 }
        var target: UnsafeMutablePointer<UInt16>? = base
        var source: UnsafePointer<CChar>? = start
        zl_ucnv_toUnicode(converter, &target, base + 4, &source, start + count, &status)
        return target.map { $0 - base } ?? 0
      }
    }
    guard status.isSuccess else { return nil }
    let first = UInt32(units.littleEndian & 0xFFFF)
    let second = UInt32(units.littleEndian >> 16 & 0xFFFF)
    switch written {
    case 1: return first
    case 2 where first & 0xFC00 == 0xD800:
      return 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
    default: return nil
    }
  }

  /// Decodes bytes of any charset, a character at a time.
  ///
  /// Next to invalid bytes ICU reads ahead: a character that it had already read past shares the
  /// source bytes of the invalid part.
  func decode(_ bytes: [UInt8]) -> MappedText {
    zl_ucnv_reset(converter)
    let hasShifts = canonicalName.hasPrefix("ISO_2022") || canonicalName.hasPrefix("HZ")
    var text = MappedText(capacity: bytes.count)
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return }
      var next: UnsafePointer<CChar>? = base
      var element = 0..<0
      while true {
        var status: zl_status = 0
        let scalar = zl_ucnv_getNextUChar(converter, &next, base + bytes.count, &status)
        let end = next.map { $0 - base } ?? bytes.count
        if status == ZL_STATUS_AT_END { return }
        if end > element.upperBound {
          element = element.upperBound..<end
        } else if !status.isSuccess {
          // No way forward, which no known converter does.
          return
        }
        guard status.isSuccess else {
          text.appendInvalid(source: element.lowerBound, length: element.count)
          continue
        }
        // Shift sequences stand before the character that they shift.
        let size = scalar < 0x80 || 0xFF61...0xFF9F ~= scalar ? 1 : 2
        let length = hasShifts ? min(size, element.count) : element.count
        text.append(scalar, source: element.upperBound - length, length: length)
      }
    }
    text.finish()
    return text
  }
}

extension zl_status {
  /// Warnings are negative.
  fileprivate var isSuccess: Bool { self <= 0 }
}
