import ArgumentParser

@main
struct TrailGenerator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trail-generator",
    abstract: "Writes logs and inventories that are made up, for benchmarks and examples.",
    discussion: """
      The same options give the same logs on every machine. The gzip files hold the same text \
      everywhere, and are the same bytes for one version of libdeflate.
      """,
    subcommands: [
      Bench.self, AccessLogs.self, Inventory.self, Example.self, Inflate.self, Measure.self,
    ])
}
