/// The steps of an address or a reference, such as `module.a["x.y"]` or `aws_s3_bucket.b[0].id`: names
/// between dots, each with the key in brackets behind it.
///
/// Source: Terraform, "Resource addressing" and "JSON output format", section "Expression
/// representation".
struct AddressSteps: Hashable {
  /// One name, and the key behind it.
  struct Step: Hashable {
    var name: String
    /// What stands between the brackets, quotes and all; `nil` where there are none.
    var key: String?
  }

  var steps: [Step]

  init(_ steps: [Step]) {
    self.steps = steps
  }

  /// Reads an address; what does not fit stays part of a name, which then is found nowhere.
  init(_ text: String) {
    steps = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "." && $0 != "[" }
      rest = rest.dropFirst(name.count)
      var key: String?
      if rest.first == "[" {
        let taken = Self.key(atStartOf: rest)
        key = String(taken.dropFirst().dropLast())
        rest = rest.dropFirst(taken.count)
      }
      steps.append(Step(name: String(name), key: key))
      if rest.first == "." { rest = rest.dropFirst() }
    }
  }

  /// `["x.y"]` with its brackets: a bracket within quotes closes nothing.
  private static func key(atStartOf text: Substring) -> Substring {
    var isQuoted = false
    var isEscaped = false
    for (offset, character) in text.enumerated() {
      switch character {
      case _ where isEscaped: isEscaped = false
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case "]" where !isQuoted: return text.prefix(offset + 1)
      default: break
      }
    }
    return text
  }

  /// The names of the modules on the way: `["a", "b"]` for `module.a[0].module.b`.
  var modulePath: [String] {
    steps.enumerated().filter { $0.offset % 2 == 1 }.map(\.element.name)
  }
}
