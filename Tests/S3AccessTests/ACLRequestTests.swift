import JSON
import S3Access
import Testing

@Suite("Requests and their ACLs")
struct ACLRequestTests {
  @Test("what a request asks for", arguments: ACLRequestCase.all)
  func requests(_ row: ACLRequestCase) {
    let requested = row.requestedACL
    let why: Comment = "\(row.why) (\(row.source))"
    #expect((requested != nil) == (row.expected != .none), why)
    #expect(requested?.isPublic ?? false == (row.expected == .isPublic), why)
    #expect(requested?.name == row.acl, why)
    #expect(requested?.allGrants.map(\.description) ?? [] == row.grants, why)
  }

  @Test("the table is read whole")
  func table() throws {
    let rows = try ACLRequestCase.read()
    #expect(rows.count == 151)
    #expect(Set(rows.map(\.name)).count == rows.count)
    #expect(Set(rows.compactMap(\.acl)).isSuperset(of: CannedACL.allCases.map(\.rawValue)))
    #expect(rows.allSatisfy { ($0.acl == nil) == ($0.expected == .none) })
  }

  @Test("the order of the parameters does not matter", arguments: ACLRequestCase.all)
  func parametersReversed(_ row: ACLRequestCase) {
    let reversed = JSONValue.object(row.requestParameters.members.reversed())
    let requested = RequestedACL(
      requestParameters: reversed, isFormUpload: row.operation.isFormUpload)
    #expect(requested == row.requestedACL)
  }

  @Test("a public grant more makes any request public", arguments: ACLRequestCase.all)
  func publicGrantAdded(_ row: ACLRequestCase) throws {
    let grant = JSONValue.Member(
      "x-amz-grant-read-acp", "uri=http://acs.amazonaws.com/groups/global/AllUsers")
    let requested = RequestedACL(
      requestParameters: .object(row.requestParameters.members + [grant]),
      isFormUpload: row.operation.isFormUpload)
    #expect(try #require(requested).isPublic)
  }

  @Test("repeated grants count once, and their order does not matter")
  func grantsAreASet() {
    let grants = [Grant(.allUsers, .read), Grant(.owner, .fullControl), Grant(.allUsers, .read)]
    let acl = RequestedACL(grants: grants)
    #expect(acl.grants == [Grant(.allUsers, .read), Grant(.owner, .fullControl)])
    #expect(acl == RequestedACL(grants: grants.reversed()))
    #expect(acl.name == "grant:AllUsers,grant:owner")
  }

  @Test("the value of a header alone is read as its record would be", arguments: CannedACL.allCases)
  func headerValue(_ canned: CannedACL) {
    let requested = RequestedACL(headerValue: canned.rawValue)
    #expect(requested == RequestedACL(canned: canned))
    #expect(requested.isPublic == canned.isPublic)
    #expect(
      requested
        == RequestedACL(requestParameters: ["x-amz-acl": .string(canned.rawValue)]))
  }
}
