import Evidence
import S3Access
import Timeline

/// The policy that is in force on a bucket, as far as it was told.
struct PolicyInForce {
  /// Whether it is public.
  var answer: PolicyPublicness
  /// Whether it may let in requests without a signature.
  var mayAdmitAnonymous: Bool
  /// A sentence that says why.
  var cause: String
  /// Since when it is known to have been in force.
  var since: Instant
  /// Whether a record tells of its being put; otherwise a snapshot shows it.
  var isOnRecord: Bool
  /// What shows that no later change was missed; `nil` where nothing does.
  var proof: StandingProof?
  /// Whether AWS's own answer and the document contradict each other.
  var isContradicted = false

  /// Whether the policy is known not to be public, now.
  var isKnownNotPublic: Bool { proof != nil && answer == .notPublic }

  /// Since when it has been in force, or when it was, as part of a sentence on it.
  var standing: String {
    isOnRecord ? "in force since \(since)" : "in force at \(since), by a configuration snapshot,"
  }
}

/// What a policy comes to.
struct JudgedPolicy: Hashable {
  var answer: PolicyPublicness
  var mayAdmitAnonymous: Bool
  var cause: String
  /// Whether AWS's own answer and the document contradict each other.
  var isContradicted = false

  static func absent(from owner: String) -> JudgedPolicy {
    JudgedPolicy(
      answer: .notPublic, mayAdmitAnonymous: false, cause: "the \(owner) has no policy")
  }
}

extension PolicyInForce {
  /// The policy of a standing. Of several that may have been the last, what they agree on counts.
  init(_ standing: Standing<PolicyTold>, since: Instant, proof: StandingProof?) {
    let judged = standing.values.map { $0.judged(attachedTo: .bucket) }.sorted {
      $0.cause < $1.cause
    }
    let answers = Set(judged.map(\.answer))
    let only = answers.count == 1 ? answers.first : nil
    self.init(
      answer: only ?? .undetermined,
      mayAdmitAnonymous: judged.contains(where: \.mayAdmitAnonymous),
      cause: only == nil
        ? "the policy was told in more than one way at the same time" : judged.first?.cause ?? "",
      since: since, isOnRecord: standing.lastChange.map { since <= $0 } ?? false, proof: proof,
      isContradicted: judged.contains(where: \.isContradicted))
  }
}

/// What was told of a policy.
enum PolicyTold: Hashable {
  case put(PolicyDocument)
  case removed
  /// S3 was asked for it.
  case answered(PolicyAnswer)

  /// What it comes to.
  func judged(attachedTo attachment: PolicyAttachment) -> JudgedPolicy {
    switch self {
    case .put(let document): document.judged(attachedTo: attachment)
    case .removed: .absent(from: "bucket")
    case .answered(let answer): answer.judged(attachedTo: attachment)
    }
  }

  var isAnswer: Bool {
    if case .answered = self { true } else { false }
  }
}

/// What S3 said when it was asked for a policy, and for whether it is public.
struct PolicyAnswer: Hashable {
  /// The policy.
  var document: Document
  /// What AWS itself says; `nil` where that was not asked or not answered.
  var isPublic: Bool?
  /// Whether a setting is on under which AWS may say that a public policy is not: whether it does, AWS
  /// does not document.
  var mayHideThatPublic = false

  enum Document: Hashable {
    case found(PolicyDocument)
    case absent
    case notTold
  }

  func judged(attachedTo attachment: PolicyAttachment) -> JudgedPolicy {
    let ours: JudgedPolicy
    switch document {
    case .found(let document): ours = document.judged(attachedTo: attachment)
    case .absent: ours = .absent(from: attachment == .bucket ? "bucket" : "access point")
    case .notTold:
      ours = JudgedPolicy(
        answer: .undetermined, mayAdmitAnonymous: true, cause: "the policy itself is not known")
    }
    guard let isPublic else { return ours }
    let theirs: PolicyPublicness = isPublic ? .isPublic : .notPublic
    if ours.answer == theirs { return ours }
    var judged = ours
    let saying = "AWS's own answer is that the policy is \(theirs.rawValue)"
    if ours.answer != .undetermined {
      // One of the two is wrong, and nobody can say which.
      judged.answer = .undetermined
      judged.isContradicted = true
      judged.cause = "\(saying); by AWS's definition it is \(ours.answer.rawValue): \(ours.cause)"
    } else if isPublic || !mayHideThatPublic {
      judged.answer = theirs
      judged.cause = "\(saying) (GetBucketPolicyStatus)"
    }
    return judged
  }
}

extension PolicyDocument {
  /// What the document comes to, attached to a bucket.
  var judged: JudgedPolicy { judged(attachedTo: .bucket) }

  /// What the document comes to: whether it is public, whether it may let in anonymous callers, why.
  func judged(attachedTo attachment: PolicyAttachment) -> JudgedPolicy {
    switch self {
    case .unreadable(let reason):
      return JudgedPolicy(answer: .undetermined, mayAdmitAnonymous: true, cause: reason)
    case .document(let value):
      do {
        let access = try BucketPolicy(document: value).publicAccess(attachedTo: attachment)
        let deciding = access.statements.first { $0.answer == access.answer }
        return JudgedPolicy(
          answer: access.answer, mayAdmitAnonymous: access.mayAdmitAnonymous,
          cause: deciding?.description ?? "it allows nothing to anybody")
      } catch {
        return JudgedPolicy(
          answer: .undetermined, mayAdmitAnonymous: true, cause: "it cannot be read: \(error)")
      }
    }
  }
}
