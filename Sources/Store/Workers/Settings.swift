/// A few values that belong to the whole installation and change without a restart.
public protocol SettingReading {
  func setting(_ name: String) throws -> String?
}

public protocol SettingWriting {
  /// Nil removes it.
  func setSetting(_ name: String, to value: String?) throws
}
