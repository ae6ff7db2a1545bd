import Glibc

/// What standard output is, and what it can show.
struct Terminal {
  /// Its width in columns; `nil` where it is no terminal.
  let width: Int?
  let showsColor: Bool
  let showsUnicode: Bool

  static var standardOutput: Terminal {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let hasSize =
      isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Terminal(
      width: isTerminal ? (hasSize ? Int(size.ws_col) : 80) : nil,
      showsColor: isTerminal && (environment("NO_COLOR") ?? "").isEmpty
        && environment("TERM") != "dumb",
      showsUnicode: !isTerminal || saysUTF8)
  }

  /// Whether standard error is a terminal that takes a line back when it is told to.
  static var standardErrorObeysEscapes: Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
  }

  private static var saysUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    return locale?.uppercased().contains("UTF") ?? false
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
