import ArgumentParser
import JSON
import PolicyFiles
import RawEvidence
import Reports

/// Prints the format of a file.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints a JSON Schema: the format of policy files.",
    discussion: """
      An editor with the YAML language server completes and checks a policy file that begins with

        # yaml-language-server: $schema=./readiness-policy.v1.schema.json

      where that file holds what 'bpa-ready schema policy' prints. 'bpa-ready lint' checks more than \
      a schema can say.
      """)

  @Argument(help: "What the schema is of.")
  var subject: Subject

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case policy

    var schema: JSONValue {
      switch self {
      case .policy: PolicySchema.document
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
