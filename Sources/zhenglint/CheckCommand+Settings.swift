import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintRules

extension Settings {
  /// The linter for each input.
  mutating func linters(for inputs: [Input]) throws(UsageError) -> [Linter] {
    do {
      var linters: [Linter] = []
      for input in inputs {
        let configuration = try configuration(for: input.entry)
        linters.append(try linter(for: input.entry, under: configuration))
      }
      return linters
    } catch {
      throw .rules(error.message)
    }
  }

  /// Rules that some input was not checked against.
  var omittedRules: [String] { linters.flatMap(\.omittedRules).unique }

  /// Rules that some input was checked against, each once.
  var appliedRules: [Rule] {
    var seen: Set<String> = []
    return linters.flatMap(\.appliedRules).filter { seen.insert($0.id).inserted }
  }

  /// SHA-256 of all that the rules of a configuration are made of.
  func rulesDigest(of configuration: Configuration?) throws(UsageError) -> String {
    do {
      var hash = SHA256()
      for source in try ruleSources(of: configuration) {
        hash.update(Array("\(source.path)\n\(source.bytes.count)\n".utf8)[...])
        hash.update(source.bytes[...])
      }
      return hash.hexDigest()
    } catch {
      throw .rules(error.message)
    }
  }

  /// The program's own rules with those that the caller adds.
  mutating func ownRuleSet() throws(UsageError) -> RuleSet {
    do {
      return try ruleSet(of: nil)
    } catch {
      throw .rules(error.message)
    }
  }
}

extension [String] {
  /// Each once, in order.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Note {
  /// What the run left out, and what it did not obey.
  static func onSettings(
    _ omissions: [InputCollector.Omission], notObeyed: [RawPath], notWalked: [RawPath]
  ) -> [Note] {
    var notes: [Note] = []
    let excluded = omissions.count(where: \.isExclusion)
    if excluded > 0 {
      notes.append(
        Note(
          code: "excluded", zh: "按排除设置略过 \(excluded) 项，没有检查；-v 逐一列出",
          en: "\(excluded) paths are excluded by settings and were not checked; -v lists them",
          isIncomplete: false))
    }
    if !notWalked.isEmpty {
      let names = notWalked.map(\.display)
      notes.append(
        Note(
          code: "version-control", zh: "没有检查版本库目录：\(names.joined(separator: "、"))",
          en: "directories of version control were not checked: "
            + names.joined(separator: ", "), isIncomplete: false, isWarning: true))
    }
    if !notObeyed.isEmpty {
      let names = notObeyed.map(\.shown)
      notes.append(
        Note(
          code: "settings-not-obeyed",
          zh: "没有采用随文件而来的设置：\(names.joined(separator: "、"))",
          en: "settings that came with the inputs were not obeyed: "
            + names.joined(separator: ", "), isIncomplete: false, isWarning: true))
    }
    return notes
  }
}

// MARK: - Showing

extension CheckCommand {
  /// Writes the settings of the inputs, those with equal ones together.
  func show(_ settings: Settings, for inputs: [Input]) throws {
    var settings = settings
    var groups: [(key: SettingsPage, inputs: [Input])] = []
    for input in inputs {
      let configuration = try settings.configuration(for: input.entry)
      let page = SettingsPage(
        configuration, options: settings.options(for: input.entry, under: configuration),
        language: lang)
      if let index = groups.firstIndex(where: { $0.key == page }) {
        groups[index].inputs.append(input)
      } else {
        groups.append((page, [input]))
      }
    }
    var sink = OutputSink(STDOUT_FILENO)
    for (page, inputs) in groups {
      sink.write(page.text)
      for input in inputs { sink.write("  \(input.path.display)\n") }
      sink.write("\n")
    }
    if groups.isEmpty { complain(LocalizedText(zh: "没有可检查的文件", en: "nothing to check")[lang]) }
  }
}

/// What `--show-settings` says of inputs that share their settings.
private struct SettingsPage: Hashable {
  let text: String

  init(_ configuration: Configuration?, options: Linter.Options, language: Language) {
    var lines: [String] = []
    func line(_ zh: String, _ en: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      lines.append(language == .zh ? "\(zh)：\(value)" : "\(en): \(value)")
    }
    let none = language == .zh ? "无" : "none"
    line("配置", "configuration", configuration?.file.shown ?? none)
    let extended = configuration?.files.dropLast().map(\.shown) ?? []
    line("继承", "extends", extended.joined(separator: ", "))
    let profiles = [options.profile.rawValue] + options.optionalProfiles.sorted()
    line("口径", "profile", profiles.joined(separator: ", "))
    line("只用规则", "select", options.select.sorted().joined(separator: ", "))
    line("不用规则", "off", options.ignore.sorted().joined(separator: ", "))
    let levels = options.levels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }
    line("级别", "levels", levels.joined(separator: ", "))
    line(
      "不采用的读法", "readings off", options.disabledReadings.sorted().joined(separator: ", "))
    if let own = options.stated.own {
      line(
        "本单位", "own names",
        own.names.joined(separator: ", ") + (own.kind.map { " (\($0.rawValue))" } ?? ""))
    }
    line("发证机构", "issuer", options.stated.issuer)
    line("时点", "as of", options.asOf.description)
    line("规则包", "packs", configuration?.packs.map(\.shown).joined(separator: ", "))
    let excluded = configuration?.excludes.flatMap { $0.patterns.map(\.text) } ?? []
    line("排除", "exclude", excluded.joined(separator: ", "))
    lines.append(language == .zh ? "用于：" : "for:")
    text = lines.joined(separator: "\n") + "\n"
  }
}
