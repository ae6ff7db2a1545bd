import Testing

/// What a shell offers once it has read the script that the program prints.
@Suite("Completions")
struct CompletionTests {
  /// What bash offers for the last word of the line, in the folder.
  private static func offered(_ line: String, in folder: Workspace) throws -> [String] {
    try folder.write(
      Program.run(["--generate-completion-script", "bash"], in: folder).standardOutput,
      to: "completion.bash")
    let outcome = try Program.run(
      ["-c", ask, "bash", line], in: folder,
      environment: ["PATH": Program.folder + ":/usr/bin:/bin"], executable: "bash")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    return outcome.standardOutput.split(separator: "\n").map { String($0) }
  }

  /// Does what bash does when the tabulator is pressed.
  private static let ask = """
    . ./completion.bash
    function=$(complete -p bpa-ready | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9
    read -ra COMP_WORDS <<<"$1"
    case $1 in *' ') COMP_WORDS+=("") ;; esac
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    "$function" bpa-ready "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\\n' "${COMPREPLY[@]}"
    """

  @Test(
    "bash offers what may stand there",
    arguments: [
      ("bpa-ready ch", ["check"]),
      ("bpa-ready check --se", ["--setting"]),
      ("bpa-ready check --format j", ["json", "junit"]),
      ("bpa-ready check --report h", ["html="]),
      ("bpa-ready explain payments-ledger Re", ["RestrictPublicBuckets"]),
      ("bpa-ready check --evidence lo", ["logs"]),
      ("bpa-ready ledger info pay", ["payments.ledger"]),
    ])
  func bash(_ line: String, _ words: [String]) throws {
    let folder = try Workspace()
    try folder.makeFolder("logs")
    try folder.write("", to: "payments.ledger")
    let offered = try Self.offered(line, in: folder)
    #expect(offered.map { $0.trimmingSuffix { $0 == "/" || $0 == " " } }.sorted() == words.sorted())
  }

  @Test(
    "There is a script for each shell that 'make install' writes one for",
    arguments: ["zsh", "fish"])
  func others(_ shell: String) throws {
    let outcome = try Program.run(["--generate-completion-script", shell], in: Workspace())
    #expect(outcome.exitCode == 0)
    for word in ["explain", "--terraform-plan", "ndjson"] {
      #expect(outcome.standardOutput.contains(word))
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
