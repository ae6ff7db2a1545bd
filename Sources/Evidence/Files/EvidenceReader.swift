import RawEvidence
import Timeline

/// Reads evidence files one after the other and adds up what they say: one reader a worker.
struct EvidenceReader: ~Copyable {
  private var file: InflatedFile
  private var scanner: CloudTrailScanner
  private var trail = TrailAccumulator()
  private var ledger = Ledger()

  /// A reader; `nil` where there is no memory for one.
  init?(limits: InflationLimits) {
    guard let file = InflatedFile(limits: limits), let scanner = CloudTrailScanner() else {
      return nil
    }
    self.file = file
    self.scanner = scanner
  }

  /// Reads a file. What is wrong with it becomes part of what the evidence says.
  mutating func read(_ evidence: EvidenceFile) {
    let trouble = Trouble(path: evidence.path)
    var volume = EvidenceVolume()
    volume.files = 1
    do {
      let outcome = try file.load(evidence.path)
      volume.bytes = outcome.bytes
      volume.bytesInflated = outcome.textBytes
      if let damage = outcome.damage { ledger.note(trouble.at(damage.offset, damage.reason)) }
      if outcome.damage == nil || outcome.textBytes > 0 {
        trail.begin(TrailAccumulator.FileContext(path: evidence.path, name: trouble.name))
        let (result, undated) = Self.scan(file, with: &scanner, into: &trail)
        volume.events = result.records
        volume.filesWithoutCalls = result.status == .withoutCalls ? 1 : 0
        if result.status == .complete, outcome.damage == nil { trail.fileArrived() }
        note(result, undated: undated, trouble, isDamaged: outcome.damage != nil)
      }
    } catch {
      ledger.note(trouble.at(0, error.reason))
    }
    ledger.count(volume)
  }

  /// All that the files said.
  consuming func finished() -> Ledger {
    var all = ledger
    all.merge(trail.finished { scanner.text(of: $0) })
    return all
  }

  private static func scan(
    _ file: borrowing InflatedFile, with scanner: inout CloudTrailScanner,
    into trail: inout TrailAccumulator
  ) -> (CloudTrailScanner.Result, undated: Int) {
    var undated = 0
    let result = file.withText { text in
      scanner.scan(text) { record in
        if !trail.add(record) { undated += 1 }
      }
    }
    return (result, undated)
  }

  /// Notes what is wrong with the text. Where the compressed file was damaged already, that the text
  /// ends too early says nothing new.
  private mutating func note(
    _ result: CloudTrailScanner.Result, undated: Int, _ trouble: Trouble, isDamaged: Bool
  ) {
    let inflated = file.isCompressed
    switch result.status {
    case .complete, .withoutCalls: break
    case .notCloudTrail where !isDamaged:
      ledger.note(trouble.at(0, "holds no CloudTrail records", inflated: inflated))
    case .broken(let offset, let reason) where !isDamaged:
      ledger.note(trouble.at(offset, reason, inflated: inflated))
    case .notCloudTrail, .broken: break
    }
    if result.malformed > 0 {
      let what = result.malformed == 1 ? "1 element is" : "\(result.malformed) elements are"
      ledger.note(
        trouble.at(result.firstMalformed, "\(what) no CloudTrail record", inflated: inflated))
    }
    if undated > 0 {
      let what = undated == 1 ? "1 record has" : "\(undated) records have"
      ledger.note(
        trouble.at(0, "\(what) no eventTime that can be read", inflated: inflated))
    }
  }
}

/// Says what is wrong with one file.
private struct Trouble {
  let path: String
  let name: LogFileName?

  init(path: String) {
    self.path = path
    name = LogFileName(path: path)
  }

  func at(_ offset: Int, _ reason: String, inflated: Bool = false) -> UnreadableEvidence {
    UnreadableEvidence(
      file: path, offset: offset, isOffsetInflated: inflated, reason: reason, place: name?.place,
      deliveredAt: name?.deliveredAt)
  }
}
