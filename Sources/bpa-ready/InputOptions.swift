import ArgumentParser
import PolicyFiles
import S3Access
import Timeline

/// What is asked: of which policies, evidence, buckets and instant.
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
      """
      A log file, a configuration snapshot, a folder of them (read to its depth), or - for \
      standard input; compressed or not. Repeatable.
      """, valueName: "path"))
  var evidence: [String] = []

  @Option(
    name: .customLong("bucket"),
    help: ArgumentHelp(
      "Only buckets whose name matches: * any text, ? one character, {a,b} either.",
      valueName: "glob"),
    transform: GlobPattern.init(argument:))
  var bucketPatterns: [GlobPattern] = []

  @Option(
    name: .customLong("team"),
    help: ArgumentHelp("Only buckets that this team claims.", valueName: "name"))
  var teams: [String] = []

  @Option(
    name: .customLong("setting"),
    help: ArgumentHelp(
      """
      Only this setting: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy or \
      RestrictPublicBuckets. Repeatable.
      """, valueName: "name"),
    completion: .list(BlockPublicAccessSetting.names),
    transform: BlockPublicAccessSetting.init(argument:))
  var settings: [BlockPublicAccessSetting] = []

  @Option(
    help: ArgumentHelp(
      "The instant that the verdicts speak of, such as 2020-02-10T00:00:00Z. (default: now)",
      valueName: "instant"),
    transform: Instant.init(argument:))
  var asOf: Instant?

  @Option(help: ArgumentHelp("Files read at once. (default: one a core)", valueName: "n"))
  var jobs: Int?

  var policyPaths: [String] { policies.isEmpty ? ["Policies"] : policies }
  var bucket: GlobPattern? { bucketPatterns.first }
  var team: String? { teams.first }

  func validate() throws {
    guard !evidence.isEmpty else {
      throw ValidationError("Give the evidence: --evidence PATH (a log file, a folder, or -).")
    }
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 1024.")
    }
    // The last one would win, and buckets that somebody asked about would go unjudged.
    if bucketPatterns.count > 1 {
      let names = bucketPatterns.map(\.text).joined(separator: ",")
      throw ValidationError("--bucket stands once; '{\(names)}' asks for all of them.")
    }
    if teams.count > 1 {
      throw ValidationError("--team stands once; without it all teams' buckets are judged.")
    }
  }
}

extension GlobPattern {
  /// Reads a pattern from the command line.
  fileprivate init(argument: String) throws {
    do {
      try self.init(argument)
    } catch {
      let help = error.help.map { "; \($0)" } ?? ""
      throw ValidationError("it \(error.reason)\(help)")
    }
  }
}

extension BlockPublicAccessSetting {
  fileprivate static var names: [String] { allCases.map(\.rawValue) }

  /// Reads a setting as AWS spells it, and no other way: what is typed here is what is typed into
  /// other tools.
  fileprivate init(argument: String) throws {
    guard let setting = Self(rawValue: argument) else {
      throw ValidationError(
        Self.names.nearest(to: argument).map { "did you mean '\($0)'?" }
          ?? "the settings are \(Self.names.joined(separator: ", "))")
    }
    self = setting
  }
}

extension Instant {
  /// Reads an instant from the command line.
  fileprivate init(argument: String) throws {
    guard let instant = Self(iso8601: argument) else {
      throw ValidationError(
        "expected a day of the calendar, such as 2020-02-10, or an instant with its offset from"
          + " UTC, such as 2020-02-10T00:00:00Z")
    }
    self = instant
  }
}
