import ChangePlans
import JSON
import S3Access
import Testing

private let pab = "aws_s3_bucket_public_access_block"
private let all = BlockPublicAccessSetting.allCases

/// What a plan switches on.
///
/// Source: Terraform, "JSON output format", section "Change representation".
@Suite struct TerraformSwitchTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var planned: [JSONValue]
    var switches: [String]

    init(_ name: String, _ planned: JSONValue..., gives switches: String...) {
      (testDescription, self.planned, self.switches) = (name, planned, switches)
    }
  }

  @Test(
    "what comes on",
    arguments: [
      Case("nothing"),
      Case(
        "a stack of CloudFormation",
        resource("aws_cloudformation_stack.s", "create", after: ["template_body": "..."]),
        gives: "unknown: all"),
      Case(
        "a stack of CloudFormation whose template stays",
        resource(
          "aws_cloudformation_stack.s", "update", before: ["template_body": "...", "tags": "a"],
          after: ["template_body": "...", "tags": "b"])),
      Case(
        "a bucket of Cloud Control with a configuration",
        resource(
          "awscc_s3_bucket.b", "create",
          after: ["public_access_block_configuration": ["block_public_acls": true]]),
        gives: "unknown: all"),
      Case(
        "a bucket of Cloud Control without one",
        resource(
          "awscc_s3_bucket.b", "create", after: ["public_access_block_configuration": .null])),
      Case(
        "created", resource("\(pab).b", "create", after: block("invoices", all)),
        gives: "invoices: all"),
      Case(
        "some of them updated",
        resource(
          "\(pab).b", "update", before: block("invoices", .blockPublicAcls),
          after: block("invoices", .blockPublicAcls, .ignorePublicAcls)),
        gives: "invoices: IgnorePublicAcls"),
      Case(
        "switched off",
        resource("\(pab).b", "update", before: block("invoices", all), after: block("invoices"))),
      Case(
        "made with nothing on", resource("\(pab).b", "create", after: block("invoices"))),
      Case(
        "no-op",
        resource("\(pab).b", "no-op", before: block("invoices", all), after: block("invoices", all))
      ),
      Case("deleted", resource("\(pab).b", "delete", before: block("invoices", all))),
      Case("forgotten", resource("\(pab).b", "forget", before: block("invoices", all))),
      Case(
        "replaced for the same bucket",
        resource(
          "\(pab).b", "delete", "create", before: block("invoices", .blockPublicAcls),
          after: block("invoices", .blockPublicAcls, .blockPublicPolicy)),
        gives: "invoices: BlockPublicPolicy"),
      Case(
        "replaced for another bucket: what was on was on for the old one",
        resource(
          "\(pab).b", "create", "delete", before: block("old", all), after: block("new", all)),
        gives: "new: all"),
      Case(
        "imported and changed",
        resource(
          "\(pab).b", "update", before: block("invoices", .blockPublicAcls),
          after: block("invoices", all)),
        gives: "invoices: IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets"),
      Case(
        "a setting that only the apply tells may come on",
        resource(
          "\(pab).b", "update", before: block("invoices"),
          after: ["bucket": "invoices", "block_public_acls": false],
          unknown: ["ignore_public_acls": true]),
        gives: "invoices: IgnorePublicAcls"),
      Case(
        "what is left of an earlier replacement",
        resource(
          "\(pab).b", "create", after: block("invoices", all), rest: .init("deposed", "0a1b"))),
      Case(
        "a data source",
        ["address": .string("data.\(pab).b"), "mode": "data", "type": .string(pab), "name": "b"]),
      Case(
        "for_each in modules",
        resource(
          "module.a[\"x.y\"].\(pab).b[\"one\"]", "create", after: block("one", .blockPublicAcls)),
        resource(
          "module.a[\"x.y\"].\(pab).b[\"two\"]", "create", after: block("two", .blockPublicAcls)),
        gives: "one: BlockPublicAcls", "two: BlockPublicAcls"),
      Case(
        "an account",
        resource(
          "aws_s3_account_public_access_block.a", "update",
          before: ["account_id": "111122223333", "block_public_acls": false],
          after: ["account_id": "111122223333", "block_public_acls": true]),
        gives: "account 111122223333: BlockPublicAcls"),
      Case(
        "the account of the provider",
        resource(
          "aws_s3_account_public_access_block.a", "create", after: block(nil, all),
          unknown: ["account_id": true, "id": true]),
        gives: "account of the provider: all"),
      Case(
        "a bucket that the plan makes under a known name",
        resource("aws_s3_bucket.b", "create", after: ["bucket": "fresh"]),
        resource("\(pab).b", "create", after: block("fresh", all)), gives: "new fresh: all"),
      Case(
        "a bucket that the plan replaces has a history",
        resource(
          "aws_s3_bucket.b", "delete", "create", before: ["bucket": "fresh"],
          after: ["bucket": "fresh"]),
        resource("\(pab).b", "create", after: block("fresh", all)), gives: "fresh: all"),
    ])
  func switches(_ c: Case) throws {
    var planned = Planned()
    planned.resources = c.planned
    #expect(try planned.plan().changes.map(\.description) == c.switches)
  }

  @Test("What was moved says where it was")
  func moved() throws {
    let plan = try Planned(
      resource(
        "module.a.\(pab).b", "update", before: block("x"), after: block("x", all),
        rest: .init("previous_address", .string("\(pab).b")))
    ).plan()
    #expect(plan.changes.first?.address == "module.a.\(pab).b")
    #expect(plan.changes.first?.previousAddress == "\(pab).b")
  }

  @Test("A change that is put off is unknown")
  func deferred() throws {
    let plan = try Planned(rest: [
      .init(
        "deferred_changes",
        [
          [
            "reason": "instance_count_unknown",
            "resource_change": resource("\(pab).b", "create", after: block(nil, all)),
          ]
        ])
    ]).plan()
    #expect(plan.changes.map(\.description) == ["unknown: all"])
  }
}

