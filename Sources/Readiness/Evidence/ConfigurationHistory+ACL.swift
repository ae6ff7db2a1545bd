import Evidence
import S3Access
import Timeline

/// What is known of the bucket's own ACL, where it has to be known for certain.
extension ConfigurationHistory {
  /// What shows that the bucket's ACL is known and grants nothing to everybody; `nil` where nothing does.
  var proofOfNonPublicACL: StandingProof? {
    let standing = Standing<Set<Grant>?>(
      after: tellings(\.knownBucketGrants) { content -> Set<Grant>?? in
        if case .bucketACL(let grants) = content { .some(grants) } else { nil }
      })
    guard let standing,
      standing.values.allSatisfy({ $0.map { !$0.contains(where: \.isPublic) } ?? false })
    else { return nil }
    return proof(of: standing)
  }

  /// Whether IgnorePublicAcls, and for a bucket `BucketOwnerEnforced`, were last told to be off, so that
  /// S3 shows the public grants that there are.
  ///
  /// Source: Amazon S3 API Reference, "GetBucketAcl".
  func tellsThatGrantsShow(isOfAccount: Bool) -> Bool {
    ignoring?.values == [false] && (isOfAccount || disabling?.values == [false])
  }

  /// When either was told to be on.
  var hidingOfGrants: [Instant] {
    (tellingsOfIgnoring + tellingsOfDisabling).filter(\.value).map(\.time)
  }

  private var ignoring: Standing<Bool>? { Standing(after: tellingsOfIgnoring) }
  private var disabling: Standing<Bool>? { Standing(after: tellingsOfDisabling) }

  private var tellingsOfIgnoring: [Telling<Bool>] {
    tellings {
      $0.settings?.contains(.ignorePublicAcls)
    } _: { content in
      if case .publicAccessBlock(let found) = content {
        found.enabled.contains(.ignorePublicAcls)
      } else {
        nil
      }
    }
  }

  private var tellingsOfDisabling: [Telling<Bool>] {
    tellings(\.disablesACLs) { content in
      if case .objectOwnership(let found) = content { found == .bucketOwnerEnforced } else { nil }
    }
  }
}

extension ConfigurationChange {
  /// The grants of the bucket's ACL after the change, `nil` within where the record does not tell them;
  /// `nil` where it does not touch the ACL.
  fileprivate var knownBucketGrants: Set<Grant>?? {
    switch change {
    case .bucketACL(let acl):
      .some(acl.flatMap { $0.unrecognized == nil ? Set($0.allGrants) : nil })
    // With which ACL a bucket is made the change does not say.
    case .created, .deleted: .some(nil)
    default: nil
    }
  }
}
