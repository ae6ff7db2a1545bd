/// AWS's meaning of public, for a policy of one version, attached to one kind of thing.
///
/// AWS assumes that a policy is public and then looks for what makes it otherwise: that all it
/// grants goes to fixed values of a few keys. So do the rules in the files beside this one. Each asks
/// what an unknown outside caller may still do, and where AWS neither states its answer nor was seen
/// to give it, the rule answers `unsettled`. A policy that is public and passes for one that is not
/// costs somebody an outage; nothing here may err to that side.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", section "The
/// meaning of 'public'". Where AWS's own answers were recorded (`radkawar/stackd`, bucket policies
/// put on a real bucket) they outrank that page, and the rule names the recording.
struct MeaningOfPublic {
  let version: BucketPolicy.Version
  let attachment: PolicyAttachment
}

extension BucketPolicy {
  /// Whether AWS calls the policy public, and why.
  public func publicAccess(attachedTo attachment: PolicyAttachment) -> PolicyAssessment {
    let meaning = MeaningOfPublic(version: version, attachment: attachment)
    let denials = statements.filter { $0.effect == .deny }
    let assessments = statements.map { meaning.assessment(of: $0, among: denials) }
    let answers = Set(assessments.map(\.answer))
    return PolicyAssessment(
      answer: answers.contains(.isPublic)
        ? .isPublic : answers.contains(.undetermined) ? .undetermined : .notPublic,
      statements: assessments,
      mayAdmitAnonymous: statements.contains { meaning.mayAdmitAnonymous($0, among: denials) })
  }
}

extension MeaningOfPublic {
  fileprivate func assessment(
    of statement: PolicyStatement, among denials: [PolicyStatement]
  ) -> StatementAssessment {
    let reach = reach(of: statement, among: denials)
    return StatementAssessment(
      path: statement.path, sid: statement.sid, answer: reach.answer, cause: reach.cause)
  }

  private func reach(of statement: PolicyStatement, among denials: [PolicyStatement]) -> Reach {
    guard statement.effect == .allow else { return .fixed("it grants nothing, it denies") }
    // An access point in a VPC is never public, whatever its policy says.
    // Source: the same page, section "Access points".
    if attachment == .accessPoint(vpcOrigin: true) {
      return .fixed("the access point takes requests from its VPC only")
    }
    let granted = reach(ofGrant: statement)
    if case .fixed = granted { return granted }
    return Reach.ofAll([granted] + denials.compactMap { remainder(of: statement, after: $0) })
      ?? granted
  }

  /// How far an Allow statement reaches by its principals and conditions. What it allows, and on
  /// what, does not matter: AWS counts a grant of an action that S3 does not know, too.
  private func reach(ofGrant statement: PolicyStatement) -> Reach {
    let named = reach(of: statement.principals)
    guard !statement.conditions.isEmpty else {
      if case .open(let cause) = named { return .open(cause + " and sets no condition") }
      return named
    }
    let conditions = statement.conditions.map { reach(of: $0, in: statement) }
    guard case .open(let cause) = named,
      case .open = Reach.ofAll(conditions)
    else { return Reach.ofAll([named] + conditions) ?? named }
    return .open("\(cause) and no condition narrows it: " + list(conditions.map(\.cause)))
  }

  private func list(_ causes: [String]) -> String {
    let shown = causes.prefix(3).joined(separator: "; ")
    return causes.count > 3 ? "\(shown); and \(causes.count - 3) more" : shown
  }
}
