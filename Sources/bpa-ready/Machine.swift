import ArgumentParser
import Glibc
import Synchronization
import Timeline

/// What the machine says of the time and of itself.
enum Machine {
  /// Now.
  static var now: Instant {
    Instant(secondsSince1970: Int64(time(nil)))
  }

  /// Cores that are online.
  static var processors: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}

/// Ends the program on Ctrl-C and on termination with the codes of the table. There is nothing to
/// clean up: reports are put in place whole, at the end. A reader that goes away is a failure of
/// writing like any other, and must not end the program before it has written the other reports.
enum Interruption {
  static func install() {
    signal(SIGINT) { _ in _exit(130) }
    signal(SIGTERM) { _ in _exit(143) }
    signal(SIGPIPE, SIG_IGN)
  }
}

extension Interruption {
  /// Runs an action that has things to clean up, such as commands that it started: Ctrl-C and
  /// termination cancel it and wait for it. A second signal ends the program at once.
  ///
  /// - Throws: the exit code of the signal that came, or what the action throws.
  static func cancelling<Result: Sendable>(
    _ action: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    // Made before a handler looks at it, which must not be the first to do so.
    _ = received.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interruption.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
    defer { install() }
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await action() }
      group.addTask {
        while received.load(ordering: .relaxed) == 0 {
          try await Task.sleep(for: .milliseconds(50))
        }
        return nil
      }
      defer { group.cancelAll() }
      do {
        if let result = try await group.next(), let result { return result }
      } catch  where received.load(ordering: .relaxed) == 0 {
        throw error
      }
      group.cancelAll()
      while await group.nextResult() != nil {}
      throw ArgumentParser.ExitCode(128 + received.load(ordering: .relaxed))
    }
  }

  private static let received = Atomic<Int32>(0)
}

/// The three standard streams.
enum StandardStreams {
  /// Gives those that are closed a descriptor that can be used for nothing: what is opened next would
  /// otherwise take the number of standard output, and the report be written into it.
  static func holdPlaces() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", mode | O_CLOEXEC)
    }
  }
}
