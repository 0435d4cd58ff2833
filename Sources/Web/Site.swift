public import Orchestrator

/// Everything that can be asked for over HTTP. Requests go in, responses come out; sockets are somebody else's.
public final class Site: Sendable {
  let installation: Installation
  let templates = TemplateLibrary { Asset.text("pages/\($0).mustache") }

  public init(installation: Installation) { self.installation = installation }

  /// All routes there are. The first that fits answers.
  static let table = RouteTable(
    routes: pages + schedulePages + workflowAPI + runAPI + scheduleAPI + approvalAPI + eventAPI + outboxAPI + otherAPI
      + watchPages + watchAPI)

  private static let pages: [Route] = [
    .get("/login", .anybody, SignInPage.show),
    .post("/login", .anybody, SignInPage.signIn),
    .post("/logout", .viewer, SignInPage.signOut),
    .get("/assets/{hash}/{name}", .anybody, StaticFile.show),
    .get("/", .viewer, OverviewPage.show),
    .get("/workflows", .viewer, WorkflowsPage.show),
    .get("/workflows/{id}", .viewer, WorkflowPage.show),
    .post("/workflows/{id}", .holder(of: .publishWorkflow), WorkflowPage.act),
    .get("/workflows/{id}/definition", .viewer, DefinitionPage.show),
    .get("/workflows/{id}/revisions", .viewer, RevisionsPage.show),
    .get("/workflows/{id}/runs", .viewer, RunsPage.showOfWorkflow),
    .get("/workflows/{id}/start", .holder(of: .startRun), StartPage.show),
    .post("/workflows/{id}/start", .holder(of: .startRun), StartPage.start),
    .get("/runs", .viewer, RunsPage.show),
    .get("/runs/{runId}", .viewer, RunPage.show),
    .post("/runs/{runId}", .viewer, RunPage.act),
    .get("/runs/{runId}/events", .viewer, EventsPage.show),
    .get("/runs/{runId}/steps/{stepId}", .viewer, StepPage.show),
    .get("/approvals", .viewer, ApprovalsPage.show),
    .get("/approvals/{id}", .viewer, ApprovalPage.show),
    .post("/approvals/{id}", .viewer, ApprovalPage.decide),
    .get("/events", .viewer, EventLogPage.show),
    .get("/events/{id}", .viewer, EventPage.show),
    .post("/events/{id}", .holder(of: .publishEvent), EventPage.act),
    .get("/webhooks", .viewer, WebhooksPage.show),
    .post("/webhooks", .holder(of: .manageWebhooks), WebhooksPage.create),
    .get("/webhooks/{id}", .viewer, WebhookPage.show),
    .post("/webhooks/{id}", .holder(of: .manageWebhooks), WebhookPage.act),
    .get("/agents", .viewer, AgentsPage.show),
    .get("/deliveries", .viewer, DeliveriesPage.show),
    .post("/deliveries", .holder(of: .manageEndpoints), DeliveriesPage.redeliver),
  ]

  private static let schedulePages: [Route] = [
    .get("/schedules", .viewer, SchedulesPage.show),
    .get("/schedules/new", .holder(of: .manageSchedule), ScheduleFormPage.new),
    .post("/schedules/new", .holder(of: .manageSchedule), ScheduleFormPage.create),
    .get("/schedules/{id}", .viewer, SchedulePage.show),
    .post("/schedules/{id}", .viewer, SchedulePage.act),
    .get("/schedules/{id}/edit", .holder(of: .manageSchedule), ScheduleFormPage.edit),
    .post("/schedules/{id}/edit", .holder(of: .manageSchedule), ScheduleFormPage.update),
  ]

