import Testing

@Suite("What is run in Athena")
struct AthenaTests {
  @Test("is printed, and nothing beside it")
  func printed() throws {
    let folder = try Workspace()
    let query = try folder.run(["athena", "sql", "--to", "2020-02-10", "--lookback", "7d"])
    #expect(query.exitCode == 0)
    #expect(query.standardError == "")
    #expect(query.standardOutput.hasPrefix("WITH record AS (\n"))
    #expect(query.standardOutput.contains("eventtime >= '2020-02-03T00:00:00Z'"))
    let table = try folder.run([
      "athena", "ddl", "s3://trail/AWSLogs/", "--account", "111122223333", "--region", "us-east-1",
      "--from", "2020-01-01",
    ])
    #expect(table.exitCode == 0)
    #expect(table.standardOutput.hasPrefix("CREATE EXTERNAL TABLE"))
  }

  @Test(
    "takes nothing that is no name",
    arguments: [
      ["sql", "--table", "a\"; DROP TABLE b"], ["sql", "--day-partition", "a\" OR \"b"],
      [
        "ddl", "s3://trail/it's/AWSLogs/", "--account", "111122223333", "--region", "us-east-1",
        "--from", "2020-01-01",
      ],
      [
        "ddl", "s3://trail/AWSLogs/", "--account", "1'", "--region", "us-east-1", "--from",
        "2020-01-01",
      ],
      [
        "ddl", "s3://trail/AWSLogs/", "--account", "111122223333", "--region", "a'b", "--from",
        "2020-01-01",
      ],
    ])
  func refused(_ arguments: [String]) throws {
    let outcome = try Workspace().run(["athena"] + arguments)
    #expect(outcome.exitCode == 64)
    #expect(outcome.standardOutput == "")
  }
}
