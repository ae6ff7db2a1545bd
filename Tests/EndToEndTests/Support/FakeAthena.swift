import Glibc

/// Athena, as far as `collect --athena` asks it: its queries are run for real, through sqlglot and
/// DuckDB, over the log files of a folder.
struct FakeAthena {
  private static let python = "\(Golden.package).build/venv/bin/python"
  private static let script = "\(Golden.package)Tests/EndToEndTests/Readers/athena.py"

  /// Whether sqlglot and DuckDB are there.
  static let isInstalled: Bool = {
    guard access(python, X_OK) == 0, let folder = try? Workspace() else { return false }
    let outcome = try? Program.run(
      ["-c", "import duckdb, sqlglot"], in: folder, executable: python)
    return outcome?.exitCode == 0
  }()

  private let aws: FakeAWS

  /// Over the log files below a folder.
  init(over logs: String) throws {
    aws = try FakeAWS(
      "exec '\(Self.python)' -B '\(Self.script)' $folder '\(logs)' \"$@\"")
  }

  var environment: [String: String] { aws.environment }

  /// The queries since the last look, each as `uses 2020/02/03 2020/02/09`, in the order of the
  /// alphabet.
  func asked() throws -> [String] { try askedInOrder().sorted() }

  /// The queries since the last look, in the order in which they were asked.
  func askedInOrder() throws -> [String] {
    let lines = (try? aws.folder.text("asked")) ?? ""
    try aws.folder.write("", to: "asked")
    return lines.split(separator: "\n").map(String.init)
  }

  /// Has results of uses arrive cut off behind so many bytes; whole, where it is `nil`.
  func cutUses(to bytes: Int?) throws {
    try aws.folder.write(bytes.map(String.init) ?? "", to: "cut")
  }

  /// Has each query fail for a reason; for none, where it is empty.
  func fail(_ reason: String) throws {
    try aws.folder.write(reason, to: "fails")
  }

  /// Whether the table's partitions are computed.
  func setProjected(_ isProjected: Bool) throws {
    try aws.folder.write("\(isProjected)", to: "projected")
  }
}
