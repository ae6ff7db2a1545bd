import PolicyFiles
import Testing
import Timeline

/// Policy texts named `a.yaml`, `b.yaml` and so on, and all that the linter prints.
struct LintCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var texts: [String]
  var printed: String

  init(_ name: String, _ texts: String..., printed: String) {
    (testDescription, self.texts, self.printed) = (name, texts, printed)
  }

  /// What the linter prints on 10 February 2020.
  var found: String {
    let files = zip(["a.yaml", "b.yaml", "c.yaml"], texts).map {
      (path: $0, bytes: Array($1.utf8))
    }
    let asOf = Instant(iso8601: "2020-02-10T12:00:00Z") ?? Instant(secondsSince1970: 0)
    return PolicyLint(PolicyReading(files: files), asOf: asOf).problems().map(\.description)
      .joined(separator: "\n")
  }
}

/// A team's file with these entries of `buckets`.
private func team(_ name: String, _ rules: String..., rest: String = "") -> String {
  "version: 1\nteam: \(name)\nbuckets:\n" + rules.map { "  - \($0)\n" }.joined() + rest
}

@Suite("Rules that stand in each other's way")
struct RuleLintTests {
  @Test(arguments: [
    LintCase(
      "names, and patterns that a nearer one takes a part from",
      team("web", "bucket: logs", "bucket: 'logs-*'", "bucket: 'logs-eu-*'", "bucket: 'l*-x'"),
      printed: ""),
    LintCase(
      "alternatives that a longer beginning takes",
      team("web", "bucket: 'logs-*'", "bucket: '{logs-a,logs-b}-*'"),
      printed: """
        a.yaml:5:13: warning: '{logs-a,logs-b}-*' never decides for a bucket: 'logs-*' goes before it
            5 |   - bucket: '{logs-a,logs-b}-*'
              |             ^^^^^^^^^^^^^^^^^^^
           help: take the rule out, or leave its buckets out of the other with 'except'
        a.yaml:4:13: note: this goes before it
            4 |   - bucket: 'logs-*'
              |             ^^^^^^^^
        """),
    LintCase(
      "alternatives that names take one by one, of another team",
      team("web", "bucket: a-logs", "bucket: b-logs"), team("ops", "bucket: '{a,b}-logs'"),
      printed: """
        b.yaml:4:13: warning: '{a,b}-logs' never decides for a bucket: 'a-logs', 'b-logs' go before it
            4 |   - bucket: '{a,b}-logs'
              |             ^^^^^^^^^^^^
           help: take the rule out, or leave its buckets out of the other with 'except'
        a.yaml:4:13: note: this goes before it
            4 |   - bucket: a-logs
              |             ^^^^^^
        a.yaml:5:13: note: this goes before it
            5 |   - bucket: b-logs
              |             ^^^^^^
        """),
    LintCase(
      "one alternative left, so it decides",
      team("web", "bucket: a-logs", "bucket: '{a,b}-logs'"), printed: ""),
    LintCase(
      "a name of another account takes nothing",
      team(
        "web", "{bucket: a-logs, account: '111122223333'}",
        "{bucket: '{a-logs,a-logs}', account: '444455556666'}"), printed: ""),
    LintCase(
      "what the nearer pattern leaves out is left for the other",
      team("web", "{bucket: 'logs-*', except: ['logs-a*']}", "bucket: '{logs-a,logs-b}-*'"),
      printed: ""),
    LintCase(
      "exceptions that leave nothing",
      team("web", "{bucket: 'logs-?', except: ['logs-*']}"),
      printed: """
        a.yaml:4:14: warning: the exceptions of 'logs-?' leave nothing of it
            4 |   - {bucket: 'logs-?', except: ['logs-*']}
              |              ^^^^^^^^
           help: take the exceptions or the rule out
        """),
    LintCase(
      "an exception that leaves out nothing",
      team("web", "{bucket: 'logs-*', except: [lgos-tmp]}"),
      printed: """
        a.yaml:4:14: warning: the exception 'lgos-tmp' leaves out nothing of 'logs-*'
            4 |   - {bucket: 'logs-*', except: [lgos-tmp]}
              |              ^^^^^^^^
           help: mend its spelling, or take it out
        """),
    LintCase(
      "patterns of two teams that are equally near",
      team("web", "bucket: '*-logs-*'"), team("ops", "bucket: '*-data-*'"),
      printed: """
        b.yaml:4:13: warning: '*-data-*' and '*-logs-*' of team 'web' both match names such as 'x-data-logs-x', and neither is the nearer one
            4 |   - bucket: '*-data-*'
              |             ^^^^^^^^^^
           help: the earlier place decides; leave the names out of one of them with 'except'
        a.yaml:4:13: note: this decides, for it stands before
            4 |   - bucket: '*-logs-*'
              |             ^^^^^^^^^^
        """),
    LintCase(
      "patterns of one team that ask for the same",
      team("web", "bucket: '*-a'", "bucket: '*-?'"), printed: ""),
    LintCase(
      "patterns of one team that ask for different things",
      team("web", "bucket: 'a*b'", "{bucket: 'a?b', settings: [BlockPublicAcls]}"),
      printed: """
        a.yaml:5:14: warning: 'a?b' never decides for a bucket: 'a*b' goes before it
            5 |   - {bucket: 'a?b', settings: [BlockPublicAcls]}
              |              ^^^^^
           help: take the rule out, or leave its buckets out of the other with 'except'
        a.yaml:4:13: note: this goes before it
            4 |   - bucket: 'a*b'
              |             ^^^^^
        """),
    LintCase(
      "patterns that an exception keeps apart",
      team("web", "{bucket: 'a*-b*', except: ['*c']}"),
      team("ops", "bucket: 'a*-*c'"), printed: ""),
    LintCase(
      "patterns for two accounts",
      team("web", "{bucket: 'a*b', account: '111122223333'}"),
      team("ops", "{bucket: 'a?b', account: '444455556666'}"), printed: ""),
  ])
  func rules(_ c: LintCase) {
    #expect(c.found == c.printed)
  }
}

