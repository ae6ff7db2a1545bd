import ArgumentParser
import Diagnostics
import JSON
import LedgerFile
import RawEvidence
import Reports
import Timeline

/// What is done with ledger files themselves.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Merges, prunes, describes and verifies ledger files.",
    subcommands: [Merge.self, Prune.self, Info.self, Verify.self])
}

extension LedgerCommand {
  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds ledgers up into one: what several hold is counted once.",
      discussion: """
        For example, after ten machines collected a tenth each: \
        bpa-ready ledger merge all.ledger part-*.ledger
        """)

    @Argument(help: "The ledger that is added to; made where there is none.", completion: .file())
    var output: String

    @Argument(help: "The ledgers that are added. They stay as they are.", completion: .file())
    var inputs: [String]

    func run() async throws {
      Interruption.install()
      let standardError = StandardError(isQuiet: false)
      try await LedgerInput.telling(standardError) { () async throws(LedgerFileError) in
        // All of them are looked at before anything is made.
        let inputs = try opened(standardError)
        let merged = try LedgerInput.open(output, for: .making, standardError)
        for input in inputs { try merged.merge(input) }
      }
    }

    private func opened(_ standardError: StandardError) throws(LedgerFileError) -> [LedgerFile] {
      var opened: [LedgerFile] = []
      let identity = FileTree.entry(at: output).identity
      // A ledger holds itself already, and would wait for itself.
      for path in inputs
      where identity == nil || FileTree.entry(at: path).identity != identity {
        opened.append(try LedgerInput.open(path, for: .reading, standardError))
      }
      return opened
    }
  }

  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes out what was done before an instant, and gives the room back.",
      discussion: """
        Verdicts whose window begins at least the policy's max-gap after the instant stay as they are: \
        what became of configurations is kept, however old it is. A window that begins earlier is no \
        longer covered, so that its verdict is UNKNOWN and not READY. Files that were read are not read again.
        """)

    @Argument(help: "The ledger.", completion: .file())
    var ledger: String

    @Option(
      help: ArgumentHelp(
        "The instant, such as 2020-02-10 or 2020-02-10T00:00:00Z.", valueName: "instant"),
      transform: Instant.init(argument:))
    var before: Instant

    func run() async throws {
      Interruption.install()
      let standardError = StandardError(isQuiet: false)
      try await LedgerInput.telling(standardError) { () async throws(LedgerFileError) in
        try LedgerInput.open(ledger, for: .writing, standardError)
          .prune(before: before, by: LedgerRun("prune --before \(before)"))
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Looks at every page and every entry of a ledger.",
      discussion: "Ends with 0 where the ledger is sound, and with 65 where it is not.")

    @Argument(help: "The ledger.", completion: .file())
    var ledger: String

    func run() async throws {
      Interruption.install()
      let standardError = StandardError(isQuiet: false)
      let problems = try await LedgerInput.telling(standardError) {
        () async throws(LedgerFileError) in
        try LedgerInput.open(ledger, for: .reading, standardError).problems()
      }
      for problem in problems { standardError.error("\(ledger): \(problem)", help: nil) }
      guard problems.isEmpty else { throw ArgumentParser.ExitCode(.unusableEvidence) }
      standardError.say("bpa-ready: \(ledger): sound")
    }
  }
}
