import PolicyFiles
import Testing

/// A policy text and the diagnostics that it gets, exactly as they are printed.
struct DiagnosticCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var printed: String

  init(_ name: String, _ text: String, _ printed: String) {
    (testDescription, self.text, self.printed) = (name, text, printed)
  }
}

/// What is printed for files named `a.yaml`, `b.yaml` and so on; empty where all is well.
func diagnostics(_ texts: String...) -> String {
  diagnostics(bytes: texts.map { Array($0.utf8) })
}

/// What is printed for the bytes of files named `a.yaml`, `b.yaml` and so on.
func diagnostics(bytes files: [[UInt8]]) -> String {
  do throws(PolicyErrors) {
    _ = try PolicySet.load(files: named(files))
    return ""
  } catch {
    return error.description
  }
}

/// The policy of files named `a.yaml`, `b.yaml` and so on.
func policies(_ texts: String...) throws -> PolicySet {
  try PolicySet.load(files: named(texts.map { Array($0.utf8) }))
}

private func named(_ files: [[UInt8]]) -> [(path: String, bytes: [UInt8])] {
  zip(["a.yaml", "b.yaml", "c.yaml"], files).map { (path: $0, bytes: $1) }
}
