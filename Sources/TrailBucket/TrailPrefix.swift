import Evidence
import S3Access

/// What a prefix of a trail's bucket holds, by where it stands in the trail's folders:
/// `AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/`.
///
/// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
public enum TrailPrefix: Hashable, Sendable {
  /// Folders of accounts, or of an organization that holds some: `AWSLogs/`, `AWSLogs/o-ORGANIZATION/`.
  case accounts(S3Location)
  /// Folders of Regions of one account: `AWSLogs/ACCOUNT/CloudTrail/`.
  case regions(S3Location, account: String)
  /// Folders of days of one account and Region, and the part of them that is meant: empty, or `2020/`,
  /// `2020/02/`, `2020/02/03/`.
  case days(RegionLogs, part: String)

  /// What a place in S3 holds. Where it is not below `AWSLogs`, that is taken to be below it.
  ///
  /// - Returns: `nil` where its folders are not those of a trail's log files.
  public init?(_ location: S3Location) {
    let names = location.prefix.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    guard let root = names.lastIndex(of: "AWSLogs") else {
      self = .accounts(location.appending("AWSLogs"))
      return
    }
    let isOrganization = names.dropFirst(root + 1).first?.isOrganizationID ?? false
    let parts = Array(names.dropFirst(root + (isOrganization ? 2 : 1)))
    func folder(_ depth: Int) -> S3Location {
      let above = names.count - parts.count
      return S3Location(
        bucket: location.bucket, prefix: names.prefix(above + depth).joined(separator: "/"))
    }
    guard let account = parts.first else {
      self = .accounts(folder(0))
      return
    }
    guard account.isAccountID, parts.count < 2 || parts[1] == "CloudTrail" else { return nil }
    guard parts.count > 2 else {
      self = .regions(folder(1).appending("CloudTrail"), account: String(account))
      return
    }
    guard parts[2].isRegionName, parts.dropFirst(3).isPartOfDate else { return nil }
    let place = TrailPlace(account: String(account), region: String(parts[2]))
    self = .days(
      RegionLogs(location: folder(3), place: place),
      part: parts.dropFirst(3).map { "\($0)/" }.joined())
  }
}

extension TrailPrefix {
  /// The place.
  public var location: S3Location {
    switch self {
    case .accounts(let location), .regions(let location, _): location
    case .days(let logs, let part): logs.location.appending(part)
    }
  }
}

/// The folder of an account's and Region's log files.
public struct RegionLogs: Hashable, Sendable {
  /// The folder, up to the Region.
  public var location: S3Location
  /// The account and the Region.
  public var place: TrailPlace

  /// A folder, and what it is of.
  public init(location: S3Location, place: TrailPlace) {
    self.location = location
    self.place = place
  }
}

extension StringProtocol {
  /// Whether it is an organization's id, such as `o-a1b2c3d4e5`.
  var isOrganizationID: Bool { hasPrefix("o-") }

  /// Whether it can be a Region's name, such as `us-east-1`.
  var isRegionName: Bool {
    contains("-")
      && utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }

  fileprivate var isDigits: Bool {
    utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension Collection<Substring> {
  /// Whether these are folders of a year, a month and a day, or the first of them.
  fileprivate var isPartOfDate: Bool {
    count <= 3 && zip(self, [4, 2, 2]).allSatisfy { $0.utf8.count == $1 && $0.isDigits }
  }
}
