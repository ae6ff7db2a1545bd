import Testing

@Suite("What policy files do not take of YAML")
struct YAMLRefusalTests {
  @Test(arguments: [
    DiagnosticCase(
      "an empty file",
      """

      """,
      """
      a.yaml: error: the file is empty, or holds comments only
         help: a policy file begins with 'version: 1' and 'team: NAME'
      """),
    DiagnosticCase(
      "comments only",
      """
      # nothing yet
      """,
      """
      a.yaml: error: the file is empty, or holds comments only
         help: a policy file begins with 'version: 1' and 'team: NAME'
      """),
    DiagnosticCase(
      "a document without a node",
      """
      ---
      """,
      """
      a.yaml: error: the file is empty, or holds comments only
         help: a policy file begins with 'version: 1' and 'team: NAME'
      """),
    DiagnosticCase(
      "a second document",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      ---
      version: 1
      """,
      """
      a.yaml:5:1: error: a second document begins here
          5 | ---
            | ^^^
         help: a policy file holds one document; put the second in a file of its own
      """),
    DiagnosticCase(
      "a second document behind the end of the first",
      """
      version: 1
      team: payments
      buckets: []
      ...
      team: web
      """,
      """
      a.yaml:5:1: error: this is not YAML: did not find expected <document start>
          5 | team: web
            | ^
      """),
    DiagnosticCase(
      "a merge key beside an anchor",
      """
      version: 1
      team: payments
      buckets:
        - &logs {bucket: logs, expect: private}
        - <<: *logs
          bucket: other
      """,
      """
      a.yaml:4:5: error: '&logs' is an anchor, which policy files do not take
          4 |   - &logs {bucket: logs, expect: private}
            |     ^^^^^^^
         help: shared values go under 'defaults'
      a.yaml:5:5: error: '<<' is a merge key, which policy files do not take
          5 |   - <<: *logs
            |     ^^
         help: shared values go under 'defaults'
      a.yaml:5:9: error: '*logs' without quotes is an alias, which policy files do not take
          5 |   - <<: *logs
            |         ^^^^^
         help: put a pattern in quotes: "*logs"; shared values go under 'defaults'
      """),
    DiagnosticCase(
      "an alias and its anchor",
      """
      version: 1
      team: payments
      buckets:
        - bucket: &name logs
        - bucket: *name
      """,
      """
      a.yaml:4:13: error: '&name' is an anchor, which policy files do not take
          4 |   - bucket: &name logs
            |             ^^^^^^^^^^
         help: shared values go under 'defaults'
      a.yaml:5:13: error: '*name' without quotes is an alias, which policy files do not take
          5 |   - bucket: *name
            |             ^^^^^
         help: put a pattern in quotes: "*name"; shared values go under 'defaults'
      """),
    DiagnosticCase(
      "a pattern without quotes, taken for an alias",
      """
      version: 1
      team: payments
      buckets:
        - bucket: *-logs
      """,
      """
      a.yaml:4:13: error: '*-logs' without quotes is an alias, which policy files do not take
          4 |   - bucket: *-logs
            |             ^^^^^^
         help: put a pattern in quotes: "*-logs"; shared values go under 'defaults'
      """),
    DiagnosticCase(
      "a pattern without quotes, not even an alias",
      """
      version: 1
      team: payments
      buckets:
        - bucket: *
      """,
      """
      a.yaml:4:14: error: this is not YAML: did not find expected alphabetic or numeric character
          4 |   - bucket: *
            |              ^
         help: put text that begins with '*' or '&' in quotes
      """),
    DiagnosticCase(
      "a pattern without quotes, taken for a mapping",
      """
      version: 1
      team: payments
      buckets:
        - bucket: {a,b}
      """,
      """
      a.yaml:4:13: error: 'bucket' takes text, not a mapping
          4 |   - bucket: {a,b}
            |             ^^^^^
         help: put a pattern with braces in quotes
      """),
    DiagnosticCase(
      "braces without quotes before text",
      """
      version: 1
      team: payments
      buckets:
        - bucket: {a,b}-logs
      """,
      """
      a.yaml:4:18: error: this is not YAML: did not find expected key
          4 |   - bucket: {a,b}-logs
            |                  ^
         help: check the indentation, and put text that begins with '{', '[' or a quote in quotes
      """),
    DiagnosticCase(
      "a merge key",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          <<: {expect: private}
      """,
      """
      a.yaml:5:5: error: '<<' is a merge key, which policy files do not take
          5 |     <<: {expect: private}
            |     ^^
         help: shared values go under 'defaults'
      """),
    DiagnosticCase(
      "a tag",
      """
      version: 1
      team: payments
      buckets: !!set {}
      """,
      """
      a.yaml:3:10: error: 'tag:yaml.org,2002:set' is a tag, which policy files do not take
          3 | buckets: !!set {}
            |          ^^^^^^^
         help: leave the tag out
      a.yaml:3:10: error: 'buckets' takes a list, not a mapping
          3 | buckets: !!set {}
            |          ^^^^^^^^
      """),
    DiagnosticCase(
      "a tag that YAML does not know",
      """
      version: 1
      team: payments
      owner: !secret x
      buckets: []
      """,
      """
      a.yaml:3:8: error: '!secret' is a tag, which policy files do not take
          3 | owner: !secret x
            |        ^^^^^^^^^
         help: leave the tag out
      """),
    DiagnosticCase(
      "a key that is a list",
      """
      version: 1
      team: payments
      [a]: b
      buckets: []
      """,
      """
      a.yaml:3:1: error: a key is a word, not a list or a mapping
          3 | [a]: b
            | ^^^
      """),
  ])
  func refusals(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
