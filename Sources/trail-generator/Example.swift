import ArgumentParser

/// Writes the logs of the example.
struct Example: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the small logs of the project's example.")
}
