import JSON
import S3Access

/// The tables of cases as a page of Markdown, for people who want to check the answers.
struct ConformancePage {
  let policies: [ConformanceCase]
  let requests: [ACLRequestCase]

  /// The page, with a line feed at its end.
  var text: String {
    """
    # Conformance

    How each form of a policy and of an ACL request is judged, why, and by which source.

    ## Overview

    This page is made of the tables in `Tests/S3AccessTests/Conformance` by `make conformance`; the
    tests hold the module to the same tables. `measured` marks an answer that AWS was seen to give for
    the policy; every other one follows from the page that is named. *undetermined* is what AWS neither
    states nor was seen to answer.

    ## Bucket policies

    \(policies.count(where: { $0.attachment == .bucket })) policies of buckets.

    \(policyTable { $0.attachment == .bucket })

    ## Access point policies

    The same elements can mean something else on an access point, and nothing is public on one that
    admits a VPC only.

    \(policyTable { $0.attachment != .bucket })

    ## Requests with ACLs

    \(requests.count) requests, by the `requestParameters` of their records without the bucket's name and
    the key where those are the usual ones. What is *public* is refused by BlockPublicAcls; *none* is a
    request without an ACL, or with one that cannot be told.

    \(requestTable)

    """
  }

  private func policyTable(_ isIncluded: (ConformanceCase) -> Bool) -> String {
    let rows = policies.filter(isIncluded).map { row in
      [
        row.name + (row.attachment == .accessPoint(vpcOrigin: true) ? " (VPC)" : ""),
        row.expected.word, code(row.document.statementsText), row.why, row.source,
      ]
    }
    return table(["case", "answer", "statements", "why", "source"], rows)
  }

  private var requestTable: String {
    let rows = requests.map { row in
      [
        row.name, row.expected.rawValue, row.operation.name,
        code(row.requestParameters.withoutUsualNames.compactText), row.why, row.source,
      ]
    }
    return table(["case", "ACL", "operation", "parameters", "why", "source"], rows)
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  /// Text between as many backticks as it takes.
  private func code(_ text: String) -> String {
    text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }
}

extension PolicyPublicness {
  fileprivate var word: String {
    switch self {
    case .isPublic: "public"
    case .notPublic: "not public"
    case .undetermined: "*undetermined*"
    }
  }
}

extension JSONValue {
  /// The statements of a policy, each with its elements in the order in which AWS writes them.
  fileprivate var statementsText: String {
    (self["Statement"]?.elements ?? []).map(\.inReadingOrder.compactText).joined(separator: " ")
  }

  private var inReadingOrder: JSONValue {
    let order = [
      "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
      "NotResource", "Condition",
    ]
    func place(_ member: Member) -> Int { order.firstIndex(of: member.name) ?? order.count }
    guard case .object(let members) = self else { return self }
    return .object(
      members.enumerated().sorted {
        (place($0.element), $0.offset) < (place($1.element), $1.offset)
      }
      .map(\.element))
  }

  fileprivate var withoutUsualNames: JSONValue {
    .object(
      members.filter { member in
        !(member.name == "bucketName" && member.value == "amzn-s3-demo-bucket")
          && !(member.name == "key" && member.value == "reports/2020-02.csv")
      })
  }
}
