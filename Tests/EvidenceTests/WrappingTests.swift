import Evidence
import JSON
import RawEvidence
import S3Access
import Testing
import TrailFixtures

/// The same three records in everything that they come wrapped in.
@Suite("Wrappings")
struct WrappingTests {
  static let events = [
    Event.putObject(bucket: "b", key: "a \"quoted\" \\ key\né€😀", acl: "public-read"),
    .getObject(bucket: "b", by: .anonymous),
    .putBucketAcl(bucket: "b", acl: "authenticated-read"),
  ]
  static let records = events.map(\.json)
  static let texts = events.map(\.text)

  struct Wrapping: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }

    init(_ name: String, _ value: JSONValue) {
      self.init(name, value.compactText)
    }

    var testDescription: String { name }
  }

  static let file: JSONValue = ["Records": .array(records)]

  static let wrappings: [Wrapping] = [
    Wrapping("log file", file),
    Wrapping("array", .array(records)),
    Wrapping("array of files", [file]),
    Wrapping("pretty-printed", file.prettyText),
    Wrapping("pretty-printed with CRLF", file.prettyText.replacing("\n", with: "\r\n")),
    Wrapping("byte order mark", "\u{FEFF}" + file.compactText),
    Wrapping("space around", " \r\n\t" + file.compactText + "\n\n \t\r\n"),
    Wrapping(
      "other members around",
      ["version": 1, "note": ["Records": []], "Records": .array(records), "end": "Records"]),
    Wrapping("one record a line", texts.joined(separator: "\n")),
    Wrapping("one record a line, the last one ended", texts.map { $0 + "\n" }.joined()),
    Wrapping("one record a line with CRLF", texts.map { $0 + "\r\n" }.joined()),
    Wrapping("one record a line, empty lines between", texts.joined(separator: "\n\n \n")),
    Wrapping("one record a line behind a mark", "\u{FEFF}" + texts.joined(separator: "\n")),
    Wrapping("records without line ends", texts.joined()),
    Wrapping("records with spaces between", texts.joined(separator: "  ")),
    Wrapping("pretty-printed records", records.map(\.prettyText).joined()),
    Wrapping(
      "several files without line ends", texts.map { "{\"Records\":[\($0)]}" }.joined()),
    Wrapping(
      "several files a line each", texts.map { "{\"Records\":[\($0)]}" }.joined(separator: "\n")),
    Wrapping(
      "a file, then a record, then an array",
      "{\"Records\":[\(texts[0])]}\(texts[1])[\(texts[2])]"),
    Wrapping("an empty file before", "{\"Records\":[]}\n" + file.compactText),
  ]

  static func message(_ text: String) -> JSONValue {
    ["id": "36", "timestamp": 1_580_731_200_000, "message": .string(text)]
  }

  static func messages(of texts: [String]) -> JSONValue {
    [
      "messageType": "DATA_MESSAGE", "owner": "111122223333", "logGroup": "g",
      "subscriptionFilters": ["f"], "logEvents": .array(texts.map(message)),
    ]
  }

  static let services: [Wrapping] = [
    Wrapping(
      "EventBridge, an event a line",
      records.map { record -> String in
        let event: JSONValue = [
          "version": "0", "id": "e", "detail-type": "AWS API Call via CloudTrail",
          "source": "aws.s3", "account": "444455556666", "time": "2020-02-03T12:00:10Z",
          "region": "eu-west-1", "resources": ["arn:aws:s3:::other"], "detail": record,
        ]
        return event.compactText
      }.joined(separator: "\n")),
    Wrapping(
      "lookup-events",
      [
        "Events": .array(
          texts.map { text in
            [
              "EventId": "e", "EventName": "PutObject", "ReadOnly": "false",
              "EventTime": "2020-02-03T12:00:00+00:00", "EventSource": "s3.amazonaws.com",
              "Resources": [["ResourceType": "AWS::S3::Bucket", "ResourceName": "b"]],
              "CloudTrailEvent": .string(text),
            ]
          })
      ]),
    Wrapping(
      "filter-log-events",
      [
        "events": .array(
          texts.map { ["logStreamName": "s", "message": .string($0), "eventId": "1"] }),
        "searchedLogStreams": [],
      ]),
    Wrapping(
      "an export of CloudWatch Logs",
      texts.map { "2020-02-03T15:34:11.000Z \($0)\n" }.joined()),
    Wrapping("subscription payload", messages(of: texts)),
    Wrapping(
      "subscription payload after a control message",
      ([
        "messageType": "CONTROL_MESSAGE",
        "logEvents": [message("CWL CONTROL MESSAGE: Checking health of destination Firehose.")],
      ] as JSONValue).compactText
        + (["messageType": "DATA_MESSAGE", "logEvents": .array(texts.map(message))] as JSONValue)
        .compactText),
    Wrapping(
      "pretty-printed records in messages",
      ["events": .array(records.map { message($0.prettyText) })]),
    Wrapping("a log file in a message", ["events": [message(file.compactText)]]),
    Wrapping(
      "a log file beside an empty one in messages",
      ["events": [message("{\"Records\":[]}"), message(file.compactText)]]),
  ]

  /// What the records say, however they are wrapped.
  static let facts = [
    "b GetObject access(notSaid) succeeded anonymous anonymous x1",
    "b PutBucketAcl acl(authenticated-read) succeeded own-account"
      + " arn:aws:iam::111122223333:role/platform x1",
    "b PutObject acl(public-read) succeeded own-account arn:aws:iam::111122223333:role/app x1",
  ]

  private func check(_ ledger: Ledger) {
    #expect(ledger.factLines == Self.facts)
    #expect(ledger.unreadableLines == [])
    #expect(ledger.volume.events == Self.events.count)
    #expect(ledger.ownershipLines == ["b 111122223333"])
    let keys = ledger.facts.values.flatMap(\.uses).map(\.key)
    #expect(keys.contains("a \"quoted\" \\ key\né€😀"))
  }

  @Test("of records, plain", arguments: wrappings + services)
  func plain(_ wrapping: Wrapping) async throws {
    check(try await ledger(reading: wrapping.text))
  }

  @Test("of records, compressed", arguments: wrappings + services)
  func compressed(_ wrapping: Wrapping) async throws {
    check(try await ledger(reading: gzip(Array(wrapping.text.utf8)), named: "log.json.gz"))
  }

  @Test("of records, in gzip members that begin anywhere", arguments: wrappings + services)
  func members(_ wrapping: Wrapping) async throws {
    let bytes = Array(wrapping.text.utf8)
    let cuts = [0, bytes.count / 3, bytes.count / 3 + 1, bytes.count * 2 / 3, bytes.count]
    var packed: [UInt8] = []
    for (from, to) in zip(cuts, cuts.dropFirst()) { packed += try gzip(Array(bytes[from..<to])) }
    check(try await ledger(reading: packed))
  }

  @Test(
    "without calls are known as what they are",
    arguments: [
      "{\"digestStartTime\":\"2020-02-03T12:00:00Z\",\"digestS3Object\":\"k\",\"logFiles\":[]}",
      "{\"awsAccountId\":\"1\",\"digestS3Object\":\"k\"}",
    ])
  func digests(_ text: String) async throws {
    let ledger = try await ledger(reading: text)
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.volume.filesWithoutCalls == 1)
  }
}
