import Testing

@Suite("What requirements of evidence can have wrong")
struct EvidenceErrorTests {
  @Test(arguments: [
    DiagnosticCase(
      "evidence that cannot be",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {lookback: 90, freshness: 1y, max-gap: 30m, grade: prooven}
      """,
      """
      a.yaml:5:26: error: '90' is not a length of time
          5 |     evidence: {lookback: 90, freshness: 1y, max-gap: 30m, grade: prooven}
            |                          ^^
         help: write a whole number and one of s, m, h, d, w: 90d, 24h
      a.yaml:5:41: error: '1y' is not a length of time
          5 |     evidence: {lookback: 90, freshness: 1y, max-gap: 30m, grade: prooven}
            |                                         ^^
         help: write a whole number and one of s, m, h, d, w: 90d, 24h
      a.yaml:5:54: error: 'max-gap' is 1h at least
          5 |     evidence: {lookback: 90, freshness: 1y, max-gap: 30m, grade: prooven}
            |                                                      ^^^
         help: evidence is kept by the hour
      a.yaml:5:66: error: 'prooven' is not a grade of evidence
          5 |     evidence: {lookback: 90, freshness: 1y, max-gap: 30m, grade: prooven}
            |                                                                  ^^^^^^^
         help: did you mean 'proven'?
      """),
    DiagnosticCase(
      "evidence of other types",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {lookback: {}, freshness: [24h], grade: no}
      """,
      """
      a.yaml:5:26: error: 'lookback' takes a length of time, not a mapping
          5 |     evidence: {lookback: {}, freshness: [24h], grade: no}
            |                          ^^
      a.yaml:5:41: error: 'freshness' takes a length of time, not a list
          5 |     evidence: {lookback: {}, freshness: [24h], grade: no}
            |                                         ^^^^^
      a.yaml:5:55: error: 'grade' takes text, and YAML reads 'no' without quotes as a boolean
          5 |     evidence: {lookback: {}, freshness: [24h], grade: no}
            |                                                       ^^
         help: put it in quotes: "no"
      """),
    DiagnosticCase(
      "a lookback of nothing",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {lookback: 0d}
      """,
      """
      a.yaml:5:26: error: 'lookback' is 1h at least
          5 |     evidence: {lookback: 0d}
            |                          ^^
         help: evidence is kept by the hour
      """),
    DiagnosticCase(
      "a lookback of a thousand years",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {lookback: 365000d}
      """,
      """
      a.yaml:5:26: error: '365000d' is not a length of time
          5 |     evidence: {lookback: 365000d}
            |                          ^^^^^^^
         help: write a whole number and one of s, m, h, d, w: 90d, 24h
      """),
    DiagnosticCase(
      "a lookback within the inherited freshness",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {lookback: 12h}
      """,
      """
      a.yaml:5:26: error: 'lookback' (12h) has to be longer than 'freshness' (24h)
          5 |     evidence: {lookback: 12h}
            |                          ^^^
         help: else a window without any evidence would do
      """),
    DiagnosticCase(
      "a gap as long as the inherited lookback",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {max-gap: 90d}
      """,
      """
      a.yaml:5:25: error: 'lookback' (90d) has to be longer than 'max-gap' (90d)
          5 |     evidence: {max-gap: 90d}
            |                         ^^^
         help: else a window without any evidence would do
      """),
    DiagnosticCase(
      "a freshness as long as the lookback, in the defaults",
      """
      version: 1
      team: payments
      defaults:
        evidence: {lookback: 2d, freshness: 2d}
      buckets:
        - bucket: logs
      """,
      """
      a.yaml:4:39: error: 'lookback' (2d) has to be longer than 'freshness' (2d)
          4 |   evidence: {lookback: 2d, freshness: 2d}
            |                                       ^^
         help: else a window without any evidence would do
      """),
    DiagnosticCase(
      "missing evidence without a reason",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {not-recorded: [management]}
      """,
      """
      a.yaml:5:16: error: 'not-recorded' needs a 'reason' beside it
          5 |     evidence: {not-recorded: [management]}
            |                ^^^^^^^^^^^^
         help: say why the evidence may be missing; every report repeats it
      """),
    DiagnosticCase(
      "a reason for nothing",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {reason: the audit account has them}
      """,
      """
      a.yaml:5:16: error: 'reason' explains 'not-recorded', which is not here
          5 |     evidence: {reason: the audit account has them}
            |                ^^^^^^
      """),
    DiagnosticCase(
      "a class of evidence that is none",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          evidence: {not-recorded: [managment], reason: audit}
      """,
      """
      a.yaml:5:31: error: 'managment' is not a class of evidence
          5 |     evidence: {not-recorded: [managment], reason: audit}
            |                               ^^^^^^^^^
         help: did you mean 'management'?
      """),
  ])
  func evidenceErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
