import ArgumentParser

/// Reads and inflates files and does nothing else: the least that any reader of them must do.
struct Inflate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and inflate files, and do nothing else, to compare other programs with.")

  @Option(help: "How many files to read at a time.")
  var jobs: Int = processorCount

  @Argument(help: "Files and folders.")
  var paths: [String]

  func run() async throws {
    let files = try paths.flatMap(Folder.files(below:))
    try await divide(files.count, among: jobs) { places in
      guard var reader = GzipReader() else { throw ExitCode(70) }
      var bytes: [UInt8] = []
      for place in places {
        try readFile(files[place], into: &bytes)
        guard files[place].hasSuffix(".gz") else { continue }
        if reader.inflatedLength(of: bytes) == nil {
          throw FileError(path: files[place], reason: "is not one sound gzip member")
        }
      }
    }
  }
}
