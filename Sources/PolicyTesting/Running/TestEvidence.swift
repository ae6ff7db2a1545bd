import Evidence
import JSON
import PolicyFiles
import S3Access
import Timeline

extension PolicyTest {
  /// The account that a test's buckets belong to where neither test nor policies say.
  static let usualAccount = "111122223333"

  /// What the test tells, as evidence: its events go through the reader of CloudTrail files, and what
  /// was recorded is noted as the reader would have found it.
  func ledger(for policies: PolicySet) async -> Ledger {
    let owners = owners(by: policies)
    var ledger = await read(records(owners))
    for (number, event) in events.enumerated() where event.isACLRequired == false {
      // That no ACL was needed is said only where the bucket's records have the field at all.
      guard let bucket = event.bucket else { continue }
      ledger.noteACLRequired(ofBucket: bucket, at: time(ofEvent: number))
    }
    for recording in recorded { note(recording, of: owners, by: policies, in: &ledger) }
    return ledger
  }

  private func read(_ records: [JSONValue]) async -> Ledger {
    guard !records.isEmpty else { return Ledger() }
    let document: JSONValue = ["Records": .array(records)]
    let file = EvidenceFile(path: recordsPath, content: Array(document.compactText.utf8))
    return await EvidenceCollection([file]).ledger(workers: 1)
  }

  /// What stands for the path of the log file that the records are read from.
  private var recordsPath: String { "\(location.file):\(location.line)" }

  private func records(_ owners: [String: String]) -> [JSONValue] {
    events.enumerated().map { number, event in
      let owner = event.bucket.flatMap { owners[$0] } ?? event.account ?? account
      return event.record(
        in: RecordContext(
          time: time(ofEvent: number), owner: owner ?? Self.usualAccount,
          region: event.region ?? region, number: number + 1))
    }
  }

  private func time(ofEvent number: Int) -> Instant {
    events[number].time ?? asOf - .days(1)
  }

  /// Who owns each bucket that the test speaks of: as an event says, else the test, else the rule that
  /// claims the bucket.
  private func owners(by policies: PolicySet) -> [String: String] {
    var owners: [String: String] = [:]
    for event in events {
      if let bucket = event.bucket, let account = event.account { owners[bucket] = account }
    }
    for bucket in events.compactMap(\.bucket) + expected.map(\.bucket) where owners[bucket] == nil {
      owners[bucket] =
        account ?? policies.rule(for: bucket, account: nil)?.account ?? Self.usualAccount
    }
    return owners
  }
}

// MARK: - Recording

extension PolicyTest {
  private func note(
    _ recording: Recording, of owners: [String: String], by policies: PolicySet,
    in ledger: inout Ledger
  ) {
    let requirements = policies.rules.map(\.evidence) + [EvidenceRequirements()]
    let lookback = requirements.map(\.lookback).max() ?? .days(90)
    let to = recording.to ?? asOf
    let from = recording.from ?? asOf - lookback - .hours(1)
    guard from <= to, !recording.classes.isEmpty else { return }
    // No two signs of life lie further apart than the shortest silence that is a gap.
    let step = requirements.map(\.maximumGap).min() ?? .hours(24)
    let heard = ActivityTimeline(from: from, to: to, every: max(step, .hours(1)))
    let regions = Set(events.compactMap(\.region) + [region])
    let accounts = Set(owners.values).union(events.compactMap(\.account))
      .union([account ?? Self.usualAccount])
    // One trail, whose records the events are.
    let folder = TrailFolder.path(ofFileAt: recordsPath)
    for account in accounts {
      for region in regions {
        let place = TrailPlace(account: account, region: region, folder: folder)
        ledger.hear(of: place, heard)
        if recording.classes.contains(.management) {
          ledger.hearManagementWrites(of: place, heard)
        }
      }
    }
    for (bucket, owner) in owners {
      ledger.claim(OwnershipClaim(bucket: bucket, account: owner, isNamed: true), at: from)
      for evidenceClass in recording.classes {
        ledger.see(
          Sighting(
            bucket: bucket, evidenceClass: evidenceClass,
            place: TrailPlace(account: owner, region: region, folder: folder)), heard)
      }
    }
  }
}

extension ActivityTimeline {
  /// A timeline on which something was heard at both ends and between them at equal distances.
  fileprivate init(from: Instant, to: Instant, every step: TimeSpan) {
    self.init()
    var instant = from
    while instant < to {
      insert(instant)
      instant = instant + step
    }
    insert(to)
  }
}
