// swift-tools-version: 6.2
// Layout rule: one section per target, sorted by layer; a target imports only targets above it.
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "zhenglint",
  products: [
    .executable(name: "zhenglint", targets: ["zhenglint"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // MARK: - System libraries and embedded bytes
    .systemLibrary(
      name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CUnicode", dependencies: ["CICU"]),
    .target(name: "CRuleData", exclude: ["trees.bin"]),
    .target(name: "CTextTables", exclude: ["Tables"]),

    // MARK: - Bytes, ranges, source maps, findings
    .target(
      name: "ZhenglintCore",
      swiftSettings: strict),

    // MARK: - A file of some format -> text streams with their source maps
    .target(
      name: "ZhenglintReaders",
      dependencies: ["CLibXML2", "CTextTables", "CUnicode", "ZhenglintCore"],
      swiftSettings: strict),

    // MARK: - Folding, multi-pattern automaton, word boundaries
    .target(
      name: "ZhenglintMatching",
      dependencies: ["CTextTables", "ZhenglintCore"],
      swiftSettings: strict),

    // MARK: - A document -> what it says of itself
    .target(
      name: "ZhenglintCertificates",
      dependencies: ["ZhenglintCore", "ZhenglintMatching", "ZhenglintReaders"],
      swiftSettings: strict),

    // MARK: - Editions of the national catalogue
    .target(
      name: "ZhenglintCatalogue", dependencies: ["ZhenglintCore"], swiftSettings: strict),

    // MARK: - Rule model, packs and catalogue files
    .target(
      name: "ZhenglintRules",
      dependencies: ["CLibYAML", "CRuleData", "ZhenglintCatalogue", "ZhenglintCore"],
      swiftSettings: strict),

    // MARK: - Compiled rules applied to one input
    .target(
      name: "ZhenglintEngine",
      dependencies: [
        "CNettle", "ZhenglintCatalogue", "ZhenglintCertificates", "ZhenglintCore",
        "ZhenglintMatching", "ZhenglintReaders", "ZhenglintRules",
      ],
      swiftSettings: strict),

    // MARK: - The files around the inputs: configuration, ignore files, baseline, git
    .target(
      name: "ZhenglintProject",
      dependencies: ["ZhenglintCore", "ZhenglintEngine", "ZhenglintRules"],
      swiftSettings: strict),

    // MARK: - Reports, pages about rules
    .target(
      name: "ZhenglintReporting",
      dependencies: [
        "CUnicode", "CZlib", "ZhenglintCatalogue", "ZhenglintCore", "ZhenglintRules",
      ],
      swiftSettings: strict),

    // MARK: - Many inputs: the store of their judgements, the manifest of submissions
    .target(
      name: "ZhenglintScan",
      dependencies: [
        "ZhenglintCertificates", "ZhenglintCore", "ZhenglintEngine", "ZhenglintReaders",
        "ZhenglintReporting", "ZhenglintRules",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),

    // MARK: - What a store comes to: a page, a workbook, a table
    .target(
      name: "ZhenglintAccount",
      dependencies: ["ZhenglintCore", "ZhenglintReporting", "ZhenglintRules", "ZhenglintScan"],
      swiftSettings: strict),

    // MARK: - A language server for editors
    .target(
      name: "ZhenglintLSP",
      dependencies: ["ZhenglintCore", "ZhenglintEngine", "ZhenglintReaders", "ZhenglintReporting"],
      swiftSettings: strict),

    // MARK: - The command
    .executableTarget(
      name: "zhenglint",
      dependencies: [
        "ZhenglintAccount", "ZhenglintCatalogue", "ZhenglintCore", "ZhenglintEngine",
        "ZhenglintLSP", "ZhenglintMatching", "ZhenglintProject", "ZhenglintReaders",
        "ZhenglintReporting", "ZhenglintRules", "ZhenglintScan",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // MARK: - Tests
    .testTarget(name: "ZhenglintTestSupport", path: "Tests/ZhenglintTestSupport"),
    .testTarget(
      name: "ZhenglintCoreTests", dependencies: ["ZhenglintCore"], swiftSettings: strict),
    .testTarget(
      name: "ZhenglintReadersTests",
      dependencies: ["CLibXML2", "ZhenglintCore", "ZhenglintReaders", "ZhenglintTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintMatchingTests",
      dependencies: ["ZhenglintCore", "ZhenglintMatching", "ZhenglintTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintCertificatesTests",
      dependencies: ["ZhenglintCertificates", "ZhenglintCore", "ZhenglintReaders"],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintCatalogueTests",
      dependencies: ["ZhenglintCatalogue", "ZhenglintCore", "ZhenglintRules"],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintRulesTests",
      dependencies: [
        "ZhenglintCatalogue", "ZhenglintCore", "ZhenglintRules", "ZhenglintTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintEngineTests",
      dependencies: [
        "ZhenglintCatalogue", "ZhenglintCore", "ZhenglintEngine", "ZhenglintMatching",
        "ZhenglintReaders", "ZhenglintRules", "ZhenglintTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintProjectTests",
      dependencies: ["ZhenglintCore", "ZhenglintProject", "ZhenglintRules"],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintReportingTests",
      dependencies: [
        "ZhenglintCore", "ZhenglintReporting", "ZhenglintRules", "ZhenglintTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintScanTests",
      dependencies: [
        "ZhenglintCore", "ZhenglintReporting", "ZhenglintRules", "ZhenglintScan",
        "ZhenglintTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ZhenglintLSPTests",
      dependencies: [
        "ZhenglintCore", "ZhenglintEngine", "ZhenglintLSP", "ZhenglintReaders", "ZhenglintRules",
        "ZhenglintTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "ZhenglintCore", "ZhenglintReporting", "ZhenglintTestSupport", "zhenglint",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
