import ArgumentParser
import PolicyFiles
import S3Access
import Timeline

struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "A policy file, or a folder of them (*.yaml, *.yml). Repeatable. (default: Policies)",
      valueName: "path"))
  var policies: [String] = []

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      "A log file, a folder of them, or - for standard input. Repeatable.", valueName: "path"))
  var evidence: [String] = []

  @Option(help: ArgumentHelp("Only buckets whose name matches.", valueName: "glob"))
  var bucket: BucketGlob?

  @Option(help: ArgumentHelp("Only buckets that this team claims.", valueName: "name"))
  var team: String?

  @Option(
    name: .customLong("setting"),
    help: ArgumentHelp(
      """
      Only this setting: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy or \
      RestrictPublicBuckets. Repeatable.
      """, valueName: "name"))
  var settings: [BlockPublicAccessSetting] = []

  @Option(
    help: ArgumentHelp(
      "The instant that the verdicts speak of, such as 2020-02-10T00:00:00Z. (default: now)",
      valueName: "instant"))
  var asOf: Instant?

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  var policyPaths: [String] { policies.isEmpty ? ["Policies"] : policies }

  func validate() throws {
    guard !evidence.isEmpty else {
      throw ValidationError("Give the evidence: --evidence PATH (a log file, a folder, or -).")
    }
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
  }
}

/// A pattern for buckets on the command line.
struct BucketGlob: ExpressibleByArgument {
  let pattern: GlobPattern

  init?(argument: String) {
    guard let pattern = try? GlobPattern(argument) else { return nil }
    self.pattern = pattern
  }
}

extension BlockPublicAccessSetting: ExpressibleByArgument {}

extension Instant: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(iso8601: argument)
  }
}
