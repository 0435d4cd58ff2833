import Orchestrator

/// Heartbeats, monitors, alerts and ticks.
extension Site {
  static let watchPages: [Route] = [
    .get("/heartbeats", .viewer, HeartbeatsPage.show),
    .get("/heartbeats/new", .holder(of: .manageWatches), HeartbeatFormPage.showNew),
    .post("/heartbeats/new", .holder(of: .manageWatches), HeartbeatFormPage.create),
    .get("/heartbeats/{id}", .viewer, HeartbeatPage.show),
    .post("/heartbeats/{id}", .viewer, HeartbeatPage.act),
    .get("/heartbeats/{id}/edit", .holder(of: .manageWatches), HeartbeatFormPage.showEdit),
    .post("/heartbeats/{id}/edit", .holder(of: .manageWatches), HeartbeatFormPage.save),
    .get("/monitors/new", .holder(of: .manageWatches), MonitorFormPage.showNew),
    .post("/monitors/new", .holder(of: .manageWatches), MonitorFormPage.create),
    .get("/monitors/{id}", .viewer, MonitorPage.show),
    .post("/monitors/{id}", .holder(of: .manageWatches), MonitorPage.act),
    .get("/monitors/{id}/edit", .holder(of: .manageWatches), MonitorFormPage.showEdit),
    .post("/monitors/{id}/edit", .holder(of: .manageWatches), MonitorFormPage.save),
    .get("/alerts", .viewer, AlertsPage.show),
    .post("/alerts/{id}", .holder(of: .acknowledgeAlert), AlertsPage.acknowledge),
    .get("/ticks", .viewer, TicksPage.show),
  ]

  static let watchAPI: [Route] = [
    .get("/api/v1/heartbeats", .viewer, HeartbeatAPI.list),
    .post("/api/v1/heartbeats", .holder(of: .manageWatches), HeartbeatAPI.create),
    .get("/api/v1/heartbeats/{id}", .viewer, HeartbeatAPI.show),
    .put("/api/v1/heartbeats/{id}", .holder(of: .manageWatches), HeartbeatAPI.replace),
    .delete("/api/v1/heartbeats/{id}", .holder(of: .manageWatches), HeartbeatAPI.delete),
    .post("/api/v1/heartbeats/{id}/pause", .holder(of: .manageWatches), HeartbeatAPI.pause),
    .post("/api/v1/heartbeats/{id}/resume", .holder(of: .manageWatches), HeartbeatAPI.resume),
    .post("/api/v1/heartbeats/{id}/run", .holder(of: .startRun), HeartbeatAPI.run),
    .get("/api/v1/heartbeats/{id}/results", .viewer, HeartbeatAPI.results),
    .post(
      "/api/v1/heartbeats/{id}/results/{resultId}/acknowledge", .holder(of: .acknowledgeAlert),
      HeartbeatAPI.acknowledge),
    .get("/api/v1/monitors", .viewer, MonitorAPI.list),
    .post("/api/v1/monitors", .holder(of: .manageWatches), MonitorAPI.create),
    .get("/api/v1/monitors/{id}", .viewer, MonitorAPI.show),
    .put("/api/v1/monitors/{id}", .holder(of: .manageWatches), MonitorAPI.replace),
    .delete("/api/v1/monitors/{id}", .holder(of: .manageWatches), MonitorAPI.delete),
    .post("/api/v1/monitors/{id}/pause", .holder(of: .manageWatches), MonitorAPI.pause),
    .post("/api/v1/monitors/{id}/resume", .holder(of: .manageWatches), MonitorAPI.resume),
    .post("/api/v1/monitors/{id}/rotate-key", .holder(of: .manageWatches), MonitorAPI.rotate),
    .get("/api/v1/monitors/{id}/pings", .viewer, MonitorAPI.pings),
    .get("/api/v1/alerts", .viewer, AlertAPI.list),
    .get("/api/v1/alerts/{id}", .viewer, AlertAPI.show),
    .post("/api/v1/alerts/{id}/acknowledge", .holder(of: .acknowledgeAlert), AlertAPI.acknowledge),
    .get("/api/v1/ticks", .viewer, TickAPI.list),
    .get("/ping/{key}", .anybody, PingAPI.success),
    .post("/ping/{key}", .anybody, PingAPI.success),
    .get("/ping/{key}/start", .anybody, PingAPI.start),
    .post("/ping/{key}/start", .anybody, PingAPI.start),
    .get("/ping/{key}/fail", .anybody, PingAPI.fail),
    .post("/ping/{key}/fail", .anybody, PingAPI.fail),
    .get("/ping/{key}/{exit}", .anybody, PingAPI.exit),
    .post("/ping/{key}/{exit}", .anybody, PingAPI.exit),
  ]
}
