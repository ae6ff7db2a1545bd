import Diagnostics
import JSON
import Reports
import Testing

@Suite("What is wrong with files, in each form")
struct ProblemReportTests {
  private static let problem = Problem(
    rule: "shadowed-rule",
    Diagnostic(
      .warning, "'a-*' never decides",
      at: SourceLocation(file: "Policies/a.yaml", line: 4, column: 13),
      excerpt: SourceExcerpt(line: "  - bucket: 'a-*'", length: 5), help: "take it out"),
    notes: [
      Diagnostic(
        .note, "this goes before it", at: SourceLocation(file: "b.yaml", line: 2, column: 3),
        excerpt: SourceExcerpt(line: "  x", length: 1))
    ])
  private static let bare = Problem(
    rule: "invalid-policy",
    Diagnostic(.error, "the file is empty", at: SourceLocation(file: "c.yaml")))

  private static func written(_ problems: [Problem], as format: String) throws -> String {
    try #require(ProblemFormat(name: format)).render(
      ProblemReport(
        problems, files: ["Policies/a.yaml", "c.yaml"],
        rules: [("shadowed-rule", "never decides"), ("invalid-policy", "cannot be applied")],
        tool: .init(version: "0.1.0"), exitCode: .invalidPolicy))
  }

  @Test("Nothing is wrong: nothing for people and workflows, whole documents for programs")
  func nothing() throws {
    #expect(try Self.written([], as: "text") == "")
    #expect(try Self.written([], as: "github") == "")
    #expect(try Self.written([], as: "json").contains("\"diagnostics\": []"))
    #expect(try Self.written([], as: "sarif").contains("\"results\": []"))
  }

  @Test("For people, the diagnostics as they are printed")
  func text() throws {
    #expect(
      try Self.written([Self.problem, Self.bare], as: "text") == """
        Policies/a.yaml:4:13: warning: 'a-*' never decides
            4 |   - bucket: 'a-*'
              |             ^^^^^
           help: take it out
        b.yaml:2:3: note: this goes before it
            2 |   x
              |   ^
        c.yaml: error: the file is empty

        """)
  }

  @Test("For GitHub, a workflow command a problem")
  func github() throws {
    #expect(
      try Self.written([Self.problem, Self.bare], as: "github") == """
        ::warning file=Policies/a.yaml,line=4,col=13,endColumn=18,title=bpa-ready%3A shadowed-rule::'a-*' never decides%0Ab.yaml:2:3: this goes before it%0Ahelp: take it out
        ::error file=c.yaml,title=bpa-ready%3A invalid-policy::the file is empty

        """)
  }

  @Test("For programs, every part in a field of its own")
  func json() throws {
    #expect(
      try Self.written([Self.problem], as: "json") == """
        {
          "schema": "bpa-ready/diagnostics/v1",
          "tool": {
            "name": "bpa-ready",
            "version": "0.1.0"
          },
          "exitCode": 78,
          "counts": {
            "error": 0,
            "warning": 1
          },
          "files": [
            "Policies/a.yaml",
            "c.yaml"
          ],
          "diagnostics": [
            {
              "rule": "shadowed-rule",
              "severity": "warning",
              "message": "'a-*' never decides",
              "help": "take it out",
              "location": {
                "file": "Policies/a.yaml",
                "line": 4,
                "column": 13
              },
              "length": 5,
              "notes": [
                {
                  "severity": "note",
                  "message": "this goes before it",
                  "help": null,
                  "location": {
                    "file": "b.yaml",
                    "line": 2,
                    "column": 3
                  },
                  "length": 1
                }
              ]
            }
          ]
        }

        """)
  }

  @Test("For code scanning, a result with its place and its notes")
  func sarif() throws {
    let sarif = try Self.written([Self.problem, Self.bare], as: "sarif")
    let results = try #require(sarif.range(of: "\"results\": "))
    #expect(
      sarif[results.upperBound...] == """
        [
                {
                  "ruleId": "shadowed-rule",
                  "ruleIndex": 0,
                  "level": "warning",
                  "message": {
                    "text": "'a-*' never decides\\nhelp: take it out"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "Policies/a.yaml"
                        },
                        "region": {
                          "startLine": 4,
                          "startColumn": 13,
                          "endColumn": 18
                        }
                      }
                    }
                  ],
                  "relatedLocations": [
                    {
                      "id": 1,
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "b.yaml"
                        },
                        "region": {
                          "startLine": 2,
                          "startColumn": 3,
                          "endColumn": 4
                        }
                      },
                      "message": {
                        "text": "this goes before it"
                      }
                    }
                  ]
                },
                {
                  "ruleId": "invalid-policy",
                  "ruleIndex": 1,
                  "level": "error",
                  "message": {
                    "text": "the file is empty"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "c.yaml"
                        }
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }

        """)
  }

  /// A text that somebody wrote into a file, and what a workflow command makes of it.
  @Test(
    "Nothing in a message ends a workflow command or begins another",
    arguments: [
      ("100 %", "100 %25"), ("a\n::error::b", "a\\n::error::b"),
      ("a\r\n::set-env name=x::y", "a\\r\\n::set-env name=x::y"), ("a%0A::b", "a%250A::b"),
      ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("a\u{2028}b", "a\\u{2028}b"),
    ])
  func messages(text: String, written: String) throws {
    let problem = Problem(rule: "r", Diagnostic(.error, text))
    #expect(
      try Self.written([problem], as: "github") == "::error title=bpa-ready%3A r::\(written)\n")
  }

  @Test(
    "Nothing in a file's name ends its field",
    arguments: [
      ("a,b:c%.yaml", "a%2Cb%3Ac%25.yaml", "a%2Cb%3Ac%25.yaml"),
      ("a\n::error::.yaml", "a\\n%3A%3Aerror%3A%3A.yaml", "a%0A%3A%3Aerror%3A%3A.yaml"),
      ("/etc/ü 1.yaml", "/etc/ü 1.yaml", "file:///etc/%C3%BC%201.yaml"),
      ("c\"d\".yaml", "c\"d\".yaml", "c%22d%22.yaml"),
    ])
  func names(file: String, inWorkflow: String, asURI: String) throws {
    let problem = Problem(rule: "r", Diagnostic(.error, "m", at: SourceLocation(file: file)))
    #expect(
      try Self.written([problem], as: "github")
        == "::error file=\(inWorkflow),title=bpa-ready%3A r::m\n")
    #expect(try Self.written([problem], as: "sarif").contains("\"uri\": \"\(asURI)\""))
  }

  @Test("SARIF counts columns in code points")
  func codePoints() throws {
    // The flag is one character of two code points, the family one of five.
    let problem = Problem(
      rule: "r",
      Diagnostic(
        .error, "m", at: SourceLocation(file: "a", line: 1, column: 3),
        excerpt: SourceExcerpt(line: "🇳🇴x👨‍👩‍👧y", length: 1)))
    let sarif = try Self.written([problem], as: "sarif")
    #expect(sarif.contains("\"startColumn\": 4,"))
    #expect(sarif.contains("\"endColumn\": 9\n"))
  }
}
