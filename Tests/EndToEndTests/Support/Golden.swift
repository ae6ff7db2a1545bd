import Foundation
import Testing

/// Outputs that are compared byte for byte with files beside the tests.
///
/// `UPDATE_GOLDEN=1 swift test --filter EndToEndTests` writes the files anew; the change is then read
/// as a diff.
enum Golden {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

  /// The folder that holds the package.
  static let package = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)

  /// Compares a text with the file of that name.
  static func compare(
    _ text: String, with name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard Array(expected.utf8) != Array(text.utf8) else { return }
    let (old, new) = (expected.split(separator: "\n"), text.split(separator: "\n"))
    let first = zip(old, new).first { $0 != $1 }
    Issue.record(
      """
      \(name) differs, first here (\(old.count) lines expected, \(new.count) found):
      - \(first?.0 ?? "(no line)")
      + \(first?.1 ?? "(no line)")
      """, sourceLocation: sourceLocation)
  }
}
