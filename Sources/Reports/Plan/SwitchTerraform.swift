import Readiness
import S3Access

/// The steps as Terraform: a block a bucket.
///
/// Where settings stay as they are, the block imports the configuration that the bucket has and leaves
/// those alone; without the import Terraform would replace it and switch them off.
///
/// Source: Terraform AWS provider, "Resource: aws_s3_bucket_public_access_block"; Terraform language,
/// "Import" and "The lifecycle meta-argument".
struct SwitchTerraform {
  private let plan: SwitchPlan
  private let origin: String

  init(_ plan: SwitchPlan, origin: String) {
    self.plan = plan
    self.origin = origin
  }

  var text: String {
    let head =
      ["# Switches settings of S3 Block Public Access on. Made by \(origin)."]
      + (plan.steps.isEmpty ? ["# Nothing is ready."] : []) + SwitchComment.refused(plan)
    var taken: Set<String> = []
    let blocks = plan.steps.map { step -> String in
      var label = Self.label(step.bucket)
      // 'a.b' and 'a_b' are two buckets.
      while !taken.insert(label).inserted { label += "_" }
      return block(step, label: label)
    }
    return ([head.joined(separator: "\n")] + blocks).joined(separator: "\n\n") + "\n"
  }

  private func block(_ step: SwitchStep, label: String) -> String {
    let on = step.isWhole ? Set(BlockPublicAccessSetting.allCases) : step.switchedOn
    let attributes = BlockPublicAccessSetting.allCases.filter(on.contains).map {
      "  \(Self.padded($0.terraformAttribute)) = true"
    }
    let left = BlockPublicAccessSetting.allCases.filter { !on.contains($0) }
    let lifecycle =
      left.isEmpty
      ? []
      : [
        "", "  lifecycle {",
        "    ignore_changes = [\(left.map(\.terraformAttribute).joined(separator: ", "))]", "  }",
      ]
    return
      (SwitchComment.left(step) + importBlock(step, label: label)
      + [
        "resource \"aws_s3_bucket_public_access_block\" \"\(label)\" {",
        "  bucket = \"\(step.bucket)\"", "",
      ] + attributes + lifecycle + ["}"]).joined(separator: "\n")
  }

  /// Terraform refuses to import what is not there, which is safe; to overwrite it would not be.
  private func importBlock(_ step: SwitchStep, label: String) -> [String] {
    let block = [
      "import {", "  to = aws_s3_bucket_public_access_block.\(label)",
      "  id = \"\(step.bucket)\"", "}",
    ]
    return step.isWhole
      ? ["# Where the bucket has a configuration already, it can be imported:"]
        + block.map { "# \($0)" }
      : [
        "# If Terraform finds nothing to import, the bucket has no configuration: leave this out then."
      ]
        + block + [""]
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, "restrict_public_buckets".count - name.count))
  }

  private static func label(_ bucket: String) -> String {
    let name = bucket.map { $0 == "." ? "_" : String($0) }.joined()
    return name.first?.isNumber == true ? "_\(name)" : name
  }
}
