import JSON
import RawEvidence
import S3Access
import Testing
import Timeline

@testable import Evidence

/// Which events a trail records, by what `aws cloudtrail get-event-selectors` answers.
@Suite("Event selectors")
struct EventSelectionTests {
  /// Selectors, and how much of reads, writes and management of the bucket `invoices` they select:
  /// `all`, `-` for nothing, or the words for a part.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var document: String
    var extents: [String]

    init(_ name: String, _ document: String, _ extents: String...) {
      (testDescription, self.document, self.extents) = (name, document, extents)
    }
  }

  private static func classic(
    _ values: String, readWrite: String = "All", management: Bool = true
  ) -> String {
    """
    {"EventSelectors": [{"ReadWriteType": "\(readWrite)", "IncludeManagementEvents": \(management),
      "DataResources": [{"Type": "AWS::S3::Object", "Values": [\(values)]}],
      "ExcludeManagementEventSources": ["kms.amazonaws.com"]}]}
    """
  }

  private static func advanced(_ fields: String..., category: String = "Data") -> String {
    let type =
      category == "Data" ? #"{"Field": "resources.type", "Equals": ["AWS::S3::Object"]},"# : ""
    return """
      {"AdvancedEventSelectors": [{"Name": "n", "FieldSelectors": [
        \(fields.map { $0 + ", " }.joined()) \(type)
        {"Field": "eventCategory", "Equals": ["\(category)"]}]}]}
      """
  }

  private static func arn(_ operation: String, _ values: String...) -> String {
    let list = values.map { "\"arn:aws:s3:::\($0)\"" }.joined(separator: ", ")
    return #"{"Field": "resources.ARN", "\#(operation)": [\#(list)]}"#
  }

  static let cases: [Case] = [
    Case("all of S3", classic(#""arn:aws:s3""#), "all", "all", "all"),
    Case("all of S3, longer", classic(#""arn:aws:s3:::""#), "all", "all", "all"),
    Case("the bucket", classic(#""arn:aws:s3:::invoices/""#), "all", "all", "all"),
    Case(
      "the bucket in another partition", classic(#""arn:aws-us-gov:s3:::invoices/""#), "all", "all",
      "all"),
    Case("another bucket", classic(#""arn:aws:s3:::invoices-old/""#), "-", "-", "all"),
    Case("no bucket", classic(""), "-", "-", "all"),
    Case(
      "a prefix", classic(#""arn:aws:s3:::invoices/2020/""#),
      #"only objects whose key begins with "2020/""#,
      #"only objects whose key begins with "2020/""#,
      "all"),
    Case(
      "a prefix, and the whole",
      classic(#""arn:aws:s3:::invoices/2020/", "arn:aws:s3:::invoices/""#),
      "all",
      "all", "all"),
    Case(
      "the beginning of its name, which AWS does not say the meaning of",
      classic(#""arn:aws:s3:::inv""#),
      "only what a value that ends within a bucket's name lets through",
      "only what a value that ends within a bucket's name lets through", "all"),
    Case(
      "reads", classic(#""arn:aws:s3""#, readWrite: "ReadOnly"), "all", "-", "only calls that read"),
    Case("writes", classic(#""arn:aws:s3""#, readWrite: "WriteOnly"), "-", "all", "all"),
    Case("no management", classic(#""arn:aws:s3""#, management: false), "all", "all", "-"),
    Case(
      "two selectors that share the work",
      """
      {"EventSelectors": [
        {"ReadWriteType": "ReadOnly", "IncludeManagementEvents": false,
         "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]},
        {"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true,
         "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::invoices/"]},
                           {"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]}
      """, "all", "all", "all"),
    Case(
      "as a record of PutEventSelectors spells it",
      """
      {"trailName": "main", "eventSelectors": [{"readWriteType": "All", "includeManagementEvents": true,
        "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]}]}
      """, "all", "all", "all"),
    Case("advanced, all data", advanced(), "all", "all", "-"),
    Case("advanced, management", advanced(category: "Management"), "-", "-", "all"),
    Case("advanced, network activity", advanced(category: "NetworkActivity"), "-", "-", "-"),
    Case(
      "advanced, writes", advanced(#"{"Field": "readOnly", "Equals": ["false"]}"#), "-", "all", "-"),
    Case(
      "advanced, no writes", advanced(#"{"Field": "readOnly", "NotEquals": ["false"]}"#), "all",
      "-",
      "-"),
    Case("advanced, the bucket", advanced(arn("StartsWith", "invoices/")), "all", "all", "-"),
    Case("advanced, without another", advanced(arn("NotStartsWith", "logs/")), "all", "all", "-"),
    Case(
      "advanced, without the bucket", advanced(arn("NotStartsWith", "invoices/")), "-", "-", "-"),
    Case("advanced, without its name", advanced(arn("NotStartsWith", "inv")), "-", "-", "-"),
    Case(
      "advanced, without a prefix", advanced(arn("NotStartsWith", "invoices/tmp/")),
      #"no objects whose key begins with "tmp/""#, #"no objects whose key begins with "tmp/""#, "-"),
    Case(
      "advanced, one object", advanced(arn("Equals", "invoices/a")),
      #"only objects whose key is "a""#,
      #"only objects whose key is "a""#, "-"),
    Case(
      "advanced, an ending", advanced(#"{"Field": "resources.ARN", "EndsWith": [".csv"]}"#),
      #"only objects whose ARN ends with ".csv""#, #"only objects whose ARN ends with ".csv""#, "-"),
    Case("advanced, all that ends", advanced(arn("NotEquals", "other/a")), "all", "all", "-"),
    Case(
      "advanced, some events", advanced(#"{"Field": "eventName", "Equals": ["PutObject"]}"#),
      "only what a condition on eventName lets through",
      "only what a condition on eventName lets through", "-"),
    Case(
      "advanced, some callers",
      advanced(#"{"Field": "userIdentity.arn", "NotStartsWith": ["arn:aws:sts"]}"#),
      "only what a condition on userIdentity.arn lets through",
      "only what a condition on userIdentity.arn lets through", "-"),
    Case(
      "advanced, an operator that nobody knows", advanced(arn("Matches", "invoices/")),
      "only what a condition on resources.ARN, which is not understood, lets through",
      "only what a condition on resources.ARN, which is not understood, lets through", "-"),
    Case(
      "advanced, without KMS",
      advanced(
        #"{"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}"#, category: "Management"),
      "-",
      "-", "all"),
    Case(
      "advanced, without S3",
      advanced(
        #"{"Field": "eventSource", "NotEquals": ["s3.amazonaws.com"]}"#, category: "Management"),
      "-",
      "-", "-"),
    Case(
      "advanced, without events of services",
      advanced(#"{"Field": "eventType", "NotEquals": ["AwsServiceEvent"]}"#), "all", "all", "-"),
    Case(
      "advanced, of Lambda",
      """
      {"AdvancedEventSelectors": [{"FieldSelectors": [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::Lambda::Function"]}]}]}
      """, "-", "-", "-"),
  ]

  private static func selection(of document: String) -> EventSelection? {
    guard var parser = JSONParser() else { return nil }
    return parser.parse(document).flatMap(EventSelection.init(selectorsOf:))
  }

  @Test("select", arguments: cases)
  func extents(_ c: Case) throws {
    let selection = try #require(Self.selection(of: c.document))
    let classes: [EvidenceClass] = [.objectReads, .objectWrites, .management]
    #expect(classes.map { selection.extent(of: $0, ofBucket: "invoices").words } == c.extents)
  }

  @Test(
    "that are none, or of both kinds, say nothing",
    arguments: [
      #"{"EventSelectors": []}"#,
      #"{"EventSelectors": [{"ReadWriteType": "All"}], "AdvancedEventSelectors": [{"Name": "n"}]}"#,
    ])
  func none(_ document: String) throws {
    #expect(Self.selection(of: document) == nil)
  }

  @Test("and the rest of what AWS says of a trail are evidence")
  func documents() async throws {
    let said: [(String, String)] = [
      (
        "selectors.json",
        #"{"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", "#
          + Self.classic(#""arn:aws:s3""#).dropFirst()
      ),
      (
        "trails.json",
        """
        {"trailList": [{"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main",
          "S3BucketName": "logs", "S3KeyPrefix": "a", "IsOrganizationTrail": true}]}
        """
      ),
      (
        "status.json",
        #"{"IsLogging": false, "StopLoggingTime": "2020-02-03T12:00:00.123000+00:00", "LatestDeliveryError": ""}"#
      ),
    ]
    let folder = try TemporaryFolder()
    for (name, text) in said { try folder.write(Array(text.utf8), to: name) }
    let ledger = await EvidenceCollection(EvidenceFiles(below: [folder.path]).files).ledger(
      workers: 1)
    #expect(ledger.unreadable.isEmpty)
    let arn = TrailARN(homeRegion: "us-east-1", account: "111122223333", name: "main")
    let statements = Set(ledger.trailDocuments.map(\.statement))
    #expect(statements.count == 3)
    #expect(
      statements.contains(
        .description(
          TrailDescription(
            trail: arn, destination: "logs/a", isOrganizationTrail: true,
            isMultiRegionTrail: false))))
    #expect(
      statements.contains(
        .status(
          TrailStatus(isLogging: false, stoppedAt: Instant(iso8601: "2020-02-03T12:00:00Z")))))
  }

  @Test("and the rest of a trail, asked for at one time, are evidence of that time")
  func asked() async throws {
    let arn = TrailARN(homeRegion: "us-east-1", account: "111122223333", name: "main")
    let text = """
      {"schema": "bpa-ready/trails/v1", "takenAt": "2020-02-10T00:00:00Z", "account": "111122223333",
       "trails": [
         {"trail": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main",
          "description": {"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main",
            "S3BucketName": "logs"},
          "eventSelectors": \(Self.classic(#""arn:aws:s3""#)), "status": {"IsLogging": true}},
         {"trail": "arn:aws:cloudtrail:us-east-1:111122223333:trail/other",
          "eventSelectors": {"error": "AccessDenied"}, "status": {"error": "AccessDenied"}}]}
      """
    let ledger = try await ledger(reading: text, named: "trails.json")
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.trailDocuments.count == 3)
    #expect(
      ledger.trailDocuments.allSatisfy {
        $0.trail == arn && $0.takenAt == Instant(iso8601: "2020-02-10T00:00:00Z")
      })
    #expect(
      ledger.trailDocuments.contains {
        $0.statement == .statusOf(trail: arn, TrailStatus(isLogging: true))
      })
  }

  @Test(
    "that are not understood are said to be",
    arguments: [
      #"{"TrailARN": "main", "EventSelectors": [{"ReadWriteType": "All"}]}"#,
      #"{"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", "EventSelectors": []}"#,
    ])
  func notUnderstood(_ text: String) async throws {
    let ledger = try await ledger(reading: text, named: "selectors.json")
    #expect(ledger.trailDocuments.isEmpty)
    #expect(ledger.unreadable.first?.reason == "holds event selectors that are not understood")
  }
}

extension EventSelection.Extent {
  fileprivate var words: String {
    switch self {
    case .whole: "all"
    case .part(let which): which
    case .nothing: "-"
    }
  }
}
