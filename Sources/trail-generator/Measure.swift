import ArgumentParser

/// Runs a command and says what it took.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a command and print what it took, on one line.",
    discussion: """
      The line holds: seconds of user time, seconds of system time, seconds on the clock, the \
      largest resident memory in KiB, and the exit status (128 and the signal's number for a \
      command that was killed). The command's own output is dropped; the line goes to standard \
      output.
      """)

  @Argument(parsing: .postTerminator, help: "The command and its arguments, after --.")
  var command: [String] = []

  func validate() throws {
    if command.isEmpty { throw ValidationError("Name a command after --.") }
  }

  func run() throws {
    let usage = try Usage(ofRunning: command)
    print(
      seconds(usage.user), seconds(usage.system), seconds(usage.wall), usage.residentKiB,
      usage.status)
  }

  /// Microseconds as seconds with six decimals.
  private func seconds(_ microseconds: Int64) -> String {
    let fraction = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)."
      + String(repeating: "0", count: 6 - fraction.count) + fraction
  }
}
