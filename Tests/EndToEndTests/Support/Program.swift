import Glibc

/// How a run of the built program ended, and what it said.
struct Outcome {
  /// The exit code; 128 and the signal's number where a signal ended it, as shells say it.
  var exitCode: Int32
  var standardOutput: String
  var standardError: String

  /// The outcome for comparison with another run: all of it.
  var all: [String] { ["\(exitCode)", standardOutput, standardError] }
}

/// The program as it was built, run as a user runs it.
enum Program {
  /// Where standard input comes from.
  enum Input {
    case nothing
    case bytes([UInt8])
    /// The reading end of a pipe, or any other descriptor that is open.
    case descriptor(Int32)
  }

  /// Where standard output goes.
  enum Output: Equatable {
    case collected
    case file(String)
    /// It is not open.
    case closed
    case descriptor(Int32)
  }

  /// The executable: SwiftPM puts it in the folder that holds the test bundle. `BPA_READY` names another,
  /// so that the program is tested as it is installed: optimized.
  static let path: String = {
    if let named = getenv("BPA_READY") { return String(cString: named) }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let own = String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/bpa-ready"
  }()

  /// The folder that it lies in, for a search path.
  static let folder =
    "/" + path.split(separator: "/").dropLast().joined(separator: "/")

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in folder: Workspace, input: Input = .nothing,
    output: Output = .collected, environment: [String: String] = [:],
    executable: String = path
  ) throws -> Outcome {
    try start(
      arguments, in: folder, input: input, output: output, environment: environment,
      executable: executable
    ).wait()
  }

  /// Starts the program and leaves it running.
  static func start(
    _ arguments: [String], in folder: Workspace, input: Input = .nothing,
    output: Output = .collected, environment: [String: String] = [:],
    executable: String = path
  ) throws -> RunningProgram {
    let said = try Workspace()
    let (out, err) = (said.path("out"), said.path("err"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .nothing: open(0, "/dev/null", O_RDONLY, &actions)
    case .bytes(let bytes):
      try said.write(bytes, to: "in")
      open(0, said.path("in"), O_RDONLY, &actions)
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
    }
    switch output {
    case .collected: open(1, out, O_WRONLY | O_CREAT | O_TRUNC, &actions)
    case .file(let path): open(1, path, O_WRONLY, &actions)
    case .closed: posix_spawn_file_actions_addclose(&actions, 1)
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    }
    open(2, err, O_WRONLY | O_CREAT | O_TRUNC, &actions)
    // What the tests' own environment says of colour and language must not show in the results.
    let variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    // `env` changes the folder and then becomes the program, which keeps its process.
    let process = try spawn(
      "/usr/bin/env", ["env", "-C", folder.root, executable] + arguments,
      variables.map { "\($0)=\($1)" }.sorted(), &actions)
    return RunningProgram(process: process, said: said, isCollected: output == .collected)
  }

  private static func open(
    _ descriptor: Int32, _ path: String, _ flags: Int32,
    _ actions: inout posix_spawn_file_actions_t
  ) {
    posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
  }

  /// Spawns with default signals, whatever the test process ignores or blocks.
  private static func spawn(
    _ executable: String, _ arguments: [String], _ environment: [String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = (arguments.map { strdup($0) }, environment.map { strdup($0) })
    defer { (words.0 + words.1).forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(
      &process, executable, &actions, &attributes, words.0 + [nil], words.1 + [nil])
    guard code == 0 else { throw SystemError(doing: "running \(executable)", code: code) }
    return process
  }
}

/// A program that has been started.
struct RunningProgram {
  let process: pid_t
  fileprivate let said: Workspace
  fileprivate let isCollected: Bool

  fileprivate init(process: pid_t, said: Workspace, isCollected: Bool) {
    self.process = process
    self.said = said
    self.isCollected = isCollected
  }

  func send(_ signal: Int32) {
    kill(process, signal)
  }

  /// What it has said on standard error so far.
  var standardErrorSoFar: String { (try? said.text("err")) ?? "" }

  /// Waits for its end.
  func wait() throws -> Outcome {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw SystemError(doing: "waiting", code: errno) }
    }
    let signal = status & 0x7F
    return Outcome(
      exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      standardOutput: isCollected ? try said.text("out") : "",
      standardError: try said.text("err"))
  }
}

/// What the system refused.
struct SystemError: Error {
  var doing: String
  var code: Int32

  init(doing: String, code: Int32 = errno) {
    self.doing = doing
    self.code = code
  }
}