  private static let scheduleAPI: [Route] = [
    .get("/api/v1/schedules", .viewer, ScheduleAPI.list),
    .post("/api/v1/schedules", .holder(of: .manageSchedule), ScheduleAPI.create),
    .post("/api/v1/schedules/preview", .viewer, ScheduleAPI.tryOut),
    .get("/api/v1/schedules/{id}", .viewer, ScheduleAPI.show),
    .put("/api/v1/schedules/{id}", .holder(of: .manageSchedule), ScheduleAPI.replace),
    .delete("/api/v1/schedules/{id}", .holder(of: .manageSchedule), ScheduleAPI.delete),
    .get("/api/v1/schedules/{id}/preview", .viewer, ScheduleAPI.preview),
    .get("/api/v1/schedules/{id}/slots", .viewer, ScheduleAPI.slots),
    .get("/api/v1/schedules/{id}/runs", .viewer, ScheduleAPI.runs),
    .post("/api/v1/schedules/{id}/pause", .holder(of: .manageSchedule), ScheduleControlAPI.pause),
    .post("/api/v1/schedules/{id}/resume", .holder(of: .manageSchedule), ScheduleControlAPI.resume),
    .post("/api/v1/schedules/{id}/trigger", .holder(of: .startRun), ScheduleControlAPI.trigger),
    .post("/api/v1/schedules/{id}/skip-next", .holder(of: .manageSchedule), ScheduleControlAPI.skipNext),
    .post("/api/v1/schedules/{id}/backfill", .holder(of: .manageSchedule), ScheduleControlAPI.backfill),
    .get("/api/v1/schedules/{id}/backfills", .viewer, ScheduleControlAPI.backfills),
    .post(
      "/api/v1/schedules/{id}/backfills/{backfillId}/cancel", .holder(of: .manageSchedule),
      ScheduleControlAPI.cancelBackfill),
    .get("/api/v1/calendars", .viewer, CalendarAPI.list),
    .post("/api/v1/calendars", .holder(of: .manageSchedule), CalendarAPI.create),
    .get("/api/v1/calendars/{name}", .viewer, CalendarAPI.show),
    .put("/api/v1/calendars/{name}", .holder(of: .manageSchedule), CalendarAPI.replace),
    .delete("/api/v1/calendars/{name}", .holder(of: .manageSchedule), CalendarAPI.delete),
  ]

  private static let workflowAPI: [Route] = [
    .get("/api/v1/workflows", .viewer, WorkflowAPI.list),
    .post("/api/v1/workflows", .holder(of: .publishWorkflow), WorkflowAPI.publish),
    .post("/api/v1/workflows/validate", .viewer, WorkflowAPI.validate),
    .post("/api/v1/workflows/simulate", .viewer, SimulationAPI.simulate),
    .get("/api/v1/workflows/{id}", .viewer, WorkflowAPI.show),
    .put("/api/v1/workflows/{id}", .holder(of: .publishWorkflow), WorkflowAPI.replace),
    .delete("/api/v1/workflows/{id}", .holder(of: .publishWorkflow), WorkflowAPI.delete),
    .get("/api/v1/workflows/{id}/diagram.svg", .viewer, DiagramAPI.svg),
    .get("/api/v1/workflows/{id}/diagram.mmd", .viewer, DiagramAPI.mermaid),
    .get("/api/v1/workflows/{id}/diagram.dot", .viewer, DiagramAPI.dot),
    .get("/api/v1/workflows/{id}/revisions", .viewer, RevisionAPI.list),
    .get("/api/v1/workflows/{id}/revisions/{number}", .viewer, RevisionAPI.show),
    .post("/api/v1/workflows/{id}/enable", .holder(of: .publishWorkflow), WorkflowAPI.enable),
    .post("/api/v1/workflows/{id}/disable", .holder(of: .publishWorkflow), WorkflowAPI.disable),
  ]

  private static let runAPI: [Route] = [
    .get("/api/v1/workflow-runs", .viewer, RunAPI.list),
    .post("/api/v1/workflow-runs", .holder(of: .startRun), RunAPI.start),
    .get("/api/v1/workflow-runs/{runId}", .viewer, RunAPI.show),
    .get("/api/v1/workflow-runs/{runId}/steps", .viewer, StepAPI.list),
    .get("/api/v1/workflow-runs/{runId}/steps/{stepId}", .viewer, StepAPI.show),
    .get("/api/v1/workflow-runs/{runId}/events", .viewer, EventAPI.list),
    .get("/api/v1/workflow-runs/{runId}/events.ndjson", .viewer, EventAPI.export),
    .get("/api/v1/workflow-runs/{runId}/context", .viewer, RunAPI.context),
    .get("/api/v1/workflow-runs/{runId}/timeline", .viewer, RunAPI.timeline),
    .get("/api/v1/workflow-runs/{runId}/approvals", .viewer, ApprovalAPI.listOfRun),
    .post("/api/v1/workflow-runs/{runId}/pause", .holder(of: .controlRun), RunControlAPI.pause),
    .post("/api/v1/workflow-runs/{runId}/resume", .holder(of: .controlRun), RunControlAPI.resume),
    .post("/api/v1/workflow-runs/{runId}/cancel", .holder(of: .controlRun), RunControlAPI.cancel),
    .post("/api/v1/workflow-runs/{runId}/retry", .holder(of: .startRun), RunRepeatAPI.retry),
    .post("/api/v1/workflow-runs/{runId}/rerun", .holder(of: .startRun), RunRepeatAPI.rerun),
    .post("/api/v1/workflow-runs/{runId}/fork", .holder(of: .startRun), RunRepeatAPI.fork),
    .post("/api/v1/workflow-runs/{runId}/signals", .holder(of: .signalRun), RunControlAPI.signal),
  ]

