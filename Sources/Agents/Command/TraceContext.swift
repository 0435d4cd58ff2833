import Digest
import Engine

/// The W3C trace context of one delivery: one trace a run, one span a delivery, the same in every process that derives
/// it. https://www.w3.org/TR/trace-context/#traceparent-header
struct TraceContext {
  let traceparent: String

  init(run: RunID, idempotencyKey: String, delivery: Int) {
    let trace = sha256Hex("trace/\(run)").prefix(32)
    let span = sha256Hex("span/\(idempotencyKey)/\(delivery)").prefix(16)
    traceparent = "00-\(trace)-\(span)-01"
  }
}
