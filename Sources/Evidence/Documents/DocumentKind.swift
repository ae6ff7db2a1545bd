import JSON

/// A JSON document that holds no CloudTrail records and may be other evidence, read whole.
struct EvidenceDocument: Sendable {
  /// The path of its file.
  var path: String
  /// What it says. What an error message says instead of a document is `{"error": CODE}`.
  var value: JSONValue
  /// The SHA-256 of its text, in hexadecimal; `nil` where it was not read from a file.
  var contentHash: String? = nil

  /// That the document, or a part of it, is no evidence that can be used.
  ///
  /// - Parameter bucket: the only bucket that it can speak of, where that is known.
  func unreadable(_ reason: String, of bucket: String? = nil) -> UnreadableEvidence {
    UnreadableEvidence(file: path, offset: 0, reason: reason, bucket: bucket)
  }

  /// The parts of its path, the file's name last.
  var pathParts: [Substring] { path.split(separator: "/") }
}

/// One kind of documents that are evidence: what it looks like, and what it says.
///
/// To read another kind, add a row to ``all`` and a file that makes its ``read``.
struct DocumentKind: Sendable {
  /// What such a document says; `nil` where the document is of another kind. What is wrong with it is
  /// part of what it says.
  let read: @Sendable (EvidenceDocument) -> Ledger?

  /// The kinds, in the order in which they are tried: what tells its own kind before what is told by
  /// its form.
  static let all: [DocumentKind] = [
    .digest, .publicKeys, .digestMetadata, .trails, .eventSelectors, .trailDescriptions,
    .trailStatus, .snapshot, .inventory, .inventoryConfiguration, .singleAnswer,
  ]

  /// The largest document that is read whole. The answers of AWS's interfaces are far smaller.
  static let sizeLimit = 8 << 20

  /// What a document says; `nil` where it is of no kind that is known.
  static func ledger(of document: EvidenceDocument) -> Ledger? {
    for kind in all {
      if let ledger = kind.read(document) { return ledger }
    }
    return nil
  }
}
