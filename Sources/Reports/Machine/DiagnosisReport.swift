import Diagnostics
import Evidence
import JSON
import Readiness
import S3Access

/// What is in the evidence, for programs, version 1: field names are frozen, what is new is added.
public struct DiagnosisReport: Sendable {
  private let diagnosis: EvidenceDiagnosis

  /// The report of a diagnosis.
  public init(_ diagnosis: EvidenceDiagnosis) {
    self.diagnosis = diagnosis
  }

  /// The document, indented, with a line feed at its end.
  public var text: String { value.prettyText }

  /// The document.
  public var value: JSONValue {
    [
      "schema": "bpa-ready/doctor/v1",
      "asOf": .instant(diagnosis.asOf),
      "answers": [
        "possible": .count(diagnosis.answers.possible), "all": .count(diagnosis.answers.all),
      ],
      "accounts": .strings(diagnosis.accounts),
      "accessLogs": .array(
        diagnosis.accessLogs.map {
          [
            "bucket": .string($0.bucket), "from": .instant($0.extent.from),
            "to": .instant($0.extent.to),
          ]
        }),
      "inventories": .array(diagnosis.inventories.map(Self.inventory)),
      "overlaps": .array(
        diagnosis.overlaps.map {
          [
            "account": .string($0.account), "region": .string($0.region),
            "folders": .strings($0.folders),
          ]
        }),
      "repeatedLogs": .array(
        diagnosis.repeatedLogs.map {
          ["name": .string($0.name), "paths": .strings($0.paths)]
        }),
      "buckets": .array(diagnosis.buckets.map(Self.bucket)),
      "steps": .array(
        diagnosis.steps.map {
          [
            "action": .string($0.action), "command": .text($0.command),
            "buckets": .strings($0.buckets),
          ]
        }),
      "evidence": JSONReport.evidence(diagnosis.evidence),
    ]
  }

  private static func inventory(_ inventory: InventorySummary) -> JSONValue {
    [
      "bucket": .string(inventory.bucket),
      "createdAt": .instant(inventory.createdAt),
      "objects": .count(inventory.objects),
      "objectsWithoutACL": .count(inventory.objectsWithoutACL),
      "publicObjects": .count(inventory.publicObjects),
      "publicPrefixes": .array(
        inventory.publicPrefixes.map {
          ["prefix": .string($0.prefix), "objects": .count($0.count)]
        }),
      "samples": .strings(inventory.samples),
      "isWhole": .bool(inventory.isWhole),
    ]
  }

  private static func bucket(_ bucket: BucketDiagnosis) -> JSONValue {
    [
      "bucket": .string(bucket.bucket),
      "account": .text(bucket.account),
      "regions": .strings(bucket.regions),
      "hasSnapshot": .bool(bucket.hasSnapshot),
      "coverage": .array(bucket.coverage.map(JSONReport.coverage)),
      "settings": .object(
        BlockPublicAccessSetting.allCases.compactMap { setting in
          bucket.settings[setting].map { .init(setting.rawValue, JSONReport.setting($0)) }
        }),
    ]
  }
}
