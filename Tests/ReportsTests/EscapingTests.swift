import Diagnostics
import Readiness
import Testing

@testable import Reports

/// What each medium would obey, and what it is given instead.
@Suite("Text from elsewhere")
struct EscapingTests {
  @Test(
    "ends no workflow command and begins none",
    arguments: [
      (
        WorkflowCommand(.error, title: "a:b,c", "x", at: SourceLocation(file: "p.yaml", line: 3)),
        "::error file=p.yaml,line=3,title=a%3Ab%2Cc::x"
      ),
      (WorkflowCommand(.note, "x"), "::notice::x"),
      (WorkflowCommand(.warning, "100 %\n::error::y"), "::warning::100 %25%0A::error::y"),
      (WorkflowCommand(.warning, "a\r::error::y"), "::warning::a\\r::error::y"),
      (
        WorkflowCommand(
          .error, "x", at: SourceLocation(file: "a,line=9::\n::stop", line: 1, column: 2)),
        "::error file=a%2Cline=9%3A%3A\\n%3A%3Astop,line=1,col=2::x"
      ),
    ])
  func workflowCommand(_ command: WorkflowCommand, _ line: String) {
    #expect(command.line == line)
  }

  @Test("in the log of a pipeline is no command, wherever its lines break")
  func pipelineLog() {
    let agent = String(repeating: "x", count: 90) + " ::stop-commands::y ##[error]z"
    let bucket = BucketVerdict.sample(
      "b", .notReady, findings: [.sample(userAgents: [agent], samples: [.sample(key: "::k")])])
    let text = TextReport(.sample(.sample([bucket])), style: TextStyle()).text
    #expect(text.contains("\\u{3A}:stop-commands::y #\\u{23}[error]z"), "\(text)")
    for line in text.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.starts(with: "::"))
    }
  }

  @Test("within a sentence begins no line of its own")
  func sentences() {
    let bucket = BucketVerdict.sample(
      "b", .notReady,
      findings: [.sample(operation: "Put\nRemedy: nothing", remedy: "one\r\ntwo")])
    let issue = PolicyIssues(.sample([bucket])).all.first { $0.finding != nil }
    #expect(issue?.message.split(separator: "\n").count == 3)
    let junit = JUnitReport(.sample(.sample([bucket]))).text
    #expect(!junit.contains("&#10;") && junit.contains("Put\\nRemedy"))
  }

  @Test(
    "in CSV is no formula and no second row",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("  =1+1", "'  =1+1"), ("＝1", "'＝1"), ("\t=1", "\\t=1"), ("a\r\nb", "a\\r\\nb"),
      ("", ""), (" a ", "\" a \""), ("a;=1", "\"a;=1\""),
    ])
  func csv(_ text: String, _ field: String) {
    #expect(CSVReport.field(text) == field)
  }

  @Test(
    "in a code span of Markdown stays in it",
    arguments: [
      ("payments", "`payments`"), ("a`b", "``a`b``"), ("``", "``` `` ```"), ("`", "`` ` ``"),
      ("a|b", "`a\\u{7C}b`"), ("a\n# b", "`a\\n# b`"), ("", "(empty)"), ("  ", "(spaces)"),
      (" a ", "`  a  `"), ("@team #1 <b>", "`@team #1 <b>`"),
    ])
  func code(_ name: String, _ span: String) {
    #expect(MarkdownText.code(name) == span)
  }

  @Test(
    "in the prose of Markdown marks nothing up and calls nobody",
    arguments: [
      ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"), ("<b>&amp;", "\\<b\\>\\&amp;"),
      ("[x](y) ![z](w)", "\\[x\\](y) \\!\\[z\\](w)"), ("@team", "@\u{2060}team"),
      ("see #12, GH-12", "see #\u{2060}12, GH-\u{2060}12"),
      ("https://example.com", "https:\u{2060}//example.com"),
      ("WWW.example.com", "WWW\u{2060}.example.com"), ("mailto:a", "mailto:\u{2060}a"),
      ("s3://bucket/", "s3://bucket/"), ("$x$", "<span>$</span>x<span>$</span>"),
      ("a|b", "a\\|b"), ("a\nb", "a\\\\nb"),
    ])
  func prose(_ sentence: String, _ text: String) {
    #expect(MarkdownText.prose(sentence) == text)
  }

  @Test(
    "as a path is a URI",
    arguments: [
      ("Policies/a.yaml", "Policies/a.yaml"), ("./a b.yaml", "a%20b.yaml"),
      ("/work/a.yaml", "file:///work/a.yaml"), ("c:a%", "c%3Aa%25"),
      ("ü#?.yaml", "%C3%BC%23%3F.yaml"), ("a\n", "a%0A"),
    ])
  func uri(_ path: String, _ uri: String) {
    #expect(SARIFLog.uri(of: path) == uri)
  }
}
