import ZhenglintCore
import ZhenglintScan

/// The words that page, workbook and table share.
struct AccountWords: Sendable {
  let language: Language

  func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  var gap: String { text("：", ": ") }

  /// A name, or what stands in its place.
  func issuer(_ name: String?) -> String { name ?? text("未写明机构", "no issuer stated") }

  /// `2026-11-26T22:16:25Z` as people write it.
  func time(_ text: String) -> String {
    text.replacing("T", with: " ").replacing("Z", with: " UTC")
  }

  func catalogue(_ terms: ScanRun.Terms) -> String {
    terms.edition.map { text("\($0)年版", "edition \($0)") } ?? text("尚无", "none yet")
  }

  func caseStatus(_ status: String) -> String {
    switch (language, status) {
    case (.zh, "open"): "待处理"
    case (.zh, "notified"): "已通知"
    case (.zh, "rectified"): "已整改"
    case (.zh, "verified"): "已复核"
    case (.zh, "dismissed"): "不予处理"
    default: status
    }
  }
}
