import ArgumentParser
import Evidence
import PolicyFiles
import Readiness
import Reports
import S3Access
import Timeline

/// Reads the policies and the evidence, evaluates, reports.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Gives each bucket a verdict. This is what runs without a subcommand.",
    discussion: """
      EXIT CODES
        0   every bucket in scope is ready, or exempt
        1   at least one bucket is not ready
        3   none is not ready, at least one is unknown
        64  the command line is not understood
        65  the evidence is unusable: nothing could be evaluated
        66  a path does not exist, or no bucket is in scope
        70  internal error
        74  reading or writing failed
        78  a policy file is invalid
        130, 143  interrupted, terminated

      1 outranks 3: more logs cannot undo what was found. Results go to standard output, everything else to standard error.
      """)

  @OptionGroup(title: "What is asked")
  var input: InputOptions

  @OptionGroup(title: "How it is answered")
  var output: OutputOptions

  @OptionGroup(title: "When it fails")
  var gate: GateOptions

  func run() async throws {
    Interruption.install()
    let standardError = StandardError(isQuiet: output.quiet)
    let policies = try PolicyInput.load(input.policyPaths, tellingErrors: standardError)
    let ledger = try await collect(standardError)
    let asOf = input.asOf ?? Machine.now
    let assessment = Evaluation(of: ledger, against: policies.set, asOf: asOf, scope: scope)
      .assessment(applied: policies.applied)
    guard !assessment.buckets.isEmpty else {
      tellNothingInScope(policies.set, standardError)
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    standardError.tellTampering(assessment.notices)
    let exitCode = gate.exitCode(for: assessment)
    let report = Report(assessment, tool: .init(version: BPAReady.version), exitCode: exitCode)
    try output.write(report, tellingErrors: standardError)
    standardError.say(verdictLine(assessment, exitCode: exitCode))
    if exitCode != .ready { throw ArgumentParser.ExitCode(exitCode) }
  }

  private var scope: AssessmentScope {
    AssessmentScope(
      bucket: input.bucket, team: input.team,
      settings: input.settings.isEmpty ? nil : Set(input.settings),
      appliesWaivers: !gate.noWaivers, includesUndeclared: gate.undeclared != .ignore)
  }

  private func tellNothingInScope(_ policies: PolicySet, _ standardError: StandardError) {
    if let team = input.team, !policies.files.contains(where: { $0.team == team }) {
      let teams = Set(policies.files.map(\.team)).sorted()
      let meant = teams.nearest(to: team).map { "did you mean '\($0)'?" }
      standardError.error(
        "no policy file is of team '\(team)'",
        help: meant ?? "the teams are \(teams.joined(separator: ", "))")
      return
    }
    let filters = [
      input.bucket.map { "matches --bucket '\($0)'" },
      input.team.map { "is claimed by team '\($0)'" },
      gate.undeclared == .ignore ? "is claimed by a policy" : nil,
    ].compactMap(\.self)
    standardError.error(
      "no bucket is in scope",
      help: filters.isEmpty
        ? "neither the policies nor the evidence name a bucket"
        : "no bucket of the policies or the evidence \(filters.joined(separator: " and "))")
  }

  private func collect(_ standardError: StandardError) async throws -> Ledger {
    let found = EvidenceFiles(below: input.evidence)
    guard found.missing.isEmpty else {
      for path in found.missing {
        standardError.error("\(path): there is no such file or folder", help: nil)
      }
      throw ArgumentParser.ExitCode(.nothingInScope)
    }
    for path in found.foldersWithoutLogs where !found.files.isEmpty {
      standardError.warning(
        "\(path): the folder holds no log by its name (.json, .json.gz, .jsonl)")
    }
    let progress = ProgressBar(isShown: !output.quiet)
    var ledger = await EvidenceCollection(found.files)
      .ledger(workers: input.jobs ?? Machine.processors) { progress.show($0) }
    progress.clear()
    ledger.merge(found.ledger)
    standardError.tellUnreadable(ledger)
    guard ledger.isUsable else {
      standardError.error(
        Self.whyUnusable(files: found.files.count),
        help: "give the log files of a trail, or the folder that holds its AWSLogs")
      throw ArgumentParser.ExitCode(.unusableEvidence)
    }
    return ledger
  }

  private static func whyUnusable(files: Int) -> String {
    switch files {
    case 0: "no evidence: nothing that was given is a log by its name (.json, .json.gz, .jsonl)"
    case 1: "no evidence: the one file that was given could not be read as a CloudTrail log"
    default: "no evidence: none of the \(files) files could be read as a CloudTrail log"
    }
  }
}

extension Ledger {
  /// Whether at least one file could be read; one that holds no event yet can.
  fileprivate var isUsable: Bool {
    volume.events > 0 || volume.files > Set(unreadable.map(\.file)).count
  }
}

extension ArgumentParser.ExitCode {
  /// The code of the program's own table.
  init(_ code: Reports.ExitCode) {
    self.init(code.rawValue)
  }
}
