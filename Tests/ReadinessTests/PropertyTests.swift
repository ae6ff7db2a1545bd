import Evidence
import Readiness
import S3Access
import Testing
import Timeline

/// What holds for any evidence whatsoever.
@Suite struct PropertyTests {
  /// Things that may be told, of which a seed picks some. Uses first, the rest is recording and
  /// configuration.
  private static let uses: [Told] = [
    .acl(.publicRead), .acl(.publicRead, "CopyObject", "SlowDown", ago: 50),
    .acl(RequestedACL(headerValue: "private")), .hidden(), .hidden("CopyObject"),
    .access(.anonymous, .required), .access(.anonymous, .notSaid, ago: 70),
    .access(.partner, .required), .access(.partner, .notSaid), .access(.unknown, .cannotTell),
    .acl(.publicRead, "PutObject", "AccessDenied"), .acl(.publicRead, ago: 100),
  ]
  private static let configuration: [Told] = [
    .policy(.open, ago: 60), .policy(.oneAccount, ago: 40), .policyDeleted(ago: 20),
    .turnAll(on: true, ago: 30), .turnAll(on: false, ago: 10),
    .ownership(.bucketOwnerEnforced, ago: 25), .turnAllOfAccount(on: true, ago: 15),
    .aclRequiredSeen(65), .unreadable(),
  ]
  private static let snapshots: [Told] = [
    .snapshot(.allOn, ago: 35), .snapshot(.allOff, ago: 8), .accountSnapshot(.allOff, ago: 0.4),
    .accountSnapshot(.allOn, ago: 0.6), .snapshot(.allOff, .aclsDisabled, .noPolicy, ago: 0.5),
    .snapshot(.policy(.open), .isPolicyPublic(true), ago: 12),
    .snapshot(.policy(.undecided), .isPolicyPublic(false), ago: 0.3),
  ]
  private static let recording: [Told] = [
    .logs(from: 91, to: 55), .logs(from: 55, to: 20), .logs(from: 20, to: 0),
    .seen([.management]), .seen([.objectReads]), .seen([.objectWrites]),
  ]

  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  /// Stories that lack little, so that many are ready.
  private static func story(_ random: inout Random) -> [Told] {
    eventful(&random) + recording.filter { _ in Int.random(in: 0..<16, using: &random) > 0 }
  }

  /// Uses and changes of configuration alone.
  private static func eventful(_ random: inout Random) -> [Told] {
    uses.filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
      + configuration.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
      + snapshots.filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
  }

  private static func rank(_ verdict: Verdict) -> Int {
    switch verdict {
    case .notReady: 0
    case .unknown: 1
    default: 2
    }
  }

  private static let seeds: Range<UInt64> = 0..<50

  @Test("the stories are of every verdict")
  func variety() throws {
    var seen: Set<Verdict> = []
    for seed in Self.seeds {
      var random = Random(state: seed)
      seen.insert(try verdict(Self.story(&random)).verdict)
    }
    #expect(seen == [.ready, .unknown, .notReady])
  }

  @Test("one more use never makes a verdict better")
  func oneMoreUse() throws {
    for seed in Self.seeds {
      var random = Random(state: seed)
      let story = Self.story(&random)
      let before = try verdict(story)
      for use in Self.uses {
        let after = try verdict(story + [use])
        #expect(Self.rank(after.verdict) <= Self.rank(before.verdict), "seed \(seed)")
      }
    }
  }

  @Test("less recording never makes a bucket ready")
  func lessRecording() throws {
    for seed in Self.seeds {
      var random = Random(state: seed)
      let story = Self.eventful(&random)
      guard try verdict(story + Self.recording).verdict != .ready else { continue }
      for missing in Self.recording.indices {
        var less = Self.recording
        less.remove(at: missing)
        #expect(try verdict(story + less).verdict != .ready, "seed \(seed)")
      }
    }
  }

  @Test("waivers never make a bucket ready whose evidence is missing")
  func waivers() throws {
    let policy = teamFile(waivers: waiver())
    for seed in Self.seeds {
      var random = Random(state: seed)
      let story = Self.story(&random)
      let before = try verdict(story)
      let after = try verdict(story, policy)
      #expect(Self.rank(after.verdict) >= Self.rank(before.verdict), "seed \(seed)")
      let isEvidenceMissing = before.settings.values.contains { assessment in
        assessment.status.reasons.contains {
          $0.contains("not recorded from") || $0.contains("could not be read")
            || $0.contains("was seen")
        }
      }
      if isEvidenceMissing { #expect(after.verdict != .ready, "seed \(seed)") }
    }
  }

  @Test("the order of the evidence does not matter")
  func order() throws {
    for seed in Self.seeds {
      var random = Random(state: seed)
      let story = Self.story(&random)
      let forward = try verdict(story)
      let shuffled = try verdict(story.shuffled(using: &random))
      #expect(forward.verdict == shuffled.verdict, "seed \(seed)")
      #expect(forward.settings == shuffled.settings, "seed \(seed)")
      #expect(forward.findings == shuffled.findings, "seed \(seed)")
      #expect(forward.reasons == shuffled.reasons, "seed \(seed)")
      #expect(forward.earliestReady == shuffled.earliestReady, "seed \(seed)")
    }
  }
}
