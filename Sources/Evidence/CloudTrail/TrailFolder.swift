import S3Access

/// The folder that the files of one trail lie below, whatever account, Region and day they are of.
///
/// A trail delivers to one bucket and prefix, below which CloudTrail makes
/// `AWSLogs/[o-organization/]account/CloudTrail/Region/YYYY/MM/DD`. What of these a local copy has kept
/// is taken off the path from its end, but for `AWSLogs` and the organization: they tell whether a trail
/// is of one account only.
///
/// Source: CloudTrail User Guide, "Finding your CloudTrail log files".
public enum TrailFolder {
  /// The folder of a file's trail; empty for files in the folder of the run.
  public static func path(ofFileAt path: String) -> String {
    if path == "-" { return "-" }
    let parts = parts(of: path).dropLast().filter { $0 != "." }
    return joined(withoutDelivery(parts), isAbsolute: path.hasPrefix("/"))
  }

  /// The folder above `AWSLogs`, where what is said of the trail may lie as well.
  public static func root(of folder: String) -> String {
    var parts = parts(of: folder)[...]
    if parts.last.map(isOrganization) ?? false { parts = parts.dropLast() }
    if parts.last == "AWSLogs" { parts = parts.dropLast() }
    return joined(parts, isAbsolute: folder.hasPrefix("/"))
  }

  /// Whether its files may be of an organization's trail, which records the calls of many accounts.
  public static func mayBeOfOrganization(_ folder: String) -> Bool {
    parts(of: folder).last != "AWSLogs"
  }

  /// Whether its files are of an organization's trail.
  public static func isOfOrganization(_ folder: String) -> Bool {
    parts(of: folder).last.map(isOrganization) ?? false
  }

  /// By bytes: what makes a character of several of them does not matter here, and takes its time.
  private static func parts(of path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  private static func withoutDelivery(_ parts: [Substring]) -> ArraySlice<Substring> {
    var parts = parts[...]
    func drop(where isPart: (Substring) -> Bool) {
      if let last = parts.last, isPart(last) { parts = parts.dropLast() }
    }
    while parts.last.map(isDate) ?? false { parts = parts.dropLast() }
    drop(where: isRegion)
    drop { $0 == "CloudTrail" || $0 == "CloudTrail-Digest" }
    drop(where: \.isAccountID)
    return parts
  }

  private static func joined(_ parts: ArraySlice<Substring>, isAbsolute: Bool) -> String {
    (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  private static func isNumber(_ part: Substring, digits: Int) -> Bool {
    part.utf8.count == digits && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `2020`, `02`, `2020-02-03`, and the `year=2020` of partitioned copies.
  private static func isDate(_ part: Substring) -> Bool {
    part.utf8.contains(UInt8(ascii: "="))
      || (part.utf8.count <= 10
        && part.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
  }

  /// `us-east-1`, `us-gov-west-1`.
  private static func isRegion(_ part: Substring) -> Bool {
    let words = part.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard words.count >= 3, let number = words.last else { return false }
    return isNumber(Substring(number), digits: 1)
      && words.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIILetter) }
  }

  private static func isOrganization(_ part: Substring) -> Bool {
    part.hasPrefix("o-") && part.count > 8
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}

/// The folders that files were read from, each with a number, so that every record of a file can be
/// told by it.
struct FolderNames {
  private(set) var names: [String] = [""]
  private(set) var current = 0
  private var numbers: [String: Int] = ["": 0]
  /// Where the last file lay, as most do that follow.
  private var last: Substring = ""

  /// The records from now on are of this file.
  mutating func enter(folderOfFileAt path: String) {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    if !folder.isEmpty, folder == last { return }
    last = folder
    enter(TrailFolder.path(ofFileAt: path))
  }

  private mutating func enter(_ folder: String) {
    if let known = numbers[folder] {
      current = known
    } else {
      current = names.count
      numbers[folder] = current
      names.append(folder)
    }
  }
}
