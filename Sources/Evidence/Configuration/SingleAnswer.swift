import JSON
import S3Access
import Timeline

extension DocumentKind {
  /// The answer to one call, as the AWS CLI prints it. It says neither of which bucket it is nor of
  /// when, so its folders have to: `snapshot-ACCOUNT-TIME/BUCKET/get-bucket-acl.json`, and for the
  /// account itself `snapshot-ACCOUNT-TIME/get-public-access-block.json`.
  static let singleAnswer = DocumentKind { document in
    guard let call = document.call else { return nil }
    var ledger = Ledger()
    if let snapshot = Snapshot(foldersOf: document.path) {
      ledger.add(document.value, to: call, snapshot, of: document)
      ledger.countSnapshot()
    } else {
      ledger.note(
        document.unreadable(
          "is the answer of '\(call)', and nothing says of which bucket and of when: put it into a"
            + " folder snapshot-ACCOUNT-TIME/BUCKET (such as"
            + " snapshot-111122223333-20200210T000000Z/payments-invoices)"))
    }
    return ledger
  }
}

extension EvidenceDocument {
  /// The call that it answers: by what only that call's answers say, else by the file's name.
  fileprivate var call: String? {
    let calls: [SnapshotCall<ConfigurationAnswer.Content>] = SnapshotCall.ofBuckets
    let name = pathParts.last?.split(separator: ".").first
    let named = calls.first { $0.name == name ?? "" }
    // An access point's policy looks like a bucket's, and is called by its name.
    if let name, SnapshotCall.ofAccessPoints.contains(where: { $0.name == name }) { return nil }
    let told = calls.first { call in call.telling.map { value[$0] != nil } ?? false }
    return (value["error"] == nil ? told ?? named : named)?.name
  }
}

extension Snapshot {
  /// What the folders of a file say; `nil` where they do not say it.
  fileprivate init?(foldersOf path: String) {
    let folders = path.split(separator: "/").dropLast()
    guard let place = folders.lastIndex(where: { $0.hasPrefix("snapshot-") }) else { return nil }
    let words = folders[place].split(separator: "-", maxSplits: 2)
    guard words.count == 3, words[1].isAccountID, let takenAt = Instant(compact: words[2])
    else { return nil }
    let inside = folders[(place + 1)...]
    guard inside.count <= 1 else { return nil }
    self.init(account: String(words[1]), bucket: inside.first.map(String.init), takenAt: takenAt)
  }
}

extension Instant {
  /// Reads `20200210T000000Z`, a time that fits into a file's name; other forms too.
  fileprivate init?(compact text: Substring) {
    let digits = Array(text.utf8)
    guard digits.count == 16 else {
      self.init(iso8601: text)
      return
    }
    func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
    guard digits[8] == UInt8(ascii: "T") else { return nil }
    self.init(
      iso8601: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):"
        + "\(part(13..<15))\(part(15..<16))")
  }
}
