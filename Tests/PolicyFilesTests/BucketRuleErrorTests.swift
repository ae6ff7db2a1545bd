import Testing

@Suite("What a bucket rule can have wrong")
struct BucketRuleErrorTests {
  @Test(arguments: [
    DiagnosticCase(
      "buckets that YAML does not read as text",
      """
      version: 1
      team: payments
      buckets:
        - bucket: on
        - bucket: yes
        - bucket: null
        - bucket: 12345
        - bucket: 1e10
        - bucket: 2020-01-01
        - bucket:
      """,
      """
      a.yaml:4:13: error: 'bucket' takes text, and YAML reads 'on' without quotes as a boolean
          4 |   - bucket: on
            |             ^^
         help: put it in quotes: "on"
      a.yaml:5:13: error: 'bucket' takes text, and YAML reads 'yes' without quotes as a boolean
          5 |   - bucket: yes
            |             ^^^
         help: put it in quotes: "yes"
      a.yaml:6:13: error: 'bucket' takes text, and YAML reads 'null' without quotes as null
          6 |   - bucket: null
            |             ^^^^
         help: put it in quotes: "null"
      a.yaml:7:13: error: 'bucket' takes text, and YAML reads '12345' without quotes as a number
          7 |   - bucket: 12345
            |             ^^^^^
         help: put it in quotes: "12345"
      a.yaml:8:13: error: 'bucket' takes text, and YAML reads '1e10' without quotes as a number
          8 |   - bucket: 1e10
            |             ^^^^
         help: put it in quotes: "1e10"
      a.yaml:9:13: error: 'bucket' takes text, and YAML reads '2020-01-01' without quotes as a date
          9 |   - bucket: 2020-01-01
            |             ^^^^^^^^^^
         help: put it in quotes: "2020-01-01"
      a.yaml:10:12: error: 'bucket' has no value
         10 |   - bucket:
            |            ^
      """),
    DiagnosticCase(
      "account ids that YAML reads as something else",
      """
      version: 1
      team: payments
      buckets:
        - {bucket: aaa, account: 012345670123}
        - {bucket: bbb, account: 089999999999}
        - {bucket: ccc, account: 1_1122223333}
        - {bucket: ddd, account: 11112222.333}
        - {bucket: eee, account: 0x1122223333}
      """,
      """
      a.yaml:4:28: error: YAML reads '012345670123' without quotes as a number, and may drop its zeros
          4 |   - {bucket: aaa, account: 012345670123}
            |                            ^^^^^^^^^^^^
         help: put it in quotes: "012345670123"
      a.yaml:5:28: error: YAML reads '089999999999' without quotes as a number, and may drop its zeros
          5 |   - {bucket: bbb, account: 089999999999}
            |                            ^^^^^^^^^^^^
         help: put it in quotes: "089999999999"
      a.yaml:6:28: error: '1_1122223333' is not an account id
          6 |   - {bucket: ccc, account: 1_1122223333}
            |                            ^^^^^^^^^^^^
         help: an account id has 12 digits, leading zeros too; put it in quotes
      a.yaml:7:28: error: '11112222.333' is not an account id
          7 |   - {bucket: ddd, account: 11112222.333}
            |                            ^^^^^^^^^^^^
         help: an account id has 12 digits, leading zeros too; put it in quotes
      a.yaml:8:28: error: '0x1122223333' is not an account id
          8 |   - {bucket: eee, account: 0x1122223333}
            |                            ^^^^^^^^^^^^
         help: an account id has 12 digits, leading zeros too; put it in quotes
      """),
    DiagnosticCase(
      "names that no bucket can have",
      """
      version: 1
      team: payments
      buckets:
        - bucket: ab
        - bucket: my logs
        - bucket: "Logs-*"
        - bucket: "{a"
      """,
      """
      a.yaml:4:13: error: 'ab' cannot be a bucket's name: it is shorter than 3 characters
          4 |   - bucket: ab
            |             ^^
      a.yaml:5:13: error: 'my logs' cannot be a bucket's name: it holds ' '
          5 |   - bucket: my logs
            |             ^^^^^^^
         help: bucket names are made of lower-case letters, digits, dots and hyphens
      a.yaml:6:13: error: 'Logs-*' cannot be a bucket's name: it holds 'L'
          6 |   - bucket: "Logs-*"
            |             ^^^^^^^^
         help: bucket names are made of lower-case letters, digits, dots and hyphens; '*', '?' and '{a,b}' make patterns
      a.yaml:7:13: error: '{a' has a '{' that is never closed
          7 |   - bucket: "{a"
            |             ^^^^
      """),
    DiagnosticCase(
      "a rule without a bucket",
      """
      version: 1
      team: payments
      buckets:
        - expect: private
      """,
      """
      a.yaml:4:5: error: a bucket rule needs the key 'bucket'
          4 |   - expect: private
            |     ^^^^^^
      """),
    DiagnosticCase(
      "an account that YAML reads as a number",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          account: 011122223333
      """,
      """
      a.yaml:5:14: error: YAML reads '011122223333' without quotes as a number, and may drop its zeros
          5 |     account: 011122223333
            |              ^^^^^^^^^^^^
         help: put it in quotes: "011122223333"
      """),
    DiagnosticCase(
      "an account of too few digits",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          account: 12345
      """,
      """
      a.yaml:5:14: error: '12345' is not an account id
          5 |     account: 12345
            |              ^^^^^
         help: an account id has 12 digits, leading zeros too; put it in quotes
      """),
    DiagnosticCase(
      "an account that is none",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          account: "payments-prod"
      """,
      """
      a.yaml:5:14: error: 'payments-prod' is not an account id
          5 |     account: "payments-prod"
            |              ^^^^^^^^^^^^^^^
         help: an account id has 12 digits, leading zeros too; put it in quotes
      """),
    DiagnosticCase(
      "an account that is a boolean",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          account: yes
      """,
      """
      a.yaml:5:14: error: 'account' takes an account id of 12 digits in quotes, not a boolean
          5 |     account: yes
            |              ^^^
      """),
    DiagnosticCase(
      "an expectation that is none",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          expect: pubic
      """,
      """
      a.yaml:5:13: error: 'pubic' is not an expectation
          5 |     expect: pubic
            |             ^^^^^
         help: did you mean 'public'?
      """),
    DiagnosticCase(
      "public without a reason",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          expect: public
      """,
      """
      a.yaml:5:5: error: 'expect: public' needs a 'reason' in the bucket's rule
          5 |     expect: public
            |     ^^^^^^
         help: say why the bucket is public
      """),
    DiagnosticCase(
      "public by default without a reason",
      """
      version: 1
      team: payments
      defaults:
        expect: public
      buckets:
        - bucket: logs
      """,
      """
      a.yaml:6:5: error: 'expect: public' needs a 'reason' in the bucket's rule
          6 |   - bucket: logs
            |     ^^^^^^
         help: say why the bucket is public
      """),
    DiagnosticCase(
      "public with a reason that is misspelt",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          expect: public
          raeson: press
      """,
      """
      a.yaml:6:5: error: unknown key 'raeson' in a bucket rule
          6 |     raeson: press
            |     ^^^^^^
         help: did you mean 'reason'?
      """),
    DiagnosticCase(
      "private with a reason",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          reason: press
      """,
      """
      a.yaml:5:5: error: 'reason' explains 'expect: public', and this rule expects private
          5 |     reason: press
            |     ^^^^^^
         help: write a note behind '#'; what 'not-recorded' needs stands in 'evidence'
      """),
    DiagnosticCase(
      "an exception to a name",
      """
      version: 1
      team: payments
      buckets:
        - bucket: logs
          except: [logs-old]
      """,
      """
      a.yaml:5:5: error: 'except' leaves out names from a pattern, and 'logs' is a name
          5 |     except: [logs-old]
            |     ^^^^^^
      """),
    DiagnosticCase(
      "an exception that no bucket can have",
      """
      version: 1
      team: payments
      buckets:
        - bucket: "logs-*"
          except: [logs_old*]
      """,
      """
      a.yaml:5:14: error: 'logs_old*' cannot be a bucket's name: it holds '_'
          5 |     except: [logs_old*]
            |              ^^^^^^^^^
         help: bucket names are made of lower-case letters, digits, dots and hyphens; '*', '?' and '{a,b}' make patterns
      """),
  ])
  func ruleErrors(_ c: DiagnosticCase) {
    #expect(diagnostics(c.text) == c.printed)
  }
}
