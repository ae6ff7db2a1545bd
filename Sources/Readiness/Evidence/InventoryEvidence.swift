import Diagnostics
import Evidence
import PolicyFiles
import S3Access
import Timeline

/// The last inventory of a bucket up to the as-of instant, as evidence on its objects' ACLs.
struct InventoryEvidence {
  let summary: InventorySummary
  /// Why it cannot show that no object has a public grant; `nil` where it can.
  let shortcoming: OpenQuestion?

  init?(
    _ inventories: [InventorySummary], _ configurations: [InventoryConfiguration], asOf: Instant
  ) {
    guard let last = inventories.filter({ $0.createdAt <= asOf }).max() else { return nil }
    summary = last
    shortcoming = Self.shortcoming(of: last, configurations)
  }

  /// From when on objects may have been written that it does not list.
  ///
  /// Source: Amazon S3 User Guide, "Cataloging and analyzing your data with S3 Inventory": a list may lack
  /// objects that were added or deleted recently, and AWS gives no time; two days is what it asks for the
  /// first list.
  var listsAllUpTo: Instant { summary.createdAt - .days(2) }

  /// The objects with a public grant, in words; `nil` where it lists none.
  var publicObjects: String? {
    guard summary.publicObjects > 0 else { return nil }
    let most = summary.publicPrefixes.prefix(3).map { part in
      "\(part.count) below '\(part.prefix)'"
    }.joined(separator: ", ")
    let sample = summary.samples.first.map { ", such as '\($0)'" } ?? ""
    return "the inventory of \(summary.createdAt) lists \(summary.publicObjects.counting("object"))"
      + " with a public grant (\(most)\(sample)): reads that rely on it stop"
  }

  private static func shortcoming(
    of inventory: InventorySummary, _ configurations: [InventoryConfiguration]
  ) -> OpenQuestion? {
    let name = "the inventory of \(inventory.createdAt)"
    guard inventory.isWhole else {
      return OpenQuestion(
        "\(name) is not whole", remedy: "fetch the files of the inventory again, all of them")
    }
    guard inventory.objectsWithoutACL == 0 else {
      return OpenQuestion(
        "\(name) does not tell the ACL of \(inventory.objectsWithoutACL.counting("object"))",
        remedy: "add ObjectAccessControlList to the fields of the inventory's configuration")
    }
    guard inventory.listsAllVersions else {
      return OpenQuestion(
        "\(name) lists current versions only, and older ones have ACLs of their own",
        remedy: "ask for all versions in the inventory's configuration")
    }
    let asked = configurations.filter {
      $0.id == inventory.configurationID && $0.destination == inventory.destination
    }
    guard !asked.isEmpty else {
      return OpenQuestion(
        "nothing says whether \(name) lists the whole bucket",
        remedy: "give the output of aws s3api get-bucket-inventory-configuration --bucket"
          + " \(inventory.bucket) --id \(inventory.configurationID ?? "ID") beside it")
    }
    if let part = asked.map(\.prefix).first(where: { !$0.isEmpty }) {
      return OpenQuestion(
        "\(name) lists objects below '\(part)' only",
        remedy: "ask for an inventory of the whole bucket")
    }
    return nil
  }
}

extension SettingEvaluation {
  /// What shows that no ACL of the bucket or of its objects is public, so that IgnorePublicAcls changes
  /// nothing; `nil` where that is not shown.
  ///
  /// That takes the bucket's own ACL, as S3 showed it while nothing hid public grants; an inventory of
  /// every object's ACL; and that none of the objects written since has one, for all writes were recorded,
  /// or BlockPublicAcls was on.
  var settledByInventory: (proof: StandingProof, remark: String)? {
    guard let inventory = context.inventory, inventory.shortcoming == nil,
      inventory.summary.publicObjects == 0,
      let acl = context.configuration.nonPublicACL,
      !context.configuration.mayHaveHiddenGrants(since: inventory.listsAllUpTo),
      areLaterWritesKnown(since: inventory.listsAllUpTo)
    else { return nil }
    let proof = StandingProof(from: min(acl.from, inventory.listsAllUpTo), isFreshAnswer: false)
    return (
      proof,
      "neither the bucket's ACL nor that of any of its \(inventory.summary.objects.counting("object"))"
        + " is public, by the inventory of \(inventory.summary.createdAt): the setting changes nothing"
    )
  }

  /// Whether no object written since can have a public grant.
  private func areLaterWritesKnown(since start: Instant) -> Bool {
    if let enabling = context.configuration.enabled[.blockPublicAcls], enabling.since <= start {
      return true
    }
    guard context.window.from <= start else { return false }
    let writes = context.evidence.coverage(
      of: .objectWrites, in: Interval(from: start, to: context.window.to),
      requirements: requirements)
    return writes.isComplete
      && !context.judgements(for: .blockPublicAcls).contains { judgement in
        judgement.alreadyRefused == nil && judgement.selection.extent.to >= start
      }
  }

  /// What the inventory leaves open, of a setting that is unknown without it.
  var questionsOfInventory: [OpenQuestion] {
    guard setting == .ignorePublicAcls, context.configuration.disabledACLs == nil,
      let inventory = context.inventory
    else { return [] }
    if let found = inventory.publicObjects {
      return [
        OpenQuestion(
          found,
          remedy: "take the grants away, or serve the objects another way: aws s3api put-object-acl"
            + " --bucket \(bucket) --key KEY --acl private")
      ]
    }
    return [inventory.shortcoming].compactMap(\.self)
  }

  /// That objects have public grants which nobody was seen to need.
  var remarkOnInventory: [String] {
    guard setting == .ignorePublicAcls, context.configuration.disabledACLs == nil,
      let found = context.inventory?.publicObjects
    else { return [] }
    return ["\(found); nobody was seen to"]
  }
}
