import Glibc
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
