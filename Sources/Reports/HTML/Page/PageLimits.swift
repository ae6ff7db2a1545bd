import Diagnostics

/// How much a page holds before it says how much more there is. What needs attention is written
/// first, so what is left out is what matters least.
enum PageLimits {
  /// Bytes of the table's rows: some two thousand buckets.
  static let rowBytes = 2_000_000
  /// Bytes of all that is said of single buckets. With this the page opens at once in any browser.
  static let detailBytes = 2_500_000
  /// Findings of a bucket that are told at length.
  static let findings = 20
  /// Findings of a bucket, each told on a line.
  static let briefFindings = 30
  /// Callers in a bucket's chart.
  static let callers = 20
  /// Open questions, reasons and gaps of a bucket.
  static let statements = 10
  /// Findings of a bucket that are new since a baseline, and as many that are fixed.
  static let changes = 10
  static let userAgents = 3
  static let sourceAddresses = 5
  /// Names of buckets that share what is said.
  static let names = 1_000
  /// Notices, unreadable files, sources, policies.
  static let entries = 200
  /// Unicode scalars of a name from a log, such as a key. S3's own limit is 1,024 bytes.
  static let nameLength = 300
  /// Unicode scalars of a sentence.
  static let sentenceLength = 1_500
}
