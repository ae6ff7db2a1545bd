import Timeline

/// Digest files, and what is needed to check them.
public struct DigestLedger: Hashable, Sendable {
  /// The digest files that were read.
  public internal(set) var digests: Set<LogDigest> = []
  /// The SHA-256 of the uncompressed content of each log file that was read while there were digests,
  /// by the file's name: more than one where copies of it differ.
  public internal(set) var logHashes: [String: Set<String>] = [:]
  /// The public keys that were given, in base64 of DER, by their fingerprints.
  public internal(set) var publicKeys: [String: Set<String>] = [:]
  /// Signatures of digests that were given beside them, in hexadecimal.
  public internal(set) var signatures: Set<String> = []

  /// No digest at all.
  public init() {}

  mutating func noteHash(_ hash: String, ofLogFile name: String) {
    logHashes[Self.withoutCompression(name), default: []].insert(hash)
  }

  /// The same without the digests of hours that ended before an instant, and the hashes of log files
  /// that were delivered before it.
  func pruned(before instant: Instant) -> DigestLedger {
    var pruned = self
    pruned.digests = digests.filter { $0.hour.to >= instant }
    pruned.logHashes = logHashes.filter { name, _ in
      LogFileName(path: name).map { $0.deliveredAt >= instant } ?? true
    }
    return pruned
  }

  /// The hashes of the copies that were read of a log file.
  func hashes(ofLogFile name: String) -> Set<String> {
    logHashes[Self.withoutCompression(name)] ?? []
  }

  mutating func merge(_ other: DigestLedger) {
    digests.formUnion(other.digests)
    logHashes.merge(other.logHashes) { $0.union($1) }
    publicKeys.merge(other.publicKeys) { $0.union($1) }
    signatures.formUnion(other.signatures)
  }

  /// The hashes are of the uncompressed content, so a file may have been uncompressed since.
  private static func withoutCompression(_ name: String) -> String {
    name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }
}

extension Ledger {
  /// Adds a digest file.
  public mutating func note(_ digest: LogDigest) {
    digests.digests.insert(digest)
  }

  /// Adds the SHA-256 of copies of a log file.
  public mutating func noteHashes(_ hashes: Set<String>, ofLogFile name: String) {
    for hash in hashes { digests.noteHash(hash, ofLogFile: name) }
  }

  /// Adds public keys, in base64 of DER.
  public mutating func notePublicKeys(_ keys: Set<String>, ofFingerprint fingerprint: String) {
    digests.publicKeys[fingerprint, default: []].formUnion(keys)
  }

  /// Adds a signature of a digest, in hexadecimal.
  public mutating func noteSignature(_ signature: String) {
    digests.signatures.insert(signature)
  }
}
