import PolicyTesting
import Testing

/// A test file, and what is printed of it.
struct TestFileError: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var printed: String

  init(_ name: String, _ text: String, _ printed: String) {
    (testDescription, self.text, self.printed) = (name, text, printed)
  }

  /// An error in the lines of the one test of a file.
  static func inTest(_ name: String, _ lines: String, _ printed: String) -> TestFileError {
    TestFileError(name, oneTest(lines), printed)
  }

  /// An error in one event.
  static func inEvent(_ name: String, _ event: String, _ printed: String) -> TestFileError {
    TestFileError(name, oneTest("events: [{\(event)}]\nexpect: {one: ready}"), printed)
  }

  /// An error in what is expected.
  static func inExpectation(_ name: String, _ expect: String, _ printed: String) -> TestFileError {
    TestFileError(name, oneTest("expect: \(expect)"), printed)
  }
}

@Suite("Test files that are refused")
struct TestFileErrorTests {
  static let file: [TestFileError] = [
    TestFileError(
      "empty", "# nothing",
      """
      a.test.yaml: error: the file is empty, or holds comments only
         help: a test file begins with 'version: 1' and 'tests:'
      """),
    TestFileError(
      "a policy", "version: 1\nteam: a\ntests: []",
      """
      a.test.yaml:2:1: error: unknown key 'team' in a test file
          2 | team: a
            | ^^^^
         help: the keys are version, policies, defaults, tests
      a.test.yaml:3:8: error: 'tests' is empty: nothing would be tested
          3 | tests: []
            |        ^^
      """),
    TestFileError(
      "another version", "version: 2\ntests: [{name: a, as-of: 2020-02-10, expect: {one: ready}}]",
      """
      a.test.yaml:1:10: error: version '2' is not known; this program reads version 1
          1 | version: 2
            |          ^
      """),
    TestFileError(
      "no as-of", "version: 1\ntests:\n  - name: a\n    expect: {one: ready}",
      """
      a.test.yaml:3:5: error: a test needs the key 'as-of', here or in 'defaults'
          3 |   - name: a
            |     ^^^^
         help: give the instant that the verdicts speak of: 2020-02-10
      """),
    TestFileError(
      "no day",
      "version: 1\ndefaults: {as-of: 2020-02-30}\ntests: [{name: a, expect: {b-b: ready}}]",
      """
      a.test.yaml:2:19: error: '2020-02-30' is not an instant of the calendar
          2 | defaults: {as-of: 2020-02-30}
            |                   ^^^^^^^^^^
         help: write 2020-02-10, or 2020-02-10T00:00:00Z with its offset from UTC
      a.test.yaml:3:9: error: a test needs the key 'as-of', here or in 'defaults'
          3 | tests: [{name: a, expect: {b-b: ready}}]
            |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         help: give the instant that the verdicts speak of: 2020-02-10
      """),
  ]

  static let test: [TestFileError] = [
    .inTest(
      "nothing expected", "events: []",
      """
      a.test.yaml:4:5: error: a test needs the key 'expect'
          4 |   - name: one
            |     ^^^^
         help: a test that expects nothing cannot fail
      """),
    .inTest(
      "a misspelt key", "recoded: all\nexpect: {one: ready}",
      """
      a.test.yaml:5:5: error: unknown key 'recoded' in a test
          5 |     recoded: all
            |     ^^^^^^^
         help: did you mean 'recorded'?
      """),
    .inTest(
      "recorded as a word", "recorded: yes\nexpect: {one: ready}",
      """
      a.test.yaml:5:15: error: 'recorded' takes 'all', 'none', a mapping, or a list of mappings, not a boolean
          5 |     recorded: yes
            |               ^^^
         help: for example {from: 2020-01-01, classes: [object-writes]}
      """),
    .inTest(
      "recorded backwards", "recorded: {from: 2020-02-02, to: 2020-02-01}\nexpect: {one: ready}",
      """
      a.test.yaml:5:34: error: 'to' lies before 'from'
          5 |     recorded: {from: 2020-02-02, to: 2020-02-01}
            |                                  ^^
      """),
    .inTest(
      "a misspelt class", "recorded: {classes: [object-write]}\nexpect: {one: ready}",
      """
      a.test.yaml:5:26: error: 'object-write' is not a class of evidence
          5 |     recorded: {classes: [object-write]}
            |                          ^^^^^^^^^^^^
         help: did you mean 'object-writes'?
      """),
  ]

