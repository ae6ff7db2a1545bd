/// Calls whose records are evidence whatever they carry and whoever makes them.
public enum EvidenceCalls {
  /// The S3 calls that change what decides who gets in, in the order of the alphabet.
  public static let ofConfiguration: [String] =
    (ConfigurationCall.allCases.map(\.rawValue) + AccessPointCall.allCases.map(\.rawValue)).sorted()
}
