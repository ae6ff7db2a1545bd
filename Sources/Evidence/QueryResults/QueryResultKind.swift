/// What the result of a query over CloudTrail records can tell, or cannot.
///
/// Of those that `bpa-ready athena sql` prints two go together: what was recorded when says that nothing was
/// done only beside what was done.
public enum QueryResultKind: String, Codable, Hashable, Sendable {
  /// The records that matter, one by one.
  case uses
  /// What was recorded when, added up.
  case recording
  /// Records one by one, by whatever query, and not whether they were refused: whom they let in nobody
  /// knows.
  case withoutErrors = "without-errors"
}

extension QueryColumns {
  /// What a result with these columns can tell; `nil` where it is of another query, of which nobody knows
  /// what it left out.
  var kind: QueryResultKind? {
    if tellRecording { return .recording }
    guard has(.errorCode) else { return .withoutErrors }
    let ofUses: [Column] = [
      .path, .identityType, .identityAccount, .requestParameters, .resources, .recipientAccount,
      .awsRegion,
    ]
    let tellsACLRequired = has(.additionalEventData) || has(.aclRequired)
    return ofUses.allSatisfy(has) && tellsACLRequired ? .uses : nil
  }
}