  private static let approvalAPI: [Route] = [
    .get("/api/v1/workflow-approvals", .viewer, ApprovalAPI.inbox),
    .post("/api/v1/workflow-runs/{runId}/approvals/{id}/approve", .viewer, ApprovalAPI.approve),
    .post("/api/v1/workflow-runs/{runId}/approvals/{id}/reject", .viewer, ApprovalAPI.reject),
  ]

  private static let outboxAPI: [Route] = [
    .get("/api/v1/endpoints", .viewer, EndpointAPI.list),
    .post("/api/v1/endpoints", .holder(of: .manageEndpoints), EndpointAPI.create),
    .get("/api/v1/endpoints/{endpoint}", .viewer, EndpointAPI.show),
    .put("/api/v1/endpoints/{endpoint}", .holder(of: .manageEndpoints), EndpointAPI.change),
    .delete("/api/v1/endpoints/{endpoint}", .holder(of: .manageEndpoints), EndpointAPI.delete),
    .post("/api/v1/endpoints/{endpoint}/test", .holder(of: .manageEndpoints), EndpointAPI.test),
    .post("/api/v1/endpoints/{endpoint}/secret", .holder(of: .manageEndpoints), EndpointAPI.secret),
    .get("/api/v1/deliveries", .viewer, DeliveryAPI.list),
    .get("/api/v1/deliveries/{delivery}", .viewer, DeliveryAPI.show),
    .post("/api/v1/deliveries/{delivery}/redeliver", .holder(of: .manageEndpoints), DeliveryAPI.redeliver),
  ]

  private static let eventAPI: [Route] = [
    .get("/api/v1/events", .viewer, InboundEventAPI.list),
    .post("/api/v1/events", .holder(of: .publishEvent), InboundEventAPI.publish),
    .get("/api/v1/events.ndjson", .viewer, InboundEventAPI.export),
    .get("/api/v1/events/{id}", .viewer, InboundEventAPI.show),
    .post("/api/v1/events/{id}/replay", .holder(of: .publishEvent), InboundEventAPI.replay),
    .get("/api/v1/webhooks", .viewer, WebhookAPI.list),
    .post("/api/v1/webhooks", .holder(of: .manageWebhooks), WebhookAPI.create),
    .get("/api/v1/webhooks/{id}", .viewer, WebhookAPI.show),
    .delete("/api/v1/webhooks/{id}", .holder(of: .manageWebhooks), WebhookAPI.delete),
    .post("/api/v1/webhooks/{id}/rotate", .holder(of: .manageWebhooks), WebhookAPI.rotate),
    .post("/api/v1/webhooks/{id}/enable", .holder(of: .manageWebhooks), WebhookAPI.enable),
    .post("/api/v1/webhooks/{id}/disable", .holder(of: .manageWebhooks), WebhookAPI.disable),
    .get("/api/v1/webhooks/{id}/requests", .viewer, WebhookAPI.requests),
    .post("/hooks/{key}", .anybody, HookAPI.receive),
  ]

  private static let otherAPI: [Route] = [
    .get("/api/v1/agents", .viewer, AgentAPI.list),
    .get("/api/v1/openapi.json", .anybody, OpenAPI.show),
    .get("/api/v1/schema/workflow.json", .anybody, EditorSchemaAPI.show),
    .get("/health", .anybody, HealthAPI.health),
    .get("/ready", .anybody, HealthAPI.ready),
    .get("/version", .anybody, HealthAPI.version),
  ]
}
