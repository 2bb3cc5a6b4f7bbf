import Dispatch
import Synchronization

/// Maps with up to `width` threads; the results stand in the order of the elements.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let next = Atomic(0)
  let results = Mutex<[(index: Int, result: Result)]>([])
  DispatchQueue.concurrentPerform(iterations: min(width, elements.count)) { _ in
    // Each thread takes the next element when it is free: files differ in size by far.
    var own: [(index: Int, result: Result)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < elements.count else { break }
      own.append((index, transform(elements[index])))
    }
    results.withLock { $0 += own }
  }
  return results.withLock { $0.sorted { $0.index < $1.index }.map(\.result) }
}
