import ArgumentParser
import Glibc
import ZhenglintCore

extension CheckCommand {
  /// The command that plain arguments ask for; `nil` where the parser has to look at them, also
  /// because something is wrong with them.
  ///
  /// The parser makes all options anew for every question that it asks, and has the types of each
  /// looked up at run time: a third of the time of a check of one certificate. Plain are paths, and
  /// full names of options with values that do not begin with `-`; a test compares the two.
  init?(plain arguments: [String]) {
    self.init()
    setDefaults()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument.isEmpty || argument == "--" { return nil }
      if argument == "-" || !argument.utf8.starts(with: "-".utf8) {
        inputOptions.paths.append(argument)
        continue
      }
      if raise(argument) { continue }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty,
        parts.count == 2 || value == "-" || !value.utf8.starts(with: "-".utf8),
        take(value, for: parts[0])
      else { return nil }
    }
  }

  /// Options have no values before they are parsed, not even those in their declarations.
  private mutating func setDefaults() {
    (format, output, showSettings) = ([], [], false)
    (baseline, writeBaseline, acceptNew, staged, diffFrom) = (nil, nil, false, false, nil)
    (failLevel, lang, stdinFilename, color) = (.violation, .zh, "-", .auto)
    (allowIncomplete, allowEmpty, exitZero) = (false, false, false)
    (statistics, quiet, verbose) = (false, false, false)

    var input = InputOptions()
    (input.paths, input.exclude, input.forceExclude, input.noGitignore) = ([], [], false, false)
    input.maxFileSize = ByteSize(bytes: 1 << 30)
    input.jobs = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    inputOptions = input

    var lint = LintOptions()
    (lint.rules, lint.config, lint.noConfig, lint.noSuppressions) = ([], nil, false, false)
    (lint.regulator, lint.profile, lint.noReading) = (false, [], [])
    (lint.select, lint.ignore) = ([], [])
    (lint.issuer, lint.issuerKind, lint.certificate) = (nil, nil, nil)
    (lint.issued, lint.asOf, lint.edition) = (nil, nil, nil)
    lintOptions = lint
  }

  /// Sets a flag; whether there is one of that name.
  private mutating func raise(_ name: String) -> Bool {
    switch name {
    case "--show-settings": showSettings = true
    case "--accept-new": acceptNew = true
    case "--staged": staged = true
    case "--allow-incomplete": allowIncomplete = true
    case "--allow-empty": allowEmpty = true
    case "--exit-zero": exitZero = true
    case "--statistics": statistics = true
    case "--quiet", "-q": quiet = true
    case "--verbose", "-v": verbose = true
    case "--force-exclude": inputOptions.forceExclude = true
    case "--no-gitignore": inputOptions.noGitignore = true
    case "--no-config": lintOptions.noConfig = true
    case "--no-suppressions": lintOptions.noSuppressions = true
    case "--regulator": lintOptions.regulator = true
    default: return false
    }
    return true
  }

  /// Sets an option; whether there is one of that name that takes such a value.
  private mutating func take(_ value: String, for name: String) -> Bool {
    switch name {
    case "--format": format.append(argument: value)
    case "--output", "-o": output.append(argument: value)
    case "--baseline": baseline.set(argument: value)
    case "--write-baseline": writeBaseline.set(argument: value)
    case "--diff-from": diffFrom.set(argument: value)
    case "--fail-level": failLevel.set(argument: value)
    case "--lang": lang.set(argument: value)
    case "--stdin-filename": stdinFilename.set(argument: value)
    case "--color": color.set(argument: value)
    case "--exclude": inputOptions.exclude.append(argument: value)
    case "--max-file-size": inputOptions.maxFileSize.set(argument: value)
    case "--jobs": inputOptions.jobs.set(argument: value)
    case "--rules": lintOptions.rules.append(argument: value)
    case "--config": lintOptions.config.set(argument: value)
    case "--profile": lintOptions.profile.append(argument: value)
    case "--no-reading": lintOptions.noReading.append(argument: value)
    case "--select": lintOptions.select.append(argument: value)
    case "--ignore": lintOptions.ignore.append(argument: value)
    case "--issuer": lintOptions.issuer.set(argument: value)
    case "--issuer-kind": lintOptions.issuerKind.set(argument: value)
    case "--certificate": lintOptions.certificate.set(argument: value)
    case "--issued": lintOptions.issued.set(argument: value)
    case "--as-of": lintOptions.asOf.set(argument: value)
    case "--edition": lintOptions.edition.set(argument: value)
    default: false
    }
  }
}

// Each tells whether the text is such a value.

extension ExpressibleByArgument {
  fileprivate mutating func set(argument: String) -> Bool {
    guard let value = Self(argument: argument) else { return false }
    self = value
    return true
  }
}

extension Optional where Wrapped: ExpressibleByArgument {
  fileprivate mutating func set(argument: String) -> Bool {
    guard let value = Wrapped(argument: argument) else { return false }
    self = value
    return true
  }
}

extension Array where Element: ExpressibleByArgument {
  fileprivate mutating func append(argument: String) -> Bool {
    guard let value = Element(argument: argument) else { return false }
    append(value)
    return true
  }
}
