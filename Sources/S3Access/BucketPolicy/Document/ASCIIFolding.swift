extension String {
  /// The text with A to Z in lower case and all else untouched.
  ///
  /// AWS's names are ASCII. Unicode's own folding would make the Kelvin sign a `k`, and so one name
  /// of a name that AWS does not know.
  var foldedASCII: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Whether both hold the same bytes: S3 tells apart what Unicode calls equivalent.
  func isSpelled(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
