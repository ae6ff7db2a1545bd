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
      """, valueName: "file"), completion: .file())
  var terraformPlan: String?

  @Option(
    help: ArgumentHelp(
      """
      A template of CloudFormation, in YAML or JSON: the settings that it has on are judged, for the \
      buckets whose names it says.
      """, valueName: "file"), completion: .file())
  var cloudformationTemplate: String?

  @Option(
    help: ArgumentHelp(
      """
      What 'aws cloudformation describe-change-set --include-property-values' answers: the settings \
      that it switches on are judged, for the buckets that it names.
      """, valueName: "file"), completion: .file())
  var cloudformationChangeSet: String?

  /// Whether a plan is the question.
  var isGiven: Bool { !given.isEmpty }

  private var given: [(input: ChangePlanInput, path: String)] {
    [
      (.terraform, terraformPlan), (.cloudFormationTemplate, cloudformationTemplate),
      (.cloudFormationChangeSet, cloudformationChangeSet),
    ].compactMap { input, path in path.map { (input, $0) } }
  }

  func validate() throws {
    guard given.count <= 1 else {
      let names = given.map { "--\($0.input.rawValue)" }.joined(separator: " and ")
      throw ValidationError("\(names) are several questions: ask one at a time.")
    }
  }

  /// What says otherwise what is asked about has no place beside a plan.
  func check(others: [(name: String, isGiven: Bool)]) throws {
    guard isGiven, let other = others.first(where: \.isGiven) else { return }
    throw ValidationError("\(other.name) does not go with a plan: the plan is the question.")
  }

  /// The plan and the file that it was read from; `nil` where none is asked about.
  ///
  /// - Throws: the exit code for what is wrong, after telling it: a plan that cannot be read must not look
  ///   like one that changes nothing.
  func load(
    tellingErrors standardError: StandardError
  ) throws -> (plan: ChangePlan, file: String)? {
    try given.first.map { input, path in
      (try input.load(path, tellingErrors: standardError), path)
    }
  }
}

/// The file of a planned change.
private enum ChangePlanInput: String {
  case terraform = "terraform-plan"
  case cloudFormationTemplate = "cloudformation-template"
  case cloudFormationChangeSet = "cloudformation-change-set"

  /// Terraform's own plans of ten thousand resources stay below this.
  private static let mostBytes = 512 << 20

  /// How to get what is expected.
  private var help: String {
    switch self {
    case .terraform: "write the plan as JSON: terraform show -json PLAN > plan.json"
    case .cloudFormationTemplate:
      "give the template itself; of a stack that is there:"
        + " aws cloudformation get-template --template-stage Processed"
    case .cloudFormationChangeSet:
      "write it as JSON: aws cloudformation describe-change-set --include-property-values"
        + " --output json > change-set.json"
    }
  }

  func load(
    _ path: String, tellingErrors standardError: StandardError
  ) throws -> ChangePlan {
    let bytes: [UInt8]
    do {
      bytes = try FileContent.bytes(ofFileAt: path, limit: Self.mostBytes)
    } catch {
      standardError.error("\(path): \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(error.isMissing ? .nothingInScope : .inputOutput)
    }
    do {
      return try plan(try document(bytes))
    } catch {
      standardError.error("\(path): \(error.reason)", help: error.help ?? help)
      throw ArgumentParser.ExitCode(.unusableEvidence)
    }
  }

  private func document(_ bytes: [UInt8]) throws(ChangePlanError) -> JSONValue {
    guard bytes.count <= Self.mostBytes else { throw ChangePlanError("it is larger than any plan") }
    guard !bytes.starts(with: "PK".utf8) else {
      throw ChangePlanError("it is a plan in Terraform's own form, and not JSON")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0)
    guard let characters = String(validating: text, as: UTF8.self) else {
      throw ChangePlanError("it is not text in UTF-8")
    }
    if let document = Self.parsed(characters) { return document }
    guard self == .cloudFormationTemplate else { throw ChangePlanError("it is not valid JSON") }
    return try TemplateText(yaml: text).document()
  }

  private func plan(_ document: JSONValue) throws(ChangePlanError) -> ChangePlan {
    switch self {
    case .terraform: try ChangePlan(terraform: document, parsing: Self.parsed)
    case .cloudFormationTemplate: try ChangePlan(cloudFormation: document)
    case .cloudFormationChangeSet: try ChangePlan(changeSet: document, parsing: Self.parsed)
    }
  }

  private static func parsed(_ text: String) -> JSONValue? {
    var parser = JSONParser()
    return parser?.parse(text)
  }
}
