import Diagnostics
import JSON

extension SARIFLog {
  /// The document.
  public var value: JSONValue {
    let properties =
      properties.isEmpty ? [] : [JSONValue.Member("properties", .object(properties))]
    return [
      "$schema":
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [.object(run.members + properties)],
    ]
  }

  private var run: JSONValue {
    let areSuppressionsTold = results.contains { $0.suppression != nil }
    return [
      "tool": [
        "driver": [
          "name": .string(tool.name), "version": .string(tool.version),
          "semanticVersion": .string(tool.version), "rules": .array(rules.map(\.value)),
        ]
      ],
      "columnKind": "unicodeCodePoints",
      "invocations": [
        [
          "executionSuccessful": true,
          "toolExecutionNotifications": .array(notifications.map(\.value)),
        ]
      ],
      "results": .array(results.map { value(of: $0, areSuppressionsTold) }),
    ]
  }

  private func value(of result: Result, _ areSuppressionsTold: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [.init("ruleId", .string(result.ruleID))]
    if let index = rules.firstIndex(where: { $0.id == result.ruleID }) {
      members.append(.init("ruleIndex", .count(index)))
    }
    members += [
      .init("level", .string(result.severity.rawValue)),
      .init("message", Self.message(result.message)),
    ]
    if let location = result.location {
      members.append(.init("locations", [["physicalLocation": Self.physical(location)]]))
    }
    if !result.fingerprint.isEmpty {
      members.append(
        .init("partialFingerprints", ["bpaReady/v1": .string(result.fingerprint)]))
    }
    if let state = result.baselineState {
      members.append(.init("baselineState", .string(state.rawValue)))
    }
    // Where one result of a run has the property all have it (section 3.27.23).
    if areSuppressionsTold {
      let suppressions: [JSONValue] =
        result.suppression.map {
          [["kind": "external", "status": "accepted", "justification": .string($0)]]
        } ?? []
      members.append(.init("suppressions", .array(suppressions)))
    }
    if !result.properties.isEmpty {
      members.append(.init("properties", .object(result.properties)))
    }
    return .object(members)
  }

  private static func physical(_ location: SourceLocation) -> JSONValue {
    var members = [JSONValue.Member("artifactLocation", ["uri": .string(uri(of: location.file))])]
    if location.line > 0 {
      var region = [JSONValue.Member("startLine", .count(location.line))]
      if location.column > 0 { region.append(.init("startColumn", .count(location.column))) }
      members.append(.init("region", .object(region)))
    }
    return .object(members)
  }

  /// A message as plain text. In it a reader would take brackets for a link, and braces for the place
  /// of an argument.
  ///
  /// Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6.
  fileprivate static func message(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let safe = lines.map { TerminalText.escaped(String($0)) }.joined(separator: "\n")
    var plain = ""
    for character in safe {
      switch character {
      case "[", "]": plain += "\\\(character)"
      case "{", "}": plain += "\(character)\(character)"
      default: plain.append(character)
      }
    }
    return ["text": .string(plain)]
  }

  /// A path as a URI reference: relative to where the program ran, or a `file` URI.
  ///
  /// Source: RFC 3986, sections 2.1 and 4.2.
  static func uri(of path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    let encoded = path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if isUnreserved(scalar) { return String(scalar) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    return encoded.hasPrefix("/") ? "file://\(encoded)" : encoded
  }

  private static func isUnreserved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/": true
    default: false
    }
  }
}

extension SARIFLog.Rule {
  fileprivate var value: JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(id)),
      .init("shortDescription", ["text": .string(summary)]),
      .init("fullDescription", ["text": .string(summary)]),
      .init("help", ["text": .string(help)]),
    ]
    if let helpURI { members.append(.init("helpUri", .string(helpURI))) }
    members.append(.init("defaultConfiguration", ["level": .string(severity.rawValue)]))
    return .object(members)
  }
}

extension SARIFLog.Notification {
  fileprivate var value: JSONValue {
    ["level": .string(severity.rawValue), "message": SARIFLog.message(message)]
  }
}
