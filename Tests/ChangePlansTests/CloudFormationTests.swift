import ChangePlans
import S3Access
import Testing

/// What a template of CloudFormation switches on, and what it does that this refuses.
@Suite struct CloudFormationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The properties of the one bucket, `B`.
    var properties: String
    var more: String = ""
    var switches: [String] = []
    var conflicts: [String] = []
  }

  private static let all =
    #""PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}"#

  private static func policy(_ principal: String, _ bucket: String = #"{"Ref": "B"}"#) -> String {
    #", "P": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": \#(bucket), "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": \#(principal), "Action": "s3:GetObject", "Resource": "*"}]}}}"#
  }

  @Test(
    "what comes on",
    arguments: [
      Case(testDescription: "nothing", properties: #""BucketName": "one""#),
      Case(
        testDescription: "a literal name", properties: #""BucketName": "one", \#(all)"#,
        switches: ["one: all"]),
      Case(
        testDescription: "some, as texts",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": {"BlockPublicAcls": "true", "IgnorePublicAcls": "false"}"#,
        switches: ["one: BlockPublicAcls"]),
      Case(
        testDescription: "a parameter with a default",
        properties: #""BucketName": {"Ref": "Name"}, \#(all)"#, switches: ["from-default: all"]),
      Case(
        testDescription: "a parameter without one",
        properties: #""BucketName": {"Ref": "Bare"}, \#(all)"#, switches: ["unknown: all"]),
      Case(
        testDescription: "a parameter that Systems Manager holds",
        properties: #""BucketName": {"Ref": "Kept"}, \#(all)"#, switches: ["unknown: all"]),
      Case(
        testDescription: "a text put together",
        properties: #""BucketName": {"Fn::Sub": "logs-${Name}-x"}, \#(all)"#,
        switches: ["logs-from-default-x: all"]),
      Case(
        testDescription: "a text with the account",
        properties: #""BucketName": {"Fn::Sub": "logs-${AWS::AccountId}"}, \#(all)"#,
        switches: ["unknown: all"]),
      Case(
        testDescription: "a text put together of values of its own",
        properties:
          #""BucketName": {"Fn::Sub": ["logs-${a}-${Name}", {"a": {"Ref": "Name"}}]}, \#(all)"#,
        switches: ["logs-from-default-from-default: all"]),
      Case(
        testDescription: "texts joined",
        properties: #""BucketName": {"Fn::Join": ["-", ["logs", {"Ref": "Name"}]]}, \#(all)"#,
        switches: ["logs-from-default: all"]),
      Case(
        testDescription: "texts joined, of which one is not known",
        properties: #""BucketName": {"Fn::Join": ["-", ["logs", {"Ref": "Bare"}]]}, \#(all)"#,
        switches: ["unknown: all"]),
      Case(testDescription: "no name", properties: all, switches: ["unknown: all"]),
      Case(
        testDescription: "a setting that only the deployment tells",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": {"BlockPublicAcls": {"Fn::If": ["C", true, false]}}"#,
        switches: ["one: BlockPublicAcls"]),
      Case(
        testDescription: "settings that only the deployment tells",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": {"Fn::If": ["C", {}, {}]}"#,
        switches: ["one: all"]),
      Case(
        testDescription: "a setting in a parameter, which can be set otherwise than its default",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": {"BlockPublicAcls": {"Ref": "Off"}}"#,
        switches: ["one: BlockPublicAcls"]),
      Case(
        testDescription: "a setting that is looked up",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": {"BlockPublicAcls": "{{resolve:ssm:/on}}"}"#,
        switches: ["one: BlockPublicAcls"]),
      Case(
        testDescription: "a configuration that is looked up",
        properties:
          #""BucketName": "one", "PublicAccessBlockConfiguration": "{{resolve:ssm:/on}}""#,
        switches: ["one: all"]),
      Case(
        testDescription: "properties from elsewhere",
        properties: #""BucketName": "one", "Fn::Transform": {"Name": "AWS::Include"}"#,
        switches: ["one: all"]),
      Case(
        testDescription: "a name that is looked up",
        properties: #""BucketName": "{{resolve:ssm:/name}}", \#(all)"#, switches: ["unknown: all"]),
      Case(
        testDescription: "a stack within", properties: "",
        more: #", "N": {"Type": "AWS::CloudFormation::Stack", "Properties": {}}"#,
        switches: ["unknown: all"]),
      Case(
        testDescription: "a module", properties: "",
        more: #", "N": {"Type": "Example::S3::Private::MODULE"}"#, switches: ["unknown: all"]),
      Case(
        testDescription: "resources from elsewhere", properties: "",
        more: #", "Fn::Transform": {"Name": "AWS::Include"}"#, switches: ["unknown: all"]),
      Case(
        testDescription: "a policy that is looked up", properties: #""BucketName": "one", \#(all)"#,
        more: policy(#"{"AWS": "{{resolve:ssm:/who}}"}"#), switches: ["one: all"],
        conflicts: ["P may be refused by BlockPublicPolicy"]),
      Case(
        testDescription: "a loop", properties: "",
        more: #", "Fn::ForEach::Buckets": ["Name", ["a"], {}]"#, switches: ["unknown: all"]),
      Case(
        testDescription: "a public ACL",
        properties: #""BucketName": "one", "AccessControl": "PublicRead", \#(all)"#,
        switches: ["one: all"], conflicts: ["B refused by BlockPublicAcls"]),
      Case(
        testDescription: "a public policy", properties: #""BucketName": "one", \#(all)"#,
        more: policy(#""*""#), switches: ["one: all"],
        conflicts: ["P refused by BlockPublicPolicy"]),
      Case(
        testDescription: "a public policy by name", properties: #""BucketName": "one", \#(all)"#,
        more: policy(#""*""#, #""one""#), switches: ["one: all"],
        conflicts: ["P refused by BlockPublicPolicy"]),
      Case(
        testDescription: "a policy for one account", properties: #""BucketName": "one", \#(all)"#,
        more: policy(#"{"AWS": "111122223333"}"#), switches: ["one: all"]),
      Case(
        testDescription: "a policy that is not known", properties: #""BucketName": "one", \#(all)"#,
        more: policy(#"{"AWS": {"Ref": "Bare"}}"#), switches: ["one: all"],
        conflicts: ["P may be refused by BlockPublicPolicy"]),
    ])
  func template(_ c: Case) throws {
    let text = """
      {"Parameters": {"Name": {"Type": "String", "Default": "from-default"}, "Bare": {"Type": "String"},
        "Off": {"Type": "String", "Default": "false"},
        "Kept": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/name"}},
       "Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {\(c.properties)}}\(c.more)}}
      """
    let plan = try ChangePlan(cloudFormation: try #require(parsed(text)))
    #expect(plan.changes.map(\.description) == c.switches)
    let conflicts = plan.conflicts.map {
      "\($0.address) \($0.isCertain ? "refused" : "may be refused") by \($0.setting.rawValue)"
    }
    #expect(conflicts == c.conflicts)
  }

  @Test(
    "What macros make of a template nobody knows",
    arguments: [
      (#""Transform": "AWS::Serverless-2016-10-31""#, false),
      (#""Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"]"#, false),
      (#""Transform": "Ours""#, true), (#""Transform": ["AWS::LanguageExtensions", "Ours"]"#, true),
      (#""Transform": {"Name": "AWS::Include"}"#, true),
      (#""Fn::Transform": {"Name": "AWS::Include"}"#, true),
    ])
  func macros(_ transform: String, hides: Bool) throws {
    let plan = try ChangePlan(
      cloudFormation: try #require(parsed(#"{\#(transform), "Resources": {}}"#)))
    #expect(plan.changes.map(\.description) == (hides ? ["unknown: all"] : []))
  }

  @Test("YAML is what CloudFormation makes of it")
  func yaml() throws {
    let text = """
      Parameters:
        Stage: {Type: String, Default: test}
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub "logs-${Stage}"
            PublicAccessBlockConfiguration: {BlockPublicPolicy: yes, IgnorePublicAcls: "true"}
        Open:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: "*"
                  Action: s3:GetObject
                  Resource: !Join ["", [!GetAtt Logs.Arn, "/*"]]
        Named:
          Type: AWS::S3::Bucket
          Condition: Always
          Properties:
            BucketName: 012345678901
            PublicAccessBlockConfiguration: !If [Always, {BlockPublicPolicy: true}, !Ref AWS::NoValue]
      """
    let document = try TemplateText(yaml: text.utf8).document()
    let plan = try ChangePlan(cloudFormation: document)
    #expect(
      plan.changes.map(\.description) == [
        "logs-test: IgnorePublicAcls BlockPublicPolicy", "012345678901: all",
      ])
    #expect(plan.conflicts.map(\.address) == ["Open"])
    #expect(plan.conflicts.first?.isCertain == true)
  }

  @Test(
    "What is no YAML is told with its place",
    arguments: [
      ("a: [b", "line "), ("a: *b", "line 1, column 4"), ("a: 1\n---\nb: 2", "line 2"),
      ("a: {b: 1, b: 2}", "line 1, column 11"),
      (String(repeating: "[", count: 200), "nested too deeply"), ("", "empty"),
    ])
  func brokenYAML(_ text: String, says: String) throws {
    let error = #expect(throws: ChangePlanError.self) {
      try TemplateText(yaml: text.utf8).document()
    }
    #expect(error?.reason.contains(says) == true, "\(error?.reason ?? "")")
  }

  @Test(
    "What is no template is refused",
    arguments: [
      "{}", "[]", #"{"Resources": []}"#, #"{"Resources": {}, "Resources": {}}"#,
      #"{"Resources": {"B": {"Properties": {"BucketName": "one", "BucketName": "two"}}}}"#,
    ])
  func refused(_ text: String) throws {
    let document = try #require(parsed(text))
    #expect(throws: ChangePlanError.self) { try ChangePlan(cloudFormation: document) }
  }
}
