extension StringProtocol {
  /// Whether it is an account's id: twelve digits.
  ///
  /// Source: AWS Account Management Reference Guide, "View AWS account identifiers".
  public var isAccountID: Bool {
    utf8.count == 12 && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
