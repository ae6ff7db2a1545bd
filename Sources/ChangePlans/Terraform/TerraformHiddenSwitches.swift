import S3Access

extension SwitchOn {
  /// What a resource may switch on that is described in another language than Terraform's: a stack of
  /// CloudFormation, or a resource of Cloud Control. `nil` where the plan leaves that as it is.
  init?(hiddenBehind resource: ResourceChange) {
    guard let described = Self.descriptions[resource.type],
      described.contains(where: resource.isChanged)
    else { return nil }
    self.init(
      address: resource.address, previousAddress: resource.previousAddress,
      target: .unknown(
        reason: "what \(resource.type) switches on is not described as Terraform does",
        remedy: "judge its template, with --cloudformation-template, or the bucket that it is"
          + " about: bpa-ready check --bucket NAME"),
      settings: Set(BlockPublicAccessSetting.allCases))
  }

  /// The types of resources, and the attributes that may hold settings of Block Public Access.
  ///
  /// Source: Terraform providers "aws" and "awscc".
  private static let descriptions: [String: [String]] = [
    "aws_cloudformation_stack": ["template_body", "template_url", "parameters"],
    "aws_cloudformation_stack_set": ["template_body", "template_url", "parameters"],
    "awscc_cloudformation_stack": ["template_body", "template_url", "parameters"],
    "awscc_cloudformation_stack_set": ["template_body", "template_url", "parameters"],
    "aws_cloudformation_stack_set_instance": ["parameter_overrides", "stack_set_name"],
    "aws_cloudformation_stack_instances": ["parameter_overrides", "stack_set_name"],
    "awscc_s3_bucket": ["public_access_block_configuration"],
    "aws_cloudcontrolapi_resource": ["desired_state"],
  ]
}
