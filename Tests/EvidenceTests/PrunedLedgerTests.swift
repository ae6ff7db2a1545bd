import Evidence
import S3Access
import Testing
import Timeline

private func at(_ time: String) throws -> Instant { try #require(Instant(iso8601: time)) }

private let place = TrailPlace(account: "111122223333", region: "us-east-1")
private let sighting = Sighting(bucket: "b", evidenceClass: .management, place: place)

@Suite("Pruned ledgers")
struct PrunedLedgerTests {
  private func seen(_ stretches: (String, String)...) throws -> Ledger {
    var ledger = Ledger()
    for (from, to) in stretches {
      ledger.see(sighting, during: Interval(from: try at(from), to: try at(to)))
    }
    return ledger
  }

  @Test("know the last sight before, so that a class seldom seen stays known")
  func lastSight() throws {
    let ledger = try seen(
      ("2020-01-02T10:00:00Z", "2020-01-02T11:00:00Z"),
      ("2020-01-20T10:00:00Z", "2020-01-20T11:00:00Z"))
    let pruned = ledger.pruned(before: try at("2020-02-03"))
    #expect(try pruned.sightings[sighting]?.extent?.from == at("2020-01-20T11:00:00Z"))
    #expect(pruned.pruned(before: try at("2020-02-03")) == pruned)
    #expect(try pruned.pruned(before: at("2020-02-04")).sightings == pruned.sightings)
  }

  @Test("know from when on they know what was done, and that nothing was taken out")
  func instant() throws {
    var heard = ActivityTimeline()
    for day in ["2020-01-03", "2020-01-05", "2020-01-20"] { heard.insert(try at(day)) }
    var ledger = Ledger()
    ledger.hear(of: place, heard)
    #expect(try ledger.pruned(before: at("2020-01-03")).prunings == [])
    let pruned = try ledger.pruned(before: at("2020-01-04")).pruned(before: at("2020-01-06"))
    #expect(try pruned.prunings == [at("2020-01-06")])
    var merged = ledger
    merged.merge(pruned)
    #expect(merged.prunings == pruned.prunings)
  }

  @Test("claim no sight at the instant, where the next one after a change was later")
  func noSight() throws {
    let ledger = try seen(("2020-02-03T01:00:00Z", "2020-02-03T23:00:00Z"))
    let pruned = ledger.pruned(before: try at("2020-02-03T12:00:00Z"))
    let next = try pruned.sightings[sighting]?.firstHeard(after: at("2020-02-03T11:00:00Z"))
    #expect(try next == at("2020-02-03T23:00:00Z"))
  }

  struct ActivityCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var heard: [String]
    /// From when on something is heard of the place, pruned at 2020-02-03T00:00:00Z.
    var from: String?
  }

  @Test(
    "know whether logs kept coming at the instant",
    arguments: [
      ActivityCase(
        testDescription: "within an hour",
        heard: ["2020-02-02T23:40:00Z", "2020-02-03T00:30:00Z"], from: "2020-02-03T00:00:00Z"),
      ActivityCase(
        testDescription: "not within an hour, which a policy may ask for",
        heard: ["2020-02-02T23:20:00Z", "2020-02-03T00:30:00Z"], from: "2020-02-03T00:30:00Z"),
      ActivityCase(
        testDescription: "not before", heard: ["2020-02-03T00:30:00Z"],
        from: "2020-02-03T00:30:00Z"),
      ActivityCase(testDescription: "not after", heard: ["2020-02-02T23:50:00Z"], from: nil),
    ])
  func activity(_ c: ActivityCase) throws {
    var heard = ActivityTimeline()
    for time in c.heard { heard.insert(try at(time)) }
    var ledger = Ledger()
    ledger.hear(of: place, heard)
    let pruned = ledger.pruned(before: try at("2020-02-03"))
    #expect(pruned.activity[place]?.extent?.from.description == c.from)
  }
}