@Suite("Waivers, lists and baselines worth a warning")
struct LintTests {
  private static func waived(until day: String, extends: String = "[]") -> String {
    """
    version: 1
    team: web
    extends: \(extends)
    buckets: [bucket: logs]
    waivers:
      - {id: W-1, bucket: logs, owner: me, reason: move, expires: \(day)}
    """
  }
  private static let limit = "version: 1\nmax-waiver-days: 30\n"

  @Test(arguments: [
    LintCase(
      "errors, and no warnings beside them",
      team("web", "bucket: 'logs-*'", "bucket: '{logs-a,logs-b}-*'", rest: "colour: red\n"),
      printed: """
        a.yaml:6:1: error: unknown key 'colour' in a policy file
            6 | colour: red
              | ^^^^^^
           help: the keys are version, team, owner, extends, defaults, buckets, waivers, max-waiver-days
        """),
    LintCase(
      "a waiver that has ended", waived(until: "2020-02-09"),
      printed: """
        a.yaml:6:10: warning: waiver 'W-1' ended on 2020-02-09 and covers nothing any more
            6 |   - {id: W-1, bucket: logs, owner: me, reason: move, expires: 2020-02-09}
              |          ^^^
           help: take it out, or give it a later day where it is still needed
        """),
    LintCase(
      "a waiver on its last day", waived(until: "2020-02-10"),
      printed: """
        a.yaml:6:10: warning: waiver 'W-1' ends on 2020-02-10
            6 |   - {id: W-1, bucket: logs, owner: me, reason: move, expires: 2020-02-10}
              |          ^^^
           help: mend what it covers by then, or agree on a later day
        """),
    LintCase("a waiver that lasts some weeks", waived(until: "2020-03-11"), printed: ""),
    LintCase(
      "a waiver as long as the baseline allows", waived(until: "2020-03-11", extends: "[b.yaml]"),
      limit, printed: ""),
    LintCase(
      "a waiver longer than the baseline allows",
      waived(until: "2020-03-12", extends: "[b.yaml]"), limit,
      printed: """
        a.yaml:6:10: warning: waiver 'W-1' lasts 31 days, until 2020-03-12; b.yaml:2:18 allows 30
            6 |   - {id: W-1, bucket: logs, owner: me, reason: move, expires: 2020-03-12}
              |          ^^^
           help: give it a last day of 2020-03-11 or before
        b.yaml:2:18: note: the limit is here
            2 | max-waiver-days: 30
              |                  ^^
        """),
    LintCase(
      "a list that leaves out what BPA refuses anyway",
      team("web", "{bucket: logs, forbidden-acls: [public-read, bucket-owner-read]}"),
      printed: """
        a.yaml:4:36: warning: 'forbidden-acls' leaves out authenticated-read, public-read-write, which BlockPublicAcls refuses all the same
            4 |   - {bucket: logs, forbidden-acls: [public-read, bucket-owner-read]}
              |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: a use of it breaks whatever the list says; 'public' names all of them
        """),
    LintCase(
      "lists that leave out nothing, or where BPA is not asked for",
      team(
        "web", "{bucket: aaa, forbidden-acls: [public]}",
        "{bucket: bbb, forbidden-acls: ['grant:AllUsers', authenticated-read]}",
        "{bucket: ccc, forbidden-acls: [], settings: [BlockPublicPolicy]}",
        "{bucket: ddd, forbidden-acls: [], expect: public, reason: press}"), printed: ""),
    LintCase(
      "one list in the defaults, told once",
      team("web", "bucket: aaa", "bucket: bbb", rest: "defaults: {forbidden-acls: [public-read]}"),
      printed: """
        a.yaml:6:28: warning: 'forbidden-acls' leaves out authenticated-read, public-read-write, which BlockPublicAcls refuses all the same
            6 | defaults: {forbidden-acls: [public-read]}
              |                            ^^^^^^^^^^^^^
           help: a use of it breaks whatever the list says; 'public' names all of them
        """),
    LintCase(
      "a baseline that nobody extends", team("web", "bucket: logs"), limit,
      printed: """
        b.yaml: warning: no file extends this baseline
           help: name it in the 'extends' of the teams' files, or give it 'team' and 'buckets'
        """),
    LintCase("a baseline alone, as a hook gives it", limit, printed: ""),
  ])
  func warnings(_ c: LintCase) {
    #expect(c.found == c.printed)
  }

  @Test("Intricate patterns are searched in bounded time", .timeLimit(.minutes(3)))
  func intricate() {
    let stars = (0..<40).map { "bucket: '*a*b?c*d{e,f,gg}*h*\($0)*'" }
    let text = "version: 1\nteam: web\nbuckets:\n" + stars.map { "  - \($0)\n" }.joined()
    #expect(
      LintCase("", text, printed: "").found.contains(
        "a.yaml:4:13: warning: not all patterns were compared: they are too many or too intricate"))
  }

  @Test("Hundreds of ordinary patterns are compared with each other", .timeLimit(.minutes(3)))
  func ordinary() {
    let rules = (0..<300).map { "  - bucket: 'team-\($0 / 10)-{logs,data}-\($0)-*'\n" }
    let text = "version: 1\nteam: web\nbuckets:\n" + rules.joined()
    #expect(LintCase("", text, printed: "").found == "")
  }
}
