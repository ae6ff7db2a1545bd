import PolicyFiles
import Testing

@Suite("What is wrong with extending a file")
struct ExtendsErrorTests {
  /// The texts of `a.yaml`, `b.yaml` and so on, and what is printed.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var texts: [String]
    var printed: String

    init(_ name: String, _ texts: String..., printed: String) {
      (testDescription, self.texts, self.printed) = (name, texts, printed)
    }
  }

  private static let org = """
    version: 1
    max-waiver-days: 30
    defaults:
      expect: private
      settings: [BlockPublicAcls, BlockPublicPolicy]
      forbidden-acls: [public, bucket-owner-read]
      evidence:
        lookback: 30d
        freshness: 12h
        max-gap: 6h
        grade: proven
        not-recorded: [management]
        reason: r
    """

  @Test(arguments: [
    Case(
      "a file that is not there",
      "version: 1\nteam: web\nextends: [ogr.yaml]\nbuckets: []\n",
      printed: """
        a.yaml:3:11: error: 'ogr.yaml' is not among the files that were given
            3 | extends: [ogr.yaml]
              |           ^^^^^^^^
        """),
    Case(
      "names that lead elsewhere",
      """
      version: 1
      team: web
      extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
      buckets: []
      """,
      printed: """
        a.yaml:3:11: error: '/etc/org.yaml' does not begin in this file's own folder
            3 | extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
              |           ^^^^^^^^^^^^^
           help: name a file from this file's own folder on, such as org.yaml or ../org.yaml
        a.yaml:3:26: error: '~/org.yaml' does not begin in this file's own folder
            3 | extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
              |                          ^^^^^^^^^^
           help: name a file from this file's own folder on, such as org.yaml or ../org.yaml
        a.yaml:3:38: error: 'https://example.com/org.yaml' is not a file on this machine
            3 | extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
              |                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: name a file from this file's own folder on, such as org.yaml or ../org.yaml
        a.yaml:3:70: error: an entry of 'extends' is empty
            3 | extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
              |                                                                      ^^
        a.yaml:3:74: error: an entry of 'extends' takes text, and YAML reads '7' without quotes as a number
            3 | extends: [/etc/org.yaml, ~/org.yaml, "https://example.com/org.yaml", "", 7]
              |                                                                          ^
           help: put it in quotes: "7"
        """),
    Case(
      "a name without a list",
      "version: 1\nteam: web\nextends: b.yaml\nbuckets: []\n", "version: 1\ndefaults: {}\n",
      printed: """
        a.yaml:3:10: error: 'extends' takes a list, not text
            3 | extends: b.yaml
              |          ^^^^^^
           help: a list of one is written [b.yaml]
        """),
    Case(
      "one file under two names",
      "version: 1\nteam: web\nextends: [b.yaml, ./b.yaml]\nbuckets: []\n",
      "version: 1\ndefaults: {}\n",
      printed: """
        a.yaml:3:19: error: 'b.yaml' stands twice in 'extends'
            3 | extends: [b.yaml, ./b.yaml]
              |                   ^^^^^^^^
        """),
    Case(
      "a circle", "version: 1\nteam: web\nextends: [b.yaml]\nbuckets: []\n",
      "version: 1\nextends: [c.yaml]\ndefaults: {}\n",
      "version: 1\nextends: [b.yaml]\ndefaults: {}\n",
      printed: """
        c.yaml:2:11: error: 'b.yaml' extends itself: b.yaml -> c.yaml -> b.yaml
            2 | extends: [b.yaml]
              |           ^^^^^^
           help: take one of the steps out
        """),
    Case(
      "a file that extends itself",
      "version: 1\nextends: [a.yaml]\ndefaults: {}\n",
      printed: """
        a.yaml:2:11: error: 'a.yaml' extends itself: a.yaml -> a.yaml
            2 | extends: [a.yaml]
              |           ^^^^^^
           help: take one of the steps out
        """),
    Case(
      "another team's file", "version: 1\nteam: web\nextends: [b.yaml]\nbuckets: []\n",
      "version: 1\nteam: ops\nbuckets: []\n",
      printed: """
        a.yaml:3:11: error: 'b.yaml' is the file of team 'ops', and only a baseline can be extended
            3 | extends: [b.yaml]
              |           ^^^^^^
           help: a baseline has no 'team', 'buckets' or 'waivers': put into one what both files share
        """),
    Case(
      "a baseline with an error of its own, told once",
      "version: 1\nteam: web\nextends: [c.yaml]\nbuckets: []\n",
      "version: 1\nteam: ops\nextends: [c.yaml]\nbuckets: []\n",
      "version: 1\ndefaults: {exepct: private}\n",
      printed: """
        c.yaml:2:12: error: unknown key 'exepct' in 'defaults'
            2 | defaults: {exepct: private}
              |            ^^^^^^
           help: did you mean 'expect'?
        """),
    Case(
      "a limit on waivers in a team's file, and ones that are no limits",
      "version: 1\nteam: web\nmax-waiver-days: 30\nbuckets: []\n",
      "version: 1\nmax-waiver-days: 0\n", "version: 1\nmax-waiver-days: 2w\n",
      printed: """
        a.yaml:3:1: error: 'max-waiver-days' stands in a baseline, and this is a team's file
            3 | max-waiver-days: 30
              | ^^^^^^^^^^^^^^^
           help: write it into a file without 'team' and 'buckets', and name that in 'extends'
        b.yaml:2:18: error: 'max-waiver-days' takes a whole number from 1 to 36500, not '0'
            2 | max-waiver-days: 0
              |                  ^
        c.yaml:2:18: error: 'max-waiver-days' takes a whole number from 1 to 36500, not '2w'
            2 | max-waiver-days: 2w
              |                  ^^
        """),
  ])
  func errors(_ c: Case) {
    #expect(diagnostics(bytes: c.texts.map { Array($0.utf8) }) == c.printed)
  }

  /// What a file adds to `extends: [a.yaml]`, and the message with the place in the baseline.
  @Test(
    "A loosening is an error that names both places",
    arguments: [
      (
        "defaults: {settings: [IgnorePublicAcls]}",
        "b.yaml:4:22: error: 'settings' leaves out BlockPublicAcls, BlockPublicPolicy, which a.yaml:5:13 asks for"
      ),
      (
        "defaults: {forbidden-acls: [public-read, bucket-owner-read, 'grant:AuthenticatedUsers']}",
        "b.yaml:4:28: error: 'forbidden-acls' leaves out public, which a.yaml:6:19 forbids"
      ),
      (
        "defaults: {forbidden-acls: []}",
        "b.yaml:4:28: error: 'forbidden-acls' leaves out bucket-owner-read, public, which a.yaml:6:19 forbids"
      ),
      (
        "defaults: {evidence: {lookback: 29d}}",
        "b.yaml:4:33: error: 'lookback' is 29d, less than the 30d that a.yaml:8:15 asks for"
      ),
      (
        "defaults: {evidence: {freshness: 13h}}",
        "b.yaml:4:34: error: 'freshness' is 13h, more than the 12h that a.yaml:9:16 asks for"
      ),
      (
        "defaults: {evidence: {max-gap: 7h}}",
        "b.yaml:4:32: error: 'max-gap' is 7h, more than the 6h that a.yaml:10:14 asks for"
      ),
      (
        "defaults: {evidence: {grade: observed}}",
        "b.yaml:4:30: error: 'grade' is observed, less than the proven that a.yaml:11:12 asks for"
      ),
      (
        "defaults: {evidence: {not-recorded: [management, object-reads], reason: r}}",
        "b.yaml:4:37: error: 'not-recorded' accepts that object-reads is missing, which a.yaml:12:19 does not accept"
      ),
      (
        "defaults: {expect: public}",
        "b.yaml:4:20: error: 'expect' is public for every bucket of the file, which a.yaml:4:11 does not allow"
      ),
    ])
  func loosening(rest: String, message: String) {
    let printed = diagnostics(
      Self.org, "version: 1\nteam: web\nextends: [a.yaml]\n\(rest)\nbuckets: []\n")
    #expect(printed.hasPrefix(message + "\n"), "\(printed)")
    #expect(
      printed.contains("\n   help: a file may ask for more than what it extends, never for less\n"))
    #expect(printed.contains("note: the baseline says so here\n"))
    #expect(printed.count(of: "error: ") == 1)
  }

  @Test("A rule that loosens is shown with the baseline's line")
  func looseRule() {
    let printed = diagnostics(
      Self.org,
      """
      version: 1
      team: web
      extends: [a.yaml]
      buckets:
        - bucket: logs
          evidence:
            lookback: 7d
      """)
    #expect(
      printed == """
        b.yaml:7:17: error: 'lookback' is 7d, less than the 30d that a.yaml:8:15 asks for
            7 |       lookback: 7d
              |                 ^^
           help: a file may ask for more than what it extends, never for less
        a.yaml:8:15: note: the baseline says so here
            8 |     lookback: 30d
              |               ^^^
        """)
  }

  @Test("A baseline may not loosen what it extends, and no clash is told twice")
  func looseBaseline() {
    #expect(
      diagnostics(
        "version: 1\nmax-waiver-days: 30\n", "version: 1\nextends: [a.yaml]\nmax-waiver-days: 60\n",
        "version: 1\nteam: web\nextends: [b.yaml, a.yaml]\nbuckets: []\n") == """
          b.yaml:3:18: error: 'max-waiver-days' is 60, more than the 30 that a.yaml:2:18 allows
              3 | max-waiver-days: 60
                |                  ^^
             help: a file may ask for more than what it extends, never for less
          a.yaml:2:18: note: the baseline says so here
              2 | max-waiver-days: 30
                |                  ^^
          """)
  }

  @Test("A bucket's rule may say that it is public: its reason is the exception")
  func publicBucket() {
    #expect(
      diagnostics(
        Self.org,
        """
        version: 1
        team: web
        extends: [a.yaml]
        buckets:
          - {bucket: press, expect: public, reason: logos}
        """) == "")
  }

  @Test("A window that only the two files together leave empty")
  func emptyWindow() {
    #expect(
      diagnostics(
        "version: 1\ndefaults: {evidence: {freshness: 5d}}\n",
        "version: 1\nteam: web\nextends: [a.yaml]\nbuckets: [{bucket: logs, evidence: {lookback: 5d}}]\n"
      ) == """
        b.yaml:4:47: error: 'lookback' (5d) has to be longer than 'freshness' (5d)
            4 | buckets: [{bucket: logs, evidence: {lookback: 5d}}]
              |                                               ^^
           help: else a window without any evidence would do
        """)
  }

  @Test("What a file that is missing may have said is not guessed at")
  func missingBase() {
    #expect(
      diagnostics(
        "version: 1\nteam: web\nextends: [org.yaml]\nbuckets: [{bucket: logs, evidence: {lookback: 12h}}]\n"
      ) == """
        a.yaml:3:11: error: 'org.yaml' is not among the files that were given
            3 | extends: [org.yaml]
              |           ^^^^^^^^
        """)
  }

  @Test("A chain that is far too long ends in a diagnostic")
  func longChain() {
    let text = { (name: Int) in "version: 1\nextends: [\(name + 1).yaml]\ndefaults: {}\n" }
    do throws(PolicyErrors) {
      _ = try PolicySet.load(files: [(path: "0.yaml", bytes: Array(text(0).utf8))]) { path in
        (path: path, bytes: Array(text(Int(path.dropLast(5)) ?? 0).utf8))
      }
      Issue.record("nothing was refused")
    } catch {
      #expect(
        error.description == """
          15.yaml:2:11: error: more than 16 files extend each other, one on top of the other
              2 | extends: [16.yaml]
                |           ^^^^^^^
          """)
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
