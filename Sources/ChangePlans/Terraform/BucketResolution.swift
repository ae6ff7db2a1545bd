/// The bucket that a resource of a plan belongs to.
enum PlannedBucket: Hashable {
  case named(String)
  /// The plan makes it, and only the apply will tell its name.
  case made(byAddress: String)
  /// Nobody can say before the apply.
  case unresolved(references: [String])
}

/// Finds the bucket of a resource whose `bucket` is known only after the apply, by what the
/// configuration says that it refers to.
///
/// An expression is followed only where it refers to one thing. What is done with that the plan does not
/// say: `"${aws_s3_bucket.a.id}-copy"` looks like `aws_s3_bucket.a.id`. It is unknown for as long as `a`
/// is not made, so that the bucket it names would have to exist before the one it is named after.
struct BucketResolution {
  let changes: [ResourceChange]
  let configuration: TerraformConfiguration

  /// No sound configuration hands a name on through more modules.
  private static let mostSteps = 32

  /// The bucket of a resource.
  func bucket(of change: ResourceChange, attribute: String = "bucket") -> PlannedBucket {
    if change.type == "aws_s3_bucket" { return planned(change) }
    if let name = change.text(attribute), !name.isEmpty { return .named(name) }
    let references = configuration.references(of: attribute, in: change)
    let origin = Origin(
      module: change.module, key: change.key,
      forEach: configuration.referencesOfForEach(in: change))
    return resource(references, from: origin, steps: Self.mostSteps).map(planned)
      ?? .unresolved(references: references)
  }

  /// Whether the plan makes the bucket of that name.
  func isMade(_ name: String) -> Bool {
    changes.contains { $0.type == "aws_s3_bucket" && $0.isMade && $0.text("bucket") == name }
  }

  private func planned(_ bucket: ResourceChange) -> PlannedBucket {
    if let name = bucket.text("bucket"), !name.isEmpty { return .named(name) }
    return bucket.isMade
      ? .made(byAddress: bucket.address) : .unresolved(references: [bucket.address])
  }

  // MARK: References

  /// Where references are read: the instance of a module, and the key of whoever refers.
  private struct Origin {
    var module: AddressSteps
    var key: String?
    var forEach: [String] = []
  }

  /// The one `aws_s3_bucket` that the references lead to; `nil` where they lead to none, or to several.
  private func resource(
    _ references: [String], from origin: Origin, steps: Int
  ) -> ResourceChange? {
    guard steps > 0 else { return nil }
    let paths = references.map { AddressSteps($0).steps }
    let isKeyed = paths.contains { $0.first.map(Self.isOfIteration) ?? true }
    let followed = paths.filter { path in !(path.first.map(Self.isOfIteration) ?? true) }
    // A reference is listed with everything that it goes through: the longest says all.
    guard let path = followed.max(by: { $0.count < $1.count }) else {
      let forEach = Origin(module: origin.module, key: origin.key)
      return isKeyed && !origin.forEach.isEmpty
        ? resource(origin.forEach + ["each.key"], from: forEach, steps: steps - 1) : nil
    }
    guard followed.allSatisfy({ Self.leads($0, on: path) }) else { return nil }
    let key = isKeyed ? origin.key : nil
    switch (path.first?.name, path.count) {
    case ("var", 2...): return variable(path[1].name, from: origin, steps: steps)
    case ("module", 3...): return output(path, key: key, from: origin, steps: steps)
    case ("aws_s3_bucket", 2...): return bucket(path, key: key, in: origin.module)
    default: return nil
    }
  }

  /// `each.key`, `each.value`, `count.index`: which of several, not what.
  private static func isOfIteration(_ step: AddressSteps.Step) -> Bool {
    step.name == "each" || step.name == "count"
  }

  /// Whether one path is the beginning of another, the key of its last step aside.
  private static func leads(_ path: [AddressSteps.Step], on longer: [AddressSteps.Step]) -> Bool {
    zip(path, longer).allSatisfy { $0.name == $1.name && ($0.key == nil || $0.key == $1.key) }
  }

  private func bucket(
    _ path: [AddressSteps.Step], key: String?, in module: AddressSteps
  ) -> ResourceChange? {
    // Another attribute, such as the ARN, is no name.
    if path.count > 2, !["id", "bucket"].contains(path[2].name) { return nil }
    let instances = changes.filter {
      $0.type == "aws_s3_bucket" && $0.name == path[1].name && $0.module == module
    }
    return only(instances, withKey: path[1].key ?? key, \.key)
  }

  private func variable(_ name: String, from origin: Origin, steps: Int) -> ResourceChange? {
    guard let own = origin.module.steps.last else { return nil }
    let references = configuration.references(
      ofVariable: name, in: origin.module.modulePath)
    let parent = Origin(
      module: AddressSteps(Array(origin.module.steps.dropLast(2))), key: own.key)
    return resource(references, from: parent, steps: steps - 1)
  }

  private func output(
    _ path: [AddressSteps.Step], key: String?, from origin: Origin, steps: Int
  ) -> ResourceChange? {
    let name = path[1].name
    let depth = origin.module.steps.count
    let instances = Set(
      changes.map(\.module.steps).filter {
        $0.count >= depth + 2 && Array($0.prefix(depth)) == origin.module.steps
          && $0[depth].name == "module" && $0[depth + 1].name == name
      }.map { $0[depth + 1] })
    guard let instance = only(Array(instances), withKey: path[1].key ?? key, \.key) else {
      return nil
    }
    let module = AddressSteps(
      origin.module.steps + [AddressSteps.Step(name: "module", key: nil), instance])
    let references = configuration.references(ofOutput: path[2].name, in: module.modulePath)
    return resource(
      references, from: Origin(module: module, key: nil), steps: steps - 1)
  }

  /// The one instance there is, or the one of several that has the key.
  private func only<Instance>(
    _ instances: [Instance], withKey key: String?, _ keyOf: (Instance) -> String?
  ) -> Instance? {
    let matching = key.map { key in instances.filter { keyOf($0) == key } } ?? []
    if matching.count == 1 { return matching[0] }
    return instances.count == 1 && keyOf(instances[0]) == nil ? instances[0] : nil
  }
}
