internal import CNettle

/// SHA-256 by Nettle.
package struct SHA256 {
  /// Lower-case hexadecimal digits of the first bytes of the digest.
  package static func hexDigest(of bytes: [UInt8], bytes count: Int = 32) -> String {
    var hash = SHA256()
    hash.update(bytes[...])
    return hash.hexDigest(bytes: count)
  }

  private var context = sha256_ctx()

  package init() { zl_sha256_init(&context) }

  /// Takes in the bytes that come next.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { zl_sha256_update(&context, $0.baseAddress, $0.count) }
  }

  /// Of all bytes so far: lower-case hexadecimal digits of the digest's first bytes; to be asked once.
  package mutating func hexDigest(bytes count: Int = 32) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    zl_sha256_digest(&context, &digest)
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(2 * count)
    for byte in digest.prefix(count) {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    return String(decoding: hex, as: UTF8.self)
  }
}
