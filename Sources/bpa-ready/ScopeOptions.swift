import ArgumentParser
import PolicyFiles
import S3Access

/// Which buckets and settings are asked about.
struct ScopeOptions: ParsableArguments {
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

  var bucket: GlobPattern? { bucketPatterns.first }
  var team: String? { teams.first }

  func validate() throws {
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
  init(argument: String) throws {
    do {
      try self.init(argument)
    } catch {
      let help = error.help.map { "; \($0)" } ?? ""
      throw ValidationError("it \(error.reason)\(help)")
    }
  }
}

extension BlockPublicAccessSetting {
  /// As AWS spells them.
  static var names: [String] { allCases.map(\.rawValue) }

  /// Reads a setting as AWS spells it, and no other way: what is typed here is what is typed into
  /// other tools.
  init(argument: String) throws {
    guard let setting = Self(rawValue: argument) else {
      throw ValidationError(
        Self.names.nearest(to: argument).map { "did you mean '\($0)'?" }
          ?? "the settings are \(Self.names.joined(separator: ", "))")
    }
    self = setting
  }
}
