import Timeline

/// Log files that one command fetches: all whose keys match its patterns.
public struct FetchBatch: Hashable, Sendable {
  /// The folder that is fetched from, of a month or of a day.
  public var folder: S3Location
  /// What is fetched of it: file names and patterns, relative to the folder.
  public var patterns: [String]
  /// The files that are wanted. The patterns match no others that were listed.
  public var files: [StoredLog]

  /// The size of the files in bytes.
  public var bytes: Int { files.reduce(0) { $0 + $1.size } }
}

/// How much one batch may hold.
public struct FetchLimits: Hashable, Sendable {
  /// Files. A batch is what is lost when the program is killed.
  public var files: Int
  /// Bytes, which lie on the disk at once. A single file, and a busy hour of which nothing was fetched
  /// yet, may be larger.
  public var bytes: Int
  /// Patterns: the CLI holds every key of the folder against every one.
  public var patterns: Int

  /// Limits of these numbers.
  public init(files: Int, bytes: Int, patterns: Int) {
    self.files = files
    self.bytes = bytes
    self.patterns = patterns
  }

  /// 128 MiB and 4,000 files.
  public static let standard = FetchLimits(files: 4_000, bytes: 128 << 20, patterns: 400)
}

extension TrailListing.Found {
  /// What is to be fetched, in batches that each can be read and forgotten before the next.
  ///
  /// A file takes far less time to fetch than a command to start, so that a batch takes in as many days
  /// of a month as fit.
  ///
  /// - Parameter isNew: whether a file is still to be fetched.
  public func batches(
    limits: FetchLimits = .standard, where isNew: (StoredLog) -> Bool
  ) -> [FetchBatch] {
    var batches: [FetchBatch] = []
    var packing = BatchPacking(region: logs.location, limits: limits)
    for (day, files) in days.sorted(by: { $0.key < $1.key }) {
      let wanted = files.filter { isNew($0) && !$0.isArchived }
      guard !wanted.isEmpty else { continue }
      for unit in FetchUnit.units(of: wanted, listed: files, on: day, limits: limits) {
        if let full = packing.add(unit) { batches.append(full) }
      }
    }
    if let last = packing.finish() { batches.append(last) }
    return batches
  }
}

/// What one pattern fetches.
private struct FetchUnit {
  /// The folder of the day, below the Region: `2020/02/03/`.
  var dayFolder: String
  /// The pattern, relative to that folder.
  var pattern: String
  var files: [StoredLog]

  /// A day whole, where all of it is wanted and it is not too much; else its hours, and of those that
  /// were fetched in part the single files.
  static func units(
    of wanted: [StoredLog], listed: [StoredLog], on day: Instant, limits: FetchLimits
  ) -> [FetchUnit] {
    let folder = day.dayFolder
    let bytes = wanted.reduce(0) { $0 + $1.size }
    if wanted.count == listed.count, wanted.count <= limits.files, bytes <= limits.bytes {
      return [FetchUnit(dayFolder: folder, pattern: "*", files: wanted)]
    }
    let all = Dictionary(grouping: listed, by: \.hourPattern)
    return Dictionary(grouping: wanted, by: \.hourPattern).sorted { $0.key < $1.key }
      .flatMap { pattern, files in
        files.count == all[pattern]?.count
          ? [FetchUnit(dayFolder: folder, pattern: pattern, files: files)]
          : files.map {
            FetchUnit(dayFolder: folder, pattern: $0.name.escapedPattern, files: [$0])
          }
      }
  }
}

extension StoredLog {
  /// What matches the names of its hour: `111122223333_CloudTrail_us-east-1_20200203T15*`.
  fileprivate var hourPattern: String {
    let parts = name.split(separator: "_", maxSplits: 3)
    return parts.count == 4
      ? (parts.prefix(3).map(\.escapedPattern) + ["\(parts[3].prefix(11).escapedPattern)*"])
        .joined(separator: "_")
      : name.escapedPattern
  }
}

extension Substring {
  /// The text as a pattern of the CLI that matches nothing else.
  ///
  /// Source: AWS CLI Command Reference, "s3", section "Use of Exclude and Include Filters".
  fileprivate var escapedPattern: String {
    map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
  }
}

/// Puts units into batches, in their order.
private struct BatchPacking {
  let region: S3Location
  let limits: FetchLimits
  private var units: [FetchUnit] = []
  private var files = 0
  private var bytes = 0

  init(region: S3Location, limits: FetchLimits) {
    self.region = region
    self.limits = limits
  }

  /// Adds a unit; gives the batch that was full without it.
  mutating func add(_ unit: FetchUnit) -> FetchBatch? {
    let unitBytes = unit.files.reduce(0) { $0 + $1.size }
    let fits =
      files + unit.files.count <= limits.files && bytes + unitBytes <= limits.bytes
      && units.count < limits.patterns && units.last.map { $0.isTogether(with: unit) } ?? true
    let full = fits ? nil : finish()
    units.append(unit)
    files += unit.files.count
    bytes += unitBytes
    return full
  }

  /// The batch of all units since the last; `nil` where there are none.
  mutating func finish() -> FetchBatch? {
    guard let first = units.first else { return nil }
    defer { (units, files, bytes) = ([], 0, 0) }
    // A folder of a day holds fewer keys to be listed than that of a month.
    let isOneDay = units.allSatisfy { $0.dayFolder == first.dayFolder }
    let folder = isOneDay ? first.dayFolder : first.monthFolder
    return FetchBatch(
      folder: region.appending(folder),
      patterns: units.map { $0.dayFolder.dropFirst(folder.count) + $0.pattern },
      files: units.flatMap(\.files))
  }
}

extension FetchUnit {
  fileprivate var monthFolder: String { String(dayFolder.dropLast("03/".count)) }

  /// Whether both can be fetched from one folder: whole days of one month, or parts of one day, so that
  /// few keys are held against many patterns.
  fileprivate func isTogether(with other: FetchUnit) -> Bool {
    dayFolder == other.dayFolder
      || pattern == "*" && other.pattern == "*" && monthFolder == other.monthFolder
  }
}
