import Readiness

extension ReportSchema {
  static let notice: [ReportField] = [
    .init("kind", "What it is about.", .choice(Notice.Kind.self)),
    .init("message", "The sentence.", .text),
    .init("at", "Where the waiver or the pattern stands, or the file of evidence.", .the(.place)),
  ]

  static let evidence: [ReportField] = [
    .init("files", "Files that were read.", .count),
    .init("filesWithoutCalls", "Files in folders that hold no calls, such as digests.", .count),
    .init("filesPassedOver", "Files in folders that are no evidence by their names.", .count),
    .init("snapshots", "Configuration snapshots.", .count),
    .init("events", "Records.", .count),
    .init("bytes", "Bytes that were read.", .count),
    .init("bytesInflated", "The same, inflated.", .count),
    .init(
      "window", "The time of the records, from first to last; null where there are none.",
      .the(.interval).orNull),
    .init("sources", "Each trail.", .list(of: .the(.source))),
    .init("unreadable", "What could not be read.", .list(of: .the(.unreadable))),
  ]

  static let source: [ReportField] = [
    .init("account", "The account that it records.", .text.orNull),
    .init("region", "The Region that it records.", .text.orNull),
    .sometimes(
      "folder", "Its folder, where several record the same account and Region.", .text.orNull),
    .init("from", "The time of its first record.", .instant),
    .init("to", "The time of its last record.", .instant),
  ]

  static let unreadable: [ReportField] = [
    .init("file", "The file.", .text),
    .init("offset", "The byte at which reading ended.", .count),
    .init("offsetIn", "What the bytes are counted in.", .choice(JSONReport.OffsetIn.self)),
    .init("reason", "What is wrong there.", .text),
  ]

  static let policy: [ReportField] = [
    .init("file", "The file.", .text),
    .init("sha256", "The SHA-256 of its bytes, in hexadecimal.", .text),
    .init("team", "The team whose it is; null of a baseline.", .text.orNull),
  ]
}
