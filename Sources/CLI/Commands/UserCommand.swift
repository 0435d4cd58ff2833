import ArgumentParser
import JSON
import Orchestrator
import Store

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Add and list people, and set their passwords.",
    subcommands: [Add.self, List.self, Password.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a person who may sign in.",
      discussion: "Without --password-file a password is made up and printed, once.")

    @Argument(help: ArgumentHelp("The name to sign in with.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("What the person may do; may be repeated. \(Role.names).", valueName: "role"))
    var role: [Role] = [.viewer]

    @Option(help: ArgumentHelp("A team that the person is in; may be repeated.", valueName: "team"))
    var team: [String] = []

    @OptionGroup var password: PasswordOption
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let given = try password.given()
      let password = given ?? installation.generatedPassword()
      try installation.addUser(name, password: password, roles: Set(role), teams: Set(team), by: options.identity)
      Terminal.note("user \(name) added")
      if given == nil { Terminal.print(password) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List people.")

    @OptionGroup var options: InstallationOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let users = try options.open().users(for: options.identity)
      var table = Table("USER", "ROLES", "TEAMS", "STATE", "ADDED (UTC)")
      var list: [JSONValue] = []
      for user in users {
        let state = user.isDisabled ? "disabled" : user.passwordHash == nil ? "no password" : "enabled"
        table.add(
          user.name, user.roles.joined(separator: ","), user.teams.joined(separator: ","), state,
          TimeText.moment(user.createdAt))
        list.append([
          "name": .string(user.name), "roles": .array(user.roles.map { .string($0) }),
          "teams": .array(user.teams.map { .string($0) }), "disabled": .bool(user.isDisabled),
          "createdAt": .moment(user.createdAt),
        ])
      }
      format.print(table, json: .array(list), none: "nobody; add somebody with `escapement user add NAME --role ROLE`")
    }
  }

  struct Password: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "passwd",
      abstract: "Give a person another password, and end all of the person's sessions.",
      discussion: "Without --password-file a password is made up and printed, once.")

    @Argument(help: ArgumentHelp("The person's name.", valueName: "name"))
    var name: String

    @OptionGroup var password: PasswordOption
    @OptionGroup var options: InstallationOptions

    func run() throws {
      let installation = try options.open()
      let given = try password.given()
      let password = given ?? installation.generatedPassword()
      try installation.setPassword(password, of: name, by: options.identity)
      Terminal.note("the password of \(name) is changed, and all sessions are ended")
      if given == nil { Terminal.print(password) }
    }
  }
}
