extension String {
  /// Of the path of a file, or of the key of an object, what stands behind the last slash.
  var fileName: Substring {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self[...] }
    return self[utf8.index(after: slash)...]
  }
}
