import Testing

@testable import Evidence

/// How a text begins, and what it is taken for.
@Suite("The form of a text that is no JSON")
struct EvidenceFormTests {
  static let owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"

  @Test(
    arguments: [
      (
        "\nAn error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation: no",
        .errorMessage(code: "NoSuchBucketPolicy")
      ),
      (
        "An error occurred (404) when calling the HeadBucket operation: Not Found",
        .errorMessage(code: "404")
      ),
      ("An error occurred (AccessDenied", .unknown),
      ("An error occurred (<Code>) when calling the GetBucketAcl operation: x", .unknown),
      ("No: An error occurred (AccessDenied) when calling the GetBucketAcl operation", .unknown),
      ("\(owner) logs [06/Feb/2019:00:00:38 +0000] 192.0.2.3 \(owner) 3E57 REST.GET", .accessLog),
      ("- logs [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - 3E57427F3E REST.GET", .accessLog),
      ("\(owner) logs [06/Feb/2019] 192.0.2.3 -", .unknown),
      ("\(owner) logs", .unknown),
      ("\"eventtime\",\"arn\",\"eventname\"\n\"2020-02-03T12:00:00Z\",,\"PutObject\"", .table),
      ("bucket,key,size\r\n", .table),
      ("\u{FEFF}\"eventTime\",\"eventName\"\r\n", .table),
      ("\"Records\"", .unknown),
      ("one word", .unknown),
      ("a,,b", .unknown),
      ("Dear reader, a text has spaces, and no names!", .unknown),
      ("<Error><Code>AccessDenied</Code></Error>", .unknown),
      ("", .unknown),
    ] as [(String, EvidenceForm)])
  func form(_ text: String, _ form: EvidenceForm) {
    #expect(EvidenceForm(beginning: text) == form)
  }
}
