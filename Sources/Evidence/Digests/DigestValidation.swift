import Timeline

/// What digest files prove: in which hours every log file that CloudTrail delivered is here, as it was
/// delivered.
///
/// Without CloudTrail's public keys the chain of digests shows that nothing was lost or damaged. Somebody
/// who could write to the trail's bucket could have made another chain; only signatures tell.
///
/// Source: CloudTrail User Guide, "Validating CloudTrail log file integrity".
public struct DigestValidation: Sendable {
  /// What is proven, by stream.
  public private(set) var proofs: [DigestStream: DigestProof] = [:]
  /// What is wrong, by file.
  public private(set) var problems: [DigestProblem] = []

  /// Checks all digests of a ledger.
  public init(of ledger: DigestLedger) {
    let keys = DigestKeys(ledger.publicKeys)
    for (stream, digests) in Dictionary(grouping: ledger.digests, by: \.stream) {
      let check = DigestStreamCheck(digests, ledger: ledger, keys: keys)
      proofs[stream] = check.proof
      problems += check.problems
    }
    problems = Set(problems).sorted()
  }
}

/// What the digests of one stream prove.
public struct DigestProof: Hashable, Sendable {
  /// The stretches without a gap, in order of time.
  public internal(set) var proven: [Interval] = []
  /// The stretches between the first digest and the last in which nothing is proven, and why.
  public internal(set) var gaps: [Gap] = []
  /// The folders that the digests were found in.
  public internal(set) var folders: Set<String> = []
  /// Digests whose signature could not be checked.
  public internal(set) var unsigned = 0
  /// Digests in all.
  public internal(set) var count = 0

  /// A stretch in which nothing is proven.
  public struct Gap: Hashable, Sendable {
    /// The stretch.
    public var interval: Interval
    /// Why.
    public var cause: String
  }

  /// What is to be said of the signatures.
  public var signatureRemark: String {
    unsigned == 0
      ? "signed"
      : unsigned == count ? "signatures not checked" : "\(unsigned) of \(count) digests unsigned"
  }
}

/// Something that is wrong with a digest, or with a log file that one names.
public struct DigestProblem: Hashable, Sendable, Comparable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, Comparable {
    /// A log file is not what was delivered.
    case alteredLogFile = "altered-log-file"
    /// A digest is not what the next one says that it is.
    case alteredDigest = "altered-digest"
    /// A digest's signature is not CloudTrail's.
    case badSignature = "bad-signature"
    /// Log files that a digest names are not here.
    case missingLogFiles = "missing-log-files"
    /// A digest that the next one names is not here.
    case missingDigest = "missing-digest"

    /// Whether somebody changed something, rather than left it out.
    public var isTampering: Bool {
      switch self {
      case .alteredLogFile, .alteredDigest, .badSignature: true
      case .missingLogFiles, .missingDigest: false
      }
    }

    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  /// What it is.
  public var kind: Kind
  /// The file that is wrong, or that names what is missing.
  public var file: String
  /// What is wrong, in words that follow on the file's name.
  public var reason: String
  /// The account and Region whose calls it may tell of.
  public var place: TrailPlace
  /// Until when it may tell of calls.
  public var deliveredAt: Instant

  public static func < (a: DigestProblem, b: DigestProblem) -> Bool {
    (a.file, a.kind, a.reason) < (b.file, b.kind, b.reason)
  }

  /// The same as evidence that could not be read: calls may be hidden by it.
  public var unreadable: UnreadableEvidence {
    UnreadableEvidence(
      file: file, offset: 0, reason: reason, place: place, deliveredAt: deliveredAt)
  }
}
