import ArgumentParser
import Diagnostics
import Evidence
import RawEvidence
import Readiness
import Reports

/// What is said beside the results.
struct StandardError {
  /// Files that could not be read are named one by one up to here; the reports name all.
  private static let mostUnreadable = 10

  let isQuiet: Bool

  /// Says a line, unless only errors are wanted.
  func say(_ line: String) {
    if !isQuiet { write(TerminalText.escaped(line)) }
  }

  /// Says what is wrong, and how to mend it.
  func error(_ message: String, help: String?) {
    write("\(Diagnostic(.error, message, help: help))")
  }

  /// Says what is odd, unless only errors are wanted.
  func warning(_ message: String) {
    if !isQuiet { write("\(Diagnostic(.warning, message))") }
  }

  /// Says what may help to mend what was said before.
  func note(_ message: String) {
    write("\(Diagnostic(.note, message))")
  }

  /// Shows diagnostics as they are printed.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { write("\(diagnostic)") }
  }

  /// Names the evidence that could not be read, each with file and place.
  func tellUnreadable(_ ledger: Ledger) {
    guard !isQuiet else { return }
    tell(ledger.unreadable)
    let passedOver = ledger.volume.filesPassedOver
    if passedOver > 0 {
      let what = passedOver == 1 ? "1 file was" : "\(passedOver) files were"
      write("note: \(what) passed over, by name no log (.json, .json.gz, .jsonl)")
    }
  }

  /// Names what could not be read, each with file and place.
  func tell(_ unreadable: Set<UnreadableEvidence>) {
    guard !isQuiet else { return }
    let unreadable = unreadable.sorted()
    for file in unreadable.prefix(Self.mostUnreadable) {
      let place = file.isOffsetInflated ? "byte \(file.offset) of its text" : "byte \(file.offset)"
      write("\(Diagnostic(.warning, "\(file.file): \(place): \(file.reason)"))")
    }
    if unreadable.count > Self.mostUnreadable {
      let more = unreadable.count - Self.mostUnreadable
      write("warning: and \(more) more, all of them in the JSON report")
    }
  }

  /// Reads or writes something of that name.
  ///
  /// - Throws: the exit code for a failure of it, after telling it.
  func telling(_ name: String, action: () throws(FileError) -> Void) throws {
    do {
      try action()
    } catch {
      self.error("\(name): \(error.reason)", help: nil)
      throw ArgumentParser.ExitCode(.inputOutput)
    }
  }

  /// Names the evidence that somebody altered, even where nothing else is to be said: no option makes
  /// that a quiet matter.
  func tellTampering(_ notices: [Notice]) {
    let altered = notices.filter { $0.kind == .tamperedEvidence }
    for notice in altered.prefix(Self.mostUnreadable) {
      write(
        "\(Diagnostic(.warning, "\(notice.location): tampered evidence: it \(notice.message)"))")
    }
    if altered.count > Self.mostUnreadable {
      write("warning: and \(altered.count - Self.mostUnreadable) more files were tampered with")
    }
  }

  private func write(_ line: String) {
    OutputFile.writeToStandardError(line + "\n")
  }
}
