extension MeaningOfPublic {
  /// How far one value reaches; the cause is to be read after "and", the value having been named.
  func valueReach(
    _ value: String, _ comparison: ConditionOperator.Comparison, _ form: ConditionKeyMeaning.Form
  ) -> Reach {
    if let reach = reach(ofVariablesIn: value) { return reach }
    if value.isEmpty { return .unsettled("AWS does not say how it sees an empty value") }
    switch form {
    case .name: return reach(ofName: value, comparison)
    case .callerName: return reach(ofCallerName: value, comparison)
    case .userID: return reach(ofUserID: value, comparison)
    case .address: return reach(ofAddress: value, comparison)
    case .arn: return reach(ofARN: value, comparison)
    case .accessPointARN: return reach(ofAccessPointARN: value, comparison)
    case .accessPointAccount: return reach(ofAccessPointAccount: value, comparison)
    }
  }

  /// A policy variable is no fixed value; `nil` where the value holds none.
  ///
  /// Source: the page on public access; measured: 212, 224, 549, 555, 567. IAM User Guide, "IAM
  /// policy elements: Variables and tags": no variables before version 2012-10-17, and `${*}`, `${?}`
  /// and `${$}` stand for the characters.
  private func reach(ofVariablesIn value: String) -> Reach? {
    let references = value.split(separator: "$", omittingEmptySubsequences: false).dropFirst()
      .filter { $0.hasPrefix("{") }
    // `${$}` is split in two, so its first half is the text "{" alone.
    guard !references.isEmpty else { return nil }
    guard version == .v2012 else {
      return .unsettled(
        "AWS does not say how it sees a variable in a policy of \(version.rawValue)")
    }
    let escapes = ["{*}", "{?}"]
    let areEscapes = references.allSatisfy { reference in
      reference == "{" || escapes.contains { reference.hasPrefix($0) }
    }
    return areEscapes
      ? .unsettled("AWS does not say how it sees an escaped character")
      : .open("a policy variable is no fixed value")
  }

  /// A name is fixed, wildcards aside. In `StringEquals` a star is a star (measured: 218).
  private func reach(ofName name: String, _ comparison: ConditionOperator.Comparison) -> Reach {
    switch comparison {
    case .stringEquals, .stringEqualsIgnoringCase: .fixed("it is fixed")
    case .stringLike:
      holdsWildcard(name) ? .open("a wildcard is no fixed value") : .fixed("it is fixed")
    default: Self.unfit
    }
  }

  /// Requests without a signature carry the name `anonymous`.
  ///
  /// Source: IAM User Guide, "AWS global condition context keys", aws:PrincipalAccount; "IAM policy
  /// elements: Variables and tags", the table of principal values, aws:userid.
  private func reach(
    ofCallerName name: String, _ comparison: ConditionOperator.Comparison
  ) -> Reach {
    name.foldedASCII == "anonymous"
      ? .unsettled("requests without a signature carry that value")
      : reach(ofName: name, comparison)
  }

  /// The pattern `AROLEID:*`, the sessions of one role, is as good as a fixed value.
  ///
  /// Source: the page on public access, aws:userid "outside the pattern AROLEID:*". Measured: 287.
  private func reach(ofUserID id: String, _ comparison: ConditionOperator.Comparison) -> Reach {
    guard comparison == .stringLike, holdsWildcard(id) else {
      return reach(ofCallerName: id, comparison)
    }
    let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let role = parts.first, role.hasPrefix("AROA"), !holdsWildcard(role)
    else { return .open("a wildcard is no fixed value, other than in AROLEID:*") }
    return parts[1] == "*"
      ? .fixed("it is one role's sessions")
      : .unsettled("AWS speaks of AROLEID:* only, not of a part of a role's sessions")
  }

  /// A range is fixed unless it is very broad.
  private func reach(ofAddress text: String, _ comparison: ConditionOperator.Comparison) -> Reach {
    switch comparison {
    case .ipAddress:
      guard let block = AddressBlock(text) else {
        return .unsettled("that is no range of addresses")
      }
      if block.isVeryBroad { return .open("that range is very broad") }
      // Most of what stands there is IPv4 as IPv6 writes it, and the width says nothing of that.
      if block.isMappedIPv4 { return .unsettled("AWS does not say how it sees such a range") }
      return .fixed("the range is narrow")
    case .stringLike where holdsWildcard(text): return .open("a wildcard is no fixed value")
    default: return Self.unfit
    }
  }

  static let unfit = Reach.unsettled("the operator does not fit the key")

  func holdsWildcard(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }
}
