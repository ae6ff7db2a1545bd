import Glibc
import Testing
import TrailFixtures

/// The steps that switch on what is ready, run against an AWS CLI of the tests' own.
@Suite("plan")
struct SwitchPlanTests {
  /// An `aws` that keeps the settings of each bucket in a file, as four words.
  static let aws = #"""
    #!/bin/sh
    echo "$*" >>"$0.log"
    state=$(dirname "$0")/state
    mkdir -p "$state"
    file=$state/$4
    case "$2" in
      get-public-access-block)
        if [ -e "$file.denied" ]; then echo 'An error occurred (AccessDenied) when calling' >&2; exit 254; fi
        if [ ! -e "$file" ]; then
          echo 'An error occurred (NoSuchPublicAccessBlockConfiguration) when calling' >&2; exit 254
        fi
        tr ' ' '\t' <"$file" ;;
      put-public-access-block)
        for last; do :; done
        printf '%s\n' "$last" | sed 's/[A-Za-z]*=//g; s/,/ /g; s/true/True/g; s/false/False/g' >"$file" ;;
      delete-public-access-block) rm "$file" ;;
      *) exit 252 ;;
    esac
    """#

  private static func folder() throws -> Workspace {
    let folder = try Workspace(
      policy: Policy("one", "two", "silent"),
      events: Week.quiet("one") + Week.quiet("two") + [Week.publicUpload("two")])
    try folder.writeExecutable(aws, to: "bin/aws")
    return folder
  }

  private static func plan(_ folder: Workspace, _ options: String...) throws -> Outcome {
    try folder.run(["plan", "--evidence", "logs", "--as-of", Week.end] + options)
  }

  /// Writes the script, and runs it with these arguments.
  private static func script(_ folder: Workspace, _ arguments: String...) throws -> Outcome {
    try folder.write(try plan(folder, "--format", "sh").standardOutput, to: "switch.sh")
    return try Program.run(
      ["switch.sh"] + arguments, in: folder,
      environment: ["PATH": "\(folder.path("bin")):/usr/bin:/bin"], executable: "/bin/sh")
  }

  @Test("The exit code is that of check", arguments: ["text", "sh", "terraform"])
  func exitCode(format: String) throws {
    let folder = try Self.folder()
    #expect(try Self.plan(folder, "--format", format).exitCode == 1)
    #expect(try Self.plan(folder, "--format", format, "--bucket", "one").exitCode == 0)
    #expect(try Self.plan(folder, "--format", format, "--bucket", "silent").exitCode == 3)
    #expect(try Self.plan(folder, "--format", format, "--bucket", "other").exitCode == 66)
  }

  @Test("The script switches on what is safe, keeps what is on, and verifies")
  func apply() throws {
    let folder = try Self.folder()
    try folder.write("True False False False\n", to: "bin/state/two")
    let outcome = try Self.script(folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(try folder.text("bin/state/one") == "True True True True\n")
    // BlockPublicAcls breaks, and was on all the same: the script takes nothing away.
    #expect(try folder.text("bin/state/two") == "True True True True\n")
    #expect(try folder.names.contains("silent") == false)
    let calls = try folder.text("bin/aws.log").split(separator: "\n")
    #expect(calls.count == 6)
    #expect(calls.allSatisfy { $0.contains("--expected-bucket-owner 111122223333") })
    #expect(try Self.script(folder, "verify").exitCode == 0)
  }

  @Test("A setting that is not ready stays off")
  func partly() throws {
    let folder = try Self.folder()
    #expect(try Self.script(folder).exitCode == 0)
    #expect(try folder.text("bin/state/two") == "False True True True\n")
  }

  @Test("The way back is to what was there before the first run")
  func rollback() throws {
    let folder = try Self.folder()
    try folder.write("True False False False\n", to: "bin/state/two")
    _ = try Self.script(folder)
    _ = try Self.script(folder)
    let outcome = try Self.script(folder, "rollback")
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(try folder.text("bin/state/two") == "True False False False\n")
    #expect(throws: (any Error).self) { try folder.text("bin/state/one") }
    #expect(try Self.script(folder, "verify").exitCode == 1)
  }

  @Test("What cannot be read is not written")
  func denied() throws {
    let folder = try Self.folder()
    try folder.write("", to: "bin/state/one.denied")
    let outcome = try Self.script(folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.standardError.contains("AccessDenied"))
    #expect(
      try folder.text("bin/aws.log").contains("put-public-access-block --bucket one") == false)
    #expect(try folder.text("bin/state/two") == "False True True True\n")
  }

  @Test("A name that no bucket can have goes into no script")
  func hostile() throws {
    let name = "a'; touch pwned; echo '\n$(touch pwned)"
    let folder = try Workspace(
      policy: Policy("one", "\"a*\""), events: Week.quiet("one") + Week.quiet(name))
    for format in ["sh", "terraform"] {
      let outcome = try Self.plan(folder, "--format", format)
      let code = outcome.standardOutput.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(!code.contains { $0.contains("pwned") })
      #expect(outcome.standardOutput.contains("no bucket can have this name"))
    }
  }

  @Test("A script without a step does nothing")
  func empty() throws {
    let folder = try Self.folder()
    try folder.write(
      try Self.plan(folder, "--format", "sh", "--bucket", "silent").standardOutput, to: "none.sh")
    let outcome = try Program.run(["none.sh"], in: folder, executable: "/bin/sh")
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.contains("nothing is ready"))
  }

  @Test(
    "The example that the documentation shows",
    arguments: [("text", "txt"), ("sh", "sh"), ("terraform", "tf")])
  func example(format: String, ending: String) throws {
    let folder = try Workspace()
    try folder.link("Examples", to: Golden.package + "/Examples")
    let outcome = try folder.run([
      "plan", "--policy", "Examples/policies", "--evidence", "Examples/logs", "--as-of",
      "2020-02-10T00:00:00Z", "--format", format,
    ])
    #expect(outcome.exitCode == 1)
    try Golden.compare(outcome.standardOutput, with: "plan.\(ending)")
  }
}
