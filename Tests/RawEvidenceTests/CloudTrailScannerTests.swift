import RawEvidence
import Testing

/// What the scanner remembers from record to record never changes what it says of one.
@Suite("The records of a scan")
struct CloudTrailScannerTests {
  @Test("have each its own time, whatever the one before had")
  func times() throws {
    let times = [
      "2020-02-03T15:34:11Z", "2020-02-03T15:59:59Z", "2020-02-03T15:60:00Z",
      "2020-02-03T15:00:61Z", "2020-02-03T15:34:11", "2020-02-03T15:34:11Z0",
      "2020-02-03T15:34:11+00:00", "2020-02-03T16:00:00Z", "2020-02-30T16:00:00Z",
      "2020-02-03T16:00:01Z", "2020-02-03T16:0", "", "1969-12-31T23:59:59Z",
      "1969-12-31T23:00:00Z", "2020-02-03T15:00:00Z",
    ]
    let first: Int64 = 1_580_744_051
    let expected: [Int64?] = [
      first, first + 1_548, nil, nil, nil, nil, nil, first + 1_549, nil, first + 1_550, nil, nil,
      -1, -3_600, first - 2_051,
    ]
    let found = try scan(times.map { #""eventTime":"\#($0)""# }) { $0.eventTime }
    #expect(found == expected)
    let texts = try scan(times.map { #""eventTime":"\#($0)""# }) { $0.eventTimeText }
    #expect(texts == times)
  }

  @Test("have each its own values, though they begin and end like those before")
  func symbols() throws {
    let names = [
      "orders-eu-archive", "orders-us-archive", "orders-eu-archive", "orders-eu-archive-2",
      "orders",
      "order", "orders-eu", "a", "b", "", #"a\"b"#, #"a\"bc"#, "orders-eu-archive",
    ]
    let buckets = try scan(
      names.map {
        #""eventTime":"2020-02-03T15:34:11Z","requestParameters":{"bucketName":"\#($0)"}"#
      }
    ) { $0.text(of: $0.bucketName) }
    #expect(buckets == names.map { $0.replacing(#"\""#, with: "\"") })
    let regions = try scan(
      names.map { #""eventTime":"2020-02-03T15:34:11Z","awsRegion":"\#($0)""# }
    ) { $0.text(of: $0.awsRegion) }
    #expect(regions == names.map { $0.replacing(#"\""#, with: "\"") })
  }

  @Test(
    "have texts that end where their quotes do",
    arguments: [
      ("", ""), ("a", "a"), (#"a\\"#, #"a\"#), (#"a\\\""#, #"a\""#), (#"\"\""#, "\"\""),
      (#"\\\\"#, #"\\"#), (#"x\",\"eventID\":\"y"#, #"x","eventID":"y"#), (#"\u0022"#, "\""),
    ])
  func texts(_ written: String, _ meant: String) throws {
    let record = #""eventTime":"2020-02-03T15:34:11Z","eventID":"\#(written)","requestID":"r""#
    #expect(try scan([record]) { $0.eventID } == [meant])
  }

  @Test("have no text where the value is none", arguments: ["null", "7", "{}", #"["a"]"#, "true"])
  func otherValues(_ value: String) throws {
    let record = #""eventTime":"2020-02-03T15:34:11Z","eventID":\#(value),"awsRegion":\#(value)"#
    #expect(try scan([record]) { $0.eventID } == [""])
    #expect(try scan([record]) { $0.awsRegion.isPresent } == [false])
  }

  /// Scans records of these members and asks each for something.
  private func scan<Answer>(
    _ records: [String], _ answer: (borrowing ScannedRecord) -> Answer
  ) throws -> [Answer] {
    guard var scanner = CloudTrailScanner() else { throw NoMemory() }
    var buffer = ByteBuffer()
    let texts = records.map {
      #"{"eventSource":"s3.amazonaws.com","eventName":"GetObject",\#($0)}"#
    }
    buffer.assign(Array(#"{"Records":[\#(texts.joined(separator: ","))]}"#.utf8))
    var answers: [Answer] = []
    let result = scanner.scan(buffer) { answers.append(answer($0)) }
    #expect(result.status == .complete)
    #expect(result.records == records.count)
    return answers
  }
}

struct NoMemory: Error {}
