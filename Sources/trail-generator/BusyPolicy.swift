/// The policy file that goes with the busy account's logs: one claim for each bucket. A few large files
/// lie days apart, so that silences of days are let pass.
enum BusyPolicy {
  /// The file, as of ``BusyTrail/asOf``.
  ///
  /// - Parameter bucketSets: how many sets of buckets the logs tell of.
  static func text(bucketSets: Int) -> String {
    let names = (0..<bucketSets).flatMap { number in
      BusyAccount.buckets.map { (BusyAccount.prefix(ofSet: number), $0.name) }
    }
    let claims = names.map { prefix, name in
      let claim = "  - bucket: \(prefix)\(name)\n"
      guard BusyAccount.publicBuckets.contains(name) else { return claim }
      return claim + "    expect: public\n    reason: pages and pictures for everyone\n"
    }
    return """
      version: 1
      team: platform
      owner: "@example/platform"

      defaults:
        expect: private
        settings: all
        forbidden-acls: [public]
        evidence:
          lookback: 90d
          freshness: 24h
          max-gap: 8d
          grade: observed

      buckets:

      """ + claims.joined()
  }
}
