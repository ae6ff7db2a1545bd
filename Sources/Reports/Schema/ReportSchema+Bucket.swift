import JSON
import Readiness
import S3Access

extension FieldType {
  static let verdict = choice(Verdict.self)
  static let setting = choice(BlockPublicAccessSetting.self)
  static let certainty = choice(Finding.Certainty.self)
  static let grade = choice(ClassCoverage.Grade.self)
  static let exitCode = FieldType(
    schema: ["enum": .array(ExitCode.allCases.map { .number(String($0.rawValue)) })])

  /// The same for each of the four settings, by its name.
  static func bySetting(_ type: FieldType) -> FieldType {
    object(
      BlockPublicAccessSetting.allCases.map { .init($0.rawValue, "The answer for it.", type) })
  }
}

extension ReportSchema {
  static let place = FieldType(
    schema: .object(
      FieldType.object([
        .init("file", "The file, as it was named.", .text),
        .sometimes("line", "The line, counted from 1.", .ordinal),
        .sometimes("column", "The column, counted from 1.", .ordinal),
      ]).schema.members + [.init("dependentRequired", ["column": ["line"]])]))

  static let interval: [ReportField] = [
    .init("from", "Where it begins.", .instant), .init("to", "Where it ends.", .instant),
  ]

  static let question: [ReportField] = [
    .init("question", "What the evidence leaves open.", .text),
    .init("remedy", "What would answer it.", .text.orNull),
  ]

  static let bucket: [ReportField] = [
    .init("bucket", "The bucket's name.", .text),
    .init("account", "The account that owns it.", .text.orNull),
    .init("team", "The team that claims it.", .text.orNull),
    .init("owner", "Who answers for the claim.", .text.orNull),
    .init("pattern", "The name or pattern of the rule that governs it.", .text.orNull),
    .init("declaredAt", "The place of that rule.", .the(.place).orNull),
    .init("verdict", "Whether the settings asked for can be switched on.", .verdict),
    .init(
      "reasons", "Why, beside what the settings say: sentences.", .list(of: .text)),
    .init(
      "earliestReady", "The day from which it could be ready if nothing more happens.", .day.orNull),
    .init("window", "The lookback, up to as-of.", .the(.interval)),
    .init("settings", "Each of the four settings.", .bySetting(.the(.setting))),
    .init(
      "findings", "What was done that the settings or the policy refuse.",
      .list(of: .the(.finding))),
  ]

  static let setting = FieldType.object([
    .init("status", "What switching it on would do.", .choice(SettingStatus.Name.self)),
    .init("reasons", "Why: sentences.", .list(of: .text)),
    .sometimes(
      "questions", "What is left open, where the status is unknown.", .list(of: .the(.question))),
    .init(
      "coverage", "How each class of events that the setting needs was recorded.",
      .list(of: .the(.coverage))),
  ]).requiring("questions", where: "status", isOneOf: [SettingStatus.Name.unknown.rawValue])

  static let coverage: [ReportField] = [
    .init("class", "The class of events.", .choice(EvidenceClass.self)),
    .init("grade", "How well the recording is established.", .grade),
    .init("from", "The beginning of what was recorded; null where nothing was.", .instant.orNull),
    .init("to", "The end of what was recorded; null where nothing was.", .instant.orNull),
    .init("recorded", "The stretches of the window that count.", .list(of: .the(.interval))),
    .init(
      "stretches", "The same, in parts of one grade and one source.",
      .list(
        of: .object(
          interval + [
            .init("grade", "How well it is established.", .grade),
            .init("source", "What shows it.", .text.orNull),
          ]))),
    .init(
      "gaps", "What is missing of the window.",
      .list(of: .object(interval + [.init("cause", "Why nothing counts in it.", .text)]))),
    .sometimes("acceptedReason", "Why the policy accepts that the class is missing.", .text),
  ]
}
