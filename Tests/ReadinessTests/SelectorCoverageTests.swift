import PolicyFiles
import Readiness
import S3Access
import Testing
import Timeline

@testable import Evidence

/// What event selectors and digests add to what events themselves show.
@Suite("Coverage by selectors and digests")
struct SelectorCoverageTests {
  typealias CoverageCase = CoverageTests.CoverageCase

  /// A trail that records everything; its records show that changes would be seen; and the bucket is
  /// known by its writes, for nobody reads it.
  private static let quiet = Told.all(
    .logs(), .seen([.objectWrites], from: 60, to: 59), .managementWrite(ago: 91),
    .seen([.management], of: "ledgers"))

  @Test(
    "of classes of which no event was seen",
    arguments: [
      CoverageCase("without selectors", quiet, gives: "unknown"),
      CoverageCase("all is selected", quiet, .selectors(), gives: "ready"),
      CoverageCase(
        "all is selected, and no write of management was seen that would show a change", .logs(),
        .seen([.objectWrites]), .selectors(), gives: "unknown"),
      CoverageCase(
        "changes would be seen for half of the time", .logs(), .seen([.objectWrites]),
        .managementWrite(ago: 45), .selectors(), gives: "unknown", on: "2020-06-15"),
      CoverageCase("reads are not selected", quiet, .selectors(reads: false), gives: "unknown"),
      CoverageCase(
        "one prefix is", quiet, .selectors("arn:aws:s3:::invoices/a/"), gives: "unknown"),
      CoverageCase(
        "one prefix is, and events of all classes were seen", .recorded, .managementWrite(ago: 91),
        .selectors("arn:aws:s3:::invoices/a/"), gives: "unknown"),
      CoverageCase(
        "one prefix is, by one of two answers of AWS's, and events of all classes were seen",
        .recorded, .managementWrite(ago: 91), .selectors(),
        .selectors("arn:aws:s3:::invoices/a/"), gives: "unknown"),
      CoverageCase(
        "one prefix was, by an answer of before, and nothing shows a change", quiet,
        .selectors("arn:aws:s3:::invoices/a/", takenAgo: 50), .selectors(takenAgo: 1),
        gives: "unknown"),
      CoverageCase(
        "one prefix was, by an answer from before the change that the logs show", quiet,
        .selectors("arn:aws:s3:::invoices/a/", takenAgo: 100),
        .recordingChange("PutEventSelectors", ago: 95, selection: .all),
        .selectors(takenAgo: 1), gives: "ready"),
      CoverageCase(
        "one prefix is, by an answer from before a call that leaves selectors alone, and events of"
          + " all classes were seen", .recorded, .seen(from: 39.9, to: 39.8),
        .managementWrite(ago: 91),
        .selectors("arn:aws:s3:::invoices/a/", takenAgo: 50),
        .recordingChange("UpdateTrail", ago: 40), gives: "unknown"),
      CoverageCase(
        "all is, of a trail whose files were fetched from where it delivers to",
        .logs(folder: "s3:/logs"), .logs(folder: "other"),
        .seen([.objectWrites], folder: "s3:/logs"), .managementWrite(ago: 91, folder: "s3:/logs"),
        .selectors(in: "trails"), .described(), gives: "ready"),
      CoverageCase(
        "all is, of a trail whose files were fetched from another bucket",
        .logs(folder: "s3:/others-logs"), .logs(folder: "other"),
        .seen([.objectWrites], folder: "s3:/others-logs"),
        .managementWrite(ago: 91, folder: "s3:/others-logs"), .selectors(in: "trails"),
        .described(), gives: "unknown"),
      CoverageCase(
        "one prefix is, of a trail whose files may lie in either folder, and events were seen",
        .recorded, .logs(folder: "other"), .managementWrite(ago: 91),
        .selectors("arn:aws:s3:::invoices/a/"), gives: "unknown"),
      CoverageCase(
        "all is, of a trail whose files may lie in either folder, and events were seen",
        .recorded, .logs(folder: "other"), .managementWrite(ago: 91), .selectors(), gives: "ready"),
      CoverageCase(
        "all is, and the files of another account's trail lie in a folder beside", quiet,
        .logs(account: Told.stranger, folder: "other"), .selectors(), gives: "ready"),
      CoverageCase(
        "management is not", quiet, .selectors(management: false), gives: "unknown"),
      CoverageCase(
        "another trail's files, without any event of data", .logs(), .seen([.management]),
        .managementWrite(ago: 91), .selectors(), gives: "unknown"),
      CoverageCase(
        "the trail of another account", quiet, .selectors(account: Told.stranger), gives: "unknown"),
      CoverageCase(
        "the selectors of two trails, in one folder", quiet, .selectors(),
        .selectors(trail: "other"), gives: "unknown"),
      CoverageCase(
        "the selectors of two trails that deliver to one place", quiet, .selectors(), .described(),
        .selectors(trail: "other"), .described("other"), gives: "ready"),
      CoverageCase(
        "files of two trails, and the selectors of one above them", .logs(folder: "a"),
        .logs(folder: "b"), .seen([.objectWrites], folder: "a"),
        .managementWrite(ago: 91, folder: "a"), .selectors(), gives: "unknown"),
      CoverageCase(
        "files of two trails, and the selectors beside those of one", .logs(folder: "a"),
        .logs(folder: "b"), .seen([.objectWrites], folder: "a"),
        .managementWrite(ago: 91, folder: "a"), .selectors(in: "a"), gives: "ready"),
      CoverageCase(
        "an organization's trail of another account",
        .logs(folder: "AWSLogs/o-exampleorgid"),
        .logs(account: Told.stranger, folder: "AWSLogs/o-exampleorgid"),
        .seen([.objectWrites], folder: "AWSLogs/o-exampleorgid"),
        .managementWrite(ago: 91, account: Told.stranger, folder: "AWSLogs/o-exampleorgid"),
        .managementWrite(ago: 91, folder: "AWSLogs/o-exampleorgid"),
        .selectors(account: Told.stranger), gives: "ready"),
      CoverageCase(
        "the logs end early", .logs(to: 3), .seen([.objectWrites], from: 60, to: 59),
        .managementWrite(ago: 91), .selectors(), gives: "unknown"),
    ])
  func unseen(_ c: CoverageCase) throws { try check(c) }

