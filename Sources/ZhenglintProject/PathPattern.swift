internal import Glibc

/// One pattern in the syntax of `.gitignore` (gitignore(5), "PATTERN FORMAT").
///
/// Works on bytes, as git does: `?` stands for one byte.
package struct PathPattern: Hashable, Sendable {
  /// As written.
  package let text: String
  /// Takes back what an earlier pattern matched.
  package let isNegated: Bool
  private let matchesDirectoriesOnly: Bool
  /// It names a path from the pattern's directory on, and not a name at any depth.
  private let isAnchored: Bool
  private let tokens: [Token]

  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    /// `?`
    case one
    /// `*`: within a name.
    case name
    /// `**/`: any number of directories, also none.
    case directories
    /// `**` at the end: everything inside.
    case everything
    case oneOf(Set<UInt8>)
  }

  /// - Returns: `nil` for a blank line and a comment.
  package init?(line: String) {
    var bytes = Self.trimmed(Array(line.utf8))
    guard let first = bytes.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { bytes.removeFirst() }
    matchesDirectoriesOnly = bytes.last == .slash
    if matchesDirectoriesOnly { bytes.removeLast() }
    isAnchored = bytes.contains(.slash)
    if bytes.first == .slash { bytes.removeFirst() }
    guard !bytes.isEmpty else { return nil }
    tokens = Self.tokens(of: bytes)
    text = line
  }

  /// Whether it matches a path, which is relative to the pattern's directory.
  package func matches(_ path: some Collection<UInt8>, isDirectory: Bool) -> Bool {
    if matchesDirectoriesOnly && !isDirectory { return false }
    var subject = Array(path)
    if !isAnchored, let slash = subject.lastIndex(of: .slash) {
      subject.removeSubrange(...slash)
    }
    var failed: Set<Int> = []
    return matches(subject, from: 0, token: 0, &failed)
  }

  /// Each pair of places is tried once, so that stars cannot multiply.
  private func matches(
    _ subject: [UInt8], from start: Int, token number: Int, _ failed: inout Set<Int>
  ) -> Bool {
    let place = number * (subject.count + 1) + start
    if failed.contains(place) { return false }
    var (offset, next) = (start, number)
    while next < tokens.count {
      switch tokens[next] {
      case .byte(let byte):
        guard offset < subject.count, subject[offset] == byte else { return fail(place, &failed) }
      case .one:
        guard offset < subject.count, subject[offset] != .slash else {
          return fail(place, &failed)
        }
      case .oneOf(let set):
        guard offset < subject.count, subject[offset] != .slash, set.contains(subject[offset])
        else { return fail(place, &failed) }
      case .everything:
        return offset < subject.count || fail(place, &failed)
      case .name:
        repeat {
          if matches(subject, from: offset, token: next + 1, &failed) { return true }
          offset += 1
        } while offset <= subject.count && subject[offset - 1] != .slash
        return fail(place, &failed)
      case .directories:
        while true {
          if matches(subject, from: offset, token: next + 1, &failed) { return true }
          guard let slash = subject[offset...].firstIndex(of: .slash) else { break }
          offset = slash + 1
        }
        return fail(place, &failed)
      }
      offset += 1
      next += 1
    }
    return offset == subject.count || fail(place, &failed)
  }

  private func fail(_ place: Int, _ failed: inout Set<Int>) -> Bool {
    failed.insert(place)
    return false
  }

  // MARK: - Parsing

  /// The line without spaces at its end, "unless they are quoted with backslash".
  private static func trimmed(_ line: [UInt8]) -> [UInt8] {
    var bytes = line[...]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    while bytes.last == UInt8(ascii: " ") {
      let backslashes = bytes.dropLast().reversed().prefix { $0 == .backslash }.count
      if backslashes % 2 == 1 { break }
      bytes.removeLast()
    }
    return Array(bytes)
  }

  private static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var offset = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case .backslash where offset + 1 < bytes.count:
        tokens.append(.byte(bytes[offset + 1]))
        offset += 2
      case UInt8(ascii: "?"):
        tokens.append(.one)
        offset += 1
      case UInt8(ascii: "*"):
        let stars = bytes[offset...].prefix { $0 == UInt8(ascii: "*") }.count
        let isAtStart = offset == 0 || bytes[offset - 1] == .slash
        let end = offset + stars
        offset = end
        // "Other consecutive asterisks are considered regular asterisks"; more than two are two
        // (git, `wildmatch.c`).
        if stars >= 2, isAtStart, end == bytes.count {
          tokens.append(.everything)
        } else if stars >= 2, isAtStart, bytes[end] == .slash {
          tokens.append(.directories)
          offset += 1
        } else {
          tokens.append(.name)
        }
      case UInt8(ascii: "["):
        if let (set, end) = set(in: bytes, at: offset) {
          tokens.append(.oneOf(set))
          offset = end
        } else {
          // An open bracket matches nothing, as in git.
          tokens.append(.oneOf([]))
          offset = bytes.count
        }
      case let byte:
        tokens.append(.byte(byte))
        offset += 1
      }
    }
    return tokens
  }

  /// A bracket expression, and the offset just past it.
  private static func set(in bytes: [UInt8], at start: Int) -> (Set<UInt8>, end: Int)? {
    var offset = start + 1
    let isComplement =
      offset < bytes.count && (bytes[offset] == UInt8(ascii: "!") || bytes[offset] == .caret)
    if isComplement { offset += 1 }
    var set: Set<UInt8> = []
    let first = offset
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "]"), offset > first {
        return (isComplement ? Set(0...255).subtracting(set) : set, offset + 1)
      }
      if bytes[offset...].starts(with: "[:".utf8),
        let (members, end) = characterClass(in: bytes, at: offset)
      {
        set.formUnion(members)
        offset = end
        continue
      }
      guard let (low, next) = member(of: bytes, at: offset) else { return nil }
      offset = next
      var high = low
      if offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "-"),
        bytes[offset + 1] != UInt8(ascii: "]")
      {
        guard let (last, end) = member(of: bytes, at: offset + 1) else { return nil }
        (high, offset) = (last, end)
      }
      if low <= high { set.formUnion(low...high) }
    }
    return nil
  }

  private static func member(of bytes: [UInt8], at offset: Int) -> (UInt8, next: Int)? {
    if bytes[offset] != .backslash { return (bytes[offset], offset + 1) }
    return offset + 1 < bytes.count ? (bytes[offset + 1], offset + 2) : nil
  }

  /// `[:alpha:]` and the like.
  private static func characterClass(
    in bytes: [UInt8], at offset: Int
  ) -> (members: [UInt8], end: Int)? {
    let classes: [(String, (Int32) -> Int32)] = [
      ("alnum", isalnum), ("alpha", isalpha), ("blank", isblank), ("cntrl", iscntrl),
      ("digit", isdigit), ("graph", isgraph), ("lower", islower), ("print", isprint),
      ("punct", ispunct), ("space", isspace), ("upper", isupper), ("xdigit", isxdigit),
    ]
    for (name, contains) in classes where bytes[offset...].starts(with: "[:\(name):]".utf8) {
      return ((0...127).filter { contains(Int32($0)) != 0 }, offset + name.utf8.count + 4)
    }
    return nil
  }
}

