import Glibc
import Testing
import TrailFixtures

@Suite("Evidence, however it is given")
struct EvidenceInputTests {
  @Test("Standard input, plain and compressed", arguments: [false, true])
  func standardInput(isCompressed: Bool) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    let log = logFile(Week.quiet("one") + [Week.publicUpload("one")])
    let outcome = try folder.run(
      ["--evidence", "-", "--as-of", Week.end, "--format", "json"],
      input: .bytes(isCompressed ? gzip(log) : log))
    #expect(outcome.exitCode == 1)
    let report = try ReportDocument(outcome.standardOutput)
    #expect(report.evidence.events == 64)
    #expect(report.evidence.unreadable == [])
  }

  @Test("Standard input that ends at once is evidence that cannot be read")
  func emptyStandardInput() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let outcome = try folder.check("--evidence", "-")
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("warning: -: byte 0: "), "\(outcome.standardError)")
  }

  @Test("The same report on any number of workers, in any order, from one file or ten")
  func determinism() throws {
    let events = ["one", "two", "three"].flatMap(Week.quiet) + [Week.publicUpload("two")]
    let folder = try Workspace(policy: Policy("one", "two"), events: events)
    let names = (0..<10).map { "part\($0).json.gz" }
    for (index, name) in names.enumerated() {
      let part = events.indices.filter { $0 % 10 == index }.map { events[$0] }
      try folder.write(gzip(logFile(part)), to: name)
    }
    let run: ([String], Int, String) throws -> Outcome = { paths, jobs, format in
      try folder.run(
        ["--as-of", Week.end, "--jobs", "\(jobs)", "--format", format]
          + paths.flatMap { ["--evidence", $0] })
    }
    for format in ["text", "json"] {
      let reference = try run(names, 1, format)
      #expect(reference.exitCode == 1)
      for jobs in [2, 8] {
        #expect(try run(names, jobs, format).all == reference.all)
        #expect(try run(names.reversed(), jobs, format).all == reference.all)
        #expect(try run(names.shuffled() + names, jobs, format).all == reference.all, "named twice")
      }
    }
    // One file or ten: the sample's file and the numbers of files differ, and nothing else.
    let (whole, parts) = (
      try ReportDocument(run(["logs"], 1, "json").standardOutput),
      try ReportDocument(run(names, 8, "json").standardOutput)
    )
    #expect(whole.verdicts == ["one": "ready", "two": "not-ready", "three": "undeclared"])
    #expect(whole.counts == parts.counts)
    #expect(whole.verdicts == parts.verdicts)
    #expect(whole.evidence.events == parts.evidence.events)
    #expect(
      try Self.withoutFiles(run(["logs"], 1, "json").standardOutput)
        == Self.withoutFiles(run(names, 8, "json").standardOutput))
  }

  /// The report without the lines that tell of files.
  private static func withoutFiles(_ report: String) -> [Substring] {
    report.split(separator: "\n").filter { line in
      !["\"file\": ", "\"files\": ", "\"bytes\": ", "\"bytesInflated\": "].contains {
        line.contains($0)
      }
    }
  }

  @Test("A folder is read to its depth, whatever its folders are called")
  func folders() throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    try folder.write(logFile(Week.quiet("one")), to: "logs/b/c.json/d.json")
    try folder.write("notes", to: "logs/b/notes.txt")
    let outcome = try folder.check("--format", "json")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let report = try ReportDocument(outcome.standardOutput)
    #expect(report.evidence.files == 2)
    #expect(report.evidence.filesPassedOver == 1)
    #expect(outcome.standardError.contains("note: 1 file was passed over"))
  }

  @Test("A folder that holds no log is mentioned where others hold some")
  func emptyFolder() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try folder.makeFolder("empty")
    let outcome = try folder.check("--evidence", "empty", "--evidence", "logs/")
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.standardError.hasPrefix("warning: empty: the folder holds no log by its name"))
    #expect(!outcome.standardError.contains("logs"))
  }

  @Test("A file that is named is read whatever it is called")
  func anyName() throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    try folder.write(gzip(logFile(Week.quiet("one"))), to: "download")
    #expect(try folder.check("--evidence", "download").exitCode == 0)
  }

  @Test("Nobody waits for a pipe in a folder", .timeLimit(.minutes(1)))
  func pipeInFolder() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    try #require(mkfifo(folder.path("logs/pipe.json"), 0o600) == 0)
    let outcome = try folder.check()
    #expect(outcome.exitCode == 3)
    #expect(outcome.standardError.contains("warning: logs/pipe.json: byte 0: is no file"))
  }

  @Test("A pipe that is named is read")
  func namedPipe() throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    let log = logFile(Week.quiet("one"))
    let outcome = try folder.check("--evidence", "/dev/stdin", input: .bytes(log))
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }
}
