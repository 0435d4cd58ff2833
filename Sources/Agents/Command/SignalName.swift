import CSupervisor

/// `SIGKILL` for 9, `signal 77` for what has no name.
func signalName(_ number: Int32) -> String {
  guard let abbreviation = supervisor_signal_name(number) else { return "signal \(number)" }
  return "SIG\(String(cString: abbreviation))"
}
