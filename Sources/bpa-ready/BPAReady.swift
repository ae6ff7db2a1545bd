import ArgumentParser

@main
struct BPAReady: AsyncParsableCommand {
  /// The version that `--version` and the reports say.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "bpa-ready",
    abstract: "Says whether S3 Block Public Access can be switched on without breaking anybody.",
    discussion: """
      Per-team policy files declare which buckets are to be private; log evidence (CloudTrail) shows \
      who does what. Each bucket gets a verdict, and each of the four settings an answer. Missing \
      evidence is never READY.
      """,
    version: version,
    subcommands: [Check.self],
    defaultSubcommand: Check.self)
}
