import Glibc

extension DataDirectory {
  /// Where the data directory was named.
  public enum Source: Hashable, Sendable {
    case flag
    case environment
    /// The file `escapement.data` beside the program.
    case fileBesideProgram(String)
    case home
  }

  /// `--data`, else `ESCAPEMENT_DATA`, else the path in the file `escapement.data` beside the program, else
  /// `~/.escapement`. Never from a request.
  ///
  /// The directory needn't exist; see ``requireUsable()``.
  public static func locate(
    flag: String?, environment: [String: String], programFolder: String? = HostProgram.folder
  ) throws(StartupError) -> (directory: DataDirectory, source: Source) {
    if let flag { return (try at(flag, named: "--data"), .flag) }
    if let path = environment["ESCAPEMENT_DATA"], !path.isEmpty {
      return (try at(path, named: "ESCAPEMENT_DATA"), .environment)
    }
    if let programFolder, let path = try pathBeside(programFolder) {
      let file = "\(programFolder)/escapement.data"
      return (try at(path, named: file), .fileBesideProgram(file))
    }
    return (try at("\(try home(environment))/.escapement", named: "HOME"), .home)
  }

  private static func at(_ path: String, named origin: String) throws(StartupError) -> DataDirectory {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw StartupError(.configuration, "\(origin) names no path; give the data directory's path")
    }
    let absolute = path.hasPrefix("/") ? path : "\(HostProgram.currentFolder)/\(path)"
    return DataDirectory(path: normalized(absolute))
  }

  /// Without empty and `.` parts. `..` stays: what it means depends on symbolic links.
  private static func normalized(_ path: String) -> String {
    "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func pathBeside(_ folder: String) throws(StartupError) -> String? {
    do {
      let text = try HostFile.readText("\(folder)/escapement.data", limit: 4_096)
      let line = text.split(whereSeparator: \.isNewline).first.map { String($0) } ?? ""
      guard line.hasPrefix("/") else {
        throw StartupError(.configuration, "\(folder)/escapement.data must hold an absolute path on its first line")
      }
      return line
    } catch let failure as HostFile.Failure {
      if failure.isMissing { return nil }
      throw StartupError(failure)
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError(.files, "\(error)")
    }
  }

  private static func home(_ environment: [String: String]) throws(StartupError) -> String {
    if let home = environment["HOME"], home.hasPrefix("/") { return home }
    if let entry = getpwuid(geteuid()), let home = entry.pointee.pw_dir { return String(cString: home) }
    throw StartupError(.noDataDirectory, "no data directory is named and HOME isn't set; give --data PATH")
  }
}
