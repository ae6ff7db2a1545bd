import JSON
import S3Access
import Testing

/// A document that is no policy, and the message about it.
struct PolicyErrorCase: Sendable, CustomTestStringConvertible {
  let document: JSONValue
  let message: String

  init(_ document: JSONValue, _ message: String) {
    self.document = document
    self.message = message
  }

  /// A policy of one statement that is well but for what `change` does to its members.
  init(
    statement change: (inout [String: JSONValue]) -> Void, _ message: String
  ) {
    var statement: [String: JSONValue] = [
      "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    ]
    change(&statement)
    let members = statement.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) }
    self.init(["Version": "2012-10-17", "Statement": [.object(members)]], message)
  }

  var testDescription: String { message }
}

@Suite("What is no bucket policy")
struct BucketPolicyErrorTests {
  @Test(
    "the document",
    arguments: [
      PolicyErrorCase(nil, "the document: expected an object, found null"),
      PolicyErrorCase(
        "{}", #"the document: expected an object, found "{}""#),
      PolicyErrorCase([], "the document: expected an object, found an empty array"),
      PolicyErrorCase(
        [:], "the document: expected the member Statement, found a policy without it"),
      PolicyErrorCase(
        ["Version": "2012-10-18", "Statement": []],
        #"Version: expected "2008-10-17" or "2012-10-17", found "2012-10-18""#),
      PolicyErrorCase(
        ["Version": 20_121_017, "Statement": []],
        "Version: expected a string, found the number 20121017"),
      PolicyErrorCase(["Id": true, "Statement": []], "Id: expected a string, found true"),
      PolicyErrorCase(
        ["Statement": []],
        "Statement: expected a statement, or an array of statements, found an empty array"),
      PolicyErrorCase(["Statement": "none"], #"Statement: expected an object, found "none""#),
      PolicyErrorCase(
        ["Statement": [[]]], "Statement[0]: expected an object, found an empty array"),
      PolicyErrorCase(
        ["Statement": [], "statement": []],
        "statement: expected each member of a policy once, found a second one"),
      PolicyErrorCase(
        ["Statment": []],
        #"Statment: expected only members of a policy: Version, Id, Statement, found "Statment""#),
      PolicyErrorCase(
        ["a \"b\"\n": 1],
        #"["a \"b\"\n"]: expected only members of a policy: Version, Id, Statement, found "a \"b\"\n""#
      ),
    ])
  func document(_ row: PolicyErrorCase) { expectMessage(row) }

  @Test(
    "a statement",
    arguments: [
      PolicyErrorCase(
        statement: { $0["Effect"] = nil },
        "Statement[0]: expected the member Effect, found a statement without it"),
      PolicyErrorCase(
        statement: { $0["Effect"] = "allow" },
        #"Statement[0].Effect: expected "Allow" or "Deny", found "allow""#),
      PolicyErrorCase(
        statement: { $0["Sid"] = [] }, "Statement[0].Sid: expected a string, found an empty array"),
      PolicyErrorCase(
        statement: { $0["Principal"] = nil },
        "Statement[0]: expected the member Principal or NotPrincipal, found a statement without either"
      ),
      PolicyErrorCase(
        statement: { $0["NotPrincipal"] = "*" },
        "Statement[0].NotPrincipal: expected one of Principal and NotPrincipal, found both"),
      PolicyErrorCase(
        statement: { $0["NotAction"] = "s3:*" },
        "Statement[0].NotAction: expected one of Action and NotAction, found both"),
      PolicyErrorCase(
        statement: { $0["Resource"] = nil },
        "Statement[0]: expected the member Resource or NotResource, found a statement without either"
      ),
      PolicyErrorCase(
        statement: { $0["Action"] = [] },
        "Statement[0].Action: expected a string, or an array of strings, found an empty array"),
      PolicyErrorCase(
        statement: { $0["Action"] = ["s3:GetObject", 5] },
        "Statement[0].Action[1]: expected a string, found the number 5"),
      PolicyErrorCase(
        statement: { $0["Resource"] = ["a": "b"] },
        "Statement[0].Resource: expected a string, found an object"),
      PolicyErrorCase(
        statement: { $0["Resources"] = "*" },
        "Statement[0].Resources: expected only members of a statement: Sid, Effect, Principal, "
          + "NotPrincipal, Action, NotAction, Resource, NotResource, Condition, found \"Resources\""
      ),
    ])
  func statement(_ row: PolicyErrorCase) { expectMessage(row) }

  @Test(
    "principals",
    arguments: [
      PolicyErrorCase(
        statement: { $0["Principal"] = "111122223333" },
        #"Statement[0].Principal: expected "*" or an object, found "111122223333""#),
      PolicyErrorCase(
        statement: { $0["Principal"] = ["*"] },
        "Statement[0].Principal: expected an object, found an array"),
      PolicyErrorCase(
        statement: { $0["Principal"] = [:] },
        "Statement[0].Principal: expected one member or more of AWS, Service, Federated, "
          + "CanonicalUser, found an empty object"),
      PolicyErrorCase(
        statement: { $0["Principal"] = ["Account": "111122223333"] },
        "Statement[0].Principal.Account: expected only members of the principals: AWS, Service, "
          + "Federated, CanonicalUser, found \"Account\""),
      PolicyErrorCase(
        statement: { $0["Principal"] = ["AWS": 111_122_223_333] },
        "Statement[0].Principal.AWS: expected a string, found the number 111122223333"),
      PolicyErrorCase(
        statement: { $0["Principal"] = ["AWS": ["*", nil]] },
        "Statement[0].Principal.AWS[1]: expected a string, found null"),
      PolicyErrorCase(
        statement: { $0["Principal"] = ["AWS": "*", "aws": "111122223333"] },
        "Statement[0].Principal.aws: expected each member of the principals once, found a second one"
      ),
    ])
  func principals(_ row: PolicyErrorCase) { expectMessage(row) }

  @Test(
    "conditions",
    arguments: [
      PolicyErrorCase(
        statement: { $0["Condition"] = [] },
        "Statement[0].Condition: expected an object, found an empty array"),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["StringMatches": [:]] },
        #"Statement[0].Condition.StringMatches: expected a condition operator, found "StringMatches""#
      ),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["NullIfExists": ["aws:SourceVpc": "true"]] },
        #"Statement[0].Condition.NullIfExists: expected a condition operator, found "NullIfExists""#
      ),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["ForSomeValues:StringLike": ["aws:TagKeys": "a"]] },
        #"Statement[0].Condition["ForSomeValues:StringLike"]: expected a condition operator, "#
          + #"found "ForSomeValues:StringLike""#),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["StringEquals": "aws:SourceVpc"] },
        #"Statement[0].Condition.StringEquals: expected an object, found "aws:SourceVpc""#),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["StringEquals": ["aws:SourceVpc": nil]] },
        #"Statement[0].Condition.StringEquals["aws:SourceVpc"]: expected a string, a number or a "#
          + "boolean, found null"),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["StringEquals": ["aws:SourceVpc": ["vpc-1", ["vpc-2"]]]] },
        #"Statement[0].Condition.StringEquals["aws:SourceVpc"][1]: expected a string, a number or a "#
          + "boolean, found an array"),
      PolicyErrorCase(
        statement: {
          $0["Condition"] = ["StringEquals": ["aws:SourceVpc": "vpc-1", "aws:sourceVPC": "vpc-2"]]
        },
        #"Statement[0].Condition.StringEquals["aws:sourceVPC"]: expected each member of a condition "#
          + "operator once, found a second one"),
      PolicyErrorCase(
        statement: { $0["Condition"] = ["StringEquals": [:], "stringequals": [:]] },
        "Statement[0].Condition.stringequals: expected each member of a condition once, "
          + "found a second one"),
    ])
  func conditions(_ row: PolicyErrorCase) { expectMessage(row) }

  @Test("long texts are cut and control characters made visible")
  func longText() {
    expectMessage(
      PolicyErrorCase(
        .string("\u{1B}[31m" + String(repeating: "x", count: 1000)),
        "the document: expected an object, found \"\\u001b[31m" + String(repeating: "x", count: 75)
          + "…\""))
  }

  @Test("any part of a policy may be anything at all", arguments: ConformanceCase.all)
  func damaged(_ row: ConformanceCase) {
    let strangers: [JSONValue] = [nil, true, 0, "", "*", "${", [], ["*"], [[]], [:], ["": ""]]
    for document in strangers.flatMap({ row.document.replacingEachPart(with: $0) }) {
      do {
        let policy = try BucketPolicy(document: document)
        let assessment = policy.publicAccess(attachedTo: row.attachment)
        #expect(assessment.statements.count == policy.statements.count)
      } catch {
        #expect(!error.path.description.isEmpty && !error.expected.isEmpty && !error.found.isEmpty)
      }
    }
  }

  private func expectMessage(_ row: PolicyErrorCase) {
    do throws(BucketPolicyError) {
      _ = try BucketPolicy(document: row.document)
      Issue.record("read as a policy: \(row.document.compactText)")
    } catch {
      #expect(error.description == row.message)
    }
  }
}

extension JSONValue {
  /// The value again and again, each time with another of its parts replaced.
  fileprivate func replacingEachPart(with part: JSONValue) -> [JSONValue] {
    var values = [part]
    switch self {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        for value in element.replacingEachPart(with: part) {
          var changed = elements
          changed[index] = value
          values.append(.array(changed))
        }
      }
    case .object(let members):
      for (index, member) in members.enumerated() {
        for value in member.value.replacingEachPart(with: part) {
          var changed = members
          changed[index].value = value
          values.append(.object(changed))
        }
      }
    case .null, .bool, .number, .string: break
    }
    return values
  }
}
