internal import CNettle

/// SHA-256 by Nettle.
enum SHA256 {
  /// 64 lower-case hexadecimal digits.
  static func hexDigest(of bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    zl_sha256(bytes, bytes.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
