public import JSON

/// A bucket policy, or an access point's, as far as it says who is let in to what.
///
/// Source: IAM User Guide, "IAM JSON policy element reference".
public struct BucketPolicy: Hashable, Sendable {
  /// The versions of the policy language.
  public enum Version: String, CaseIterable, Hashable, Sendable {
    /// The version that a document without one has. It knows no policy variables.
    case v2008 = "2008-10-17"
    case v2012 = "2012-10-17"
  }

  /// The language version that the document asks for.
  public var version: Version
  /// The statements in the order of the document; never empty.
  public var statements: [PolicyStatement]

  /// Reads a policy document.
  ///
  /// Names of elements, operators and condition keys are compared without regard to letter case.
  /// CloudTrail's copies vary, and a statement that is overlooked costs more than one that S3 would
  /// have refused. What the language does not know is an error and never left out.
  ///
  /// - Throws: the first thing that makes the document no policy, with its place.
  public init(document: JSONValue) throws(BucketPolicyError) {
    let members = try PolicyElement(document, at: .document)
      .members(of: "a policy", known: ["Version", "Id", "Statement"])
    version = try members["Version"].map(Version.init(element:)) ?? .v2008
    if let id = members["Id"] { _ = try id.text() }
    let statement = try members.required("Statement")
    var statements: [PolicyStatement] = []
    for element in try statement.oneOrMore("a statement, or an array of statements") {
      statements.append(try PolicyStatement(element: element))
    }
    self.statements = statements
  }
}

extension BucketPolicy.Version {
  fileprivate init(element: PolicyElement) throws(BucketPolicyError) {
    guard let version = Self(rawValue: try element.text()) else {
      throw element.error(
        expected: Self.allCases.map { quoted($0.rawValue) }.joined(separator: " or "))
    }
    self = version
  }
}
