internal import ZhenglintCore

/// A name as a number (64-bit FNV-1a), so that open elements hold no strings.
struct NameHash: Hashable, Sendable {
  private(set) var value: UInt64

  /// Of a name that is to be appended.
  init() {
    value = Self.basis
  }

  mutating func append(_ byte: UInt8) {
    var hash = value
    Self.mix(byte, into: &hash)
    value = hash
  }

  init(_ name: ArraySlice<UInt8>, lowercased: Bool = false) {
    var hash = Self.basis
    for byte in name { Self.mix(lowercased ? byte.asciiLowercased : byte, into: &hash) }
    value = hash
  }

  @inline(__always)
  init(_ bytes: [UInt8], in range: ByteRange, lowercased: Bool) {
    let name = bytes.span.extracting(range.start..<range.end)
    var hash = Self.basis
    for index in name.indices {
      Self.mix(lowercased ? name[index].asciiLowercased : name[index], into: &hash)
    }
    value = hash
  }

  /// Of `[UInt8].localName` in one pass, since every tag and attribute asks.
  @inline(__always)
  init(localName range: ByteRange, in bytes: [UInt8], lowercased: Bool) {
    let name = bytes.span.extracting(range.start..<range.end)
    var hash = Self.basis
    for index in name.indices {
      if name[index] == UInt8(ascii: ":") {
        hash = NameHash(bytes, in: bytes.localName(range), lowercased: lowercased).value
        break
      }
      Self.mix(lowercased ? name[index].asciiLowercased : name[index], into: &hash)
    }
    value = hash
  }

  init(_ name: StaticString) {
    self = name.withUTF8Buffer { NameHash(ArraySlice($0)) }
  }

  init(_ name: some StringProtocol) {
    self.init(utf8: name.utf8)
  }

  private init(utf8: some Sequence<UInt8>) {
    var hash = Self.basis
    for byte in utf8 { Self.mix(byte, into: &hash) }
    value = hash
  }

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mix(_ byte: UInt8, into hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}

/// Values by keys of 64 bits, numbered in the order in which they came.
///
/// `Dictionary` hashes every key anew with SipHash, which took a tenth of the time of a page. Here a
/// key is multiplied by a number drawn once a process (multiply-shift hashing), so that the names of
/// no document can be chosen to fall into one place.
struct KeyTable<Value: Sendable>: Sendable {
  private var keys: [UInt64] = []
  private var values: [Value] = []
  /// One more than the number that lies in a place, 0 in an empty one; a power of two, half empty,
  /// or none before the first key comes, as in most documents.
  private var places: [UInt32] = []
  private var shift: UInt64 = 0
  private let multiplier = keyMultiplier

  init(minimumCapacity: Int = 0) {
    guard minimumCapacity > 0 else { return }
    var bits = Self.fewestBits
    while 1 << bits < minimumCapacity * 2 { bits += 1 }
    makePlaces(bits: bits)
    keys.reserveCapacity(minimumCapacity)
    values.reserveCapacity(minimumCapacity)
  }

  private static var fewestBits: Int { 4 }

  var count: Int { keys.count }

  subscript(number: Int) -> Value {
    _read { yield values[number] }
    _modify { yield &values[number] }
  }

  func number(of key: UInt64) -> Int? {
    guard !places.isEmpty else { return nil }
    var place = firstPlace(of: key)
    while places[place] != 0 {
      let number = Int(places[place]) - 1
      if keys[number] == key { return number }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// Adds a key that is not there yet; gives its number.
  @discardableResult
  mutating func add(_ key: UInt64, _ value: Value) -> Int {
    keys.append(key)
    values.append(value)
    if keys.count * 2 > places.count { grow() } else { settle(keys.count - 1) }
    return keys.count - 1
  }

  private mutating func makePlaces(bits: Int) {
    places = Array(repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  private func firstPlace(of key: UInt64) -> Int { Int((key &* multiplier) >> shift) }

  private mutating func settle(_ number: Int) {
    var place = firstPlace(of: keys[number])
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    places[place] = UInt32(number) + 1
  }

  private mutating func grow() {
    makePlaces(
      bits: places.isEmpty ? Self.fewestBits : places.count.trailingZeroBitCount + 1)
    for number in keys.indices { settle(number) }
  }
}

extension KeyTable {
  func number(of name: NameHash) -> Int? { number(of: name.value) }

  /// The value of a name, if it has one.
  subscript(name: NameHash) -> Value? { number(of: name).map { self[$0] } }

  /// Sets or changes the value of a name.
  mutating func change(_ name: NameHash, from start: Value, _ body: (inout Value) -> Void) {
    let number = number(of: name) ?? add(name.value, start)
    body(&self[number])
  }
}

private let keyMultiplier = UInt64.random(in: .min ... .max) | 1

extension [UInt8] {
  /// A name of XML without its namespace prefix, which ends in the first colon; a name that ends there
  /// itself has none.
  func localName(_ name: ByteRange) -> ByteRange {
    guard let colon = firstOffset(of: UInt8(ascii: ":"), from: name.start, to: name.end),
      colon + 1 < name.end
    else { return name }
    return ByteRange(start: colon + 1, end: name.end)
  }
}

extension String {
  /// The words of a table that spaces divide; by bytes, because every start of the program splits them.
  var words: [Substring] {
    utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
  }
}
