import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// IgnorePublicAcls makes public ACLs grant nothing: whoever was let in by one is shut out.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", IgnorePublicAcls; for
  /// `aclRequired`, "Using CloudTrail to identify Amazon S3 requests that required ACLs".
  func judgeIgnorePublicAcls() -> [Judgement] {
    // Where ACLs are disabled they grant nothing already.
    if configuration.aclsDisabledSince != nil { return [] }
    return accesses.flatMap { fact, selection -> [Judgement] in
      guard case .access(let authorization) = fact.subject else { return [] }
      switch fact.caller.kind {
      case .anonymous: return judgeAnonymous(fact, selection, authorization)
      case .otherAccount, .unknown: return judgeForeign(fact, selection, authorization)
      case .ownAccount, .awsService: return []
      }
    }
  }

  private func judgeAnonymous(
    _ fact: Fact, _ selection: UseSelection, _ authorization: ACLAuthorization
  ) -> [Judgement] {
    switch authorization {
    case .required:
      return [
        ignoreJudgement(
          fact, selection, .certain,
          "an ACL let this anonymous \(fact.operation) in, and only a public ACL can: it is refused"
            + " with 403 AccessDenied")
      ]
    case .notSaid:
      let (byACL, others) = partedByPolicyAgainstAnonymous(selection)
      let untold = others.flatMap(withoutTellingAbsence)
      let cause = configuration.policy?.cause ?? ""
      return [
        byACL.map {
          ignoreJudgement(
            fact, $0, .certain,
            "the bucket policy lets no anonymous caller in (\(cause)), so a public ACL did: this"
              + " \(fact.operation) is refused with 403 AccessDenied")
        }, untold.map { ignoreJudgement(fact, $0, .possible, Self.untold(fact)) },
      ].compactMap(\.self)
    case .notRequired: return []
    case .cannotTell:
      return [ignoreJudgement(fact, selection, .possible, Self.untold(fact))]
    }
  }

  /// The uses from the time of a bucket policy that lets in nobody without a signature, so that
  /// nothing but an ACL is left to let them in; and the others.
  private func partedByPolicyAgainstAnonymous(
    _ selection: UseSelection
  ) -> (UseSelection?, UseSelection?) {
    guard let policy = configuration.policy, configuration.isKnownNotPublicByPolicy,
      !policy.mayAdmitAnonymous
    else { return (nil, selection) }
    if policy.since <= selection.extent.from { return (selection, nil) }
    return selection.split { policy.since <= $0.time }
  }

  /// An authenticated caller of another account may rely on a grant to AuthenticatedUsers or
  /// AllUsers, or on one to its own account.
  private func judgeForeign(
    _ fact: Fact, _ selection: UseSelection, _ authorization: ACLAuthorization
  ) -> [Judgement] {
    switch authorization {
    case .required:
      return [
        ignoreJudgement(
          fact, selection, .possible,
          "an ACL let this \(fact.operation) in: if its grant is a public one, and not one to the"
            + " caller's account, it is refused with 403 AccessDenied")
      ]
    case .notRequired: return []
    case .notSaid, .cannotTell:
      let open = authorization == .cannotTell ? selection : withoutTellingAbsence(selection)
      return open.map { [ignoreJudgement(fact, $0, .possible, Self.untold(fact))] } ?? []
    }
  }

  private static func untold(_ fact: Fact) -> String {
    "the record does not tell whether an ACL or the bucket policy let this \(fact.operation) in: if"
      + " a public ACL did, it is refused with 403 AccessDenied"
  }

  private func ignoreJudgement(
    _ fact: Fact, _ selection: UseSelection, _ certainty: Finding.Certainty, _ explanation: String
  ) -> Judgement {
    Judgement(
      fact: fact, selection: selection, setting: .ignorePublicAcls,
      kind: fact.caller.kind == .anonymous ? .anonymousAccess : .aclDependentAccess,
      certainty: fact.onlyHintsAtAccess ? .possible : certainty,
      explanation: fact.onlyHintsAtAccess ? Self.hint(fact) : explanation)
  }
}
