import CCurl
import Engine
import Glibc
import Orchestrator

/// One request on its way: what libcurl is told, and what it tells us.
final class Transfer {
  /// Nil when the host's name is trusted.
  private let policy: EgressPolicy?
  private let limits: EgressLimits
  private let cancellation: Cancellation
  private var refused: [(address: IPAddress, reach: String)] = []
  private var hasConnected = false
  private var body: [UInt8] = []
  private var isCut = false
  private var head = ResponseHead()

  init(policy: EgressPolicy?, limits: EgressLimits, cancellation: Cancellation) {
    self.policy = policy
    self.limits = limits
    self.cancellation = cancellation
  }

  /// - Parameter resolved: addresses of the host, if it isn't to be resolved.
  func perform(
    _ request: EgressRequest, at address: CurlAddress, within time: Duration, resolved: [String]
  ) throws(EgressError) -> EgressResponse {
    guard let handle = escapement_curl_make() else { throw EgressError(.unavailable, "libcurl has no memory left") }
    defer { escapement_curl_free(handle) }
    let headers = CurlList(
      request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" } + ["Expect:"])
    let known = CurlList(resolved.isEmpty ? [] : ["\(address.host):\(address.port):\(resolved.joined(separator: ","))"])
    let body = request.body ?? []
    let code = body.withUnsafeBytes { body in
      withExtendedLifetime((self, headers, known)) {
        var guarding = escapement_curl_guarding(guard: Self.isOpen, context: context)
        return withUnsafePointer(to: &guarding) { guarding in
          escapement_curl_set_guard(handle, guarding)
          set(request, at: address, within: time, on: handle)
          if request.body != nil {
            escapement_curl_set_large(handle, Curl.Option.bodySize, Int64(body.count))
            escapement_curl_set_pointer(handle, Curl.Option.body, body.baseAddress)
          }
          escapement_curl_set_pointer(handle, Curl.Option.method, request.method)
          escapement_curl_set_pointer(handle, Curl.Option.headers, headers.pointer)
          escapement_curl_set_pointer(handle, Curl.Option.resolved, known.pointer)
          return escapement_curl_perform(handle)
        }
      }
    }
    try check(code, host: address.host)
    var status = 0
    escapement_curl_get_number(handle, Curl.statusInfo, &status)
    return EgressResponse(status: status, headers: head.fields, body: self.body, isCut: isCut)
  }

  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  private func set(
    _ request: EgressRequest, at address: CurlAddress, within time: Duration, on handle: UnsafeMutableRawPointer
  ) {
    let whole = Int(time.components.seconds) * 1_000 + Int(time.components.attoseconds / 1_000_000_000_000_000)
    let numbers: [(Int32, Int)] = [
      (Curl.Option.noSignals, 1), (Curl.Option.follows, 0), (Curl.Option.verifiesPeer, 1),
      (Curl.Option.verifiesHost, 2),
      (Curl.Option.protocols, 3), (Curl.Option.version, 2), (Curl.Option.milliseconds, max(1, whole)),
      (Curl.Option.connectingMilliseconds, Int(limits.connecting.milliseconds)),
      (Curl.Option.hasNoBody, request.method == "HEAD" ? 1 : 0),
      (Curl.Option.posts, request.body == nil ? 0 : 1),
    ]
    for (option, number) in numbers { escapement_curl_set_number(handle, option, number) }
    escapement_curl_set_pointer(handle, Curl.Option.address, address.text)
    // An empty proxy is none, whatever the environment says: CGI programs have an HTTP_PROXY that a client chose.
    escapement_curl_set_pointer(handle, Curl.Option.proxied, "")
    if let authorities = request.authorities {
      escapement_curl_set_pointer(handle, Curl.Option.authorities, authorities)
    }
    escapement_curl_set_take(handle, Curl.Option.take, Self.takeBody)
    escapement_curl_set_pointer(handle, Curl.Option.writeContext, context)
    escapement_curl_set_take(handle, Curl.Option.takeHeader, Self.takeHeader)
    escapement_curl_set_pointer(handle, Curl.Option.headerContext, context)
    escapement_curl_set_watch(handle, Self.isUnwanted, context)
  }

  private func check(_ code: Int32, host: String) throws(EgressError) {
    if cancellation.reason != nil { throw .cancelled }
    if code == 0 || code == Curl.Code.writeFailed && isCut && limits.cutsBody { return }
    if !refused.isEmpty && !hasConnected { throw .refused(host, refused) }
    if isCut { throw EgressError(.tooLarge, "the answer has more than \(limits.bodyBytes) bytes") }
    if head.isTooLarge {
      throw EgressError(.tooLarge, "the answer's headers have more than \(limits.headerBytes) bytes")
    }
    let message = escapement_curl_message(code).map { String(cString: $0) } ?? "error \(code)"
    let kind: EgressError.Kind =
      code == Curl.Code.timedOut ? .timeout : Curl.Code.untrusted.contains(code) ? .untrusted : .connection
    throw EgressError(kind, "\(host): \(message.prefix(1).lowercased())\(message.dropFirst())")
  }

  // MARK: What libcurl calls, on the thread that performs

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let isOpen: escapement_curl_guard = { context, address, length in
    guard let transfer = of(context), let address, let destination = IPAddress(address, length: length) else {
      return false
    }
    return transfer.opens(destination)
  }

  private func opens(_ destination: IPAddress) -> Bool {
    if let reach = policy?.refusal(of: destination) {
      refused.append((destination, reach))
      return false
    }
    hasConnected = true
    return true
  }

  private static let takeBody: escapement_curl_take = { bytes, size, count, context in
    guard let bytes, let transfer = of(context) else { return 0 }
    return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }

  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    let room = limits.bodyBytes - body.count
    body.append(contentsOf: bytes.prefix(room))
    guard bytes.count > room else { return bytes.count }
    isCut = true
    return 0
  }

  private static let takeHeader: escapement_curl_take = { bytes, size, count, context in
    guard let bytes, let transfer = of(context) else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer.head.take(line, limit: transfer.limits.headerBytes) ? line.count : 0
  }

  private static let isUnwanted: escapement_curl_watch = { context, _, _, _, _ in
    of(context)?.cancellation.reason == nil ? 0 : 1
  }
}

/// A list of texts of libcurl's, freed with this object.
private final class CurlList {
  private(set) var pointer: UnsafeMutableRawPointer?

  init(_ texts: [String]) { for text in texts { pointer = escapement_curl_append(pointer, text) } }

  deinit { escapement_curl_free_list(pointer) }
}
