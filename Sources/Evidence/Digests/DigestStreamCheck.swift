import Timeline

/// Checks the digests of one stream: their chain, their signatures, and the log files that they name.
struct DigestStreamCheck {
  private(set) var proof = DigestProof()
  private(set) var problems: [DigestProblem] = []

  private let ledger: DigestLedger
  private let keys: DigestKeys
  /// What lies in doubt, and why.
  private var doubts: [DigestProof.Gap] = []
  /// Digests that are not what CloudTrail delivered, by content.
  private var falseHashes: Set<String> = []

  init(_ digests: [LogDigest], ledger: DigestLedger, keys: DigestKeys) {
    self.ledger = ledger
    self.keys = keys
    // A digest that was copied is one digest.
    let different = Dictionary(digests.map { ($0.contentHash + $0.object, $0) }) { a, b in
      a.file < b.file ? a : b
    }
    let ordered = different.values.sorted(by: Self.precedes)
    proof.count = ordered.count
    proof.folders = Set(digests.map { TrailFolder.path(ofFileAt: $0.file) })
    checkChain(ordered)
    for digest in ordered where !falseHashes.contains(digest.contentHash) {
      checkLogFiles(of: digest)
    }
    establish(ordered.filter { !$0.isBackfill && !falseHashes.contains($0.contentHash) })
  }

  private static func precedes(_ a: LogDigest, _ b: LogDigest) -> Bool {
    if a.hour.to != b.hour.to { return a.hour.to < b.hour.to }
    return (a.object, a.contentHash) < (b.object, b.contentHash)
  }

  // MARK: The chain

  /// Goes from the newest digest to the oldest: each tells what the one before it has to be.
  private mutating func checkChain(_ digests: [LogDigest]) {
    let byObject = Dictionary(grouping: digests, by: \.object)
    var vouchedFor: Set<String> = []
    for digest in digests.reversed() {
      if !vouchedFor.contains(digest.contentHash) { checkLoneSignature(of: digest) }
      guard let link = digest.previous else { continue }
      let isFalse = falseHashes.contains(digest.contentHash)
      guard let candidates = byObject[link.object] else {
        if !isFalse { noteMissingDigest(link, before: digest, among: digests) }
        continue
      }
      for previous in candidates {
        if previous.contentHash == link.contentHash {
          // Who vouches for it is of no matter to a signature: only CloudTrail can have made it.
          vouchedFor.insert(previous.contentHash)
          check(link.signature, of: previous)
        } else if !isFalse {
          noteFalse(
            previous, .alteredDigest, "is not the digest that \(digest.file.fileName) names")
        }
      }
    }
  }

  /// The last digest of a chain, and one delivered later, can be vouched for only from beside.
  private mutating func checkLoneSignature(of digest: LogDigest) {
    if falseHashes.contains(digest.contentHash) { return }
    let isSigned = ledger.signatures.contains { keys.isSigned(digest, with: $0) == true }
    if !isSigned { proof.unsigned += 1 }
  }

  private mutating func check(_ signature: String, of digest: LogDigest) {
    switch keys.isSigned(digest, with: signature) {
    case true?: break
    case false?:
      noteFalse(digest, .badSignature, "has a signature that is not CloudTrail's")
    case nil: proof.unsigned += 1
    }
  }

  private mutating func noteFalse(_ digest: LogDigest, _ kind: DigestProblem.Kind, _ reason: String)
  {
    falseHashes.insert(digest.contentHash)
    problems.append(problem(kind, digest.file, reason, digest))
    doubts.append(
      DigestProof.Gap(interval: digest.hour, cause: "\(digest.file.fileName) \(reason)"))
  }

  /// Before the first digest that is here, none is missed: the evidence begins there.
  private mutating func noteMissingDigest(
    _ link: LogDigest.Link, before digest: LogDigest, among digests: [LogDigest]
  ) {
    let earlier = digests.filter { !$0.isBackfill && $0.hour.to <= digest.hour.from }
    guard !digest.isBackfill, !earlier.isEmpty else { return }
    let name = String(link.object.fileName)
    problems.append(
      problem(
        .missingDigest, digest.file,
        "names the digest \(name), which is not among the evidence", digest,
        deliveredAt: digest.hour.from))
  }

  // MARK: Log files

  private mutating func checkLogFiles(of digest: LogDigest) {
    var missing: [LogDigest.LogFile] = []
    for file in digest.logFiles {
      let hashes = ledger.hashes(ofLogFile: file.name)
      if hashes.isEmpty {
        missing.append(file)
      } else if hashes != [file.contentHash] {
        let reason =
          "is not what CloudTrail delivered: its SHA-256 is not the one that its digest names"
        problems.append(problem(.alteredLogFile, file.name, reason, digest))
        doubt(digest, [file], cause: "\(file.name) \(reason)")
      }
    }
    guard let first = missing.first else { return }
    let others = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    let reason = "names \(first.name)\(others), not among the evidence"
    problems.append(problem(.missingLogFiles, digest.file, reason, digest))
    doubt(digest, missing, cause: "\(digest.file.fileName) \(reason)")
  }

  /// A file that was delivered in one hour may hold events of hours before.
  private mutating func doubt(_ digest: LogDigest, _ files: [LogDigest.LogFile], cause: String) {
    let oldest = files.map { $0.oldestEvent ?? digest.hour.from - .hours(1) }.min()
    let start = min(digest.hour.from, oldest ?? digest.hour.from)
    doubts.append(
      DigestProof.Gap(interval: Interval(from: start, to: digest.hour.to), cause: cause))
  }

  // MARK: What is proven

  /// The hours of digests that follow on each other, without what lies in doubt.
  private mutating func establish(_ digests: [LogDigest]) {
    var stretches: [Interval] = []
    var last: LogDigest?
    for digest in digests {
      if let before = last, let end = stretches.last?.to {
        if digest.previous?.object == before.object, digest.hour.from <= end {
          stretches[stretches.count - 1].to = max(end, digest.hour.to)
        } else {
          // What was delivered in the hours that are missing may hold events of the hour before.
          let gap = Interval(from: end - .hours(1), to: max(end, digest.hour.from))
          let cause =
            digest.previous == nil
            ? "a new chain of digests begins: the trail was stopped or did not validate before"
            : "digests are missing"
          doubts.append(DigestProof.Gap(interval: gap, cause: cause))
          stretches.append(digest.hour)
        }
      } else {
        stretches.append(digest.hour)
      }
      last = digest
    }
    proof.proven = doubts.reduce(stretches) { $1.interval.taken(from: $0) }
    proof.gaps = doubts.sorted { ($0.interval.from, $0.cause) < ($1.interval.from, $1.cause) }
  }

  private func problem(
    _ kind: DigestProblem.Kind, _ file: String, _ reason: String, _ digest: LogDigest,
    deliveredAt: Instant? = nil
  ) -> DigestProblem {
    DigestProblem(
      kind: kind, file: file, reason: reason,
      place: TrailPlace(account: digest.stream.account, region: digest.stream.region),
      deliveredAt: deliveredAt ?? digest.hour.to)
  }
}
