import FoundationEssentials
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

/// The id of a job, which its result repeats.
enum JobID: Hashable, Sendable, Decodable {
  case integer(Int)
  case number(Double)
  case string(String)

  // RFC 8259, section 6: software in general agrees on integers below 2^53 only. Those of 64 bits are
  // read exactly here; what would come back as another number is refused.
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      guard number.magnitude < 0x1p53 else {
        throw DecodingError.dataCorruptedError(in: value, debugDescription: "not exact")
      }
      self = .number(number)
    } else {
      self = .string(try value.decode(String.self))
    }
  }

  func write(to json: inout JSONWriter) {
    switch self {
    case .integer(let number): json.value(number)
    case .number(let number): json.value(number)
    case .string(let text): json.value(text)
    }
  }
}

/// One line of work: an input, and what the caller knows of the certificate.
struct WorkerJob: Sendable {
  enum Source: Sendable {
    case file(RawPath)
    /// The bytes of a file, and the name that tells format and settings.
    case content([UInt8], name: RawPath)
  }

  let source: Source
  let facts: StatedFacts

  /// A line that was read: a job or what is wrong with it, with its id where that is known.
  struct Reading {
    var id: JobID?
    var job: Result<WorkerJob, JobFault>
  }

  /// Reads one line.
  ///
  /// - Parameters:
  ///   - line: JSON without its line end.
  ///   - today: No certificate was issued later.
  /// - Returns: The job, or what is wrong with it.
  static func read(_ line: Data, today: CalendarDate) -> Reading {
    guard let members = try? JSONDecoder().decode(JobMembers.self, from: line) else {
      return Reading(id: nil, job: .failure(.notJSON))
    }
    return Reading(
      id: try? members.id.get(),
      job: Result { () throws(JobFault) in
        _ = try members.id.get()
        return try WorkerJob(members, today: today)
      })
  }

  private init(_ members: JobMembers, today: CalendarDate) throws(JobFault) {
    try members.checkNames()
    source = try members.source()
    facts = StatedFacts(
      title: try members.text(.certificate), issuer: try members.text(.issuer),
      issuerKind: try members.issuerKind(), issued: try members.issued(today: today))
  }
}

extension StatedFacts {
  /// These facts, and in place of those that are stated anew the new ones.
  func replaced(by facts: StatedFacts) -> StatedFacts {
    var result = self
    result.title = facts.title ?? title
    result.issuer = facts.issuer ?? issuer
    result.issuerKind = facts.issuerKind ?? issuerKind
    result.issued = facts.issued ?? issued
    return result
  }
}

/// Why a line is no job, or cannot be done.
enum JobFault: Error, Sendable {
  case notJSON
  /// In bytes.
  case tooLong(limit: Int)
  case invalidID
  case unknownMember(String)
  case notText(String)
  case noInput
  case twoInputs
  case noName
  case notAPath(String)
  case notBase64
  case unknownKind(String)
  case date(UsageError)
  case configuration(LocalizedText)

  /// Stable, for programs.
  var code: String {
    switch self {
    case .notJSON: "not-json"
    case .tooLong: "line-too-long"
    case .invalidID: "invalid-id"
    case .unknownMember: "unknown-member"
    case .notText, .notAPath: "invalid-member"
    case .noInput, .twoInputs, .noName: "no-input"
    case .notBase64: "invalid-content"
    case .unknownKind, .date: "invalid-facts"
    case .configuration: "configuration"
    }
  }

