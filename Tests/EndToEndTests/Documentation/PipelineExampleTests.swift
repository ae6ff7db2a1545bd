import Foundation
import Testing

/// The files that people copy into their pipelines use what there is.
@Suite("The examples of pipelines")
struct PipelineExampleTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var testDescription: String { name }

    static let all: [Example] = {
      let folder = Golden.package + "Examples/pipelines"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().compactMap { name in
        (try? Workspace.text(ofFileAt: "\(folder)/\(name)")).map { Example(name: name, text: $0) }
      }
    }()
  }

  /// The options of the other programs in these files.
  private static let ofOthers: Set<String> = [
    "--rm", "--user", "--volume", "--file", "--tag", "--from",  // docker, and its COPY
    "--yes", "--no-install-recommends", "--no-create-home", "--uid",  // apt-get, useradd
    "--only-show-errors",  // aws
    "--body-file", "--edit-last", "--create-if-none",  // gh
  ]

  private static let help: String = ["check", "lint", "test", "plan", "collect", "ledger"].map {
    (try? Program.run([$0, "--help"], in: Workspace()).standardOutput) ?? ""
  }.joined()

  @Test("are there")
  func some() {
    #expect(Example.all.count >= 6)
  }

  @Test("use options that --help has", arguments: Example.all)
  func options(_ example: Example) {
    let options = example.text.matches(of: /(?:^|\s)(--[a-z][a-z-]*)/).map { String($0.output.1) }
    let own = Set(options).subtracting(Self.ofOthers)
    for option in own {
      #expect(Self.help.contains("\(option) ") || Self.help.contains("\(option)\n"), "\(option)")
    }
  }

  @Test("write reports in formats that there are", arguments: Example.all)
  func formats(_ example: Example) {
    for match in example.text.matches(of: #/--(?:report|format) ([a-z]+)/#) {
      #expect(Self.help.contains("\n        \(match.output.1) "), "\(match.output.1)")
    }
  }

  @Test("The recipe for a Makefile runs as it stands, and fails where the program does")
  func recipe() throws {
    let folder = try Workspace(
      policy: Policy("loud"), events: Week.quiet("loud") + [Week.publicUpload("loud")])
    try folder.write(
      try Workspace.text(ofFileAt: Golden.package + "Examples/pipelines/recipe.mk"), to: "Makefile")
    try folder.writeExecutable("#!/bin/sh\necho \"$@\" >fetched\n", to: "bin/aws")
    let outcome = try Program.run(
      ["bpa-ready", "TRAIL=s3://trail/logs"], in: folder,
      environment: ["PATH": "\(folder.path("bin")):\(Program.folder):/usr/bin:/bin"],
      executable: "make")
    #expect(outcome.exitCode == 2, "make's own code for a recipe that failed")
    #expect(outcome.standardError.contains("Error"))
    #expect(try folder.text("fetched") == "s3 sync --only-show-errors s3://trail/logs logs\n")
    #expect(try folder.text("bpa-ready.html").contains("loud"))
  }
}
