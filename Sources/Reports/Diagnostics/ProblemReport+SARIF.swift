import Diagnostics
import JSON

// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
extension ProblemReport {
  /// The problems for code scanning.
  var sarif: JSONValue {
    [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": .string(tool.name), "version": .string(tool.version),
              "rules": .array(
                rules.map {
                  ["id": .string($0.name), "shortDescription": ["text": .string($0.summary)]]
                }),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .array(problems.map(result)),
        ]
      ],
    ]
  }

  private func result(_ problem: Problem) -> JSONValue {
    let diagnostic = problem.diagnostic
    var members: [JSONValue.Member] = [.init("ruleId", .string(problem.rule))]
    if let index = rules.firstIndex(where: { $0.name == problem.rule }) {
      members.append(.init("ruleIndex", .count(index)))
    }
    let text = diagnostic.message + (diagnostic.help.map { "\nhelp: \($0)" } ?? "")
    members += [
      .init("level", .string(diagnostic.severity.rawValue)),
      .init("message", ["text": .string(text)]),
      .init(
        "locations",
        .array(
          [diagnostic.physicalLocation].compactMap(\.self).map { ["physicalLocation": $0] })),
    ]
    let related = problem.notes.enumerated().compactMap { index, note -> JSONValue? in
      note.physicalLocation.map {
        [
          "id": .count(index + 1), "physicalLocation": $0,
          "message": ["text": .string(note.message)],
        ]
      }
    }
    if !related.isEmpty { members.append(.init("relatedLocations", .array(related))) }
    return .object(members)
  }
}

extension Diagnostic {
  /// The place as SARIF says it; `nil` where no place is known.
  fileprivate var physicalLocation: JSONValue? {
    guard let location else { return nil }
    var members: [JSONValue.Member] = [
      .init("artifactLocation", ["uri": .string(FileReference(location.file).uri)])
    ]
    if location.line > 0 { members.append(.init("region", region(location))) }
    return .object(members)
  }

  /// Columns are turned from the characters that a person counts into code points.
  private func region(_ location: SourceLocation) -> JSONValue {
    guard location.column > 0 else { return ["startLine": .count(location.line)] }
    let line = excerpt?.line ?? ""
    let before = line.prefix(location.column - 1)
    let start = (excerpt == nil ? location.column - 1 : before.unicodeScalars.count) + 1
    let marked = line.dropFirst(location.column - 1).prefix(excerpt?.length ?? 1)
    return [
      "startLine": .count(location.line), "startColumn": .count(start),
      "endColumn": .count(start + max(1, marked.unicodeScalars.count)),
    ]
  }
}

/// A file as a URI names it.
struct FileReference {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// A relative reference for a relative path, else a `file` URI. Everything but the unreserved
  /// characters of RFC 3986 is written in per cent, the colon too: it would end a scheme.
  var uri: String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return uri
  }
}
