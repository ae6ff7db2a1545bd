extension Int {
  /// `1 caller`, `3 callers`.
  func counting(_ noun: String) -> String {
    guard self != 1 else { return "1 \(noun)" }
    let words = noun.split(separator: " ")
    guard let first = words.first else { return "\(self)" }
    // Of `request with a public ACL` the first word is the noun; of `other file` the last.
    let plural =
      first == "other" ? "\(noun)s" : ([first + "s"] + words.dropFirst()).joined(separator: " ")
    return "\(self) \(plural)"
  }
}