  static let event: [TestFileError] = [
    .inEvent(
      "no bucket", "operation: PutObject",
      """
      a.test.yaml:5:14: error: an event needs the key 'bucket'
          5 |     events: [{operation: PutObject}]
            |              ^^^^^^^^^^^^^^^^^^^^^^
      """),
    .inEvent(
      "an action", "operation: 's3:PutObject', bucket: one",
      """
      a.test.yaml:5:26: error: 's3:PutObject' is not the name of an API operation
          5 |     events: [{operation: 's3:PutObject', bucket: one}]
            |                          ^^^^^^^^^^^^^^
         help: write PutObject, without 's3:'
      """),
    .inEvent(
      "a call that S3 does not have", "operation: PutObjct, bucket: one, key: a",
      """
      a.test.yaml:5:49: error: PutObjct is not a call on an object, so it has no 'key'
          5 |     events: [{operation: PutObjct, bucket: one, key: a}]
            |                                                 ^^^
      """),
    .inEvent(
      "a pattern", "operation: PutObject, bucket: 'one-*'",
      """
      a.test.yaml:5:45: error: 'bucket' takes a bucket's name, not a pattern
          5 |     events: [{operation: PutObject, bucket: 'one-*'}]
            |                                             ^^^^^^^
      """),
    .inEvent(
      "a misspelt ACL", "operation: PutObject, bucket: one, acl: public-raed",
      """
      a.test.yaml:5:55: error: 'public-raed' is not a canned ACL
          5 |     events: [{operation: PutObject, bucket: one, acl: public-raed}]
            |                                                       ^^^^^^^^^^^
         help: did you mean 'public-read'?
      """),
    .inEvent(
      "a grant to nobody known", "operation: PutObject, bucket: one, grants: [Everyone READ]",
      """
      a.test.yaml:5:59: error: 'Everyone READ' is not a grant
          5 |     events: [{operation: PutObject, bucket: one, grants: [Everyone READ]}]
            |                                                           ^^^^^^^^^^^^^
         help: write a grantee (AllUsers, AuthenticatedUsers, LogDelivery, other-account) and a permission (READ, WRITE, READ_ACP, WRITE_ACP, FULL_CONTROL): AllUsers READ
      """),
    .inEvent(
      "a caller without a form", "operation: PutObject, bucket: one, caller: somebody",
      """
      a.test.yaml:5:58: error: 'somebody' is not a caller
          5 |     events: [{operation: PutObject, bucket: one, caller: somebody}]
            |                                                          ^^^^^^^^
         help: write the ARN of a role or user, anonymous, account 999988887777, or a service such as delivery.logs.amazonaws.com
      """),
    .inEvent(
      "a policy where none is put", "operation: GetBucketPolicy, bucket: one, policy: {}",
      """
      a.test.yaml:5:56: error: 'policy' belongs to PutBucketPolicy, not to GetBucketPolicy
          5 |     events: [{operation: GetBucketPolicy, bucket: one, policy: {}}]
            |                                                        ^^^^^^
      """),
    .inEvent(
      "no policy where one is put", "operation: PutBucketPolicy, bucket: one",
      """
      a.test.yaml:5:14: error: an event needs the key 'policy'
          5 |     events: [{operation: PutBucketPolicy, bucket: one}]
            |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      """),
    .inEvent(
      "a policy that is not JSON", "operation: PutBucketPolicy, bucket: one, policy: '{'",
      """
      a.test.yaml:5:64: error: 'policy' is not the JSON text of a policy document
          5 |     events: [{operation: PutBucketPolicy, bucket: one, policy: '{'}]
            |                                                                ^^^
         help: the document can be written as YAML too
      """),
    .inEvent(
      "a bucket where none belongs", "operation: StopLogging, bucket: one",
      """
      a.test.yaml:5:39: error: StopLogging is not a call on a bucket
          5 |     events: [{operation: StopLogging, bucket: one}]
            |                                       ^^^^^^
      """),
  ]

  static let expectation: [TestFileError] = [
    .inExpectation(
      "no bucket", "{}",
      """
      a.test.yaml:5:13: error: 'expect' is empty: a test that expects nothing cannot fail
          5 |     expect: {}
            |             ^^
      """),
    .inExpectation(
      "nothing of a bucket", "{one: {}}",
      """
      a.test.yaml:5:19: error: nothing is expected of the bucket
          5 |     expect: {one: {}}
            |                   ^^
         help: give its 'verdict'
      """),
    .inExpectation(
      "a bucket twice", "{one: ready, one: unknown}",
      """
      a.test.yaml:5:26: error: bucket 'one' stands twice in 'expect'
          5 |     expect: {one: ready, one: unknown}
            |                          ^^^
      """),
    .inExpectation(
      "a misspelt verdict", "{one: redy}",
      """
      a.test.yaml:5:19: error: 'redy' is not a verdict
          5 |     expect: {one: redy}
            |                   ^^^^
         help: did you mean 'ready'?
      """),
    .inExpectation(
      "a verdict as a status", "{one: {settings: ready}}",
      """
      a.test.yaml:5:30: error: 'ready' is not a status
          5 |     expect: {one: {settings: ready}}
            |                              ^^^^^
         help: the values are safe, breaks, unknown, enabled, not-asked
      """),
    .inExpectation(
      "nothing of its settings", "{one: {settings: {}}}",
      """
      a.test.yaml:5:30: error: 'settings' is empty: nothing would be expected of them
          5 |     expect: {one: {settings: {}}}
            |                              ^^
      """),
    .inExpectation(
      "a misspelt setting", "{one: {settings: {BlockPublicAcl: safe}}}",
      """
      a.test.yaml:5:31: error: 'BlockPublicAcl' is not a setting
          5 |     expect: {one: {settings: {BlockPublicAcl: safe}}}
            |                               ^^^^^^^^^^^^^^
         help: did you mean 'BlockPublicAcls'?
      """),
    .inExpectation(
      "no count", "{one: {findings: [{count: 0}]}}",
      """
      a.test.yaml:5:39: error: 'count' takes a whole number above 0
          5 |     expect: {one: {findings: [{count: 0}]}}
            |                                       ^
      """),
  ]

  @Test("Each error is printed with its place and how to mend it", arguments: file + test)
  func fileErrors(_ c: TestFileError) { check(c) }

  @Test("Errors in events", arguments: event)
  func eventErrors(_ c: TestFileError) { check(c) }

  @Test("Errors in what is expected", arguments: expectation)
  func expectationErrors(_ c: TestFileError) { check(c) }

  private func check(_ c: TestFileError) {
    do {
      _ = try PolicyTestFile(path: "a.test.yaml", bytes: Array(c.text.utf8))
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.diagnostics.map(\.description).joined(separator: "\n") == c.printed)
    }
  }
}
