import Diagnostics
import PolicyTesting

/// What became of policy tests, as the JUnit XML that CI systems show: a suite a file, a case a test.
///
/// Source: the Apache Ant JUnit report format, as Jenkins, GitLab and GitHub's reporters read it:
/// `testsuites`, `testsuite`, `testcase`, `failure`, with counts on the first two.
public struct PolicyTestJUnitReport: Sendable {
  private let run: PolicyTestRun

  /// The report of a run.
  public init(_ run: PolicyTestRun) {
    self.run = run
  }

  /// The document.
  public var text: String {
    XMLText.document(
      XMLElement(
        "testsuites",
        [
          .init("name", "bpa-ready test"), .init("tests", String(run.outcomes.count)),
          .init("failures", String(run.failures)), .init("errors", "0"),
        ], run.files.map(suite)))
  }

  private func suite(_ file: PolicyTestRun.File) -> XMLElement {
    XMLElement(
      "testsuite",
      [
        .init("name", file.path), .init("tests", String(file.outcomes.count)),
        .init("failures", String(file.outcomes.count { !$0.hasPassed })), .init("errors", "0"),
      ], file.outcomes.map(testCase))
  }

  private func testCase(_ outcome: PolicyTestOutcome) -> XMLElement {
    let test = outcome.test
    return XMLElement(
      "testcase",
      [
        .init("name", test.name), .init("classname", test.location.file),
        .init("file", test.location.file), .init("line", String(test.location.line)),
      ], outcome.hasPassed ? [] : [failure(outcome)])
  }

  private func failure(_ outcome: PolicyTestOutcome) -> XMLElement {
    let buckets = outcome.mismatches.map(\.bucket).joined(separator: ", ")
    return XMLElement(
      "failure", [.init("message", "not as expected: \(buckets)")],
      text: "\(outcome.test.location)\n" + outcome.mismatches.map(\.lines).joined())
  }
}

extension BucketMismatch {
  /// What differs, with a line feed behind each line.
  fileprivate var lines: String {
    "\(bucket)\(declaredAt.map { ", declared at \($0)" } ?? ", which no rule claims")\n"
      + differences.map { difference in
        let sides = [("-", difference.expected), ("+", difference.actual)]
        return sides.compactMap { sign, value in
          value.map { "  \(sign) \(difference.subject): \($0)\n" }
        }.joined() + difference.reasons.map { "    \($0)\n" }.joined()
      }.joined()
  }
}
