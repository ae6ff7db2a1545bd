import Foundation
import Glibc
import JSON

/// A server that answers as AWS does, on this machine only, and the real AWS CLI to ask it with. Both
/// are Python packages that `make test` installs into a virtual environment below `.build`.
final class MotoServer: Sendable {
  private static let programs = "\(Golden.package).build/venv/bin"

  /// Whether both are there.
  static let isInstalled =
    access("\(programs)/moto_server", X_OK) == 0 && access("\(programs)/aws", X_OK) == 0

  private let folder: Workspace
  private let server: RunningProgram
  private let port: UInt16

  /// The environment in which `aws` is the real one and asks this server.
  var environment: [String: String] {
    [
      "PATH": "\(Self.programs):/usr/bin:/bin", "HOME": folder.root,
      "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)", "AWS_ACCESS_KEY_ID": "testing",
      "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1",
    ]
  }

  /// Starts a server, and waits until it answers.
  init() throws {
    folder = try Workspace()
    port = try LocalPort.free()
    server = try Program.start(
      ["-H", "127.0.0.1", "-p", "\(port)"], in: folder,
      executable: "\(Self.programs)/moto_server")
    for _ in 0..<600 {
      if LocalPort.answers(port) { return }
      usleep(100_000)
    }
    throw SystemError(doing: "waiting for the server: \(server.standardErrorSoFar)")
  }

  deinit {
    server.send(SIGTERM)
    _ = try? server.wait()
  }

  /// Asks the server for something, with the real CLI.
  @discardableResult
  func aws(_ arguments: String...) throws -> Outcome {
    let outcome = try Program.run(
      arguments, in: folder, environment: environment, executable: "\(Self.programs)/aws")
    guard outcome.exitCode == 0 else {
      throw SystemError(doing: "aws \(arguments): \(outcome.standardError)", code: 0)
    }
    return outcome
  }
}

extension MotoServer {
  /// Has the next queries in Athena give these results: rows of texts, the names of the columns first.
  ///
  /// - Parameter asFiles: whether the results are fetched as the files that the server writes, in which it
  ///   does not double quotes.
  func prepareAthenaResults(_ results: [[[String?]]], asFiles: Bool = true) throws {
    let quote = asFiles ? "\"\"" : "\""
    let rows = results.map { rows in
      let cells = rows.map { row -> JSONValue in
        let data = row.map { text -> JSONValue in
          text.map { ["VarCharValue": .string($0.replacing("\"", with: quote))] } ?? [:]
        }
        return ["Data": .array(data)]
      }
      return ["rows": .array(cells), "column_info": []] as JSONValue
    }
    let script = """
      import sys, urllib.request
      url = sys.argv[1] + "/moto-api/static/athena/query-results"
      urllib.request.urlopen(urllib.request.Request(
        url, sys.stdin.buffer.read(), {"Content-Type": "application/json"}))
      """
    let outcome = try Program.run(
      ["-c", script, environment["AWS_ENDPOINT_URL"] ?? ""], in: try Workspace(),
      input: .bytes(Array((["results": .array(rows)] as JSONValue).compactText.utf8)),
      executable: "\(Golden.package).build/venv/bin/python")
    guard outcome.exitCode == 0 else {
      throw SystemError(doing: "preparing results: \(outcome.standardError)", code: 0)
    }
  }
}

/// TCP ports of this machine.
private enum LocalPort {
  /// A port that nobody listens at.
  static func free() throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 ? getsockname(listener, $0, &length) : -1
      }
    }
    guard code == 0 else { throw SystemError(doing: "finding a port") }
    return address.sin_port.bigEndian
  }

  /// Whether somebody takes a connection.
  static func answers(_ port: UInt16) -> Bool {
    let caller = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(caller) }
    var address = loopback(port: port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
