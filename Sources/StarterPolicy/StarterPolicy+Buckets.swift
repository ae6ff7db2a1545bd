import Diagnostics
import Readiness
import S3Access

// The buckets, by account and common beginning.
extension StarterPolicy {
  func addBuckets(to page: inout YAMLPage) {
    guard !buckets.isEmpty else {
      page.addComment("The evidence names no bucket.")
      return page.add("buckets: []")
    }
    page.add("buckets:")
    for group in BucketGroup.groups(of: buckets) {
      if let account = group.accountBegins {
        page.addComment(
          account.isEmpty ? "Nothing says which account owns these." : "Account \(account).",
          indent: 2)
        page.addBlank()
      }
      if let prefix = group.prefix {
        page.addComment(
          "\(group.buckets.count) buckets begin alike. One rule could claim them, and those to"
            + " come:", indent: 2)
        page.addProposal(["- bucket: \"\(prefix)-*\""], indent: 2)
      }
      for bucket in group.buckets { add(bucket, to: &page) }
      page.addBlank()
    }
  }

  private func add(_ bucket: ObservedBucket, to page: inout YAMLPage) {
    // A bucket of which there is something to say stands by itself.
    let isTalkative = !bucket.notes.isEmpty || !bucket.unseen.isEmpty || bucket.anonymous != nil
    if isTalkative { page.addBlank() }
    for note in bucket.notes { page.addComment(note, indent: 2) }
    page.add("  - bucket: \(YAMLPage.quoted(bucket.name))")
    if let account = bucket.account { page.add("    account: \"\(account)\"") }
    if let anonymous = bucket.anonymous {
      page.addComment(
        "At least \(anonymous.count.counting("anonymous request")) from \(anonymous.extent.from) to"
          + " \(anonymous.extent.to) got an answer: \(anonymous.operations.joined(separator: ", "))."
          + " If nobody is meant to, take the next two lines out: the bucket is then assessed.",
        indent: 4)
      page.add("    expect: public")
      page.add("    reason: \"TODO: say why anybody may reach this bucket, and until when\"")
    } else if !bucket.unseen.isEmpty {
      addMissing(bucket, to: &page)
    }
    if isTalkative { page.addBlank() }
  }

  /// What was never recorded is missing until somebody says otherwise.
  private func addMissing(_ bucket: ObservedBucket, to page: inout YAMLPage) {
    let classes = bucket.unseen.map(\.rawValue).joined(separator: ", ")
    page.addComment(
      "No \(classes) seen: UNKNOWN until the trail records them. Only if somebody answers for doing"
        + " without:", indent: 4)
    page.addProposal(
      ["evidence:", "  not-recorded: [\(classes)]", "  reason: TODO"], indent: 4)
  }
}

extension ObservedBucket {
  /// Sentences on what was found, at most so many.
  fileprivate var notes: [String] {
    let found = findings.filter { $0.kind != .anonymousAccess }
    let standing = found.prefix(5).map(\.note)
    let more = found.count > 5 ? ["And \((found.count - 5).counting("more finding"))."] : []
    let on =
      enabled.isEmpty
      ? [] : ["On already: \(enabled.map(\.rawValue).joined(separator: ", "))."]
    return on + standing + more
  }
}

extension Finding {
  /// `Breaks BlockPublicAcls: PutObject with public-read, 3 times, by arn:...`.
  fileprivate var note: String {
    let settings = settings.map(\.rawValue).joined(separator: " and ")
    let breaks = certainty == .certain ? "Breaks" : "May break"
    let what = acl.map { "\(operation) with \($0.name)" } ?? operation
    let often = count == 1 ? "once" : "\(count.grouped) times"
    return "\(settings.isEmpty ? "Forbidden" : "\(breaks) \(settings)"): \(what), \(often), by"
      + " \(caller.principal)."
  }
}

/// Buckets that stand together in the file.
struct BucketGroup {
  /// The account, where its buckets begin with this group; empty where nothing says whose they are.
  var accountBegins: String?
  /// What their names begin with, without the hyphen; `nil` where it is not worth a word.
  var prefix: String?
  var buckets: [ObservedBucket]

  /// The buckets in groups: those of one account whose names begin with the same word together.
  static func groups(of buckets: [ObservedBucket]) -> [BucketGroup] {
    var groups: [BucketGroup] = []
    for bucket in buckets {
      if let last = groups.last?.buckets.first, last.account == bucket.account,
        last.firstWord == bucket.firstWord
      {
        groups[groups.count - 1].buckets.append(bucket)
        continue
      }
      let begins = groups.last.map { $0.buckets.first?.account != bucket.account } ?? true
      groups.append(
        BucketGroup(accountBegins: begins ? bucket.account ?? "" : nil, buckets: [bucket]))
    }
    return groups.map(\.named)
  }

  /// Three names make a pattern. It is one of lower-case letters, as patterns have to be.
  private var named: BucketGroup {
    var group = self
    let word = buckets.first?.firstWord ?? ""
    let isPlain = word.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    if buckets.count >= 3, isPlain, buckets.allSatisfy({ $0.name.hasPrefix("\(word)-") }) {
      group.prefix = String(word)
    }
    return group
  }
}

extension ObservedBucket {
  /// The name up to its first hyphen or dot.
  fileprivate var firstWord: Substring { name.prefix { $0 != "-" && $0 != "." } }
}
