import AWSCommand
import Evidence
import JSON
import S3Access
import Timeline

/// Finds the log files of a trail in its bucket.
public struct TrailListing: Sendable {
  /// The call that lists, of folders as of files.
  public static let call = AWSCall("s3api", "list-objects-v2", action: "s3:ListBucket")

  /// Listings that run at once: each is a process that mostly waits for S3.
  private static let atOnce = 4

  private let aws: AWSCommand

  /// A listing through that command.
  public init(_ aws: AWSCommand) {
    self.aws = aws
  }

  /// The log files of a Region, by day.
  public struct Found: Sendable {
    /// The folder, and what it is of.
    public var logs: RegionLogs
    /// Its files by the day of their folder.
    public var days: [Instant: [StoredLog]]
  }

  /// The log files below a prefix in the days of a window.
  ///
  /// - Parameters:
  ///   - accounts: the accounts that are wanted; all where it is empty.
  ///   - regions: the Regions that are wanted; all where it is empty.
  /// - Throws: the failure of the first call that failed.
  public func files(
    below prefix: TrailPrefix, accounts: Set<String>, regions: Set<String>, window: LogWindow
  ) async throws(AWSFailure) -> [Found] {
    let folders = try await self.folders(below: prefix, accounts: accounts, regions: regions)
    let found = try await folders.concurrentMap(atOnce: Self.atOnce) {
      folder async throws(AWSFailure) in
      try await files(of: folder.logs, part: folder.part, window: window)
    }
    return found.filter { !$0.days.isEmpty }.sorted {
      $0.logs.location.prefix < $1.logs.location.prefix
    }
  }

  // MARK: - Folders

  private typealias Folder = (logs: RegionLogs, part: String)

  private func folders(
    below prefix: TrailPrefix, accounts: Set<String>, regions: Set<String>
  ) async throws(AWSFailure) -> [Folder] {
    switch prefix {
    case .days(let logs, let part):
      return accounts.admits(logs.place.account) && regions.admits(logs.place.region)
        ? [(logs, part)] : []
    case .regions(let location, let account):
      guard accounts.admits(account) else { return [] }
      return try await regionFolders(of: account, at: location, regions)
    case .accounts(let location):
      let accountFolders = try await self.accountFolders(below: location, accounts)
      return try await accountFolders.concurrentMap(atOnce: Self.atOnce) {
        folder async throws(AWSFailure) in
        try await regionFolders(of: folder.account, at: folder.location, regions)
      }.flatMap { $0 }
    }
  }

  private func accountFolders(
    below location: S3Location, _ accounts: Set<String>
  ) async throws(AWSFailure) -> [(account: String, location: S3Location)] {
    let names = try await namesOfFolders(in: location)
    var found = names.filter { $0.isAccountID && accounts.admits($0) }
      .map { (account: $0, location: location.appending($0, "CloudTrail")) }
    for organization in names where organization.isOrganizationID {
      found += try await accountFolders(below: location.appending(organization), accounts)
    }
    return found
  }

  private func regionFolders(
    of account: String, at location: S3Location, _ regions: Set<String>
  ) async throws(AWSFailure) -> [Folder] {
    // Where the Regions are said, their folders need not be looked for.
    let names =
      regions.isEmpty
      ? try await namesOfFolders(in: location).filter(\.isRegionName) : regions.sorted()
    return names.map { region in
      let place = TrailPlace(account: account, region: region)
      return (RegionLogs(location: location.appending(region), place: place), "")
    }
  }

  private func namesOfFolders(in location: S3Location) async throws(AWSFailure) -> [String] {
    let answer = try await aws.json(
      Self.call,
      [
        "--bucket", location.bucket, "--prefix", location.prefix, "--delimiter", "/",
        "--query", "CommonPrefixes[].Prefix",
      ])
    return answer.entries.compactMap { entry in
      entry.string.map { String($0.dropFirst(location.prefix.count).dropLast()) }
    }
  }

  // MARK: - Files

  private func files(
    of logs: RegionLogs, part: String, window: LogWindow
  ) async throws(AWSFailure) -> Found {
    var found = Found(logs: logs, days: [:])
    for (prefix, startAfter) in window.listings {
      // Of a part that is named and of what the window asks for, the longer holds less.
      guard prefix.hasPrefix(part) || part.hasPrefix(prefix) else { continue }
      let folder = logs.location.prefix + (prefix.count > part.count ? prefix : part)
      let answer = try await aws.json(
        Self.call,
        [
          "--bucket", logs.location.bucket, "--prefix", folder,
          "--start-after", logs.location.prefix + startAfter,
          "--query", "Contents[].[Key,Size,ETag,StorageClass]",
        ])
      for entry in answer.entries {
        guard let file = StoredLog(entry, in: logs.location.bucket),
          let day = file.day(below: logs.location), window.contains(day: day)
        else { continue }
        found.days[day, default: []].append(file)
      }
    }
    return found
  }
}

extension Set<String> {
  /// Whether a name is wanted, where an empty set wants all.
  fileprivate func admits(_ name: String) -> Bool { isEmpty || contains(name) }
}

extension JSONValue {
  /// The elements of an answer to `--query`; none where it is null.
  fileprivate var entries: [JSONValue] {
    if case .array(let entries) = self { entries } else { [] }
  }
}
