public import Dispatch
public import Synchronization

/// Maps with up to `width` threads; the results stand in the order of the elements.
///
/// Inlinable, because a generic function of another module copies each result by its type's witnesses.
@inlinable package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let next = Atomic(0)
  let results = Mutex([Result?](repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: min(width, elements.count)) { _ in
    // Each thread takes the next element when it is free: files differ in size by far.
    var own: [(index: Int, result: Result)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < elements.count else { break }
      own.append((index, transform(elements[index])))
    }
    results.withLock { for (index, result) in own { $0[index] = result } }
  }
  return results.withLock { $0.compactMap(\.self) }
}
