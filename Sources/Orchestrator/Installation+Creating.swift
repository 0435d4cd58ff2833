import Digest
import Engine
public import Logging
import Store

/// What a new installation begins with.
public struct NewInstallation: Sendable {
  /// The first administrator's name.
  public var admin: String
  /// Nil: one is made up.
  public var password: String?
  /// What links begin with; nil when it isn't known yet.
  public var baseURL: String?

  public init(admin: String, password: String? = nil, baseURL: String? = nil) {
    self.admin = admin
    self.password = password
    self.baseURL = baseURL
  }
}

/// An installation that was made, with what is shown this once.
public struct CreatedInstallation: Sendable {
  public let installation: Installation
  public let admin: String
  /// Nil when the caller chose it.
  public let generatedPassword: String?
  /// An administrator's API token.
  public let token: String
}

extension Installation {
  /// Makes a data directory: folders, settings, secret, database, administrator, token.
  ///
  /// What an interrupted attempt left is taken up again.
  /// - Returns: nil when there is a finished installation already.
  /// - Throws: `conflict` for a folder that holds something else.
  public static func create(
    _ directory: DataDirectory, _ wish: NewInstallation, environment: [String: String] = HostProgram.environment,
    logger: Logger
  ) throws -> CreatedInstallation? {
    let baseURL = try Configuration.checked(baseURL: wish.baseURL)
    try directory.prepare()
    try directory.write(secret: IdentifierSource().randomBytes(secretBytes), baseURL: baseURL)
    if try HostFile.status(of: directory.database) == nil {
      try SQLiteStorage.create(directory: directory.path, at: WallClock.system.now())
    }
    let installation = try open(directory, environment: environment, logger: logger)
    let owner = Identity.hostOwner()
    guard try installation.users(for: owner).isEmpty else { return nil }
    // The administrator is made last: an installation with one is finished.
    let token = try installation.freshToken(by: owner)
    let password = wish.password ?? installation.generatedPassword()
    try installation.addUser(wish.admin, password: password, roles: [.admin], by: owner)
    return CreatedInstallation(
      installation: installation, admin: wish.admin, generatedPassword: wish.password == nil ? password : nil,
      token: token)
  }

  /// 256 bits.
  private static var secretBytes: Int { 32 }

  /// The first token's life: long enough to find out what to make others for.
  private static var firstTokenLifetime: TimeSpan { .seconds(90 * 86_400) }

  /// An interrupted attempt may have made tokens before; whoever ran it never saw them.
  private func freshToken(by owner: Identity) throws -> String {
    for token in try tokens(for: owner) where token.revokedAt == nil { try revokeToken(named: token.name, by: owner) }
    let count = try tokens(for: owner).count
    let name = count == 0 ? "admin" : "admin-\(count + 1)"
    return try createToken(named: name, roles: [.admin], lifetime: Self.firstTokenLifetime, by: owner).secret
  }
}

extension DataDirectory {
  /// Makes the folders, unless there is something else at their place.
  fileprivate func prepare() throws {
    if let status = try HostFile.status(of: path) {
      guard status.isDirectory else { throw OperationError(.conflict, "\(path) is a file; choose another place") }
      try requireUsable()
      let isOurs = try HostFile.status(of: database) != nil
      let foreign = isOurs ? [] : try HostFile.names(in: path).filter { !ownNames.contains($0) }
      guard foreign.isEmpty else {
        throw OperationError(
          .conflict,
          "\(path) holds something else (\(foreign.prefix(3).joined(separator: ", "))); choose an empty or new folder")
      }
    } else {
      try HostFile.createDirectory(path, permissions: Self.permissions)
    }
    try HostFile.setPermissions(of: path, to: Self.permissions)
    for folder in folders { try HostFile.createDirectory(folder, permissions: Self.permissions) }
  }

  /// What an interrupted attempt may have left.
  private var ownNames: Set<String> {
    Set(([configurationFile, writeLock, secretKey] + folders).map { String($0.dropFirst(path.count + 1)) })
  }

  fileprivate func write(secret: [UInt8], baseURL: String?) throws {
    if try HostFile.status(of: secretKey) == nil {
      try HostFile.create(secretKey, "\(Hexadecimal.text(of: secret))\n".utf8, permissions: Self.filePermissions)
    }
    if try HostFile.status(of: configurationFile) == nil {
      try HostFile.create(
        configurationFile, Self.firstConfiguration(baseURL: baseURL).utf8, permissions: Self.filePermissions)
    }
  }

  private static func firstConfiguration(baseURL: String?) -> String {
    """
    # Settings of this installation. `escapement config` lists all of them with their values and where they come from;
    # unknown ones are errors. The environment (ESCAPEMENT_BASE_URL) and flags override this file.
    \(baseURL.map { "baseURL: \($0)" } ?? "# baseURL: https://ops.example.org/escapement")
    # dispatch: immediate      # or cron: steps wait for the next minute's tick
    # concurrency: 4           # steps performed at a time on this host
    # timezone: UTC            # in which pages show times

    """
  }
}
