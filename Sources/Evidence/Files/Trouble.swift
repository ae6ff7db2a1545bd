/// Says what is wrong with one file.
struct Trouble {
  let path: String
  let name: LogFileName?

  init(path: String) {
    self.path = path
    name = LogFileName(path: path)
  }

  func at(_ offset: Int, _ reason: String, inflated: Bool = false) -> UnreadableEvidence {
    UnreadableEvidence(
      file: path, offset: offset, isOffsetInflated: inflated, reason: reason, place: name?.place,
      deliveredAt: name?.deliveredAt, bucket: bucket)
  }

  /// The bucket that an access log is of, as its folders say.
  private var bucket: String? { AccessLogFolder(path: path)?.bucket }
}
