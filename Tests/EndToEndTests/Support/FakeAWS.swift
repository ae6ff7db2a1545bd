/// A program that takes the place of the AWS CLI, in a folder of its own.
struct FakeAWS {
  /// The folder: what the program writes and reads lies here too, as `$folder`.
  let folder: Workspace

  /// A program of these lines of shell, which find the service in `$1` and the operation in `$2`.
  init(_ script: String) throws {
    folder = try Workspace()
    try folder.writeExecutable("#!/bin/sh\nfolder=\(folder.root)\n\(script)\n", to: "bin/aws")
  }

  /// The environment in which it is what `aws` means.
  var environment: [String: String] { ["PATH": "\(folder.path("bin")):/usr/bin:/bin"] }
}
