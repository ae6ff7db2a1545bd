import Testing

@Suite("What is not YAML")
struct YAMLSyntaxTests {
  @Test(arguments: [
    DiagnosticCase(
      "an '@' without quotes",
      """
      version: 1
      team: payments
      owner: @example/payments
      buckets: []
      """,
      """
      a.yaml:3:8: error: this is not YAML: found character that cannot start any token
          3 | owner: @example/payments
            |        ^
         help: put text that begins with this character in quotes
      """),
    DiagnosticCase(
      "a colon in text",
      """
      version: 1
      team: payments
      owner: a: b
      buckets: []
      """,
      """
      a.yaml:3:9: error: this is not YAML: mapping values are not allowed in this context
          3 | owner: a: b
            |         ^
         help: put text that holds ': ' in quotes, and check the indentation
      """),
    DiagnosticCase(
      "a key that is indented too far",
      """
      version: 1
      team: payments
        owner: x
      buckets: []
      """,
      """
      a.yaml:3:8: error: this is not YAML: mapping values are not allowed in this context
          3 |   owner: x
            |        ^
         help: put text that holds ': ' in quotes, and check the indentation
      """),
    DiagnosticCase(
      "an entry that is indented too little",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
       - bucket: other
      """,
      """
      a.yaml:5:2: error: this is not YAML: did not find expected key
          5 |  - bucket: other
            |  ^
         help: check the indentation, and put text that begins with '{', '[' or a quote in quotes
      """),
    DiagnosticCase(
      "a bracket that is never closed",
      """
      version: 1
      team: payments
      buckets: [
      """,
      """
      a.yaml:3:11: error: this is not YAML: the file ends too early
          3 | buckets: [
            |           ^
      """),
    DiagnosticCase(
      "a list that is never closed",
      """
      version: 1
      team: payments
      owner: [a,
        b
      """,
      """
      a.yaml:3:8: error: this is not YAML: what begins here is never closed
          3 | owner: [a,
            |        ^
      """),
    DiagnosticCase(
      "a quote that is never closed",
      """
      version: 1
      team: payments
      owner: "abc
      buckets: []
      """,
      """
      a.yaml:3:8: error: this is not YAML: what begins here is never closed
          3 | owner: "abc
            |        ^
      """),
    DiagnosticCase(
      "a directive",
      """
      %YAML 1.2
      ---
      version: 1
      team: payments
      buckets:
        - bucket: logs
      """,
      """
      a.yaml:1:1: error: a line that begins with '%' is a directive, which policy files do not take
          1 | %YAML 1.2
            | ^
         help: leave it out; where it is text, indent it
      """),
    DiagnosticCase(
      "a directive where none can be",
      """
      version: 1
      team: payments
      %TAG ! x
      buckets: []
      """,
      """
      a.yaml:3:1: error: a line that begins with '%' is a directive, which policy files do not take
          3 | %TAG ! x
            | ^
         help: leave it out; where it is text, indent it
      """),
    DiagnosticCase(
      "a tab in the indentation",
      #"""
      version: 1
      team: payments
      buckets:
      \#t- bucket: logs
      """#,
      #"""
      a.yaml:4:1: error: a tab in the indentation
          4 | \t- bucket: logs
            | ^^
         help: YAML is indented with spaces only; mend the file's other tabs too
      """#),
    DiagnosticCase(
      "a tab after spaces",
      #"""
      version: 1
      team: payments
      buckets:
        - bucket: logs
        \#texpect: private
      """#,
      #"""
      a.yaml:5:3: error: a tab in the indentation
          5 |   \texpect: private
            |   ^^
         help: YAML is indented with spaces only; mend the file's other tabs too
      """#),
  ])
  func syntaxErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
