// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "bpa-ready",
  products: [
    .executable(name: "bpa-ready", targets: ["bpa-ready"]),
    .library(name: "S3Access", targets: ["S3Access"]),
    .executable(name: "trail-generator", targets: ["trail-generator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Without its default trait, which would bring in Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // System libraries: module maps only.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    // libdeflate inflates whole files only; what is read piece by piece goes through zlib.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // C++ behind a C header, over libsimdjson-dev. Not through pkgConfig: simdjson's own file passes
    // a -D flag there, which SwiftPM refuses with a warning. The definition has to be the one that the
    // library was built with, so it is made here. Without its exceptions simdjson has no conversions
    // that throw, so that the compiler refuses a result whose error nobody looks at.
    .target(
      name: "CCloudTrailScanner",
      cxxSettings: [
        .define("SIMDJSON_THREADS_ENABLED", to: "1"), .define("SIMDJSON_EXCEPTIONS", to: "0"),
      ],
      linkerSettings: [.linkedLibrary("simdjson")]),

    // Values without input or output.
    .target(name: "Timeline"),
    .target(name: "Diagnostics"),
    .target(name: "JSON"),
    .target(name: "S3Access", dependencies: ["JSON"]),

    // Bytes to records: the only Swift module with pointers.
    .target(
      name: "RawEvidence",
      dependencies: [
        "CCloudTrailScanner", "CDeflate", "CZlib", "JSON", "Timeline",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Evidence",
      dependencies: [
        "JSON", "RawEvidence", "S3Access", "Timeline",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    // The ledger in a file. The only module that knows SQLite, GRDB and, with them, Foundation.
    .target(
      name: "LedgerFile",
      dependencies: [
        "Evidence", "JSON", "RawEvidence", "Timeline",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "PolicyFiles",
      dependencies: ["Diagnostics", "JSON", "S3Access", "Timeline", "YAMLEvents"]),
    // The fence around libyaml, which no pointer leaves.
    .target(name: "YAMLEvents", dependencies: ["CLibYAML"]),
    // Planned changes of infrastructure: what they do to Block Public Access.
    .target(name: "ChangePlans", dependencies: ["JSON", "S3Access", "YAMLEvents"]),
    .target(
      name: "Readiness",
      dependencies: [
        "ChangePlans", "Diagnostics", "Evidence", "PolicyFiles", "S3Access", "Timeline",
      ]),
    // Tests of policies: events told in YAML, and the verdicts that are to follow from them.
    .target(
      name: "PolicyTesting",
      dependencies: [
        "Diagnostics", "Evidence", "JSON", "PolicyFiles", "RawEvidence", "Readiness", "S3Access",
        "Timeline",
      ]),
    .target(
      name: "StarterPolicy",
      dependencies: [
        "Diagnostics", "Evidence", "PolicyFiles", "Readiness", "S3Access", "Timeline",
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "ChangePlans", "Diagnostics", "Evidence", "JSON", "PolicyFiles", "PolicyTesting",
        "Readiness", "S3Access",
        "Timeline",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // What is asked of AWS, through the user's own `aws` command.
    .target(
      name: "AWSCommand",
      dependencies: [
        "Diagnostics", "JSON", "RawEvidence",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(name: "AthenaQueries", dependencies: ["Evidence", "S3Access", "Timeline"]),
    .target(
      name: "AthenaCollection",
      dependencies: [
        "AWSCommand", "AthenaQueries", "Diagnostics", "Evidence", "JSON", "RawEvidence", "Timeline",
        "TrailBucket",
      ]),
    .target(
      name: "ConfigurationSnapshots", dependencies: ["AWSCommand", "JSON", "Timeline"]),
    .target(
      name: "TrailBucket",
      dependencies: ["AWSCommand", "Evidence", "JSON", "RawEvidence", "S3Access", "Timeline"]),

    .executableTarget(
      name: "bpa-ready",
      dependencies: [
        "AthenaCollection", "AthenaQueries", "AWSCommand", "ChangePlans",
        "ConfigurationSnapshots", "Diagnostics",
        "Evidence", "JSON", "LedgerFile", "PolicyFiles",
        "PolicyTesting", "RawEvidence", "Readiness", "Reports", "S3Access", "StarterPolicy",
        "Timeline", "TrailBucket",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // Logs that the project makes for its tests, its examples and its benchmarks.
    .target(name: "TrailFixtures", dependencies: ["CDeflate", "JSON", "S3Access", "Timeline"]),
    .executableTarget(
      name: "trail-generator",
      dependencies: [
        "CDeflate", "JSON", "Timeline", "TrailFixtures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    .testTarget(
      name: "S3AccessTests", dependencies: ["S3Access", "JSON"],
      resources: [.copy("Conformance")]),
    .testTarget(name: "TimelineTests", dependencies: ["Timeline", "TrailFixtures"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .testTarget(name: "RawEvidenceTests", dependencies: ["JSON", "RawEvidence", "TrailFixtures"]),
    .testTarget(
      name: "EvidenceTests",
      dependencies: [
        "Evidence", "JSON", "RawEvidence", "S3Access", "Timeline", "TrailFixtures",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "LedgerFileTests",
      dependencies: [
        "Evidence", "JSON", "LedgerFile", "RawEvidence", "S3Access", "Timeline",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "PolicyFilesTests",
      dependencies: ["Diagnostics", "PolicyFiles", "S3Access", "Timeline"]
    ),
    .testTarget(
      name: "ChangePlansTests", dependencies: ["ChangePlans", "JSON", "RawEvidence", "S3Access"]),
    .testTarget(
      name: "ReadinessTests",
      dependencies: [
        "ChangePlans", "Diagnostics", "Evidence", "JSON", "PolicyFiles", "Readiness", "S3Access",
        "Timeline",
      ]),
    .testTarget(
      name: "PolicyTestingTests",
      dependencies: [
        "Diagnostics", "Evidence", "JSON", "PolicyFiles", "PolicyTesting", "Readiness", "Reports",
        "S3Access", "Timeline",
      ]),
    .testTarget(
      name: "StarterPolicyTests",
      dependencies: [
        "Evidence", "JSON", "PolicyFiles", "Readiness", "S3Access", "StarterPolicy", "Timeline",
        "TrailFixtures",
      ]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Diagnostics", "Evidence", "JSON", "PolicyFiles", "RawEvidence", "Readiness", "Reports",
        "S3Access", "Timeline",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrailFixturesTests", dependencies: ["JSON", "Timeline", "TrailFixtures"]),
    .testTarget(
      name: "AthenaQueriesTests", dependencies: ["AthenaQueries", "S3Access", "Timeline"]),
    .testTarget(
      name: "AthenaCollectionTests",
      dependencies: [
        "AWSCommand", "AthenaCollection", "AthenaQueries", "Evidence", "RawEvidence", "Timeline",
        "TrailBucket",
      ]),
    .testTarget(name: "AWSCommandTests", dependencies: ["AWSCommand", "JSON", "RawEvidence"]),
    .testTarget(
      name: "TrailBucketTests",
      dependencies: ["AWSCommand", "Evidence", "JSON", "RawEvidence", "Timeline", "TrailBucket"]),
    // Runs the built program, which stands beside the tests' own.
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "bpa-ready", "JSON", "RawEvidence", "TrailFixtures",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Golden", "Readers"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
