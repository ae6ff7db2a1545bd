import PolicyFiles
import PolicyTesting

/// The policy that the tests' test files are about.
let paymentsPolicy = """
  version: 1
  team: payments
  defaults:
    evidence: {lookback: 30d}
  buckets:
    - bucket: payments-invoices
    - bucket: "payments-*"
      account: "444455556666"
    - bucket: payments-press-kit
      expect: public
      reason: downloads for journalists
  waivers:
    - id: PAY-1
      bucket: payments-invoices
      key: "reports/*"
      owner: "@example/payments"
      reason: the job is switched off in March
      expires: 2020-03-31
  """

/// The policy set of these texts.
func policySet(_ texts: String...) throws -> PolicySet {
  try PolicySet.load(
    files: texts.enumerated().map { (path: "\($0).yaml", bytes: Array($1.utf8)) })
}

/// The tests of a file.
func testFile(_ text: String) throws -> PolicyTestFile {
  try PolicyTestFile(path: "Policies/payments.test.yaml", bytes: Array(text.utf8))
}

/// A test file with one test, of which these lines are told, as of 10 February 2020.
func oneTest(_ lines: String) -> String {
  let indented = lines.split(separator: "\n", omittingEmptySubsequences: false)
    .map { "    \($0)\n" }.joined()
  return """
    version: 1
    defaults: {as-of: 2020-02-10}
    tests:
      - name: one
    \(indented)
    """
}

/// The outcome of that one test on the payments policy.
func outcome(_ lines: String, policy: String = paymentsPolicy) async throws -> PolicyTestOutcome {
  let file = try testFile(oneTest(lines))
  return await file.tests[0].outcome(against: try policySet(policy))
}

extension PolicyTestOutcome {
  /// What differs, a line each: `payments-invoices verdict: ready -> not-ready`.
  var differences: [String] {
    mismatches.flatMap { mismatch in
      mismatch.differences.map {
        "\(mismatch.bucket) \($0.subject): \($0.expected ?? "nothing") -> \($0.actual ?? "nothing")"
      }
    }
  }
}
