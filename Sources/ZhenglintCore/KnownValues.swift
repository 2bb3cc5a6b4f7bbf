public import Synchronization

/// Bytes as a key, hashed all at once: an array of them is hashed one by one.
package struct ByteKey: Hashable, Sendable {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// What was worked out of a key before, shared by all threads: the certificates of one template have
/// the same names and styles again and again.
@usableFromInline
package final class KnownValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline let known = Mutex<[Key: Value]>([:])
  /// Values that are kept; those that come later are worked out each time.
  @usableFromInline let limit: Int

  @inlinable package init(limit: Int) {
    self.limit = limit
  }

  /// The value of a key, which `work` works out where it is not known; it may be asked for twice.
  @inlinable package func value(of key: Key, _ work: () -> Value) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = work()
    known.withLock { if $0.count < limit { $0[key] = value } }
    return value
  }

  /// The value of a key, if it is known.
  @inlinable package func value(of key: Key) -> Value? { known.withLock { $0[key] } }

  /// Puts another value in the place of a known one.
  @inlinable package func replace(_ key: Key, with value: Value) {
    known.withLock { if $0[key] != nil { $0[key] = value } }
  }
}
