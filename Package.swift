// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "bpa-ready",
  products: [
    .library(name: "S3Access", targets: ["S3Access"])
  ],
  targets: [
    // System libraries: module maps only.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CSimdJSON", pkgConfig: "simdjson", providers: [.apt(["libsimdjson-dev"])]),

    // Values without input or output, in the order of the data flow.
    .target(name: "Timeline"),
    .target(name: "Diagnostics"),
    .target(name: "JSON"),
    .target(name: "S3Access", dependencies: ["JSON"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
