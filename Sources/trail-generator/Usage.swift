#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a process took, times in microseconds.
struct Usage {
  var user: Int64
  var system: Int64
  var wall: Int64
  /// The largest resident memory. On Linux never less than this program's own, about 13 MiB, since
  /// a new process begins in the memory of its parent.
  var residentKiB: Int
  /// The exit status, or 128 and the number of the signal that ended it.
  var status: Int32

  /// Runs a command to its end, without input, its output dropped.
  ///
  /// - Throws: ``FileError`` where there is no such command.
  init(ofRunning command: [String]) throws(FileError) {
    let start = ContinuousClock.now
    let process = try Self.spawn(command)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 {
      if errno != EINTR { throw .last(command[0]) }
    }
    let wall = (ContinuousClock.now - start).components
    self.wall = wall.seconds * 1_000_000 + wall.attoseconds / 1_000_000_000_000
    user = Int64(usage.ru_utime.tv_sec) * 1_000_000 + Int64(usage.ru_utime.tv_usec)
    system = Int64(usage.ru_stime.tv_sec) * 1_000_000 + Int64(usage.ru_stime.tv_usec)
    #if canImport(Darwin)
      residentKiB = usage.ru_maxrss / 1_024  // in bytes there
    #else
      residentKiB = usage.ru_maxrss
    #endif
    let signal = status & 0x7F
    self.status = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func spawn(_ command: [String]) throws(FileError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
    guard failure == 0 else {
      throw FileError(path: command[0], reason: String(cString: strerror(failure)))
    }
    return process
  }
}
