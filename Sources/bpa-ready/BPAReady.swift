import ArgumentParser
import Reports

@main
struct BPAReady: AsyncParsableCommand {
  /// The version that `--version` and the reports say.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "bpa-ready",
    abstract: "Says whether S3 Block Public Access can be switched on without breaking anybody.",
    usage: """
      bpa-ready [check] [--policy <path> ...] --evidence <path> ... [<options>]
      bpa-ready <subcommand> --help
      """,
    discussion: """
      Per-team policy files declare which buckets are to be private; log evidence (CloudTrail) shows \
      who does what. Each bucket gets a verdict, and each of the four settings an answer. Missing \
      evidence is never READY.

      For example: bpa-ready --policy Policies --evidence AWSLogs

      All options and the exit codes: bpa-ready check --help
      """,
    version: version,
    subcommands: [
      Check.self, Explain.self, Doctor.self, Plan.self, Lint.self, Test.self, Init.self,
      Collect.self,
      LedgerCommand.self, Schema.self,
    ],
    defaultSubcommand: Check.self)

  /// Runs the command. An error that nobody expected must not end in the code 1, which says that a
  /// bucket is not ready.
  static func main() async {
    StandardStreams.holdPlaces()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let code as ArgumentParser.ExitCode {
      exit(withError: code)
    } catch  where exitCode(for: error) == .failure {
      StandardError(isQuiet: false).error("\(error)", help: "this is a defect of bpa-ready itself")
      exit(withError: ArgumentParser.ExitCode(.internalError))
    } catch {
      exit(withError: error)
    }
  }
}
