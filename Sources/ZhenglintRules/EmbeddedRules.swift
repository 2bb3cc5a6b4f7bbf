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
  }

  /// In byte order of their paths.
  package static var files: [File] {
    var files: [File] = []
    while let file = zl_rule_file_at(files.count)?.pointee {
      files.append(
        File(
          path: String(cString: file.path),
          bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count))))
    }
    return files
  }
}
