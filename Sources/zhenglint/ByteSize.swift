import ArgumentParser

/// A number of bytes as people write it: `4096`, `10k`, `10M`, `1G`.
struct ByteSize: ExpressibleByArgument, Sendable {
  let bytes: Int

  /// Source maps count bytes in 32 bits, and text may grow by half when it is decoded.
  static let maximum = 2 << 30

  init?(argument: String) {
    let factor: Int? =
      switch argument.last {
      case "k", "K": 1 << 10
      case "m", "M": 1 << 20
      case "g", "G": 1 << 30
      default: nil
      }
    guard let number = Int(factor == nil ? argument[...] : argument.dropLast()), number > 0
    else { return nil }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: factor ?? 1)
    guard !overflows, bytes <= Self.maximum else { return nil }
    self.bytes = bytes
  }

  init(bytes: Int) {
    self.bytes = bytes
  }
}
