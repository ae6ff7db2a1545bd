import Foundation
import Testing

/// Texts that are compared byte for byte with files beside the tests.
///
/// `UPDATE_GOLDEN=1 swift test --filter ReportsTests` writes the files anew; the change is then read
/// as a diff.
enum Golden {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Golden")

  private static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  }

  /// Compares a text with the file of that name, and records an issue that shows the first lines
  /// that differ.
  static func compare(
    _ text: String, with name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if isUpdating {
      try Data(text.utf8).write(to: file)
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      Issue.record("there is no golden file \(name)", sourceLocation: sourceLocation)
      return
    }
    guard data != Data(text.utf8) else { return }
    let difference = difference(from: String(decoding: data, as: UTF8.self), to: text)
    Issue.record("\(name) differs:\n\(difference)", sourceLocation: sourceLocation)
  }

  /// Up to ten lines that differ, each as it was and as it is.
  private static func difference(from old: String, to new: String) -> String {
    let (old, new) = (lines(of: old), lines(of: new))
    let differing = (0..<max(old.count, new.count)).filter { old.at($0) != new.at($0) }
    return differing.prefix(10).map { index in
      "line \(index + 1)\n  - \(old.at(index) ?? "(no line)")\n  + \(new.at(index) ?? "(no line)")"
    }.joined(separator: "\n")
  }

  /// Each line with its controls spelled out, split at line feeds only.
  private static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.map { $0.value < 0x20 ? $0.escaped(asASCII: true) : String($0) }.joined()
    }
  }
}

extension [String] {
  fileprivate func at(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}
