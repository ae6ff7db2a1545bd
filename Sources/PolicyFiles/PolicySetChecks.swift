import Diagnostics

/// What files say that cannot all hold, though each can be read: a bucket claimed twice, two waivers
/// of one name, a waiver for a bucket of somebody else.
struct PolicySetChecks {
  /// The files, by path.
  let files: [PolicyFile]
  /// The texts of the files, by path.
  let sources: [String: SourceText]
  /// Whether all claims are known, so that a bucket without one is claimed by nobody.
  let knowsAllClaims: Bool

  /// Everything that clashes.
  func reports() -> [Report] {
    claimsThatClash() + waiversThatClash() + waiversOfOthers()
  }

  private func claimsThatClash() -> [Report] {
    let rules = files.flatMap(\.rules).sorted { $0.declaredAt < $1.declaredAt }
    return Dictionary(grouping: rules, by: \.bucket.text).values.flatMap { claims in
      claims.indices.dropFirst().compactMap { index -> Report? in
        let claim = claims[index]
        let earlier = claims[..<index].first { $0.isForOwner(claim.account) }
        return earlier.map { report(claim, clashingWith: $0) }
      }
    }
  }

  private func report(_ claim: BucketRule, clashingWith earlier: BucketRule) -> Report {
    let teams = earlier.team == claim.team ? "" : ", by team \(quoted(earlier.team))"
    return Report(
      diagnostic(
        .error,
        "\(quoted(claim.bucket.text)) is claimed twice, here and at \(earlier.declaredAt)\(teams)",
        at: claim.declaredAt, marking: claim.bucket.text),
      notes: [
        diagnostic(
          .note, "the other claim is here", at: earlier.declaredAt, marking: earlier.bucket.text)
      ])
  }

  private func waiversThatClash() -> [Report] {
    let waivers = files.flatMap(\.waivers).sorted { $0.declaredAt < $1.declaredAt }
    return Dictionary(grouping: waivers, by: \.id).values.flatMap { group in
      group.dropFirst().map { waiver in
        Report(
          diagnostic(
            .error,
            "waiver \(quoted(waiver.id)) stands twice, here and at \(group[0].declaredAt)",
            at: waiver.declaredAt, marking: waiver.id),
          notes: [
            diagnostic(
              .note, "the other waiver is here", at: group[0].declaredAt, marking: waiver.id)
          ])
      }
    }
  }

  private func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, at location: SourceLocation,
    marking text: String, help: String? = nil
  ) -> Diagnostic {
    sources[location.file]?.diagnostic(severity, message, at: location, marking: text, help: help)
      ?? Diagnostic(severity, message, at: location, help: help)
  }
}

// MARK: - Waivers for buckets of others

extension PolicySetChecks {
  private func waiversOfOthers() -> [Report] {
    let rules = PolicySet(files: files)
    return rules.waivers.compactMap { waiver in
      guard !waiver.team.isEmpty else { return nil }
      let claims = claims(on: waiver.bucket, in: rules)
      if claims.contains(where: { $0.team == waiver.team || $0.team.isEmpty }) { return nil }
      if let claim = claims.first { return report(waiver, onBucketOf: claim) }
      return waiver.bucket.exactName == nil || !knowsAllClaims ? nil : report(unclaimed: waiver)
    }
  }

  /// The rules with the waiver's own name or pattern, and for a name those too that decide for it, one
  /// for each owner that the bucket may have. What else a pattern meets only the evidence shows.
  private func claims(on bucket: BucketPattern, in rules: PolicySet) -> [BucketRule] {
    let same = rules.rules.filter { $0.bucket.text == bucket.text }
    guard let name = bucket.exactName else { return same }
    let owners = Set(rules.rules.filter { $0.claims(name, account: nil) }.compactMap(\.account))
    return same + ([nil] + owners.sorted()).compactMap { rules.rule(for: name, account: $0) }
  }

  private func report(_ waiver: Waiver, onBucketOf claim: BucketRule) -> Report {
    Report(
      diagnostic(
        .error,
        "waiver \(quoted(waiver.id)) of team \(quoted(waiver.team)) is for "
          + "\(quoted(waiver.bucket.text)), which team \(quoted(claim.team)) claims",
        at: waiver.declaredAt, marking: waiver.id, help: "a team can waive its own buckets only"),
      notes: [
        diagnostic(.note, "the claim is here", at: claim.declaredAt, marking: claim.bucket.text)
      ])
  }

  private func report(unclaimed waiver: Waiver) -> Report {
    let own = files.filter { $0.team == waiver.team }.flatMap(\.rules).map(\.bucket.text)
    return Report(
      diagnostic(
        .error,
        "waiver \(quoted(waiver.id)) is for \(quoted(waiver.bucket.text)), which no rule claims",
        at: waiver.declaredAt, marking: waiver.id,
        help: own.nearest(to: waiver.bucket.text).map { "did you mean '\($0)'?" }
          ?? "claim it under 'buckets', or take the waiver out"))
  }
}
