import Glibc
import Synchronization

/// A pipe. Its ends are closed when it goes, and no other program that the tests start at the same
/// time holds one: a named pipe can be opened so in one step.
final class Pipe: Sendable {
  let reading: Int32
  let writing: Int32
  private let isReadingClosed = Mutex(false)

  init() throws {
    let folder = try Workspace()
    let path = folder.path("pipe")
    guard mkfifo(path, 0o600) == 0 else { throw SystemError(doing: "making a pipe") }
    // Opening one end waits for the other; opening both, for nobody.
    let both = open(path, O_RDWR | O_CLOEXEC)
    defer { close(both) }
    reading = open(path, O_RDONLY | O_CLOEXEC)
    writing = open(path, O_WRONLY | O_CLOEXEC)
  }

  /// Goes away as a reader.
  func closeReading() {
    isReadingClosed.withLock { isClosed in
      if !isClosed { close(reading) }
      isClosed = true
    }
  }

  deinit {
    closeReading()
    close(writing)
  }
}
