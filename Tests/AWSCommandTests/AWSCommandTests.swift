import AWSCommand
import Glibc
import JSON
import RawEvidence
import Testing

private let who = AWSCall("sts", "get-caller-identity", action: "sts:GetCallerIdentity")

/// A program that takes the place of `aws`.
private struct FakeCommand {
  private let folder: TemporaryFolder
  let path: String

  init(_ script: String) throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/aws"
    try OutputFile.write("#!/bin/sh\nfolder=\(folder.path)\n\(script)\n", to: path)
    chmod(path, 0o700)
  }

  func command(pauses: [Duration] = []) -> AWSCommand {
    AWSCommand(at: path, retries: RetrySchedule(pauses: pauses))
  }
}

@Suite("Running the AWS CLI")
struct AWSCommandTests {
  @Test(
    "takes its answer as JSON",
    arguments: [
      ("echo '{\"Account\": \"111122223333\"}'", ["Account": "111122223333"] as JSONValue),
      ("echo '[1, \"2\"]'", [1, "2"]), ("echo null", .null), ("true", .null),
      ("printf '[\"%s\"]' \"$1 $2 $3 $4 $5\"", ["sts get-caller-identity $(id) --output json"]),
      ("printf '[\"%s\"]' \"$AWS_PAGER|${HOME:+home}\"", ["|home"]),
    ] as [(String, JSONValue)])
  func answers(_ script: String, _ answer: JSONValue) async throws {
    let fake = try FakeCommand(script)
    #expect(try await fake.command().json(who, ["$(id)"]) == answer)
  }

  @Test("says that what is no JSON is not understood")
  func noJSON() async throws {
    let fake = try FakeCommand("echo hello")
    await #expect(throws: AWSFailure.unreadableAnswer(who)) {
      try await fake.command().json(who, [])
    }
  }

  @Test("says that there is none")
  func missing() async {
    let aws = AWSCommand(named: "aws-that-nobody-has", retries: RetrySchedule(pauses: []))
    await #expect(throws: AWSFailure.notInstalled) { try await aws.json(who, []) }
  }

  static let slowDown =
    "echo 'An error occurred (SlowDown) when calling the X operation: Reduce' >&2; exit 254"

  @Test("tries again where AWS asks to come back, and only so often")
  func retries() async throws {
    let once = try FakeCommand(
      "[ -e $folder/asked ] && echo [] && exit; touch $folder/asked; \(Self.slowDown)")
    #expect(try await once.command(pauses: [.zero]).json(who, []) == [])
    let always = try FakeCommand("echo . >>$folder/asked; \(Self.slowDown)")
    await #expect(throws: AWSFailure.throttled(who, code: "SlowDown")) {
      try await always.command(pauses: [.zero, .zero]).json(who, [])
    }
  }

  @Test("does not try again what was denied")
  func denied() async throws {
    let fake = try FakeCommand(
      """
      [ -e $folder/asked ] && echo [] && exit
      touch $folder/asked
      echo 'An error occurred (AccessDenied) when calling the X operation: no' >&2; exit 254
      """)
    await #expect(throws: AWSFailure.denied(who, action: who.action, message: "no")) {
      try await fake.command(pauses: [.zero]).json(who, [])
    }
  }

  @Test("ends it when the task is cancelled")
  func cancellation() async throws {
    let fake = try FakeCommand("exec sleep 60")
    let task = Task { () async throws(AWSFailure) in try await fake.command().json(who, []) }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: AWSFailure.cancelled) { try await task.value }
  }
}
