import CRuleData

/// The files of `Rules/` that the program carries in itself.
package enum EmbeddedRules {
  package struct File: Sendable {
    /// Relative to `Rules/`, as `Packs/core-wording.yml`.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    func root() throws(RulePackError) -> PackNode {
      try PackNode.root(of: PackNode.text(of: bytes, file: path), file: path)
    }
  }

  /// In byte order of their paths.
  package static var files: [File] {
    numbered.map { File(path: $0.path, bytes: Array(bytes(of: $0.number))) }
  }

  private static var numbered: [(number: Int, path: String)] {
    var files: [(number: Int, path: String)] = []
    while let file = zl_rule_file_at(files.count)?.pointee {
      files.append((files.count, String(cString: file.path)))
    }
    return files
  }

  private static func bytes(of number: Int) -> UnsafeRawBufferPointer {
    let file = zl_rule_file_at(number)?.pointee
    return UnsafeRawBufferPointer(start: file?.bytes, count: file?.count ?? 0)
  }
}

// MARK: - Trees made ahead

extension EmbeddedRules {
  /// The documents of the files whose paths begin with `prefix`, by path in byte order.
  ///
  /// Reading YAML would take most of the time of a check of one certificate: trees of the files lie
  /// in the program beside them (`trees.bin`). One that was made of other bytes than its file has
  /// now is not used.
  static func roots(
    _ prefix: String
  ) throws(RulePackError) -> [(path: String, root: PackNode)] {
    var roots: [(path: String, root: PackNode)] = []
    for file in numbered where file.path.hasPrefix(prefix) {
      roots.append((file.path, try root(of: file.number, path: file.path)))
    }
    return roots
  }

  private static func root(of number: Int, path: String) throws(RulePackError) -> PackNode {
    let bytes = bytes(of: number)
    var size = 0
    if let tree = zl_rule_tree_at(number, checksum(bytes), &size) {
      return PackNode(
        rootOf: PackTree(file: path, embedded: UnsafeRawBufferPointer(start: tree, count: size)))
    }
    return try File(path: path, bytes: Array(bytes)).root()
  }

  /// What `trees.bin` has to hold: of each file its checksum, the size of its tree and the tree.
  package static func trees() throws(RulePackError) -> [UInt8] {
    var trees: [UInt8] = []
    for file in numbered {
      let bytes = bytes(of: file.number)
      let tree = try PackTreeReader.read(Array(bytes), file: file.path).encoded()
      for number in [checksum(bytes), UInt64(tree.count)] {
        withUnsafeBytes(of: number.littleEndian) { trees += $0 }
      }
      trees += tree
    }
    return trees
  }

  /// FNV-1a, but over words of eight bytes, the last one filled up with zeros: every start takes it.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ word: UInt64) { sum = (sum ^ word) &* 0x100_0000_01B3 }
    var offset = 0
    while offset + 8 <= bytes.count {
      add(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    add(bytes[offset...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    return sum
  }
}
