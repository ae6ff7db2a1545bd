import Testing

@Suite("What a waiver can have wrong")
struct WaiverErrorTests {
  @Test(arguments: [
    DiagnosticCase(
      "a waiver without anything but its name",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - id: PAY-1
      """,
      """
      a.yaml:6:5: error: a waiver needs the key 'bucket'
          6 |   - id: PAY-1
            |     ^^
      a.yaml:6:5: error: a waiver needs the key 'owner'
          6 |   - id: PAY-1
            |     ^^
         help: say who answers for it
      a.yaml:6:5: error: a waiver needs the key 'reason'
          6 |   - id: PAY-1
            |     ^^
         help: say why it is accepted
      a.yaml:6:5: error: a waiver needs the key 'expires'
          6 |   - id: PAY-1
            |     ^^
         help: give its last valid day: 2020-03-31
      """),
    DiagnosticCase(
      "days that are not in the calendar",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-02-30}
        - {id: PAY-2, bucket: logs, owner: me, reason: move, expires: 2019-02-29}
        - {id: PAY-3, bucket: logs, owner: me, reason: move, expires: 2020-13-01}
      """,
      """
      a.yaml:6:65: error: '2020-02-30' is not a day of the calendar
          6 |   - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-02-30}
            |                                                                 ^^^^^^^^^^
      a.yaml:7:65: error: '2019-02-29' is not a day of the calendar
          7 |   - {id: PAY-2, bucket: logs, owner: me, reason: move, expires: 2019-02-29}
            |                                                                 ^^^^^^^^^^
      a.yaml:8:65: error: '2020-13-01' is not a day of the calendar
          8 |   - {id: PAY-3, bucket: logs, owner: me, reason: move, expires: 2020-13-01}
            |                                                                 ^^^^^^^^^^
      """),
    DiagnosticCase(
      "expiry that is not a day",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-02-20T10:00:00Z}
        - {id: PAY-2, bucket: logs, owner: me, reason: move, expires: soon}
        - {id: PAY-3, bucket: logs, owner: me, reason: move, expires: }
      """,
      """
      a.yaml:6:65: error: '2020-02-20T10:00:00Z' is not a date
          6 |   - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-02-20T10:00:00Z}
            |                                                                 ^^^^^^^^^^^^^^^^^^^^
         help: write the last valid day as 2020-03-31
      a.yaml:7:65: error: 'soon' is not a date
          7 |   - {id: PAY-2, bucket: logs, owner: me, reason: move, expires: soon}
            |                                                                 ^^^^
         help: write the last valid day as 2020-03-31
      a.yaml:8:65: error: 'expires' has no value
          8 |   - {id: PAY-3, bucket: logs, owner: me, reason: move, expires: }
            |                                                                 ^
      """),
    DiagnosticCase(
      "a name that is a number",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - {id: 1301, bucket: logs, owner: me, reason: move, expires: 2020-03-31}
      """,
      """
      a.yaml:6:10: error: 'id' takes text, and YAML reads '1301' without quotes as a number
          6 |   - {id: 1301, bucket: logs, owner: me, reason: move, expires: 2020-03-31}
            |          ^^^^
         help: put it in quotes: "1301"
      """),
    DiagnosticCase(
      "features that match nothing",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - id: PAY-1
          bucket: logs
          owner: me
          reason: move
          expires: 2020-03-31
          setting: BlockPublicACLs
          principal: ""
          operation: s3:PutObject
          acl: public-reed
          key: "a{b"
          source-address: 203.0.113.0/24
          user-agent: [curl]
          region: eu-west-1
      """,
      """
      a.yaml:11:14: error: 'BlockPublicACLs' is not a setting
         11 |     setting: BlockPublicACLs
            |              ^^^^^^^^^^^^^^^
         help: did you mean 'BlockPublicAcls'?
      a.yaml:12:16: error: 'principal' is empty
         12 |     principal: ""
            |                ^^
      a.yaml:13:16: error: 's3:PutObject' is an action of a policy, not an API operation
         13 |     operation: s3:PutObject
            |                ^^^^^^^^^^^^
         help: write PutObject, not s3:PutObject
      a.yaml:14:10: error: 'public-reed' is not an ACL value
         14 |     acl: public-reed
            |          ^^^^^^^^^^^
         help: did you mean 'public-read'?
      a.yaml:15:10: error: 'a{b' has a '{' that is never closed
         15 |     key: "a{b"
            |          ^^^^^
      a.yaml:16:21: error: '203.0.113.0/24' is a block of addresses, not a pattern
         16 |     source-address: 203.0.113.0/24
            |                     ^^^^^^^^^^^^^^
         help: write a pattern such as 203.0.113.*
      a.yaml:17:17: error: 'user-agent' takes text, not a list
         17 |     user-agent: [curl]
            |                 ^^^^^^
      a.yaml:18:5: error: unknown key 'region' in a waiver
         18 |     region: eu-west-1
            |     ^^^^^^
         help: did you mean 'reason'?
      """),
    DiagnosticCase(
      "two of one name, one of them wrong in itself",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: soon}
        - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-03-31}
      """,
      """
      a.yaml:6:65: error: 'soon' is not a date
          6 |   - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: soon}
            |                                                                 ^^^^
         help: write the last valid day as 2020-03-31
      a.yaml:7:10: error: waiver 'PAY-1' stands twice, here and at a.yaml:6:10
          7 |   - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: 2020-03-31}
            |          ^^^^^
      a.yaml:6:10: note: the other waiver is here
          6 |   - {id: PAY-1, bucket: logs, owner: me, reason: move, expires: soon}
            |          ^^^^^
      """),
    DiagnosticCase(
      "a bucket that nobody claims",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
      waivers:
        - {id: PAY-1, bucket: lgos, owner: me, reason: move, expires: 2020-03-31}
      """,
      """
      a.yaml:6:10: error: waiver 'PAY-1' is for 'lgos', which no rule claims
          6 |   - {id: PAY-1, bucket: lgos, owner: me, reason: move, expires: 2020-03-31}
            |          ^^^^^
         help: did you mean 'logs'?
      """),
  ])
  func waiverErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