  @Test(
    "and of changes of the trail",
    arguments: [
      CoverageCase(
        "selectors were put in the window", quiet, .selectors(),
        .recordingChange("PutEventSelectors", ago: 30), .managementWrite(ago: 29.9),
        gives: "unknown", on: "2020-06-30"),
      CoverageCase(
        "another trail was changed, and no change was seen to be recorded since", quiet,
        .selectors(), .recordingChange("PutEventSelectors", ago: 30, trail: "other"),
        gives: "unknown"),
      CoverageCase(
        "all was selected then, and before", quiet, .selectors(),
        .recordingChange("PutEventSelectors", ago: 95, selection: .all),
        .recordingChange("PutEventSelectors", ago: 30, selection: .all), gives: "ready"),
      CoverageCase(
        "less was selected then than AWS is said to answer", quiet, .selectors(),
        .recordingChange("PutEventSelectors", ago: 95, selection: EventSelection([])),
        gives: "unknown"),
      CoverageCase(
        "another trail was changed", quiet, .selectors(),
        .recordingChange("PutEventSelectors", ago: 30, trail: "other"), .managementWrite(ago: 29.9),
        gives: "ready"),
      CoverageCase(
        "the trail was stopped and started", quiet, .selectors(),
        .recordingChange("StopLogging", ago: 30), .recordingChange("StartLogging", ago: 29.9),
        gives: "unknown", on: "2020-07-01"),
      CoverageCase(
        "the trail was deleted", quiet, .selectors(), .recordingChange("DeleteTrail", ago: 30),
        gives: "unknown"),
      CoverageCase(
        "the status says that it does not record", quiet, .selectors(),
        .status(TrailStatus(isLogging: false, stoppedAt: .daysAgo(10))), gives: "unknown"),
      CoverageCase(
        "the status said so, and only the selectors were answered since", quiet,
        .selectors(takenAgo: 5),
        .status(TrailStatus(isLogging: false, stoppedAt: .daysAgo(10)), takenAgo: 5),
        .selectors(takenAgo: 1), gives: "unknown"),
      CoverageCase(
        "the status said so, and says otherwise since", quiet, .selectors(takenAgo: 5),
        .status(TrailStatus(isLogging: false, stoppedAt: .daysAgo(10)), takenAgo: 5),
        .status(TrailStatus(isLogging: true, startedAt: .daysAgo(2_000)), takenAgo: 1),
        gives: "ready"),
      CoverageCase(
        "the status says that it was started in the window", quiet, .selectors(),
        .status(TrailStatus(isLogging: true, startedAt: .daysAgo(20))), gives: "unknown",
        on: "2020-07-10"),
      CoverageCase(
        "the status says that log files could not be delivered", quiet, .selectors(),
        .status(TrailStatus(isLogging: true, deliveryError: "AccessDenied")), gives: "unknown"),
      CoverageCase(
        "the status says that it was started long ago", quiet, .selectors(),
        .status(TrailStatus(isLogging: true, startedAt: .daysAgo(2_000))), gives: "ready"),
    ])
  func changes(_ c: CoverageCase) throws { try check(c) }

