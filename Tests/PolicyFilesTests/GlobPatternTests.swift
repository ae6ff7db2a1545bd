import PolicyFiles
import Testing

@Suite("Patterns")
struct GlobPatternTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var pattern: String
    var text: String
    var matches: Bool
    var testDescription: String { "\(pattern) \(matches ? "matches" : "leaves out") '\(text)'" }

    init(_ pattern: String, _ text: String, _ matches: Bool) {
      (self.pattern, self.text, self.matches) = (pattern, text, matches)
    }
  }

  @Test(
    "A pattern matches the whole text",
    arguments: [
      Case("payments", "payments", true),
      Case("payments", "payments-eu", false),
      Case("payments", "my-payments", false),
      Case("payments", "Payments", false),
      Case("*", "", true),
      Case("*", "anything/at all", true),
      Case("pay*", "pay", true),
      Case("pay*", "payments", true),
      Case("pay*", "xpayments", false),
      Case("*-exports", "payments-exports", true),
      Case("*-exports", "payments-exports-old", false),
      Case("a*b*c", "a-b-b-c", true),
      Case("a*b*c", "a-c-b", false),
      Case("a**c", "ac", true),
      Case("log?", "logs", true),
      Case("log?", "log", false),
      Case("log?", "logss", false),
      Case("caf?", "café", true),
      Case("??", "🇩🇪", true),  // two scalars make this flag
      Case("{dev,prod}-logs", "dev-logs", true),
      Case("{dev,prod}-logs", "prod-logs", true),
      Case("{dev,prod}-logs", "stage-logs", false),
      Case("{dev,prod}-logs", "{dev,prod}-logs", false),
      Case("logs{,-archive}", "logs", true),
      Case("logs{,-archive}", "logs-archive", true),
      Case("logs{,-archive}", "logs-", false),
      Case("{a*,b?}z", "axxxz", true),
      Case("{a*,b?}z", "bxz", true),
      Case("{a*,b?}z", "bz", false),
      Case("{a,b}{c,d}", "bc", true),
      Case("{a,b}{c,d}", "ab", false),
      Case("{only}", "only", true),
      Case("[ab]", "a", false),
      Case("[ab]", "[ab]", true),
      Case(#"\*"#, "*", false),
      Case(#"\*"#, #"\x"#, true),
      Case("a,b", "a,b", true),
      Case("a.c", "abc", false),
      // "é" in one scalar and in two are two keys of S3.
      Case("caf\u{E9}", "cafe\u{301}", false),
      Case("caf\u{E9}*", "cafe\u{301}", false),
    ])
  func matching(_ c: Case) throws {
    #expect(try GlobPattern(c.pattern).matches(c.text) == c.matches)
  }

  @Test(
    "A pattern that cannot be read says why",
    arguments: [
      ("", "is empty"),
      ("{a,b", "has a '{' that is never closed"),
      ("a}", "has a '}' without a '{'"),
      ("{a,{b,c}}", "has braces within braces"),
      (String(repeating: "a", count: 1_025), "is longer than 1024 bytes"),
    ])
  func refusal(pattern: String, reason: String) {
    #expect(throws: PatternProblem(reason)) { try GlobPattern(pattern) }
  }

  @Test(
    "What a pattern fixes",
    arguments: [
      ("payments", 8, 8),
      ("pay*-exports", 3, 11),
      ("{dev,production}-logs", 0, 8),
      ("logs-{a*,bcd}", 5, 6),
      ("?", 0, 0),
    ])
  func literals(pattern: String, prefix: Int, count: Int) throws {
    let glob = try GlobPattern(pattern)
    #expect(glob.literalPrefixLength == prefix)
    #expect(glob.literalCount == count)
  }

  @Test("A pattern made to backtrack is answered in time", .timeLimit(.minutes(1)))
  func hostilePattern() throws {
    let stars = try GlobPattern(String(repeating: "a*", count: 500) + "b")
    #expect(!stars.matches(String(repeating: "a", count: 2_000)))
    let braces = try GlobPattern(String(repeating: "{a,aa}", count: 150) + "b")
    #expect(!braces.matches(String(repeating: "a", count: 300)))
    #expect(braces.matches(String(repeating: "a", count: 299) + "b"))
  }
}

@Suite("Bucket names and patterns")
struct BucketPatternTests {
  @Test(
    "Names that a bucket can have",
    arguments: [
      "abc", "payments-invoices", "a.b.c", "0123456789", "Legacy_Bucket", "_legacy",
      String(repeating: "a", count: 63), "A" + String(repeating: "a", count: 254),
      "*", "payments-*", "*-{eu,us}", "a?c", "{,x}logs", "1.2.3.400",
    ])
  func possible(name: String) throws {
    #expect(try BucketPattern(name).text == name)
  }

  @Test(
    "Names that no bucket can have",
    arguments: [
      ("ab", "cannot be a bucket's name: it is shorter than 3 characters"),
      ("a?", "matches no possible bucket name: it is shorter than 3 characters"),
      (
        String(repeating: "a", count: 64),
        "cannot be a bucket's name: it is longer than 63 characters"
      ),
      (
        String(repeating: "?", count: 64) + "*",
        "matches no possible bucket name: it is longer than 63 characters"
      ),
      ("my bucket", "cannot be a bucket's name: it holds ' '"),
      ("s3://logs", "cannot be a bucket's name: it holds ':'"),
      ("logs/2020", "cannot be a bucket's name: it holds '/'"),
      ("bücher", "cannot be a bucket's name: it holds 'ü'"),
      ("Legacy_*", "cannot be a bucket's name: it holds 'L'"),
      ("a,b", "cannot be a bucket's name: it holds ','"),
      ("-logs", "cannot be a bucket's name: it begins or ends with '-'"),
      ("logs.", "cannot be a bucket's name: it begins or ends with '.'"),
      ("logs-*-", "cannot be a bucket's name: it begins or ends with '-'"),
      ("a..b", "cannot be a bucket's name: it holds two dots in a row"),
      ("192.168.1.1", "cannot be a bucket's name: it has the form of an IP address"),
    ])
  func impossible(name: String, reason: String) {
    let problem = #expect(throws: PatternProblem.self) { try BucketPattern(name) }
    #expect(problem?.reason == reason)
  }
}
