import Diagnostics

/// Reads files, those that they extend before them, each once.
struct PolicyReader {
  private let given: [PolicyBytes]
  /// The given files by the paths under which others may extend them.
  private let givenPaths: [String: Int]
  /// What was read, by path; `nil` where a file is no policy at all.
  private var documents: [String: PolicyDocument?] = [:]
  /// The files that are being read, each extended by the one before it.
  private var chain: [String] = []

  private(set) var sources: [String: SourceText] = [:]
  private(set) var reports: [Report] = []
  /// The files that others extend.
  private(set) var extendedPaths: Set<String> = []
  /// Whether all claims of all files could be read.
  private(set) var knowsAllClaims = true

  /// More files on top of each other are no layers of an organization.
  private static let deepestChain = 16

  init(files: [PolicyBytes]) {
    given = files.sorted { $0.path < $1.path }
    givenPaths = Dictionary(
      given.enumerated().map { (PolicyPath.normalized($1.path), $0) }, uniquingKeysWith: min)
  }

  var policies: [PolicyFile] {
    documents.values.compactMap { if case .team(let file)? = $0 { file } else { nil } }
  }

  var baselines: [PolicyBaseline] {
    documents.values.compactMap { if case .baseline(let file)? = $0 { file } else { nil } }
  }

  mutating func readAll(_ reading: (String) throws(UnreadablePolicy) -> PolicyBytes) {
    for file in given { _ = document(file, reading) }
  }

  private mutating func document(
    _ file: PolicyBytes, _ reading: (String) throws(UnreadablePolicy) -> PolicyBytes
  ) -> PolicyDocument? {
    if let known = documents[file.path] { return known }
    chain.append(file.path)
    defer { chain.removeLast() }
    let source: SourceText
    do throws(Diagnostic) {
      source = try SourceText(path: file.path, bytes: file.bytes)
    } catch {
      reports.append(Report(error))
      return remember(nil, of: file)
    }
    sources[file.path] = source
    let yaml = YAMLDocument(source)
    reports += yaml.diagnostics.map { Report($0) }
    guard let root = yaml.root else { return remember(nil, of: file) }
    let inheritance = inheritance(of: root, in: source, reading)
    var decoder = PolicyFileDecoder(source, inheriting: inheritance)
    let document = decoder.document(root)
    reports += decoder.reports
    // A document that was refused in part may hide a claim.
    knowsAllClaims = knowsAllClaims && !decoder.missesClaims && yaml.diagnostics.isEmpty
    return remember(document, of: file)
  }

  private mutating func remember(_ document: PolicyDocument?, of file: PolicyBytes)
    -> PolicyDocument?
  {
    if document == nil { knowsAllClaims = false }
    documents.updateValue(document, forKey: file.path)
    return document
  }

  private mutating func inheritance(
    of root: YAMLNode, in source: SourceText,
    _ reading: (String) throws(UnreadablePolicy) -> PolicyBytes
  ) -> Inheritance {
    var decoder = PolicyFileDecoder(source)
    let extended = decoder.extendedFiles(root)
    reports += decoder.reports
    var inheritance = Inheritance()
    for file in extended {
      if let base = baseline(file, of: source, reading) {
        inheritance.append(base)
      } else {
        inheritance.isComplete = false
      }
    }
    inheritance.sources = sources
    return inheritance
  }

  /// The baseline that a file extends; `nil` where there is none, which is reported.
  private mutating func baseline(
    _ extended: ExtendedFile, of source: SourceText,
    _ reading: (String) throws(UnreadablePolicy) -> PolicyBytes
  ) -> PolicyBaseline? {
    func report(_ message: String, help: String? = nil) {
      reports.append(
        Report(source.diagnostic(.error, message, at: extended.span, help: help)))
    }
    let file: PolicyBytes
    do throws(UnreadablePolicy) {
      if let index = givenPaths[extended.path] {
        file = given[index]
      } else {
        file = try reading(extended.path)
      }
    } catch {
      report("\(quoted(extended.path)) \(error.reason)")
      return nil
    }
    if let first = chain.firstIndex(of: file.path) {
      let circle = (chain[first...] + [file.path]).joined(separator: " -> ")
      report("\(quoted(file.path)) extends itself: \(circle)", help: "take one of the steps out")
      return nil
    }
    guard chain.count < Self.deepestChain else {
      report("more than \(Self.deepestChain) files extend each other, one on top of the other")
      return nil
    }
    extendedPaths.insert(file.path)
    switch document(file, reading) {
    case .baseline(let base): return base
    case .team(let policy):
      report(
        "\(quoted(file.path)) is the file of team \(quoted(policy.team)), and only a baseline can be"
          + " extended",
        help: "a baseline has no 'team', 'buckets' or 'waivers': put into one what both files share"
      )
      return nil
    case nil: return nil
    }
  }
}
