import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintRules

/// The files of Fixtures/ and the linter that tests run over them.
enum Fixtures {
  static let folder: String = {
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return here.dropLast(3).joined(separator: "/") + "/Fixtures/"
  }()

  /// The day on which the expectations were written down.
  static let today: CalendarDate = {
    guard let today = CalendarDate(iso8601: "2026-11-25") else { fatalError("no date") }
    return today
  }()

  static let linter = linter { _ in }
  static let strict = linter { $0.profile = .strict }
  /// As `-v` asks for.
  static let explaining = linter { $0.keepsRejections = true }

  /// A linter of the embedded rules, with other options than the default ones.
  static func linter(_ change: (inout Linter.Options) -> Void) -> Linter {
    var options = Linter.Options(asOf: today)
    change(&options)
    do throws(RulePackError) {
      return Linter(rules: try RuleSet.embedded(), options: options)
    } catch {
      fatalError("the embedded rules do not load: \(error.message.en)")
    }
  }

  struct Unreadable: Error {
    var path: String
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    guard let file = fopen(folder + name, "rb") else { throw Unreadable(path: name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  static func lint(_ name: String) throws -> InputReport {
    linter.lint(bytes: try bytes(name), path: name)
  }

  /// Names of the whole certificates.
  static func certificates() throws -> [String] {
    guard let directory = opendir(folder + "Certificates") else {
      throw Unreadable(path: "Certificates")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func expectations() throws -> [String: Set<Expectation>] {
    let text = String(decoding: try bytes("expected.tsv"), as: UTF8.self)
    var found: [String: Set<Expectation>] = [:]
    for line in text.split(separator: "\n").dropFirst() where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 8 else { throw Unreadable(path: String(line)) }
      found[fields[0], default: []].insert(
        Expectation(
          rule: fields[1], level: fields[2], channel: fields[3], term: fields[4],
          occurrence: Int(fields[5]) ?? 0, text: unescaped(fields[6]), disguises: fields[7]))
    }
    return found
  }

  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let kind = rest.popFirst() else {
        result.append(scalar)
        continue
      }
      switch kind {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "u":
        let digits = rest.dropFirst().prefix { $0 != "}" }
        rest = rest.dropFirst(digits.count + 2)
        if let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value) {
          result.append(scalar)
        }
      default: result.append(kind)
      }
    }
    return String(result)
  }

  /// Decodes with the C library's converter, which shares nothing with the tool's own.
  static func decode(_ bytes: [UInt8], from encoding: String) throws -> String {
    guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else {
      throw Unreadable(path: encoding)
    }
    defer { iconv_close(converter) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let written = bytes.withUnsafeBytes { input -> Int in
      var source = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
      var left = bytes.count
      return output.withUnsafeMutableBufferPointer { buffer -> Int in
        var target = buffer.baseAddress
        var room = buffer.count
        _ = iconv(converter, &source, &left, &target, &room)
        return buffer.count - room
      }
    }
    return String(decoding: output[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// One line of expected.tsv, or the same facts of a finding.
struct Expectation: Hashable, CustomStringConvertible {
  var rule: String
  var level: String
  var channel: String
  var term: String
  /// The how manieth time the text stands in the file, from 1.
  var occurrence: Int
  /// The slice of the source.
  var text: String
  var disguises: String

  var description: String {
    "\(term) “\(text)”#\(occurrence) \(rule) \(level) \(channel) [\(disguises)]"
  }
}

extension Expectation {
  /// The facts of a finding in a file of some encoding.
  init(of finding: Finding, in bytes: [UInt8], encoding: String) throws {
    let before = try Fixtures.decode(
      Array(bytes[..<finding.location.bytes.start]), from: encoding)
    let text = Array(finding.text.unicodeScalars)
    let scalars = Array(before.unicodeScalars) + text
    let occurrence = scalars.indices.count { scalars[$0...].starts(with: text) }
    self.init(
      rule: finding.rule, level: finding.level.rawValue, channel: finding.channel.rawValue,
      term: finding.term, occurrence: occurrence, text: finding.text,
      disguises: finding.disguises.isEmpty
        ? "-" : finding.disguises.map(\.rawValue).joined(separator: ","))
  }
}