extension UInt8 {
  static let slash = UInt8(ascii: "/")
  static let dot = UInt8(ascii: ".")
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let caret = UInt8(ascii: "^")
}

/// Patterns that hold from one directory on; of those that match the last one counts.
package struct PathPatterns: Hashable, Sendable {
  /// Canonical.
  package let directory: RawPath
  package let patterns: [PathPattern]

  package init(_ lines: some Sequence<String>, in directory: RawPath) {
    self.directory = directory
    patterns = lines.compactMap(PathPattern.init)
  }

  /// Whether a path is matched, or taken back; `nil` where no pattern says.
  package func verdict(on path: RawPath, isDirectory: Bool) -> Bool? {
    guard path.isInside(directory), path != directory else { return nil }
    let relative = path.relative(to: directory).bytes
    return patterns.last { $0.matches(relative, isDirectory: isDirectory) }.map { !$0.isNegated }
  }

  /// Whether a file, or a directory that it lies in, is matched.
  package func cover(_ file: RawPath) -> Bool {
    file.ancestors(below: directory).contains { verdict(on: $0, isDirectory: true) ?? false }
      || verdict(on: file, isDirectory: false) ?? false
  }
}

extension RawPath {
  /// The directories on the way from `directory` to this path, the outermost first, without either.
  func ancestors(below directory: RawPath) -> [RawPath] {
    var found: [RawPath] = []
    var path = self
    while let parent = path.parent, parent != directory, parent.isInside(directory) {
      found.append(parent)
      path = parent
    }
    return found.reversed()
  }
}
