import Testing

@Suite("What a file as a whole can have wrong")
struct FileErrorTests {
  @Test(arguments: [
    DiagnosticCase(
      "a list",
      """
      - version: 1
      """,
      """
      a.yaml:1:3: error: a policy file takes a mapping of keys, not a list
          1 | - version: 1
            |   ^^^^^^^
      """),
    DiagnosticCase(
      "text",
      """
      payments
      """,
      """
      a.yaml:1:1: error: a policy file takes a mapping of keys, not text
          1 | payments
            | ^^^^^^^^
      """),
    DiagnosticCase(
      "nothing but a team",
      """
      team: payments
      """,
      """
      a.yaml:1:1: error: a policy file needs the key 'version'
          1 | team: payments
            | ^^^^
         help: write 'version: 1'
      a.yaml:1:1: error: a policy file needs the key 'buckets'
          1 | team: payments
            | ^^^^
         help: list the team's buckets; 'buckets: []' claims none
      """),
    DiagnosticCase(
      "a version to come",
      """
      version: 2
      team: payments
      buckets: []
      """,
      """
      a.yaml:1:10: error: version '2' is not known; this program reads version 1
          1 | version: 2
            |          ^
      """),
    DiagnosticCase(
      "a version in quotes",
      """
      version: "1"
      team: payments
      buckets: []
      """,
      """
      a.yaml:1:10: error: 'version' takes the number 1, not text
          1 | version: "1"
            |          ^^^
      """),
    DiagnosticCase(
      "Norway as a team",
      """
      version: 1
      team: no
      buckets: []
      """,
      """
      a.yaml:2:7: error: 'team' takes text, and YAML reads 'no' without quotes as a boolean
          2 | team: no
            |       ^^
         help: put it in quotes: "no"
      """),
    DiagnosticCase(
      "a number as a team",
      """
      version: 1
      team: 0x1F
      buckets: []
      """,
      """
      a.yaml:2:7: error: 'team' takes text, and YAML reads '0x1F' without quotes as a number
          2 | team: 0x1F
            |       ^^^^
         help: put it in quotes: "0x1F"
      """),
    DiagnosticCase(
      "a team without a value",
      """
      version: 1
      team:
      buckets: []
      """,
      """
      a.yaml:2:6: error: 'team' has no value
          2 | team:
            |      ^
      """),
    DiagnosticCase(
      "an empty team",
      """
      version: 1
      team: " "
      buckets: []
      """,
      """
      a.yaml:2:7: error: 'team' is empty
          2 | team: " "
            |       ^^^
      """),
    DiagnosticCase(
      "a list of teams",
      """
      version: 1
      team: [payments]
      buckets: []
      """,
      """
      a.yaml:2:7: error: 'team' takes text, not a list
          2 | team: [payments]
            |       ^^^^^^^^^^
      """),
    DiagnosticCase(
      "a team of two lines",
      #"""
      version: 1
      team: "a\nb"
      buckets: []
      """#,
      #"""
      a.yaml:2:7: error: 'team' holds a line break or another control character
          2 | team: "a\nb"
            |       ^^^^^^
      """#),
    DiagnosticCase(
      "a misspelt key, not reported as missing too",
      """
      version: 1
      team: payments
      bukcets: []
      """,
      """
      a.yaml:3:1: error: unknown key 'bukcets' in a policy file
          3 | bukcets: []
            | ^^^^^^^
         help: did you mean 'buckets'?
      """),
    DiagnosticCase(
      "a key like no other",
      """
      version: 1
      team: payments
      colour: red
      buckets: []
      """,
      """
      a.yaml:3:1: error: unknown key 'colour' in a policy file
          3 | colour: red
            | ^^^^^^
         help: the keys are version, team, owner, extends, defaults, buckets, waivers, max-waiver-days
      """),
    DiagnosticCase(
      "a key that stands twice",
      """
      version: 1
      team: payments
      buckets: []
      "team": web
      """,
      """
      a.yaml:4:1: error: key 'team' stands twice in a policy file, first on line 2
          4 | "team": web
            | ^^^^^^
      """),
    DiagnosticCase(
      "a key of another case",
      """
      version: 1
      team: payments
      Owner: me
      buckets: []
      """,
      """
      a.yaml:3:1: error: unknown key 'Owner' in a policy file
          3 | Owner: me
            | ^^^^^
         help: did you mean 'owner'?
      """),
    DiagnosticCase(
      "buckets without a list",
      """
      version: 1
      team: payments
      buckets:
      """,
      """
      a.yaml:3:9: error: 'buckets' takes a list, not nothing
          3 | buckets:
            |         ^
      """),
    DiagnosticCase(
      "buckets as a mapping",
      """
      version: 1
      team: payments
      buckets: {}
      """,
      """
      a.yaml:3:10: error: 'buckets' takes a list, not a mapping
          3 | buckets: {}
            |          ^^
      """),
    DiagnosticCase(
      "a bucket as text",
      """
      version: 1
      team: payments
      buckets:
        - logs
      """,
      """
      a.yaml:4:5: error: an entry of 'buckets' takes a mapping of keys, not text
          4 |   - logs
            |     ^^^^
      """),
    DiagnosticCase(
      "defaults as a list",
      """
      version: 1
      team: payments
      defaults: []
      buckets: []
      """,
      """
      a.yaml:3:11: error: 'defaults' takes a mapping of keys, not a list
          3 | defaults: []
            |           ^^
      """),
    DiagnosticCase(
      "a rule's key in the defaults",
      """
      version: 1
      team: payments
      defaults:
        account: "111122223333"
      buckets: []
      """,
      """
      a.yaml:4:3: error: unknown key 'account' in 'defaults'
          4 |   account: "111122223333"
            |   ^^^^^^^
         help: the keys are expect, settings, forbidden-acls, evidence
      """),
    DiagnosticCase(
      "columns in characters, not in bytes",
      """
      version: 1
      team: payments
      buckets: [{bucket: logs, "é😀é": 1, zzz: 2}]
      """,
      """
      a.yaml:3:26: error: unknown key 'é😀é' in a bucket rule
          3 | buckets: [{bucket: logs, "é😀é": 1, zzz: 2}]
            |                          ^^^^^^
         help: the keys are bucket, except, account, expect, reason, settings, forbidden-acls, evidence
      a.yaml:3:36: error: unknown key 'zzz' in a bucket rule
          3 | buckets: [{bucket: logs, "é😀é": 1, zzz: 2}]
            |                                     ^^^
         help: the keys are bucket, except, account, expect, reason, settings, forbidden-acls, evidence
      """),
  ])
  func fileErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
