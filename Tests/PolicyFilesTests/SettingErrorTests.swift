import Testing

@Suite("What settings and forbidden ACLs can have wrong")
struct SettingErrorTests {
  @Test(arguments: [
    DiagnosticCase(
      "an ACL value that is none",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          forbidden-acls: [public-raed]
      """,
      """
      a.yaml:5:22: error: 'public-raed' is not an ACL value
          5 |     forbidden-acls: [public-raed]
            |                      ^^^^^^^^^^^
         help: did you mean 'public-read'?
      """),
    DiagnosticCase(
      "an ACL value like no other",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          forbidden-acls: [everything]
      """,
      """
      a.yaml:5:22: error: 'everything' is not an ACL value
          5 |     forbidden-acls: [everything]
            |                      ^^^^^^^^^^
         help: the values are private, public-read, public-read-write, authenticated-read, aws-exec-read, bucket-owner-read, bucket-owner-full-control, log-delivery-write, grant:AllUsers, grant:AuthenticatedUsers, grant:LogDelivery, grant:other-account, public
      """),
    DiagnosticCase(
      "ACL values without a list",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          forbidden-acls: public
      """,
      """
      a.yaml:5:21: error: 'forbidden-acls' takes a list, not text
          5 |     forbidden-acls: public
            |                     ^^^^^^
      """),
    DiagnosticCase(
      "settings that are none",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          settings: [BlockPublicAcl, blockpublicpolicy, all]
      """,
      """
      a.yaml:5:16: error: 'BlockPublicAcl' is not a setting
          5 |     settings: [BlockPublicAcl, blockpublicpolicy, all]
            |                ^^^^^^^^^^^^^^
         help: did you mean 'BlockPublicAcls'?
      a.yaml:5:32: error: 'blockpublicpolicy' is not a setting
          5 |     settings: [BlockPublicAcl, blockpublicpolicy, all]
            |                                ^^^^^^^^^^^^^^^^^
         help: did you mean 'BlockPublicPolicy'?
      a.yaml:5:51: error: 'all' is not a setting
          5 |     settings: [BlockPublicAcl, blockpublicpolicy, all]
            |                                                   ^^^
         help: the values are BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets
      """),
    DiagnosticCase(
      "a setting that stands twice",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          settings: [BlockPublicAcls, BlockPublicAcls]
      """,
      """
      a.yaml:5:33: error: 'BlockPublicAcls' stands twice in 'settings'
          5 |     settings: [BlockPublicAcls, BlockPublicAcls]
            |                                 ^^^^^^^^^^^^^^^
      """),
    DiagnosticCase(
      "no settings",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          settings: []
      """,
      """
      a.yaml:5:15: error: 'settings' is empty: there would be nothing to assess
          5 |     settings: []
            |               ^^
         help: name one setting at least, or write 'settings: all'
      """),
    DiagnosticCase(
      "a setting without a list",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          settings: BlockPublicAcls
      """,
      """
      a.yaml:5:15: error: 'settings' takes a list or 'all', not 'BlockPublicAcls'
          5 |     settings: BlockPublicAcls
            |               ^^^^^^^^^^^^^^^
         help: a list of one is written [BlockPublicAcls]
      """),
  ])
  func settingErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
