/// Calls whose records are evidence whatever they carry and whoever makes them.
public enum EvidenceCalls {
  /// The S3 calls that change what decides who gets in, in the order of the alphabet.
  public static let ofConfiguration: [String] =
    (ConfigurationCall.allCases.map(\.rawValue) + onAccessPoints).sorted()

  /// Those of them that are about access points, in the order of the alphabet.
  public static let onAccessPoints: [String] = AccessPointCall.allCases.map(\.rawValue).sorted()

  /// The CloudTrail calls that change what is recorded, in the order of the alphabet.
  public static let ofRecording: [String] = RecordingChange.calls.sorted()
}
