import Evidence
import Testing

/// Whose files lie together.
@Suite("The folder of a trail's files")
struct TrailFolderTests {
  @Test(
    "is what stands above accounts, Regions and days",
    arguments: [
      ("logs/AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/a.json.gz", "logs/AWSLogs"),
      (
        "logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2020/02/03/a.json.gz", "logs/AWSLogs"
      ),
      (
        "logs/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-gov-west-1/2020/02/03/a.json.gz",
        "logs/AWSLogs/o-exampleorgid"
      ),
      ("/mnt/logs/us-east-1/2020/02/03/a.json.gz", "/mnt/logs"), ("logs/2020/02/03/a.json", "logs"),
      ("./logs/02/03/a.json", "logs"), ("logs/2020-02-03/a.json", "logs"),
      ("logs/year=2020/month=02/a.json", "logs"), ("logs/a.json", "logs"), ("a.json", ""),
      ("-", "-"), ("trail-b/prefix/AWSLogs/a.json", "trail-b/prefix/AWSLogs"),
    ])
  func folder(_ path: String, _ folder: String) {
    #expect(TrailFolder.path(ofFileAt: path) == folder)
  }

  @Test(
    "tells whether an organization's trail may have delivered there",
    arguments: [
      ("logs/AWSLogs", false, "logs"), ("logs/AWSLogs/o-exampleorgid", true, "logs"),
      ("logs", true, "logs"), ("", true, ""),
    ])
  func organization(_ folder: String, _ mayBe: Bool, _ root: String) {
    #expect(TrailFolder.mayBeOfOrganization(folder) == mayBe)
    #expect(TrailFolder.root(of: folder) == root)
  }
}
