import Glibc
import Synchronization

/// How long a run waits for another that writes to the same file.
final class LockWait: Sendable {
  private static let pause: UInt32 = 20_000
  private static let pausesUntilTold = 50
  /// Ten minutes: transactions are short, so this is a run that hangs.
  private static let mostPauses = 30_000

  private let pauses = Atomic<Int>(0)
  private let waits: @Sendable () -> Void

  init(waits: @escaping @Sendable () -> Void) {
    self.waits = waits
  }

  /// Waits a moment; `false` where it was long enough.
  func waitsLonger() -> Bool {
    let count = pauses.add(1, ordering: .relaxed).newValue
    if count == Self.pausesUntilTold { waits() }
    guard count < Self.mostPauses else { return false }
    usleep(Self.pause)
    return true
  }
}
