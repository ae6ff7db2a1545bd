import Glibc
import Testing

@Suite("Signals")
struct SignalTests {
  /// The program waits for evidence on a pipe that stays open when the signal comes.
  @Test(
    "end the program with their codes",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signals(_ signal: Int32, code: Int32) throws {
    let folder = try Workspace(policy: Policy("one"), events: [])
    let pipe = try Pipe()
    let program = try Program.start(
      ["--evidence", "-", "--report", "json=report.json"], in: folder,
      input: .descriptor(pipe.reading))
    // It reads: what was written is gone.
    _ = write(pipe.writing, " ", 1)
    var waiting: Int32 = 1
    for _ in 0..<1_000 where waiting > 0 {
      try #require(ioctl(pipe.reading, UInt(FIONREAD), &waiting) == 0)
      usleep(10_000)
    }
    try #require(waiting == 0)
    program.send(signal)
    let outcome = try program.wait()
    #expect(outcome.exitCode == code)
    #expect(outcome.standardOutput == "")
    #expect(try folder.names == ["Policies", "logs"], "nothing is left behind")
  }

  @Test("A reader of standard output that goes away is a failure of writing")
  func brokenPipe() throws {
    let folder = try Workspace(policy: Policy("one"), events: Week.quiet("one"))
    let pipe = try Pipe()
    pipe.closeReading()
    let outcome = try folder.check(output: .descriptor(pipe.writing))
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.contains("standard output: cannot be written"))
  }
}
