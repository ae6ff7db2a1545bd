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
    let counts: [XMLElement.Attribute] = [
      .init("name", "S3 Block Public Access"), .init("tests", String(assessment.buckets.count)),
      .init("failures", String(assessment.count(of: .notReady))),
      .init("errors", String(assessment.count(of: .unknown))),
      .init(
        "skipped", String(assessment.count(of: .exempt) + assessment.count(of: .undeclared))),
      .init("time", "0"),
    ]
    // The format's times have no zone.
    let time = XMLElement.Attribute("timestamp", String(assessment.asOf.description.dropLast()))
    return XMLText.document(
      XMLElement(
        "testsuites", counts,
        [XMLElement("testsuite", counts + [time], assessment.buckets.map(Self.testCase))]))
  }

  private static func testCase(_ bucket: BucketVerdict) -> XMLElement {
    var place: [XMLElement.Attribute] = []
    if let location = bucket.declaration?.location {
      place.append(.init("file", location.file))
      if location.line > 0 { place.append(.init("line", String(location.line))) }
    }
    let team = bucket.declaration?.team ?? "undeclared"
    return XMLElement(
      "testcase",
      [.init("name", bucket.bucket), .init("classname", team), .init("time", "0")] + place,
      outcome(of: bucket) + remarks(on: bucket))
  }

  private static func outcome(of bucket: BucketVerdict) -> [XMLElement] {
    func element(_ name: String) -> [XMLElement] {
      let message = TerminalText.escaped(
        (bucket.causes + bucket.unknownSettings).joined(separator: "; "))
      let attributes: [XMLElement.Attribute] = [
        .init("message", message), .init("type", bucket.verdict.rawValue),
      ]
      // Each keeps to its line, whatever it quotes.
      let details = (bucket.failures + bucket.questions).map(TerminalText.escaped)
      return [
        details.isEmpty
          ? XMLElement(name, attributes)
          : XMLElement(name, attributes, text: details.joined(separator: "\n"))
      ]
    }
    switch bucket.verdict {
    case .notReady: return element("failure")
    case .unknown: return element("error")
    case .exempt, .undeclared:
      return [
        XMLElement(
          "skipped",
          [.init("message", TerminalText.escaped(bucket.reasons.joined(separator: "; ")))])
      ]
    case .ready: return []
    }
  }

  /// What a reader should know beside the outcome: what the policy accepts, what is waived.
  private static func remarks(on bucket: BucketVerdict) -> [XMLElement] {
    let waived = bucket.findings.compactMap { finding -> String? in
      guard case .waived(let waiver) = finding.state else { return nil }
      return "waived by \(waiver.id) until \(waiver.lastDay): \(finding.summary)"
    }
    let accepted = BlockPublicAccessSetting.allCases.flatMap { setting -> [String] in
      guard case .safe(let remarks) = bucket.assessment(of: setting).status else { return [] }
      return remarks.map { "\(setting.rawValue): \($0)" }
    }
    let lines = (waived + accepted).map(TerminalText.escaped)
    return lines.isEmpty ? [] : [XMLElement("system-out", text: lines.joined(separator: "\n"))]
  }
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