  private static let proven = "evidence: { grade: proven }"

  @Test(
    "where proof is asked for",
    arguments: [
      CoverageCase(
        "digests and selectors", quiet, .selectors(), .digests(), claim: proven, gives: "ready"),
      CoverageCase("no digests", quiet, .selectors(), claim: proven, gives: "unknown"),
      CoverageCase("no selectors", .recorded, .digests(), claim: proven, gives: "unknown"),
      CoverageCase(
        "digests of half of the window", quiet, .selectors(), .digests(from: 45), claim: proven,
        gives: "unknown", on: "2020-06-15"),
      CoverageCase(
        "digests of another trail", quiet, .selectors(), .digests(trail: "other"), claim: proven,
        gives: "unknown"),
      CoverageCase(
        "digests of another Region", quiet, .selectors(), .digests(region: "us-east-1"),
        claim: proven, gives: "unknown"),
      CoverageCase(
        "digests with a hole", quiet, .selectors(), .digests(without: 40..<41), claim: proven,
        gives: "unknown", on: "2020-06-20"),
      CoverageCase(
        "digests that end early", quiet, .selectors(), .digests(to: 2), claim: proven,
        gives: "unknown",
        on: "2020-07-30"),
      CoverageCase(
        "a log file is missing, though nobody asks for proof", quiet, .selectors(),
        .digests(naming: "a.json"), gives: "unknown"),
      CoverageCase(
        "reads are not selected", quiet, .seen(), .selectors(reads: false), .digests(),
        claim: proven,
        gives: "unknown"),
    ])
  func proof(_ c: CoverageCase) throws { try check(c) }

  @Test("an altered log file is said before anything else, and keeps the bucket from being ready")
  func tampering() throws {
    let told: [Told] = [.recorded, .digests(naming: "a.json", read: "other")]
    let assessment = try assess(told)
    #expect(assessment["invoices"]?.verdict == .unknown)
    #expect(assessment.notices.first?.kind == .tamperedEvidence)
    #expect(assessment.notices.first?.location.description == "a.json")
    #expect(assessment.evidence.unreadable.map(\.file) == ["a.json"])
  }

  @Test("each stretch says its grade and where it comes from")
  func stretches() throws {
    let told: [Told] = [Self.quiet, .selectors(), .digests(from: 45)]
    let verdict = try verdict(told, teamFile("evidence: { grade: proven }"))
    let reads = try #require(
      verdict.settings[.ignorePublicAcls]?.coverage.first { $0.evidenceClass == .objectReads })
    #expect(reads.stretches.map(\.grade) == [.observed, .proven])
    #expect(reads.stretches.first?.source == "event selectors of trail main")
    #expect(
      reads.stretches.last?.source.contains(
        "digests and event selectors of trail main (signatures not checked)") == true)
    #expect(reads.gaps.isEmpty)
  }

  @Test(
    "management events without one that writes count, with a word of doubt that selectors take away",
    arguments: [
      ([.logs(), .seen(managementWrites: false)], true), ([.recorded], false),
      (
        [.logs(), .seen(managementWrites: false), .managementWrite(ago: 91, folder: "other")], true
      ),
    ] as [([Told], Bool)])
  func doubt(_ told: [Told], isSaid: Bool) throws {
    let coverage = try verdict(told).settings[.blockPublicPolicy]?.coverage
    let management = try #require(coverage?.first { $0.evidenceClass == .management })
    #expect(management.grade == .observed)
    #expect(management.stretches.first?.source.contains("none there is a write") == isSaid)
  }

  @Test("a prefix is named")
  func prefix() throws {
    let verdict = try verdict([
      .recorded, .managementWrite(ago: 91), .selectors("arn:aws:s3:::invoices/a/"),
    ])
    #expect(verdict.reasons(for: .ignorePublicAcls).contains(#"key begins with "a/""#))
  }

  private func check(_ c: CoverageCase) throws {
    let verdict = try verdict(c.told, teamFile(c.claim))
    #expect(
      verdict.verdict.rawValue == c.verdict, "\(verdict.settings.values.flatMap(\.status.reasons))")
    if let day = c.earliest { #expect(verdict.earliestReady?.day == day) }
  }
}

