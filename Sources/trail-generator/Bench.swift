import ArgumentParser
import TrailFixtures

/// Writes the logs of a busy account.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the logs of a busy account, as many and as large as asked for.")

  @Option(help: ArgumentHelp("Where to write them.", valueName: "folder"))
  var output: String

  @Option(help: "How many files.")
  var files: Int

  @Option(help: "How many bytes of text a file has, about.")
  var bytesPerFile: Int

  @Option(help: "How many sets of forty buckets they tell of, file by file in turn.")
  var bucketSets: Int = 1

  @Option(help: "Other seeds give other logs of the same kind.")
  var seed: UInt64 = 1

  @Option(help: "How many files to write at a time.")
  var jobs: Int = processorCount

  @Option(help: ArgumentHelp("Also write a policy file for these logs.", valueName: "file"))
  var policyOutput: String?

  @Flag(help: "Write into a folder that is not empty.")
  var force = false

  func validate() throws {
    if files < 1 { throw ValidationError("--files must be at least 1.") }
    if bytesPerFile < 1 { throw ValidationError("--bytes-per-file must be at least 1.") }
    if bucketSets < 1 { throw ValidationError("--bucket-sets must be at least 1.") }
    if jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    let folder = try OutputFolder(output, force: force)
    let trail = BusyTrail(
      files: files, bytesPerFile: bytesPerFile, seed: seed, bucketSets: bucketSets)
    try await divide(files, among: jobs) { files in
      let compressor = try GzipCompressor(level: 6)
      var text: [UInt8] = []
      for file in files {
        trail.write(file: file, to: &text)
        try folder.write(try compressor.compress(text), to: trail.key(ofFile: file))
      }
    }
    if let policyOutput {
      try writeFile(Array(BusyPolicy.text(bucketSets: bucketSets).utf8), to: policyOutput)
    }
  }
}
