extension ConfigurationKey {
  /// Every setting there is, in the order in which `escapement config` prints them.
  public static let all: [ConfigurationKey] = [
    ConfigurationKey("baseURL", .url(\.baseURL), "what links in messages begin with"),
    ConfigurationKey(
      "dispatch", .dispatch(\.dispatch), "whether the web starts a tick for queued steps or leaves them to cron"),
    // More steps at a time than this would need more processes and descriptors than ordinary hosts give one user.
    ConfigurationKey("concurrency", .integer(\.concurrency, 1...256), "steps performed at a time on this host"),
    ConfigurationKey("maxTicks", .integer(\.maxTicks, 1...64), "ticks that claim steps at a time"),
    ConfigurationKey(
      "tickBudgetSeconds", .seconds(\.tickBudget, 1...3_600), "how long a tick claims work before it only finishes"),
    ConfigurationKey("leaseSeconds", .seconds(\.lease, 5...3_600), "how long a claim holds without being renewed"),
    ConfigurationKey("renewSeconds", .seconds(\.renew, 1...1_200), "how often a worker renews its claims"),
    ConfigurationKey(
      "hungAfterSeconds", .seconds(\.hungAfter, 1...86_400),
      "how long after its claims expired a worker that still runs is killed"),
    ConfigurationKey(
      "graceSeconds", .seconds(\.grace, 0...300), "between asking a command to end (SIGTERM) and ending it (SIGKILL)"),
    ConfigurationKey(
      "limits.bodyBytes", .integer(\.limits.bodyBytes, 1_024...(64 << 20)), "the largest request body and definition"),
    ConfigurationKey(
      "limits.headerBytes", .integer(\.limits.headerBytes, 256...(256 << 10)), "the longest request header"),
    ConfigurationKey("limits.headers", .integer(\.limits.headers, 10...1_000), "the most headers of a request"),
    ConfigurationKey(
      "limits.urlBytes", .integer(\.limits.urlBytes, 256...(64 << 10)), "the longest path and query of a request"),
    ConfigurationKey("limits.formFields", .integer(\.limits.formFields, 10...100_000), "the most fields of a form"),
    ConfigurationKey(
      "sessions.idleSeconds", .seconds(\.sessions.idle, 60...31_536_000), "a session without requests ends after"),
    ConfigurationKey(
      "sessions.absoluteSeconds", .seconds(\.sessions.absolute, 60...31_536_000), "any session ends after"),
    ConfigurationKey(
      "web.processes", .integer(\.web.processes, 1...64), "web processes under escapement.fcgi --listen"),
    ConfigurationKey("web.threads", .integer(\.web.threads, 1...64), "threads that answer requests in each of them"),
    ConfigurationKey("timezone", .zone(\.timezone), "the zone in which pages and tables show times"),
    ConfigurationKey(
      "trustedProxies", .addresses(\.trustedProxies), "whose X-Forwarded-* headers are believed"),
    ConfigurationKey(
      "egress.allow", .egress(\.egress), "inward networks and names that programs may connect to all the same"),
    ConfigurationKey("mail.from", .mailbox(\.mail.from), "whom mail comes from"),
    ConfigurationKey("mail.program", .path(\.mail.program), "the program that sends mail, called as sendmail is"),
    ConfigurationKey(
      "heartbeatFolders", .folders(\.heartbeatFolders),
      "where HEARTBEAT.md files may lie, besides the data directory's workflows"),
  ]

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
