import Diagnostics
import S3Access

// A file may ask for more than what it extends, never for less.
extension PolicyFileDecoder {
  /// Reports each requirement that asks for less than a baseline does.
  mutating func checkLoosening(of own: DeclaredRequirements) {
    for base in inheritance.bases.map(\.requirements) {
      check(own.settings, against: base.settings) {
        let missing = $1.subtracting($0).sorted().map(\.rawValue)
        return missing.isEmpty
          ? nil : ("'settings' leaves out \(missing.listed), which", "asks for")
      }
      check(own.forbiddenACLs, against: base.forbiddenACLs) {
        let missing = $0.leavesOut(of: $1).map(\.name)
        return missing.isEmpty
          ? nil : ("'forbidden-acls' leaves out \(missing.listed), which", "forbids")
      }
      check(own.notRecorded, against: base.notRecorded) {
        let more = $0.classes.subtracting($1.classes).map(\.rawValue).sorted()
        return more.isEmpty
          ? nil
          : ("'not-recorded' accepts that \(more.listed) is missing, which", "does not accept")
      }
      checkExtent("lookback", own.lookback, base.lookback, isLoose: <)
      checkExtent("freshness", own.freshness, base.freshness, isLoose: >)
      checkExtent("max-gap", own.maximumGap, base.maximumGap, isLoose: >)
      check(own.grade, against: base.grade) {
        $0 < $1 ? ("'grade' is \($0.rawValue), less than the \($1.rawValue) that", "asks for") : nil
      }
    }
  }

  /// Reports defaults that make every bucket public. A single rule may say so, with its reason: that is
  /// how an exception is made.
  mutating func checkLoosening(ofExpectation own: DeclaredRequirements) {
    for base in inheritance.bases.map(\.requirements) {
      check(own.expectsPublic, against: base.expectsPublic) {
        $0 && !$1
          ? ("'expect' is public for every bucket of the file, which", "does not allow") : nil
      }
    }
  }

  /// Reports a baseline that allows longer waivers than the one that it extends.
  mutating func checkLoosening(ofMaximumWaiverDays own: Declared<Int>?) {
    for base in inheritance.bases {
      check(own, against: base.maximumWaiverDays) {
        $0 > $1 ? ("'max-waiver-days' is \($0), more than the \($1) that", "allows") : nil
      }
    }
  }

  private mutating func checkExtent<Value: Comparable>(
    _ key: String, _ own: Declared<Value>?, _ base: Declared<Value>?,
    isLoose: (Value, Value) -> Bool
  ) {
    check(own, against: base) {
      guard isLoose($0, $1) else { return nil }
      let relation = $0 < $1 ? "less" : "more"
      return ("'\(key)' is \($0), \(relation) than the \($1) that", "asks for")
    }
  }

  /// Reports a value at which `loosening` finds something wrong: what, and the verb for what the
  /// baseline does.
  private mutating func check<Value>(
    _ own: Declared<Value>?, against base: Declared<Value>?,
    _ loosening: (Value, Value) -> (what: String, verb: String)?
  ) {
    guard let own, let base, let found = loosening(own.value, base.value) else { return }
    // Two baselines may have it from the same third.
    guard reportedLoosenings.insert([location(of: own.span), base.location]).inserted else {
      return
    }
    let note = inheritance.sources[base.location.file]?.diagnostic(
      .note, "the baseline says so here", at: base.span)
    report(
      "\(found.what) \(base.location) \(found.verb)", at: own.span,
      help: "a file may ask for more than what it extends, never for less",
      notes: [note].compactMap(\.self))
  }
}

extension [String] {
  /// The names in a sentence.
  fileprivate var listed: String { joined(separator: ", ") }
}
