/// A log file of CloudTrail that lies in several places: a copy within a copy, or two of one trail.
public struct RepeatedLog: Hashable, Sendable {
  /// The file's name, which CloudTrail gives to no other.
  public var name: String
  /// Where it lies, in order.
  public var paths: [String]
}

extension EvidenceFiles {
  /// The log files that lie in several places, by name.
  ///
  /// Source: CloudTrail User Guide, "CloudTrail log file name format": 16 random characters end a name.
  public var repeatedLogs: [RepeatedLog] {
    var places: [String: [String]] = [:]
    for path in files.map(\.path) where LogFileName(path: path) != nil {
      places[String(path.fileName), default: []].append(path)
    }
    return places.filter { $0.value.count > 1 }
      .map { name, paths in RepeatedLog(name: name, paths: paths.sorted()) }
      .sorted { $0.name < $1.name }
  }
}
