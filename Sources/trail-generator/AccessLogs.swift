import ArgumentParser

/// Writes server access logs of one busy bucket.
struct AccessLogs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access-logs", abstract: "Write server access logs, as many lines as asked for.")

  @Option(help: ArgumentHelp("Where to write them.", valueName: "folder"))
  var output: String

  @Option(help: "How many files.")
  var files: Int

  @Option(help: "How many lines a file has.")
  var linesPerFile: Int = 100_000

  @Flag(help: "Write into a folder that is not empty.")
  var force = false

  func run() async throws {
    let folder = try OutputFolder(output, force: force)
    for file in 0..<files {
      var text: [UInt8] = []
      for line in 0..<linesPerFile {
        text += Self.line(file * linesPerFile + line).utf8
      }
      let name = String(file, radix: 16, uppercase: true)
      let id = String(repeating: "0", count: 16 - name.count) + name
      try folder.write(text, to: "2026-02-03-15-34-11-\(id)")
    }
  }

  /// Reads by the bucket's own role, mostly; uploads, anonymous readers and refusals among them. Ten
  /// lines a second.
  private static func line(_ number: Int) -> String {
    let owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
    let second = number / 10
    let clock = [second / 3_600 % 24, second / 60 % 60, second % 60].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    let day = second / 86_400 % 28 + 1
    let isWrite = number % 10 == 3
    let isAnonymous = number % 50 == 7
    let isRefused = number % 33 == 5
    let operation = isWrite ? "REST.PUT.OBJECT" : "REST.GET.OBJECT"
    let requester =
      isAnonymous ? "-" : "arn:aws:sts::111122223333:assumed-role/app-\(number % 40)/session"
    let key = "reports/2026/\(number % 5_000)/part-\(number).parquet"
    let answer = isRefused ? "403 AccessDenied" : "200 -"
    return
      "\(owner) busy-bucket [\(day < 10 ? "0" : "")\(day)/Feb/2026:\(clock.joined(separator: ":"))"
      + " +0000] 203.0.113.\(number % 250) \(requester) \(String(number, radix: 36, uppercase: true))"
      + " \(operation) \(key) \"\(isWrite ? "PUT" : "GET") /\(key) HTTP/1.1\" \(answer) 113 52436 7 5"
      + " \"-\" \"aws-sdk-java/2.20.1 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.6\" -"
      + " hZ9Lr8mYwJb1C0PXKbTCcS6bqW1x5lD1n3M0o7J9pZc2vR4tY6uI8o= SigV4"
      + " ECDHE-RSA-AES128-GCM-SHA256 AuthHeader busy-bucket.s3.eu-west-1.amazonaws.com TLSv1.2 -"
      + " \(isAnonymous ? "Yes" : "-") eu-west-1\n"
  }
}
