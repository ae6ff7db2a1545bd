import ArgumentParser
import TrailFixtures

/// Writes the logs of the example.
struct Example: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the small logs of the project's example.")

  @Option(help: ArgumentHelp("Where to write them.", valueName: "folder"))
  var output: String

  @Flag(help: "Write into a folder that is not empty.")
  var force = false

  func run() throws {
    let folder = try OutputFolder(output, force: force)
    let compressor = try GzipCompressor(level: 9)
    var suffixes = SeededGenerator(seed: "example")
    for delivery in Delivery.deliveries(of: PaymentsStory().events) {
      let text = logFile(delivery.events)
      // One day's files were unpacked by somebody who wanted to look into them.
      let isUnpacked = delivery.time.day == "2020-02-04"
      let key = LogFile.key(
        delivered: delivery.time, suffix: suffixes.text(of: 16, from: .alphanumeric),
        extension: isUnpacked ? "json" : "json.gz")
      try folder.write(isUnpacked ? text : try compressor.compress(text), to: key)
    }
  }
}
