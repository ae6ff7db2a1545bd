import Evidence
import S3Access
import Testing
import Timeline

/// One line of a log, and the facts that it tells.
struct LineCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var line: String
  var facts: [String]

  init(_ name: String, _ line: String, _ facts: String...) {
    (testDescription, self.line, self.facts) = (name, line, facts)
  }
}

private let role = "arn:aws:sts::444455556666:assumed-role/app/session-1"
private let log = "2020-02-03-16-34-11-ABCDEF0123456789"
private let partitioned = "111122223333/us-east-1/invoices/2020/02/03/\(log)"

@Suite("Server access logs")
struct AccessLogTests {
  @Test(
    "who was let in",
    arguments: [
      LineCase(
        "anonymous, by an ACL", accessLogLine(acl: "Yes"),
        "invoices GetObject access(required) succeeded anonymous anonymous x1"),
      LineCase(
        "anonymous, by the policy", accessLogLine(acl: "-"),
        "invoices GetObject access(notRequired) succeeded anonymous anonymous x1"),
      LineCase(
        "anonymous, before there was the field", accessLogLine(acl: nil),
        "invoices GetObject access(cannotTell) succeeded anonymous anonymous x1"),
      LineCase(
        "a website's reader", accessLogLine("WEBSITE.GET.OBJECT", acl: "Yes"),
        "invoices GetObject access(required) succeeded anonymous anonymous x1"),
      LineCase(
        "a list", accessLogLine("REST.GET.BUCKET", key: "-"),
        "invoices ListObjects access(notRequired) succeeded anonymous anonymous x1"),
      LineCase(
        "unchanged since the last time", accessLogLine(status: "304"),
        "invoices GetObject access(notRequired) succeeded anonymous anonymous x1"),
      LineCase(
        "no such object, which only those hear who may list",
        accessLogLine(status: "404", error: "NoSuchKey"),
        "invoices GetObject access(notRequired) refused(NoSuchKey) anonymous anonymous x1"),
      LineCase("refused", accessLogLine(status: "403", error: "AccessDenied")),
      LineCase("refused, without a code", accessLogLine("REST.HEAD.OBJECT", status: "403")),
      LineCase("redirected", accessLogLine(status: "307", error: "TemporaryRedirect")),
      LineCase("a preflight", accessLogLine("REST.OPTIONS.PREFLIGHT")),
      LineCase(
        "another account", accessLogLine(by: strangerID, acl: "Yes"),
        "invoices GetObject access(required) succeeded other-account canonical user \(strangerID) x1"
      ),
      LineCase("the bucket's owner", accessLogLine(by: ownerID)),
      LineCase("a service", accessLogLine(by: "svc:cloudfront.amazonaws.com")),
      LineCase(
        "a role's session, of nobody knows which account", accessLogLine(by: role),
        "invoices GetObject access(notRequired) succeeded unknown"
          + " arn:aws:iam::444455556666:role/app x1"),
      LineCase(
        "an origin access identity",
        accessLogLine(
          by: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE"),
        "invoices GetObject access(notRequired) succeeded other-account"
          + " arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE x1"),
      LineCase(
        "one of a batch", accessLogLine("BATCH.DELETE.OBJECT", by: strangerID, status: "204"),
        "invoices DeleteObject access(notRequired) succeeded other-account"
          + " canonical user \(strangerID) x1"),
      LineCase("the end of an object's life", accessLogLine("S3.EXPIRE.OBJECT", by: "AmazonS3")),
      LineCase(
        "a copy's source", accessLogLine("REST.COPY.OBJECT_GET", by: strangerID),
        "invoices GetObject access(notRequired) succeeded other-account"
          + " canonical user \(strangerID) x1"),
    ])
  func access(_ c: LineCase) async throws {
    try await #expect(ledger(reading: c.line + "\n", named: log).factLines == c.facts)
  }

  @Test(
    "who may have set an ACL",
    arguments: [
      LineCase(
        "an upload with an ACL", accessLogLine("REST.PUT.OBJECT", by: ownerID, acl: "Yes"),
        "invoices PutObject logged-acl(true) succeeded own-account the bucket's owner x1"),
      LineCase("an upload without", accessLogLine("REST.PUT.OBJECT", by: ownerID, acl: "-")),
      LineCase(
        "an upload before there was the field",
        accessLogLine("REST.PUT.OBJECT", by: ownerID, acl: nil),
        "invoices PutObject logged-acl(nil) succeeded own-account the bucket's owner x1"),
      LineCase(
        "a refused upload",
        accessLogLine(
          "REST.PUT.OBJECT", by: ownerID, status: "403", error: "AccessDenied", acl: "Yes")),
      LineCase(
        "an object's ACL", accessLogLine("REST.PUT.ACL", by: ownerID, acl: "Yes"),
        "invoices PutObjectAcl logged-acl(true) succeeded own-account the bucket's owner x1"),
      LineCase(
        "the bucket's ACL", accessLogLine("REST.PUT.ACL", by: ownerID, key: "-", acl: nil),
        "invoices PutBucketAcl logged-acl(nil) succeeded own-account the bucket's owner x1"),
      LineCase(
        "a copy, of which AWS does not say what the field means",
        accessLogLine("REST.COPY.OBJECT", by: ownerID, acl: "-"),
        "invoices CopyObject logged-acl(false) succeeded own-account the bucket's owner x1"),
      LineCase(
        "an upload in parts", accessLogLine("REST.POST.UPLOADS", by: ownerID, acl: "Yes"),
        "invoices CreateMultipartUpload logged-acl(true) succeeded own-account"
          + " the bucket's owner x1"),
      LineCase("one of the parts", accessLogLine("REST.PUT.PART", by: ownerID, acl: "-")),
      LineCase(
        "a stranger's upload", accessLogLine("REST.PUT.OBJECT", acl: "Yes"),
        "invoices PutObject access(cannotTell) succeeded anonymous anonymous x1",
        "invoices PutObject logged-acl(true) succeeded anonymous anonymous x1"),
    ])
  func acls(_ c: LineCase) async throws {
    try await #expect(ledger(reading: c.line + "\n", named: log).factLines == c.facts)
  }

  @Test("the folder of a log says whose account the bucket is of")
  func partition() async throws {
    let own = "arn:aws:iam::111122223333:user/anna"
    let text = accessLogLine(by: own) + "\n" + accessLogLine(by: role, id: "2") + "\n"
    let said = try await ledger(reading: text, named: partitioned)
    #expect(
      said.factLines == [
        "invoices GetObject access(notRequired) succeeded other-account"
          + " arn:aws:iam::444455556666:role/app x1"
      ])
    #expect(said.ownershipLines == ["invoices 111122223333 perhaps"])
  }

