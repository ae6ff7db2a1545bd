import JSON
import S3Access
import Testing

@Suite("The meaning of public")
struct ConformanceTests {
  @Test("AWS's answers and the documented ones", arguments: ConformanceCase.all)
  func answers(_ row: ConformanceCase) throws {
    let assessment = try row.assessment()
    let causes = assessment.statements.map(\.description).joined(separator: "\n")
    #expect(assessment.answer == row.expected, "\(row.why) (\(row.source))\n\(causes)")
  }

  @Test("the table is read whole, and holds all of AWS's recorded answers")
  func table() throws {
    let rows = try ConformanceCase.read()
    #expect(rows.count == 324)
    #expect(Set(rows.map(\.name)).count == rows.count)
    #expect(rows.filter(\.isMeasured).allSatisfy { $0.expected != .undetermined })
    #expect(Set(rows.filter(\.isMeasured).map(\.source)).count == 52)
  }

  @Test("a statement that names one account changes nothing", arguments: ConformanceCase.all)
  func namedAccountAdded(_ row: ConformanceCase) throws {
    let grant: JSONValue = [
      "Effect": "Allow", "Principal": ["AWS": "444455556666"], "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    ]
    #expect(try row.adding(grant).assessment().answer == row.expected)
  }

  @Test(
    "an open statement makes public whatever it stands beside, a Deny aside",
    arguments: ConformanceCase.all.filter { !$0.holdsDeny })
  func openStatementAdded(_ row: ConformanceCase) throws {
    let grant: JSONValue = [
      "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::another-bucket/*",
    ]
    let answer = try row.adding(grant).assessment().answer
    #expect(answer == (row.attachment == .accessPoint(vpcOrigin: true) ? .notPublic : .isPublic))
  }

  @Test("a Deny of one account never makes a policy less public", arguments: ConformanceCase.all)
  func narrowDenyAdded(_ row: ConformanceCase) throws {
    let deny: JSONValue = [
      "Effect": "Deny", "Principal": ["AWS": "444455556666"], "Action": "*", "Resource": "*",
    ]
    #expect(try row.adding(deny).assessment().answer == row.expected)
  }

  @Test("the order of statements does not matter", arguments: ConformanceCase.all)
  func statementsReversed(_ row: ConformanceCase) throws {
    let policy = try BucketPolicy(document: row.document)
    var reversed = policy
    reversed.statements.reverse()
    let answer = reversed.publicAccess(attachedTo: row.attachment)
    #expect(answer.answer == row.expected)
    #expect(answer.mayAdmitAnonymous == (try row.assessment()).mayAdmitAnonymous)
  }

  @Test("letter case of element, operator and key names", arguments: ConformanceCase.all)
  func namesInUpperCase(_ row: ConformanceCase) throws {
    for map in [{ $0.uppercased() }, { $0.lowercased() }] as [(String) -> String] {
      let policy = try BucketPolicy(document: row.document.namesMapped(map))
      #expect(policy.publicAccess(attachedTo: row.attachment).answer == row.expected)
    }
  }

  @Test("every statement is answered for, with its cause")
  func everyStatementHasACause() throws {
    for row in ConformanceCase.all {
      let assessment = try row.assessment()
      #expect(assessment.statements.count == row.document["Statement"]?.elements.count)
      #expect(assessment.statements.allSatisfy { !$0.cause.isEmpty })
    }
  }
}

extension ConformanceCase {
  /// The case with one statement more at the end.
  fileprivate func adding(_ statement: JSONValue) throws -> ConformanceCase {
    var members = document.members
    let index = try #require(members.firstIndex { $0.name == "Statement" })
    members[index].value = .array(members[index].value.elements + [statement])
    return ConformanceCase(self, document: .object(members))
  }

  fileprivate var holdsDeny: Bool {
    document["Statement"]?.elements.contains { $0["Effect"] == "Deny" } ?? false
  }

  private init(_ other: ConformanceCase, document: JSONValue) {
    name = other.name
    self.document = document
    attachment = other.attachment
    expected = other.expected
    why = other.why
    source = other.source
  }
}

extension JSONValue {
  fileprivate func namesMapped(_ map: (String) -> String) -> JSONValue {
    switch self {
    case .object(let members):
      .object(members.map { Member(map($0.name), $0.value.namesMapped(map)) })
    case .array(let elements): .array(elements.map { $0.namesMapped(map) })
    default: self
    }
  }
}
