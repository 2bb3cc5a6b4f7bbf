import FoundationEssentials

/// Any JSON, to look into.
@dynamicMemberLookup
enum JSON: Decodable, Equatable, CustomStringConvertible {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  init(_ text: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text))
  }

  /// `nil` where there is no such member; `null` is something else.
  subscript(dynamicMember name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  subscript(index: Int) -> JSON? {
    list.indices.contains(index) ? list[index] : nil
  }

  var list: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var number: Int? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  var description: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): "\(number)"
    case .string(let text): "\"\(text)\""
    case .array(let elements): "\(elements)"
    case .object(let members): "\(members)"
    }
  }
}