  var message: LocalizedText {
    switch self {
    case .notJSON:
      LocalizedText(zh: "这一行不是 JSON 对象", en: "the line is no JSON object")
    case .tooLong(let limit):
      LocalizedText(
        zh: "这一行超过 \(limit) 字节，没有读取；可用 --max-file-size 放宽",
        en: "the line has more than \(limit) bytes and was not read; raise --max-file-size")
    case .invalidID:
      LocalizedText(
        zh: "id 应当是字符串，或 64 位以内的整数、绝对值小于 2^53 的小数；更大的数请写成字符串",
        en: "id must be a string, an integer of 64 bits or a fraction below 2^53; "
          + "write greater numbers as strings")
    case .unknownMember(let name):
      unknownMember(name)
    case .notText(let name):
      LocalizedText(zh: "\(name) 应当是字符串", en: "\(name) must be a string")
    case .noInput:
      LocalizedText(
        zh: "请写出要检查什么：path，或 name 和 content",
        en: "say what is to be checked: path, or name and content")
    case .twoInputs:
      LocalizedText(
        zh: "path 与 content（name）不能一起用", en: "path and content (name) exclude each other")
    case .noName:
      LocalizedText(
        zh: "content 要有 name：文件名用来判断格式", en: "content needs a name, which tells its format")
    case .notAPath(let name):
      LocalizedText(
        zh: "\(name) 应当是文件名，不能为空，也不能有空字符",
        en: "\(name) must be the name of a file, neither empty nor with NUL")
    case .notBase64:
      LocalizedText(
        zh: "content 不是 base64（RFC 4648 第 4 节，带填充，不折行）",
        en: "content is no base64 (RFC 4648, section 4, padded, on one line)")
    case .unknownKind(let kind):
      LocalizedText(
        zh: "没有“\(kind)”这种机构类型，可以用：\(kindNames)",
        en: "there is no issuerKind '\(kind)'; there are: \(kindNames)")
    case .date(let error):
      error.message
    case .configuration(let message):
      message
    }
  }

  private func unknownMember(_ name: String) -> LocalizedText {
    let known = JobMembers.Name.allCases.map(\.rawValue)
    if let nearest = nearestName(to: name, in: known) {
      return LocalizedText(
        zh: "没有“\(name)”这一项，是不是 \(nearest)？",
        en: "there is no member '\(name)'; did you mean \(nearest)?")
    }
    return LocalizedText(
      zh: "没有“\(name)”这一项；可以写：\(known.joined(separator: " "))",
      en: "there is no member '\(name)'; there are: \(known.joined(separator: " "))")
  }
}

private let kindNames = IssuerKind.allCases.map(\.rawValue).joined(separator: " ")

/// The members of a job as they came.
private struct JobMembers: Decodable {
  enum Name: String, CaseIterable {
    case id, path, name, content, issuer, issuerKind, certificate, issued
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: Name) { stringValue = name.rawValue }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let id: Result<JobID?, JobFault>
  private let members: KeyedDecodingContainer<Key>

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    self.members = members
    id = Result { () throws(JobFault) in
      do {
        return try members.decodeIfPresent(JobID.self, forKey: Key(.id))
      } catch {
        throw .invalidID
      }
    }
  }

  /// A misspelt name would pass for a fact that nobody stated.
  func checkNames() throws(JobFault) {
    let unknown = members.allKeys.map(\.stringValue).filter { Name(rawValue: $0) == nil }
    if let first = unknown.min() { throw .unknownMember(first) }
  }

  func source() throws(JobFault) -> WorkerJob.Source {
    let isFile = members.contains(Key(.path))
    let hasContent = members.contains(Key(.content))
    let hasName = members.contains(Key(.name))
    switch (isFile, hasContent, hasName) {
    case (true, false, false): return .file(try path(.path))
    case (true, _, _): throw .twoInputs
    case (false, true, true): return .content(try content(), name: try path(.name))
    case (false, true, false): throw .noName
    case (false, false, _): throw .noInput
    }
  }

  private func path(_ name: Name) throws(JobFault) -> RawPath {
    guard let text = try text(name), !text.utf8.contains(0) else { throw .notAPath(name.rawValue) }
    return RawPath(text.utf8)
  }

  private func content() throws(JobFault) -> [UInt8] {
    do {
      return Array(try members.decode(Data.self, forKey: Key(.content)))
    } catch {
      throw .notBase64
    }
  }

  /// - Returns: `nil` where it is absent, `null` or empty.
  func text(_ name: Name) throws(JobFault) -> String? {
    do {
      let text = try members.decodeIfPresent(String.self, forKey: Key(name))
      return text == "" ? nil : text
    } catch {
      throw .notText(name.rawValue)
    }
  }

  func issuerKind() throws(JobFault) -> IssuerKind? {
    guard let text = try text(.issuerKind) else { return nil }
    guard let kind = IssuerKind(rawValue: text) else { throw .unknownKind(text) }
    return kind
  }

  func issued(today: CalendarDate) throws(JobFault) -> CalendarDate? {
    guard let text = try text(.issued) else { return nil }
    do {
      return try CalendarDate.stated(text, in: Name.issued.rawValue, today: today)
    } catch {
      throw .date(error)
    }
  }
}
