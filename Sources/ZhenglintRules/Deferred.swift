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

  private let box = AtomicLazyReference<Box>()
  private let decode: @Sendable () throws(RulePackError) -> Value

  /// - Parameters:
  ///   - node: What is decoded.
  ///   - decode: Gives equal values whenever it is called.
  /// - Throws: The first fault, unless the node is of the program's own.
  init(
    _ node: PackNode, _ decode: @escaping @Sendable () throws(RulePackError) -> Value
  ) throws(RulePackError) {
    self.decode = decode
    if !node.isEmbedded { _ = box.storeIfNil(Box(try decode())) }
  }

  init(_ value: Value) {
    decode = { value }
  }

  var value: Value {
    if let box = box.load() { return box.value }
    do {
      return box.storeIfNil(Box(try decode())).value
    } catch {
      preconditionFailure("the embedded rules do not load: \(error.message.en)")
    }
  }
}
