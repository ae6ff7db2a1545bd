import ArgumentParser
import ChangePlans
import JSON
import RawEvidence
import Reports

/// A planned change to be judged, rather than the policies.
struct ChangePlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What 'terraform show -json PLAN' printed (or tofu): only the settings that it switches on are \
      judged, for the buckets and accounts that it switches them on for.
      """, valueName: "file"))
  var terraformPlan: String?

  /// Whether a plan is the question.
  var isGiven: Bool { terraformPlan != nil }

  /// What says otherwise what is asked about has no place beside a plan.
  func check(others: [(name: String, isGiven: Bool)]) throws {
    guard isGiven, let other = others.first(where: \.isGiven) else { return }
    throw ValidationError(
      "\(other.name) does not go with --terraform-plan: the plan is the question.")
  }

  /// The plan and the file that it was read from; `nil` where none is asked about.
  ///
  /// - Throws: the exit code for what is wrong, after telling it: a plan that cannot be read must not look
  ///   like one that changes nothing.
  func load(
    tellingErrors standardError: StandardError
  ) throws -> (plan: ChangePlan, file: String)? {
    try terraformPlan.map { path in
      (try ChangePlanInput.load(path, tellingErrors: standardError), path)
    }
  }
}

/// The file of a planned change.
private enum ChangePlanInput {
  /// Terraform's own plans of ten thousand resources stay below this.
  private static let mostBytes = 512 << 20
  private static let help = "write the plan as JSON: terraform show -json PLAN > plan.json"

  static func load(
    _ path: String, tellingErrors standardError: StandardError
  ) throws -> ChangePlan {
    func failure(
      _ reason: String, help: String? = nil, _ code: Reports.ExitCode
    ) -> ArgumentParser.ExitCode {
      standardError.error("\(path): \(reason)", help: help)
      return ArgumentParser.ExitCode(code)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileContent.bytes(ofFileAt: path, limit: mostBytes)
    } catch {
      throw failure(error.reason, error.isMissing ? .nothingInScope : .inputOutput)
    }
    guard bytes.count <= mostBytes else {
      throw failure("it is larger than any plan", .unusableEvidence)
    }
    guard !bytes.starts(with: "PK".utf8) else {
      throw failure(
        "it is a plan in Terraform's own form, and not JSON", help: help, .unusableEvidence)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = String(
      validating: bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0), as: UTF8.self)
    guard let text, var parser = JSONParser(), let document = parser.parse(text) else {
      throw failure("it is not valid JSON", help: help, .unusableEvidence)
    }
    do {
      return try ChangePlan(terraform: document) { text in
        var parser = JSONParser()
        return parser?.parse(text)
      }
    } catch {
      throw failure(error.reason, help: error.help, .unusableEvidence)
    }
  }
}
