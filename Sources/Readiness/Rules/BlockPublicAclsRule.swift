import Evidence
import S3Access
import Timeline

extension BucketContext {
  /// BlockPublicAcls refuses every request to a bucket that carries a public ACL.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", BlockPublicAcls. AWS names
  /// PutBucketAcl, PutObjectAcl, PutObject, CopyObject and POST Object; any other call that shows an
  /// ACL is judged by what it shows.
  func judgeBlockPublicAcls() -> [Judgement] {
    // Where ACLs are disabled such requests fail already, with AccessControlListNotSupported.
    if configuration.aclsDisabledSince != nil { return [] }
    return judgements { $0.mayCarryPublicACL && !$0.createsBucket }
  }

  /// CreateBucket with a public ACL is refused where BlockPublicAcls is on for the account: a bucket
  /// has no setting of its own before it is there. What the bucket is like since says nothing of the
  /// next one that is made so.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings": PUT Bucket calls fail for an
  /// account whose setting is on.
  func judgeBucketCreation() -> [Judgement] {
    judgements { $0.mayCarryPublicACL && $0.createsBucket }.map { judgement in
      var ofAccount = judgement
      ofAccount.isOfAccountOnly = true
      return ofAccount
    }
  }

  private func judgements(of matters: (Fact) -> Bool) -> [Judgement] {
    uses(of: matters).compactMap { fact, selection in
      switch fact.subject {
      case .acl(let acl): judge(acl, fact, selection)
      case .hiddenACL(let aclRequired): judgeHidden(fact, selection, aclRequired: aclRequired)
      case .loggedACL(let aclRequired): judgeLogged(fact, selection, aclRequired: aclRequired)
      case .access, .policy: nil
      }
    }
  }

  private func judge(_ acl: RequestedACL, _ fact: Fact, _ selection: UseSelection) -> Judgement? {
    // What was refused for good anyway need not be understood.
    if !acl.isPublic, case .refused = fact.outcome { return nil }
    let grants = acl.allGrants.filter(\.isPublic).map(\.description).joined(separator: ", ")
    let explanation =
      !acl.isPublic
      ? "the ACL '\(acl.name)' is none of those that S3 documents, so nobody can say whether it is"
        + " public; if it is, \(fact.operation) is refused with 403 AccessDenied"
      : fact.createsBucket
        ? "CreateBucket with a public ACL (\(grants)) is refused with 400"
          + " InvalidBucketAclWithBlockPublicAccessError where BlockPublicAcls is on for the account;"
          + " the bucket's own setting cannot refuse it, for it comes after the bucket"
        : "\(fact.operation) with a public ACL (\(grants)) is refused with 403 AccessDenied"
    return Judgement(
      fact: fact, selection: selection, setting: .blockPublicAcls, kind: .publicACLWrite,
      certainty: acl.isPublic ? .certain : .possible, explanation: explanation)
  }

  /// A call whose record does not show its ACL may have carried a public one, unless a PutObject's
  /// record says by leaving `aclRequired` out that no ACL was set.
  ///
  /// Source: Amazon S3 User Guide, "Using CloudTrail to identify Amazon S3 requests that required
  /// ACLs": the field is `Yes` for every PutObject with an ACL other than bucket-owner-full-control.
  /// What CopyObject, CreateMultipartUpload and the others show AWS does not say.
  private func judgeHidden(
    _ fact: Fact, _ selection: UseSelection, aclRequired: Bool
  ) -> Judgement? {
    let telling =
      aclRequired || fact.operation != "PutObject"
      ? selection
      : withoutTellingAbsence(selection)
    guard let telling else { return nil }
    return Judgement(
      fact: fact, selection: telling, setting: .blockPublicAcls, kind: .publicACLWrite,
      certainty: .possible,
      explanation: "the record of this \(fact.operation) does not show the ACL that it may have"
        + " carried; if it was public, the next such call is refused with "
        + (fact.createsBucket
          ? "400 InvalidBucketAclWithBlockPublicAccessError, by the account's setting only"
          : "403 AccessDenied"))
  }
}

extension BucketContext {
  /// A line of an access log never shows the ACL. Where it says that an ACL was involved, or the call does
  /// nothing but set one, only the CloudTrail record of the same request could tell which it was. Of the
  /// others none shows an ACL where a trail recorded the bucket's writes all the time, for such a record
  /// would be a use of its own.
  private func judgeLogged(
    _ fact: Fact, _ selection: UseSelection, aclRequired: Bool?
  ) -> Judgement? {
    let involvesACL = aclRequired == true || S3Operation(fact.operation).setsOnlyACL
    let open = involvesACL ? selection : selection.without(writesRecordedByTrails)
    return open.map { selection in
      Judgement(
        fact: fact, selection: selection, setting: .blockPublicAcls, kind: .publicACLWrite,
        certainty: .possible,
        explanation: "the access log does not show the ACL that this \(fact.operation) "
          + (involvesACL ? "carried" : "may have carried")
          + "; if it was public, the next such call is refused with 403 AccessDenied")
    }
  }
}

extension UseSelection {
  /// The uses that are not known to lie in any of these stretches; `nil` where all are.
  fileprivate func without(_ stretches: [Interval]) -> UseSelection? {
    if stretches.contains(where: { $0.contains(extent.from) && $0.contains(extent.to) }) {
      return nil
    }
    return split { use in stretches.contains { $0.contains(use.time) } }.others
  }
}

extension Fact {
  /// Whether the call made the bucket.
  var createsBucket: Bool { operation == "CreateBucket" }

  /// Whether the request carried a public ACL, or one that nobody can name.
  fileprivate var mayCarryPublicACL: Bool {
    switch subject {
    case .acl(let acl): acl.isPublic || acl.unrecognized != nil
    case .hiddenACL, .loggedACL: true
    case .access, .policy: false
    }
  }
}
