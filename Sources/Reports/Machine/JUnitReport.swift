import Diagnostics
import Readiness
import S3Access
import Timeline

/// The report for test dashboards: a test case a bucket. One that is not ready fails, one that is
/// unknown is an error, one that is exempt or that no policy claims is skipped.
///
/// JUnit's format has no specification; what is written here is what Jenkins and GitLab read.
struct JUnitReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var text: String {
    let assessment = report.assessment
    let counts = attributes([
      ("name", "S3 Block Public Access"), ("tests", String(assessment.buckets.count)),
      ("failures", String(assessment.count(of: .notReady))),
      ("errors", String(assessment.count(of: .unknown))),
      ("skipped", String(assessment.count(of: .exempt) + assessment.count(of: .undeclared))),
      ("time", "0"),
    ])
    // The format's times have no zone.
    let time = attributes([("timestamp", String(assessment.asOf.description.dropLast()))])
    let lines =
      [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites\(counts)>"]
      + ["  <testsuite\(counts)\(time)>"] + assessment.buckets.flatMap(Self.testCase)
      + ["  </testsuite>", "</testsuites>"]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func testCase(_ bucket: BucketVerdict) -> [String] {
    var place: [(String, String)] = []
    if let location = bucket.declaration?.location {
      place.append(("file", location.file))
      if location.line > 0 { place.append(("line", String(location.line))) }
    }
    let team = bucket.declaration?.team ?? "undeclared"
    let names = attributes(
      [("name", bucket.bucket), ("classname", team), ("time", "0")] + place)
    let content = outcome(of: bucket) + remarks(on: bucket)
    return content.isEmpty
      ? ["    <testcase\(names)/>"]
      : ["    <testcase\(names)>"] + content + ["    </testcase>"]
  }

  private static func outcome(of bucket: BucketVerdict) -> [String] {
    let details = (bucket.failures + bucket.questions).map(shown)
    func element(_ name: String) -> [String] {
      let message = (bucket.causes + bucket.unknownSettings).joined(separator: "; ")
      let open = "<\(name)" + attributes([("message", message), ("type", bucket.verdict.rawValue)])
      guard !details.isEmpty else { return ["      \(open)/>"] }
      return ["      \(open)>" + details.joined(separator: "\n") + "</\(name)>"]
    }
    switch bucket.verdict {
    case .notReady: return element("failure")
    case .unknown: return element("error")
    case .exempt, .undeclared:
      let reason = bucket.reasons.joined(separator: "; ")
      return ["      <skipped" + attributes([("message", reason)]) + "/>"]
    case .ready: return []
    }
  }

  /// What a reader should know beside the outcome: what the policy accepts, what is waived.
  private static func remarks(on bucket: BucketVerdict) -> [String] {
    let waived = bucket.findings.compactMap { finding -> String? in
      guard case .waived(let waiver) = finding.state else { return nil }
      return "waived by \(waiver.id) until \(waiver.lastDay): \(finding.summary)"
    }
    let accepted = BlockPublicAccessSetting.allCases.flatMap { setting -> [String] in
      guard case .safe(let remarks) = bucket.assessment(of: setting).status else { return [] }
      return remarks.map { "\(setting.rawValue): \($0)" }
    }
    let lines = (waived + accepted).map(shown)
    guard !lines.isEmpty else { return [] }
    return ["      <system-out>" + lines.joined(separator: "\n") + "</system-out>"]
  }
}

/// Text that keeps to its line, whatever it quotes.
private func shown(_ text: String) -> String {
  XMLText.escaped(TerminalText.escaped(text))
}

/// Attributes of an element, each behind a space.
private func attributes(_ attributes: [(name: String, value: String)]) -> String {
  attributes.map { " \($0.name)=\"\(shown($0.value))\"" }.joined()
}

extension BucketVerdict {
  /// Why it is not ready, in a sentence a cause: what the settings say, and what stops it beside.
  var causes: [String] {
    let broken = BlockPublicAccessSetting.allCases.flatMap { setting -> [String] in
      guard case .breaks(let reasons) = assessment(of: setting).status else { return [] }
      return reasons.elements.map { "\(setting.rawValue) breaks: \($0)" }
    }
    return broken + reasons
  }

  /// `BlockPublicAcls, IgnorePublicAcls unknown`; empty where none is.
  var unknownSettings: [String] {
    let open = BlockPublicAccessSetting.allCases.filter {
      if case .unknown = assessment(of: $0).status { true } else { false }
    }
    return open.isEmpty ? [] : ["\(open.map(\.rawValue).joined(separator: ", ")) unknown"]
  }

  /// The findings that count, each with what to do about it.
  var failures: [String] {
    findings.filter(\.state.counts).flatMap {
      ["\($0.summary): \($0.explanation)", "  remedy: \($0.remedy)"]
    }
  }

  /// What is left open, each with how to settle it.
  var questions: [String] {
    openQuestions.flatMap { question, settings in
      let names = settings.map(\.rawValue).joined(separator: ", ")
      return ["\(names): \(question.question)"]
        + (question.remedy.map { ["  remedy: \($0)"] } ?? [])
    }
  }
}
