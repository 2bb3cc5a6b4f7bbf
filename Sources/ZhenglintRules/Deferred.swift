import Synchronization
import ZhenglintCore

/// A part of a pack, decoded when somebody first asks for it.
///
/// A check of one certificate needs little of what the program's own packs say. Other packs are
/// decoded at once, for they may have faults.
final class Deferred<Value: Sendable>: Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  /// Keeps its box alive, once it has one.
  ///
  /// `AtomicLazyReference` would do the same, but its loads take 640 instructions each, these three.
  private let box = Atomic<Unmanaged<Box>?>(nil)
  private let decode: @Sendable () throws(RulePackError) -> Value

  /// - Parameters:
  ///   - node: What is decoded.
  ///   - decode: Gives equal values whenever it is called.
  /// - Throws: The first fault, unless the node is of the program's own.
  init(
    _ node: PackNode, _ decode: @escaping @Sendable () throws(RulePackError) -> Value
  ) throws(RulePackError) {
    self.decode = decode
    if !node.isEmbedded { _ = store(try decode()) }
  }

  init(_ value: Value) {
    decode = { value }
  }

  /// What needs no pack any more and has no faults.
  init(making make: @escaping @Sendable () -> Value) {
    decode = make
  }

  deinit {
    box.load(ordering: .acquiring)?.release()
  }

  var value: Value {
    if let box = box.load(ordering: .acquiring) { return box.takeUnretainedValue().value }
    do {
      return store(try decode())
    } catch {
      preconditionFailure("the embedded rules do not load: \(error.message.en)")
    }
  }

  /// Keeps a value unless another thread was quicker; the value that is kept.
  private func store(_ value: Value) -> Value {
    let new = Unmanaged.passRetained(Box(value))
    let (isStored, old) = box.compareExchange(
      expected: nil, desired: new, ordering: .acquiringAndReleasing)
    guard !isStored, let old else { return value }
    new.release()
    return old.takeUnretainedValue().value
  }
}
