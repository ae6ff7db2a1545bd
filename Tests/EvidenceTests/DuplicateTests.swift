import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// One request counts once, however many records tell of it.
@Suite("Duplicates")
struct DuplicateTests {
  static func collect(_ files: [[Event]]) async throws -> Ledger {
    let folder = try TemporaryFolder()
    for (number, events) in files.enumerated() {
      try folder.write(logFile(events), to: "\(number).json")
    }
    return await EvidenceCollection(EvidenceFiles(below: [folder.path]).files).ledger(workers: 2)
      .settled()
  }

  static let upload = Event.putObject(bucket: "b", acl: "public-read")
  static let line =
    "b PutObject acl(public-read) succeeded own-account arn:aws:iam::111122223333:role/app"

  @Test(
    "the same record in one file or in several",
    arguments: [
      [[upload, upload]], [[upload], [upload]], [[upload], [upload], [upload, upload]],
    ])
  func sameRecord(_ files: [[Event]]) async throws {
    let ledger = try await Self.collect(files)
    #expect(ledger.factLines == ["\(Self.line) x1"])
    // A file that says the same as another from end to end is a copy of it, and counts once as well.
    let contents = Set(files.map { logFile($0) })
    #expect(ledger.volume.files == contents.count)
    #expect(ledger.volume.events == Set(files.map(\.count)).reduce(0, +))
  }

  @Test("records that differ in their id only are two requests")
  func otherID() async throws {
    let other = Self.upload.with { $0.eventID = "another" }
    #expect(try await Self.collect([[Self.upload, other]]).factLines == ["\(Self.line) x2"])
  }

  @Test("records without event ids are told apart by their request ids")
  func requestIDs() async throws {
    let records = ["r1", "r2", "r1"].map { id in
      Self.upload.with {
        $0.omitted = ["eventID"]
        $0.requestID = id
      }
    }
    #expect(try await Self.collect([records]).factLines == ["\(Self.line) x2"])
  }

  @Test("records without any id are told apart by time and key")
  func noIDs() async throws {
    let records = [("k", 1), ("k", 2), ("l", 1), ("k", 1)].map { key, second in
      Event.putObject(
        bucket: "b", key: key, acl: "public-read", at: "2020-02-03T12:00:0\(second)Z"
      ).with { $0.omitted = ["eventID", "requestID"] }
    }
    #expect(try await Self.collect([records]).factLines == ["\(Self.line) x3"])
  }

  /// The record that the caller's account gets, and the one that the bucket owner's gets.
  static func copies(of event: Event) -> (callers: Event, owners: Event) {
    let shared = event.with { $0.sharedEventID = "shared-\(event.eventTime)" }
    let callers = shared.with {
      $0.caller = .role("partner", account: "444455556666")
      $0.recipientAccountId = "444455556666"
      $0.eventID = "callers-\(event.eventTime)"
    }
    let owners = shared.with {
      $0.caller = .otherAccount("444455556666")
      $0.eventID = "owners-\(event.eventTime)"
    }
    return (callers, owners)
  }

  @Test("both accounts' copies of one request, of which the one that names the caller is kept")
  func sharedEventID() async throws {
    let (callers, owners) = Self.copies(of: .getObject(bucket: "b"))
    let line =
      "b GetObject access(notSaid) succeeded other-account arn:aws:iam::444455556666:role/partner"
    for files in [[[callers, owners]], [[owners], [callers]], [[callers], [owners], [callers]]] {
      #expect(try await Self.collect(files).factLines == ["\(line) x1"])
    }
  }

  @Test("copies of some requests only")
  func someCopies() async throws {
    let times = (0..<5).map { "2020-02-03T12:00:0\($0)Z" }
    let copies = times.map { Self.copies(of: .getObject(bucket: "b", at: $0)) }
    let ledger = try await Self.collect([
      copies[..<3].map(\.callers), copies[1...].map(\.owners),
    ])
    let kinds = ledger.facts.map { ($0.key.caller.principal.hasPrefix("arn:"), $0.value.count) }
    #expect(kinds.sorted { $0.1 > $1.1 }.map(\.1) == [3, 2])
    #expect(kinds.first { $0.1 == 3 }?.0 == true)
    let others = try #require(ledger.facts.first { $0.value.count == 2 }?.value)
    #expect(others.extent.from.description == times[3])
    #expect(others.extent.to.description == times[4])
  }

  @Test(
    "a copy that hides the ACL, of which the one that shows it is kept", arguments: [true, false])
  func hiddenACL(isShownToOwner: Bool) async throws {
    var (callers, owners) = Self.copies(of: .putObjectAcl(bucket: "b", acl: nil))
    let grant = JSONValue.Member("x-amz-grant-read", "emailAddress=a@example.com")
    if isShownToOwner {
      owners.requestParameters?.append(grant)
    } else {
      callers.requestParameters?.append(grant)
    }
    let acls = try await Self.collect([[owners], [callers]]).factLines.filter {
      !$0.contains("access")
    }
    #expect(acls.count == 1)
    #expect(acls.first?.contains("acl(grant:other-account)") == true)
  }

  @Test("the copies of different requests are left alone")
  func otherRequests() async throws {
    let (callers, _) = Self.copies(of: .getObject(bucket: "b", at: "2020-02-03T12:00:01Z"))
    let (_, owners) = Self.copies(of: .getObject(bucket: "b", at: "2020-02-03T12:00:02Z"))
    #expect(try await Self.collect([[callers, owners]]).factLines.count == 2)
  }
}
