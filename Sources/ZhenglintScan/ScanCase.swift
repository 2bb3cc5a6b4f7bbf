package import ZhenglintCore

/// How far a case is (台账状态).
package enum CaseStatus: String, CaseIterable, Sendable {
  case open
  case notified
  case rectified
  /// A scan read the input whole and found it clean; nobody can say so by hand.
  case verified
  case dismissed

  /// What a person may make of a case in this status.
  package var next: [CaseStatus] {
    switch self {
    case .open: [.notified, .dismissed]
    case .notified: [.rectified, .dismissed]
    case .rectified, .verified: [.dismissed]
    case .dismissed: [.open]
    }
  }

  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .open): "待处理"
    case (.zh, .notified): "已通知"
    case (.zh, .rectified): "已整改"
    case (.zh, .verified): "复查通过"
    case (.zh, .dismissed): "不予处理"
    }
  }
}

/// An input that was found in breach, as the register of cases (台账) has it.
package struct ScanCase: Hashable, Sendable {
  /// From 1, in the order in which cases were opened.
  package let id: Int64
  package let status: CaseStatus
  /// As reports show it.
  package let path: String
  /// The bytes of the canonical path.
  package let entry: [UInt8]
  /// The last run that found it in breach.
  package let run: Int64
  /// Of the contents that were in breach.
  package let sha256: String
  package let title: String?
  package let issuer: String?
  /// Findings of the last judgement in breach that count.
  package let violations: Int
  package let reviews: Int
  /// ISO 8601, UTC.
  package let opened: String
  /// When its last event was; ISO 8601, UTC.
  package let changed: String
}

/// One line of a case's history, which is only ever added to.
package struct CaseEvent: Hashable, Sendable {
  /// ISO 8601, UTC.
  package let time: String
  package let who: String
  /// `nil` for the first event.
  package let from: CaseStatus?
  /// The same as `from` where something was noted and nothing changed.
  package let to: CaseStatus
  package let reason: LocalizedText
}

/// What a finished run did to the register of cases.
package struct CaseChanges: Hashable, Sendable {
  /// New cases.
  package var opened = 0
  /// Verified cases that are in breach again.
  package var reopened = 0
  package var verified = 0
  /// Dismissed cases whose findings are others now.
  package var noted = 0

  package var isEmpty: Bool { self == CaseChanges() }
}
