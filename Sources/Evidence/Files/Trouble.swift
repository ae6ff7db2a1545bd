/// Says what is wrong with one file.
struct Trouble {
  let path: String
  let name: LogFileName?
  /// The bucket that an access log is of, as its folders say.
  private let bucket: String?

  init(path: String) {
    self.path = path
    name = LogFileName(path: path)
    bucket = AccessLogFolder(path: path)?.bucket
  }

  func at(_ offset: Int, _ reason: String, inflated: Bool = false) -> UnreadableEvidence {
    UnreadableEvidence(
      file: path, offset: offset, isOffsetInflated: inflated, reason: reason, place: name?.place,
      deliveredAt: name?.deliveredAt, bucket: bucket)
  }
}
