import S3Access
import Testing

@Suite("Amazon Resource Names")
struct ARNTests {
  @Test(
    "are taken apart at the first five colons",
    arguments: [
      ("arn:aws:s3:::invoices", ["aws", "s3", "", "", "invoices"]),
      ("arn:aws:s3:::invoices/a:b", ["aws", "s3", "", "", "invoices/a:b"]),
      (
        "arn:aws-cn:s3:cn-north-1:111122223333:accesspoint/reports",
        ["aws-cn", "s3", "cn-north-1", "111122223333", "accesspoint/reports"]
      ),
      ("arn:aws:iam::111122223333:role/app", ["aws", "iam", "", "111122223333", "role/app"]),
      ("arn:::::", ["", "", "", "", ""]),
    ])
  func parts(_ text: String, _ parts: [String]) throws {
    let arn = try #require(ARN(text))
    #expect(
      [arn.partition, arn.service, arn.region, arn.account, arn.resource].map(String.init) == parts)
  }

  @Test(
    "have six parts, of which the first is arn",
    arguments: ["", "arn", "arn:aws:s3::invoices", "invoices", "urn:aws:s3:::invoices", "*"])
  func others(_ text: String) {
    #expect(ARN(text) == nil)
  }

  @Test(
    "name an account where it is written out",
    arguments: [
      ("arn:aws:iam::111122223333:root", "111122223333"), ("arn:aws:s3:::invoices", nil),
      ("arn:aws:iam::*:root", nil), ("arn:aws:iam::11112222333?:root", nil),
      ("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", nil),
    ])
  func account(_ text: String, _ account: String?) throws {
    #expect(try #require(ARN(text)).accountID == account)
  }
}

@Suite("Account ids")
struct AccountIDTests {
  @Test("have twelve digits", arguments: ["111122223333", "000000000001"])
  func ids(_ text: String) {
    #expect(text.isAccountID)
  }

  @Test(
    "are nothing else",
    arguments: ["", "11112222333", "1111222233334", "11112222333a", " 11112222333", "١١١١٢٢"])
  func others(_ text: String) {
    #expect(!text.isAccountID)
  }
}