/// The bucket of a resource whose name only the apply tells.
///
/// Source: Terraform, "JSON output format", section "Expression representation".
@Suite struct BucketResolutionTests {
  private static let made = resource(
    "aws_s3_bucket.b", "create", after: ["bucket": "fresh"], unknown: ["id": true])
  private static let madeNameless = resource(
    "aws_s3_bucket.b", "create", after: ["bucket_prefix": "f-"], unknown: ["bucket": true])
  private static let nameless = resource(
    "\(pab).b", "create", after: block(nil, all), unknown: ["bucket": true])

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var planned: [JSONValue]
    var references: [String]
    var switches: [String]
  }

  @Test(
    "in one module",
    arguments: [
      Case(
        testDescription: "by id", planned: [made, nameless],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"], switches: ["new fresh: all"]),
      Case(
        testDescription: "only the resource is named", planned: [made, nameless],
        references: ["aws_s3_bucket.b"], switches: ["new fresh: all"]),
      Case(
        testDescription: "the name is a prefix", planned: [madeNameless, nameless],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"],
        switches: ["made by aws_s3_bucket.b: all"]),
      Case(
        testDescription: "a prefix of a bucket that is replaced",
        planned: [
          resource(
            "aws_s3_bucket.b", "delete", "create", before: ["bucket": "f-1"],
            after: ["bucket_prefix": "g-"], unknown: ["bucket": true]), nameless,
        ],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"], switches: ["unknown: all"]),
      Case(
        testDescription: "by another attribute", planned: [made, nameless],
        references: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"], switches: ["unknown: all"]),
      Case(
        testDescription: "two things", planned: [made, nameless],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b", "var.other"],
        switches: ["unknown: all"]),
      Case(
        testDescription: "two buckets", planned: [made, nameless],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b", "aws_s3_bucket.c.id"],
        switches: ["unknown: all"]),
      Case(
        testDescription: "a local value", planned: [made, nameless], references: ["local.name"],
        switches: ["unknown: all"]),
      Case(
        testDescription: "a bucket that is not in the plan", planned: [nameless],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"], switches: ["unknown: all"]),
      Case(
        testDescription: "the same name in another module",
        planned: [
          resource("module.m.aws_s3_bucket.b", "create", after: ["bucket": "other"]), nameless,
        ],
        references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"], switches: ["unknown: all"]),
      Case(
        testDescription: "count and an index",
        planned: [
          resource("aws_s3_bucket.b[0]", "create", after: ["bucket": "zero"]),
          resource("aws_s3_bucket.b[1]", "create", after: ["bucket": "one"]), nameless,
        ],
        references: ["aws_s3_bucket.b[1].id", "aws_s3_bucket.b[1]", "aws_s3_bucket.b"],
        switches: ["new one: all"]),
      Case(
        testDescription: "several, and nothing says which",
        planned: [
          resource("aws_s3_bucket.b[0]", "create", after: ["bucket": "zero"]),
          resource("aws_s3_bucket.b[1]", "create", after: ["bucket": "one"]), nameless,
        ],
        references: ["aws_s3_bucket.b"], switches: ["unknown: all"]),
      Case(
        testDescription: "each.key",
        planned: [
          resource("aws_s3_bucket.b[\"x.y\"]", "create", after: ["bucket": "dotted"]),
          resource("aws_s3_bucket.b[\"z\"]", "create", after: ["bucket": "plain"]),
          resource(
            "\(pab).b[\"z\"]", "create", after: block(nil, all), unknown: ["bucket": true]),
        ],
        references: ["aws_s3_bucket.b", "each.key"], switches: ["new plain: all"]),
    ])
  func oneModule(_ c: Case) throws {
    var planned = Planned()
    planned.resources = c.planned
    planned.configuration = [
      "root_module": [
        "resources": [
          [
            "type": .string(pab), "name": "b", "mode": "managed",
            "expressions": [
              "bucket": ["references": .array(c.references.map(JSONValue.string))]
            ],
          ]
        ]
      ]
    ]
    #expect(try planned.plan().changes.map(\.description) == c.switches)
  }

  @Test("Through a variable of a module")
  func variable() throws {
    let plan = try Planned(
      Self.made,
      resource("module.m.\(pab).p", "create", after: block(nil, all), unknown: ["bucket": true]),
      configuration: [
        "root_module": [
          "module_calls": [
            "m": [
              "expressions": ["name": ["references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]]],
              "module": ["resources": [refers(pab, "p", "bucket", to: "var.name")]],
            ]
          ]
        ]
      ]
    ).plan()
    #expect(plan.changes.map(\.description) == ["new fresh: all"])
  }

  @Test("Through an output of a module", arguments: [["b"], ["b", "c"]])
  func output(keys: [String]) throws {
    var planned = Planned(Self.nameless)
    planned.resources += keys.map {
      resource("module.m[\"\($0)\"].aws_s3_bucket.b", "create", after: ["bucket": .string($0)])
    }
    planned.configuration = [
      "root_module": [
        "resources": [
          refers(pab, "b", "bucket", to: "module.m[\"b\"].id", "module.m[\"b\"]", "module.m")
        ],
        "module_calls": [
          "m": [
            "module": [
              "outputs": [
                "id": [
                  "expression": ["references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]]
                ]
              ]
            ]
          ]
        ],
      ]
    ]
    #expect(try planned.plan().changes.map(\.description) == ["new b: all"])
  }

  @Test("A variable that refers to itself ends")
  func cycle() throws {
    let plan = try Planned(
      resource("module.m.\(pab).p", "create", after: block(nil, all), unknown: ["bucket": true]),
      configuration: [
        "root_module": [
          "module_calls": [
            "m": [
              "expressions": ["name": ["references": ["module.m.out", "module.m"]]],
              "module": [
                "resources": [refers(pab, "p", "bucket", to: "var.name")],
                "outputs": ["out": ["expression": ["references": ["var.name"]]]],
              ],
            ]
          ]
        ]
      ]
    ).plan()
    #expect(plan.changes.map(\.description) == ["unknown: all"])
  }
}
