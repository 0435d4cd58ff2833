import JSON

/// Time zones that exist. One that a template names is only known when the run comes there.
struct ZoneCheck {
  let findings: Findings
  let zones: ZoneData

  func check(_ tree: WorkflowTree) {
    for state in tree.blocks.flatMap(\.states) {
      guard case .sleep(.until(_, let zone?)) = state.kind, let name = zone.value.stringValue,
        !TemplateText.mayBeTemplate(name)
      else { continue }
      do { _ = try zones.zone(name) } catch {
        findings.report(.invalidValue, at: zone.place, "\(error)", actual: name)
      }
    }
  }
}
