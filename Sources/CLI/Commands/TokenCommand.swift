public import ArgumentParser
import Engine
import JSON
public import Orchestrator
import Store

struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Make, list and revoke API tokens.",
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an API token and print it, once.",
      discussion: "Programs send it as `Authorization: Bearer TOKEN`. Only its hash is kept; a lost token is replaced.")

    @Argument(help: ArgumentHelp("What the token is called in the audit, as deploy.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("What it may do; may be repeated. \(Role.names).", valueName: "role"))
    var role: [Role]

    @Option(help: ArgumentHelp("After how many days it expires; 0 is never.", valueName: "days"))
    var expires = 90

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
      if role.isEmpty { throw ValidationError("--role: say what the token may do: \(Role.names).") }
      // A century: longer is a slip.
      if !(0...36_500).contains(expires) { throw ValidationError("--expires is a number of days from 0 to 36500.") }
    }

    func run() throws {
      let made = try options.open().createToken(
        named: name, roles: Set(role), lifetime: expires == 0 ? nil : .seconds(Int64(expires) * 86_400),
        by: options.identity)
      guard format.format == .table else {
        return Terminal.print(
          JSONValue.object([
            "name": .string(name), "token": .string(made.secret), "expiresAt": .moment(made.token.expiresAt),
          ]).prettyText)
      }
      Terminal.note(
        made.token.expiresAt.map { "expires \(TimeText.moment($0)) UTC; it is shown this once" }
          ?? "doesn't expire; it is shown this once")
      Terminal.print(made.secret)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List API tokens.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let installation = try options.open()
      let tokens = try installation.tokens(for: options.identity)
      let now = installation.clock.now()
      var table = Table("TOKEN", "ROLES", "STATE", "EXPIRES (UTC)", "LAST USED (UTC)", "MADE BY")
      var list: [JSONValue] = []
      for token in tokens {
        let state =
          token.revokedAt != nil ? "revoked" : token.expiresAt.map { $0 <= now } ?? false ? "expired" : "valid"
        let used = installation.storage.presence.lastSeen(token.hash)
        table.add(
          token.name, token.roles.joined(separator: ","), state, TimeText.moment(token.expiresAt),
          TimeText.moment(used),
          token.createdBy.rawValue)
        list.append([
          "name": .string(token.name), "roles": .array(token.roles.map { .string($0) }), "state": .string(state),
          "createdAt": .moment(token.createdAt), "createdBy": .string(token.createdBy.rawValue),
          "expiresAt": .moment(token.expiresAt), "revokedAt": .moment(token.revokedAt), "lastUsedAt": .moment(used),
        ])
      }
      format.print(
        table, json: .array(list), none: "no tokens; make one with `escapement token create NAME --role ROLE`")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make an API token worthless at once.")

    @Argument(help: ArgumentHelp("The token's name.", valueName: "name"))
    var name: String

    @OptionGroup var options: InstallationOptions

    func run() throws {
      try options.open().revokeToken(named: name, by: options.identity)
      Terminal.print("token \(name) revoked")
    }
  }
}

extension Role: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
