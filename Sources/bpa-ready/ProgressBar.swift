import Evidence
import Glibc
import RawEvidence
import Synchronization

/// A line on a terminal that says how far the reading is; nothing anywhere else.
final class ProgressBar: Sendable {
  /// Short, so that the line fits a narrow terminal: one that wraps cannot be taken away again.
  private static let width = 16

  private let isShown: Bool
  private let started = ContinuousClock.now
  private let lastShown = Mutex<Int>(-1)

  init(isShown: Bool) {
    self.isShown = isShown && Terminal.standardErrorObeysEscapes
  }

  /// Shows how far it is, each hundredth once.
  func show(_ progress: EvidenceCollection.Progress) {
    guard isShown, progress.totalFiles > 0 else { return }
    let share =
      progress.totalBytes > 0
      ? Double(progress.bytes) / Double(progress.totalBytes)
      : Double(progress.files) / Double(progress.totalFiles)
    let percent = min(100, Int(share * 100))
    lastShown.withLock { last in
      guard percent > last else { return }
      last = percent
      let filled = Self.width * percent / 100
      let bar =
        String(repeating: "#", count: filled)
        + String(repeating: "-", count: Self.width - filled)
      OutputFile.writeToStandardError(
        "\r\u{1B}[K[\(bar)] \(percent) %, \(progress.files) of \(progress.totalFiles) files"
          + amount(progress) + timeLeft(share))
    }
  }

  private func amount(_ progress: EvidenceCollection.Progress) -> String {
    progress.totalBytes < 1 << 20
      ? "" : ", \(progress.bytes >> 20) of \(progress.totalBytes >> 20) MiB"
  }

  /// How long the rest takes, where it goes on as it went: nothing in the first seconds, which tell
  /// little.
  private func timeLeft(_ share: Double) -> String {
    let spent = Double(started.duration(to: .now).components.seconds)
    guard spent >= 3, share > 0, share < 1 else { return "" }
    let left = Int((spent / share - spent).rounded(.up))
    return left < 100 ? ", \(left) s left" : ", \((left + 59) / 60) min left"
  }

  /// Says what is being done, where nobody knows how long it takes.
  func say(_ action: String) {
    if isShown { OutputFile.writeToStandardError("\r\u{1B}[K\(action) ...") }
  }

  /// Takes the line away.
  func clear() {
    if isShown { OutputFile.writeToStandardError("\r\u{1B}[K") }
  }
}
