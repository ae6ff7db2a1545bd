extension MeaningOfPublic {
  /// An ARN may hold wildcards in its region and its resource while the account is fixed.
  ///
  /// Measured: 242, 248 and 543 against 537 and 561; the page on public access would call them all
  /// public. What was not measured is unsettled.
  func reach(ofARN text: String, _ comparison: ConditionOperator.Comparison) -> Reach {
    switch comparison {
    case .stringEquals, .stringEqualsIgnoringCase: return .fixed("it is fixed")
    case .stringLike where holdsWildcard(text):
      let reach = reachUnderStringLike(ofARN: text)
      guard case .fixed = reach else { return reach }
      return .unsettled("AWS was measured to accept that under ArnLike only")
    case .stringLike: return .fixed("it is fixed")
    // The two are the same operator.
    // Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
    case .arnEquals, .arnLike: return reachUnderArnLike(ofARN: text)
    default: return Self.unfit
    }
  }

  private func reachUnderArnLike(ofARN text: String) -> Reach {
    guard holdsWildcard(text) else {
      return ARN(text) == nil ? .unsettled("that is no ARN") : .fixed("it is fixed")
    }
    guard let arn = ARN(text), arn.accountID != nil else {
      return .open("its account is not fixed")
    }
    return holdsWildcard(arn.partition) || holdsWildcard(arn.service)
      ? .unsettled("AWS was measured to accept wildcards in the region and the resource only")
      : .fixed("its account is fixed")
  }

  /// Under StringLike a wildcard reaches across colons, so one ahead of the account can stand for
  /// another account and leave the one that is written to the resource's name.
  private func reachUnderStringLike(ofARN text: String) -> Reach {
    guard let arn = ARN(text), arn.accountID != nil,
      !holdsWildcard(arn.partition), !holdsWildcard(arn.service), !holdsWildcard(arn.region)
    else { return .open("its account is not fixed") }
    return .fixed("its account is fixed")
  }

  /// In a bucket's policy the name of an access point may be a wildcard while the account is fixed;
  /// in an access point's own policy that is public.
  ///
  /// Source: the page on public access, the list and the section "Access points". Measured: 299, 305.
  func reach(
    ofAccessPointARN text: String, _ comparison: ConditionOperator.Comparison
  ) -> Reach {
    let isPattern = holdsWildcard(text) && comparison != .stringEquals
    if isPattern, attachment != .bucket {
      return .open("AWS makes its exception for access points in the policies of buckets only")
    }
    let reach =
      isPattern && comparison == .stringLike
      ? reachUnderStringLike(ofARN: text) : reach(ofARN: text, comparison)
    return unlessOwnAccessPoint(reach)
  }

  func reach(
    ofAccessPointAccount account: String, _ comparison: ConditionOperator.Comparison
  ) -> Reach {
    unlessOwnAccessPoint(valueReach(account, comparison, .name))
  }

  /// In an access point's own policy these keys hold for every caller, and AWS speaks only of sets of
  /// access points there.
  private func unlessOwnAccessPoint(_ reach: Reach) -> Reach {
    guard attachment != .bucket, case .fixed = reach else { return reach }
    return .unsettled("AWS does not say how it sees that in the policy of an access point")
  }
}