extension EventSelection {
  /// Everything.
  static let all = EventSelection([
    EventSelector(category: .data), EventSelector(category: .management),
  ])
}

extension Told {
  /// What `get-event-selectors` says of a trail of the bucket's account and Region.
  static func selectors(
    _ arn: String = "arn:aws:s3", reads: Bool = true, management: Bool = true,
    trail: String = "main",
    account: String = owner, in folder: String = "", takenAgo days: Double? = nil
  ) -> Told {
    var data = EventSelector(category: .data)
    data.selectsReads = reads
    data.objects.selecting = [TextCondition(position: .start, text: arn)]
    let selection = EventSelection(
      [data] + (management ? [EventSelector(category: .management)] : []))
    return Told { ledger in
      let arn = TrailARN(homeRegion: region, account: account, name: trail)
      ledger.note(
        TrailDocument(
          file: folder.isEmpty ? "\(trail).json" : "\(folder)/\(trail).json",
          statement: .selection(trail: arn, selection),
          takenAt: days.map(Instant.daysAgo)))
    }
  }

  /// What `describe-trails` says: where the trail delivers to.
  static func described(_ trail: String = "main") -> Told {
    Told { ledger in
      let arn = TrailARN(homeRegion: region, account: owner, name: trail)
      ledger.note(
        TrailDocument(
          file: "trails.json",
          statement: .description(TrailDescription(trail: arn, destination: "logs/"))))
    }
  }

  /// What `get-trail-status` says, of a trail that nothing names; or at a time, of `main`.
  static func status(_ status: TrailStatus, takenAgo days: Double? = nil) -> Told {
    Told { ledger in
      let arn = TrailARN(homeRegion: region, account: owner, name: "main")
      ledger.note(
        TrailDocument(
          file: "status.json",
          statement: days == nil ? .status(status) : .statusOf(trail: arn, status),
          takenAt: days.map(Instant.daysAgo)))
    }
  }

  /// Digests, one a day, without those of some days; perhaps one names a log file, and perhaps one was
  /// read that is called so.
  static func digests(
    from first: Int = 92, to last: Int = 0, without missing: Range<Int> = 0..<0,
    trail: String = "main", region: String = region, naming log: String? = nil,
    read hash: String? = nil
  ) -> Told {
    Told { ledger in
      let stream = DigestStream(
        account: owner, region: region, trail: trail, homeRegion: Self.region)
      for day in last..<first where !missing.contains(day) {
        let isLast = day == last
        ledger.digests.digests.insert(
          LogDigest(
            file: "digest-\(day)", contentHash: "\(day)", stream: stream,
            hour: Interval(from: .daysAgo(Double(day + 1)), to: .daysAgo(Double(day))), endText: "",
            object: "digest-\(day)", keyFingerprint: "",
            previous: day == first - 1
              ? nil
              : LogDigest.Link(
                object: "digest-\(day + 1)", contentHash: "\(day + 1)", signature: ""),
            logFiles: isLast && log != nil
              ? [LogDigest.LogFile(name: log ?? "", contentHash: "hash", oldestEvent: nil)] : [],
            isBackfill: false))
      }
      if let log, let hash { ledger.digests.noteHash(hash, ofLogFile: log) }
    }
  }
}
