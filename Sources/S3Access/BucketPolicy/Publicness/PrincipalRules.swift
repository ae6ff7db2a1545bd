extension MeaningOfPublic {
  /// Principals that are named are fixed values; a wildcard among them is everyone.
  func reach(of principals: PolicyPrincipals) -> Reach {
    switch principals {
    case .everyone: .open("it names everyone")
    // S3 refuses such a statement today. Where one is in force it names all but a few.
    // Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
    case .everyoneExcept: .open("it names everyone but a few")
    case .named(let principals):
      Reach.ofAny(principals.map(reach(of:))) ?? .open("it names everyone")
    }
  }

  /// An account, a user, a role or a service that is named is a fixed value.
  ///
  /// Source: the page on public access, which lists "an AWS principal, user, role, or service
  /// principal", and calls a bucket whose policy admits CloudTrail and one other account not public.
  private func reach(of principal: PolicyPrincipal) -> Reach {
    let value = quoted(principal.value)
    if principal.value == "*" { return .open("it names everyone") }
    if holdsWildcard(principal.value) || principal.value.contains("${") || principal.value.isEmpty {
      return .open("it names \(value), which is no fixed principal,")
    }
    switch principal.kind {
    // S3 refuses such a document, so nobody was seen to be let in by one. The account of an origin
    // access identity is `cloudfront`.
    // Source: IAM User Guide, "IAM ARNs": the ARN of a principal names its account.
    case .aws
    where principal.value.hasPrefix("arn:") && ARN(principal.value)?.account.isEmpty != false:
      return .unsettled("it names \(value), an ARN without an account")
    case .aws, .canonicalUser: return .fixed("it names \(value)")
    case .service: return .fixed("it names the service \(value)")
    case .federated: return reach(ofProvider: principal.value)
    }
  }

  /// A provider that belongs to an account pins its callers down as the account does. One that the
  /// whole world signs in to does not, and AWS's page says nothing of it.
  private func reach(ofProvider provider: String) -> Reach {
    if let arn = ARN(provider), arn.accountID != nil {
      return .fixed("it names the identity provider \(quoted(provider))")
    }
    return .unsettled(
      "it names the identity provider \(quoted(provider)), and AWS does not say how it sees one")
  }
}
