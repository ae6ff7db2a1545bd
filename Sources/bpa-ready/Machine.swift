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
/// clean up: reports are put in place whole, at the end.
enum Interruption {
  static func install() {
    signal(SIGINT) { _ in _exit(130) }
    signal(SIGTERM) { _ in _exit(143) }
  }
}
