/// The policy file that goes with the busy account's logs: one claim for each bucket. A few large files
/// lie days apart, so that silences of days are let pass.
enum BusyPolicy {
  /// The file, as of ``BusyTrail/asOf``.
  static var text: String {
    let claims = BusyAccount.buckets.map(\.name).map { name in
      let claim = "  - bucket: \(name)\n"
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