  @Test(
    "quotes that a caller chose change nothing that counts",
    arguments: [
      LineCase("in the referer", accessLogLine(referer: #""https://e.example/"x" y" - z""#)),
      LineCase(
        "in the user agent, made up to look like the rest of a line",
        accessLogLine(
          userAgent: #""x" - hZ9= SigV4 - AuthHeader h TLSv1.2 - Yes us-east-1 "y""#)),
      LineCase(
        "in the user agent, made up to look like an answer",
        accessLogLine(userAgent: #""x" 403 AccessDenied 1 1 1 1 "-" "y""#)),
      LineCase(
        "in the URI", accessLogLine(uri: #""GET /invoices/a.csv?q="x"&r=" HTTP/1.1""#)),
      LineCase("nothing but quotes", accessLogLine(referer: #"""""#, userAgent: #"""""#)),
      LineCase("a dash without quotes", accessLogLine(userAgent: "-")),
      LineCase("two dashes without quotes", accessLogLine(referer: "-", userAgent: "-")),
      LineCase("all dashes", accessLogLine(uri: "-", referer: "-", userAgent: "-")),
      LineCase("more fields than there are today", accessLogLine() + " new fields"),
    ])
  func quotes(_ c: LineCase) async throws {
    let said = try await ledger(reading: c.line + "\n", named: log)
    #expect(
      said.factLines == [
        "invoices GetObject access(notRequired) succeeded anonymous anonymous x1"
      ])
    #expect(said.unreadableLines == [])
  }

  @Test(
    "lines of any age",
    arguments: ["-", "- hZ9Lr=", "- hZ9Lr= SigV2 - AuthHeader invoices.s3.amazonaws.com"])
  func age(_ tail: String) async throws {
    let said = try await ledger(reading: accessLogLine(tail: tail) + "\n", named: log)
    #expect(
      said.factLines == [
        "invoices GetObject access(cannotTell) succeeded anonymous anonymous x1"
      ])
  }

  @Test("what a use shows")
  func use() async throws {
    let said = try await ledger(
      reading: accessLogLine(key: "a%20b/%C3%A9.csv", userAgent: #""Mozilla/5.0 (X11)""#) + "\n",
      named: log)
    let use = try #require(said.facts.values.first?.uses.first)
    #expect(use.key == "a b/é.csv")
    #expect(use.userAgent == "Mozilla/5.0 (X11)")
    #expect(use.sourceAddress == "203.0.113.7")
    #expect(use.requestID == "3E57427F3EXAMPLE")
    #expect(use.time == Instant(iso8601: "2020-02-03T15:34:11Z"))
  }

  @Test("a line that is delivered twice is one request")
  func twice() async throws {
    let text = accessLogLine() + "\n" + accessLogLine() + "\r\n\n" + accessLogLine(id: "2")
    let said = try await ledger(reading: text, named: log)
    #expect(said.factLines.map { $0.suffix(2) } == ["x2"])
    #expect(said.volume.events == 3)
  }

  @Test("every request to the bucket shows that it is logged")
  func heard() async throws {
    let text = [
      accessLogLine(time: "03/Feb/2020:16:34:11 +0100"),
      accessLogLine("REST.PUT.OBJECT", by: ownerID, time: "04/Feb/2020:15:34:11 +0000"),
      accessLogLine(bucket: "ledger"),
    ].joined(separator: "\n")
    let said = try await ledger(reading: text, named: log)
    #expect(Set(said.accessLogs.keys) == ["invoices", "ledger"])
    #expect(
      said.accessLogs["invoices"]?.extent
        == Interval(
          from: try #require(Instant(iso8601: "2020-02-03T15:34:11Z")),
          to: try #require(Instant(iso8601: "2020-02-04T15:34:11Z"))))
    #expect(said.sightingLines == [])
  }
}
