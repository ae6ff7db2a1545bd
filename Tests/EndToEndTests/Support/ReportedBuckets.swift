import JSON
import RawEvidence

extension String {
  /// What a JSON report says of buckets: all but what was read, which differs between the ways of
  /// reading the same logs.
  var buckets: String {
    guard var parser = JSONParser(), let buckets = parser.parse(self)?["buckets"] else {
      return "no report: \(self)"
    }
    return buckets.prettyText
  }
}
