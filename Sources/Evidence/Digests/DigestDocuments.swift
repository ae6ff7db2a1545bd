import JSON

extension DocumentKind {
  /// A digest file of CloudTrail.
  static let digest = DocumentKind { document in
    let value = document.value
    // Whether log files are hashed is decided by the names of the files, before any is read: under
    // another name than CloudTrail gave it, a digest proves nothing.
    guard value["digestS3Object"] != nil, value["logFiles"] != nil,
      DigestStream(digestName: document.path) != nil
    else { return nil }
    guard let digest = LogDigest(document) else {
      return .noting(document.unreadable("is a digest file of which something is missing"))
    }
    var ledger = Ledger()
    ledger.digests.digests.insert(digest)
    // A digest comes every hour, also where nothing happened: that is no silence.
    if !digest.isBackfill {
      ledger.hear(
        of: TrailPlace(
          account: digest.stream.account, region: digest.stream.region,
          folder: TrailFolder.path(ofFileAt: document.path)), at: digest.hour.to)
    }
    ledger.count(.oneFileWithoutCalls)
    return ledger
  }

  /// `aws cloudtrail list-public-keys`
  static let publicKeys = DocumentKind { document in
    guard case .array(let keys)? = document.value[anyCase: "PublicKeyList"] else { return nil }
    var ledger = Ledger()
    for key in keys {
      guard let fingerprint = key["Fingerprint"]?.string, let value = key["Value"]?.string else {
        ledger.note(document.unreadable("lists a public key without its Fingerprint or Value"))
        continue
      }
      ledger.digests.publicKeys[fingerprint, default: []].insert(value)
    }
    return ledger
  }

  /// `aws s3api head-object` of a digest file. It does not say of which, and need not: a signature fits
  /// one digest only.
  static let digestMetadata = DocumentKind { document in
    guard let metadata = document.value["Metadata"], document.value["ContentLength"] != nil else {
      return nil
    }
    var ledger = Ledger()
    if let signature = metadata["signature"]?.string {
      ledger.digests.signatures.insert(signature.lowercased())
    } else {
      ledger.note(document.unreadable("shows the metadata of an object without a signature"))
    }
    return ledger
  }
}

extension EvidenceVolume {
  fileprivate static var oneFileWithoutCalls: EvidenceVolume {
    var volume = EvidenceVolume()
    volume.filesWithoutCalls = 1
    return volume
  }
}
