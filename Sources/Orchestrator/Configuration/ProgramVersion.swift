/// The version of all programs of this package; they are released together.
public enum ProgramVersion {
  public static let text = "0.1.0"
}
