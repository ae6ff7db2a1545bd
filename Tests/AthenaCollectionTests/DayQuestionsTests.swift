import AthenaCollection
import AthenaQueries
import RawEvidence
import Testing
import Timeline

@Suite("The answers of days")
struct DayQuestionsTests {
  @Test("A result in a file has the file's size, by which a large one is read piece by piece")
  func sizes() throws {
    let table = try #require(AthenaTable(database: "audit", table: "logs"))
    let questions = DayQuestions(
      QueryContext(table: table), dayPartition: nil, of: .unknown)
    let day = Instant(secondsSince1970: 0)
    let result = QueryResult(
      content: .file(path: "/tmp/result.csv", size: 3 << 30, try TemporaryFolder()))
    let files = questions.files([result, result], of: DayRange(first: day, last: day))
    #expect(files.map(\.size) == [3 << 30, 3 << 30])
    #expect(
      files.map(\.path)
        == ["recording", "uses"].map {
          "athena://AwsDataCatalog/audit/logs/1970-01-01/\($0).csv"
        })
  }
}
