import ArgumentParser
import JSON
import PolicyFiles
import RawEvidence
import Reports

/// Prints the format of a file.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a JSON Schema: the format of policy files, or of the JSON report.",
    discussion: """
      An editor with the YAML language server completes and checks a policy file that begins with

        # yaml-language-server: $schema=./readiness-policy.v1.schema.json

      where that file holds what 'bpa-ready schema policy' prints. 'bpa-ready lint' checks more than \
      a schema can say.

      What '--format json' writes is what 'bpa-ready schema report' prints. Fields are added to a \
      report and never renamed, so it may have others than the schema lists; the words that a field \
      can hold are those of this version of the program.
      """)

  @Argument(help: "What the schema is of.")
  var subject: Subject

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case policy, report

    var schema: JSONValue {
      switch self {
      case .policy: PolicySchema.document
      case .report: ReportSchema.document
      }
    }
  }

  func run() throws {
    do {
      try OutputFile.writeToStandardOutput(subject.schema.prettyText)
    } catch {
      StandardError(isQuiet: false).error("standard output: \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }
}
