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
    let buckets = assessment.buckets.map(\.verdict)
    let wider = assessment.widerAnswers
    let changes = JUnitBaseline(report.comparison)
    let cases = assessment.buckets.map { Self.testCase($0, changes.properties(of: $0.bucket)) }
    let suites =
      (wider.isEmpty
        ? [] : [suite(assessment.widerTitle, wider.map(\.verdict), wider.map(Self.testCase))])
      + [suite(Self.title, buckets, changes.properties + cases)]
    return XMLText.document(
      XMLElement(
        "testsuites", Self.counts(Self.title, buckets + wider.map(\.verdict)), suites))
  }

  private static let title = "S3 Block Public Access"

  private func suite(
    _ name: String, _ verdicts: [Verdict], _ content: [XMLElement]
  ) -> XMLElement {
    // The format's times have no zone.
    let time = String(report.assessment.asOf.description.dropLast())
    return XMLElement(
      "testsuite", Self.counts(name, verdicts) + [.init("timestamp", time)], content)
  }

  private static func counts(_ name: String, _ verdicts: [Verdict]) -> [XMLElement.Attribute] {
    func count(_ counted: Verdict...) -> String {
      String(verdicts.count(where: counted.contains))
    }
    return [
      .init("name", name), .init("tests", String(verdicts.count)),
      .init("failures", count(.notReady)), .init("errors", count(.unknown)),
      .init("skipped", count(.exempt, .undeclared)), .init("time", "0"),
    ]
  }

  /// A case on what is no bucket: an account, or a resource of a planned change.
  private static func testCase(_ answer: WiderAnswer) -> XMLElement {
    let outcome: [XMLElement] =
      switch answer.verdict {
      case .notReady: [element("failure", for: answer)]
      case .unknown: [element("error", for: answer)]
      case .ready, .exempt, .undeclared: []
      }
    return XMLElement(
      "testcase",
      [
        .init("name", TerminalText.escaped(answer.name)), .init("classname", answer.kind.rawValue),
        .init("time", "0"),
      ], outcome)
  }

  private static func element(_ name: String, for answer: WiderAnswer) -> XMLElement {
    XMLElement(
      name,
      [
        .init("message", TerminalText.escaped(answer.sentences.joined(separator: "; "))),
        .init("type", answer.verdict.rawValue),
      ], text: answer.text)
  }

  private static func testCase(
    _ bucket: BucketVerdict, _ properties: [XMLElement]
  ) -> XMLElement {
    var place: [XMLElement.Attribute] = []
    if let location = bucket.declaration?.location {
      place.append(.init("file", location.file))
      if location.line > 0 { place.append(.init("line", String(location.line))) }
    }
    let team = bucket.declaration?.team ?? "undeclared"
    return XMLElement(
      "testcase",
      [.init("name", bucket.bucket), .init("classname", team), .init("time", "0")] + place,
      properties + outcome(of: bucket) + remarks(on: bucket))
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
