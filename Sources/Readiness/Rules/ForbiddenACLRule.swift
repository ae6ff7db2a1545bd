import Evidence
import PolicyFiles
import S3Access
import Timeline

extension BucketContext {
  /// Uses of an ACL that the policy forbids and that no setting asked for refuses: the team's own
  /// rule, with the policy as its cause.
  func judgeForbiddenACLs(
    by rule: BucketRule, asking settings: Set<BlockPublicAccessSetting>
  ) -> [Judgement] {
    uses(of: { $0.subject.acl.map(rule.forbids) ?? false }).compactMap { fact, selection in
      guard let acl = fact.subject.acl else { return nil }
      // A public ACL is a finding of BlockPublicAcls where that is asked for or on already.
      if acl.isPublic,
        settings.contains(.blockPublicAcls)
          || configuration.enabled[.blockPublicAcls] != nil
      {
        return nil
      }
      return Judgement(
        fact: fact, selection: selection, setting: nil, kind: .forbiddenACLWrite,
        certainty: .certain,
        explanation:
          "the team's policy forbids the ACL \(acl.name); "
          + (acl.isPublic
            ? "BlockPublicAcls, which it does not ask for, would refuse it with 403 AccessDenied"
            : "Block Public Access does not refuse it"))
    }
  }
}
