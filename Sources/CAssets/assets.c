// The files of assets/, compiled in. C23's #embed reads them, and the compiler notices when one changes.
//
// A new file needs two lines here: its bytes, and its place in the table.

#include "CAssets.h"

#include <string.h>

static const unsigned char openapi_json[] = {
#embed "assets/api/openapi.json"
};
static const unsigned char agents_mustache[] = {
#embed "assets/pages/agents.mustache"
};
static const unsigned char alert_mustache[] = {
#embed "assets/pages/alert.mustache"
};
static const unsigned char alerts_mustache[] = {
#embed "assets/pages/alerts.mustache"
};
static const unsigned char approval_form_mustache[] = {
#embed "assets/pages/approval-form.mustache"
};
static const unsigned char approval_mustache[] = {
#embed "assets/pages/approval.mustache"
};
static const unsigned char approvals_mustache[] = {
#embed "assets/pages/approvals.mustache"
};
static const unsigned char attempts_mustache[] = {
#embed "assets/pages/attempts.mustache"
};
static const unsigned char definition_mustache[] = {
#embed "assets/pages/definition.mustache"
};
static const unsigned char deliveries_mustache[] = {
#embed "assets/pages/deliveries.mustache"
};
static const unsigned char diagram_mustache[] = {
#embed "assets/pages/diagram.mustache"
};
static const unsigned char error_mustache[] = {
#embed "assets/pages/error.mustache"
};
static const unsigned char event_log_mustache[] = {
#embed "assets/pages/event-log.mustache"
};
static const unsigned char event_table_mustache[] = {
#embed "assets/pages/event-table.mustache"
};
static const unsigned char event_mustache[] = {
#embed "assets/pages/event.mustache"
};
static const unsigned char events_mustache[] = {
#embed "assets/pages/events.mustache"
};
static const unsigned char failure_mustache[] = {
#embed "assets/pages/failure.mustache"
};
static const unsigned char form_field_mustache[] = {
#embed "assets/pages/form-field.mustache"
};
static const unsigned char heartbeat_form_mustache[] = {
#embed "assets/pages/heartbeat-form.mustache"
};
static const unsigned char heartbeat_mustache[] = {
#embed "assets/pages/heartbeat.mustache"
};
static const unsigned char heartbeats_mustache[] = {
#embed "assets/pages/heartbeats.mustache"
};
static const unsigned char layout_mustache[] = {
#embed "assets/pages/layout.mustache"
};
static const unsigned char log_mustache[] = {
#embed "assets/pages/log.mustache"
};
static const unsigned char monitor_form_mustache[] = {
#embed "assets/pages/monitor-form.mustache"
};
static const unsigned char monitor_mustache[] = {
#embed "assets/pages/monitor.mustache"
};
static const unsigned char overview_mustache[] = {
#embed "assets/pages/overview.mustache"
};
static const unsigned char revisions_mustache[] = {
#embed "assets/pages/revisions.mustache"
};
static const unsigned char run_table_mustache[] = {
#embed "assets/pages/run-table.mustache"
};
static const unsigned char run_mustache[] = {
#embed "assets/pages/run.mustache"
};
static const unsigned char runs_mustache[] = {
#embed "assets/pages/runs.mustache"
};
static const unsigned char sign_in_mustache[] = {
#embed "assets/pages/sign-in.mustache"
};
static const unsigned char start_mustache[] = {
#embed "assets/pages/start.mustache"
};
static const unsigned char status_mustache[] = {
#embed "assets/pages/status.mustache"
};
static const unsigned char step_mustache[] = {
#embed "assets/pages/step.mustache"
};
static const unsigned char ticks_mustache[] = {
#embed "assets/pages/ticks.mustache"
};
static const unsigned char time_mustache[] = {
#embed "assets/pages/time.mustache"
};
static const unsigned char value_mustache[] = {
#embed "assets/pages/value.mustache"
};
static const unsigned char webhook_mustache[] = {
#embed "assets/pages/webhook.mustache"
};
static const unsigned char webhooks_mustache[] = {
#embed "assets/pages/webhooks.mustache"
};
static const unsigned char workflow_heading_mustache[] = {
#embed "assets/pages/workflow-heading.mustache"
};
static const unsigned char workflow_mustache[] = {
#embed "assets/pages/workflow.mustache"
};
static const unsigned char workflows_mustache[] = {
#embed "assets/pages/workflows.mustache"
};
static const unsigned char choice_field_mustache[] = {
#embed "assets/pages/choice-field.mustache"
};
static const unsigned char plain_field_mustache[] = {
#embed "assets/pages/plain-field.mustache"
};
static const unsigned char schedule_form_mustache[] = {
#embed "assets/pages/schedule-form.mustache"
};
static const unsigned char schedule_table_mustache[] = {
#embed "assets/pages/schedule-table.mustache"
};
static const unsigned char schedule_mustache[] = {
#embed "assets/pages/schedule.mustache"
};
static const unsigned char schedules_mustache[] = {
#embed "assets/pages/schedules.mustache"
};
static const unsigned char icon_svg[] = {
#embed "assets/static/icon.svg"
};
static const unsigned char live_js[] = {
#embed "assets/static/live.js"
};
static const unsigned char style_css[] = {
#embed "assets/static/style.css"
};

static const struct {
  const char *name;
  const unsigned char *start;
  size_t length;
} assets[] = {
    {"api/openapi.json", openapi_json, sizeof openapi_json},
    {"pages/agents.mustache", agents_mustache, sizeof agents_mustache},
    {"pages/alert.mustache", alert_mustache, sizeof alert_mustache},
    {"pages/alerts.mustache", alerts_mustache, sizeof alerts_mustache},
    {"pages/approval-form.mustache", approval_form_mustache, sizeof approval_form_mustache},
    {"pages/approval.mustache", approval_mustache, sizeof approval_mustache},
    {"pages/approvals.mustache", approvals_mustache, sizeof approvals_mustache},
    {"pages/attempts.mustache", attempts_mustache, sizeof attempts_mustache},
    {"pages/definition.mustache", definition_mustache, sizeof definition_mustache},
    {"pages/deliveries.mustache", deliveries_mustache, sizeof deliveries_mustache},
    {"pages/diagram.mustache", diagram_mustache, sizeof diagram_mustache},
    {"pages/error.mustache", error_mustache, sizeof error_mustache},
    {"pages/event-log.mustache", event_log_mustache, sizeof event_log_mustache},
    {"pages/event-table.mustache", event_table_mustache, sizeof event_table_mustache},
    {"pages/event.mustache", event_mustache, sizeof event_mustache},
    {"pages/events.mustache", events_mustache, sizeof events_mustache},
    {"pages/failure.mustache", failure_mustache, sizeof failure_mustache},
    {"pages/form-field.mustache", form_field_mustache, sizeof form_field_mustache},
    {"pages/heartbeat-form.mustache", heartbeat_form_mustache, sizeof heartbeat_form_mustache},
    {"pages/heartbeat.mustache", heartbeat_mustache, sizeof heartbeat_mustache},
    {"pages/heartbeats.mustache", heartbeats_mustache, sizeof heartbeats_mustache},
    {"pages/layout.mustache", layout_mustache, sizeof layout_mustache},
    {"pages/log.mustache", log_mustache, sizeof log_mustache},
    {"pages/monitor-form.mustache", monitor_form_mustache, sizeof monitor_form_mustache},
    {"pages/monitor.mustache", monitor_mustache, sizeof monitor_mustache},
    {"pages/overview.mustache", overview_mustache, sizeof overview_mustache},
    {"pages/revisions.mustache", revisions_mustache, sizeof revisions_mustache},
    {"pages/run-table.mustache", run_table_mustache, sizeof run_table_mustache},
    {"pages/run.mustache", run_mustache, sizeof run_mustache},
    {"pages/runs.mustache", runs_mustache, sizeof runs_mustache},
    {"pages/sign-in.mustache", sign_in_mustache, sizeof sign_in_mustache},
    {"pages/start.mustache", start_mustache, sizeof start_mustache},
    {"pages/status.mustache", status_mustache, sizeof status_mustache},
    {"pages/step.mustache", step_mustache, sizeof step_mustache},
    {"pages/ticks.mustache", ticks_mustache, sizeof ticks_mustache},
    {"pages/time.mustache", time_mustache, sizeof time_mustache},
    {"pages/value.mustache", value_mustache, sizeof value_mustache},
    {"pages/webhook.mustache", webhook_mustache, sizeof webhook_mustache},
    {"pages/webhooks.mustache", webhooks_mustache, sizeof webhooks_mustache},
    {"pages/workflow-heading.mustache", workflow_heading_mustache, sizeof workflow_heading_mustache},
    {"pages/workflow.mustache", workflow_mustache, sizeof workflow_mustache},
    {"pages/workflows.mustache", workflows_mustache, sizeof workflows_mustache},
    {"pages/choice-field.mustache", choice_field_mustache, sizeof choice_field_mustache},
    {"pages/plain-field.mustache", plain_field_mustache, sizeof plain_field_mustache},
    {"pages/schedule-form.mustache", schedule_form_mustache, sizeof schedule_form_mustache},
    {"pages/schedule-table.mustache", schedule_table_mustache, sizeof schedule_table_mustache},
    {"pages/schedule.mustache", schedule_mustache, sizeof schedule_mustache},
    {"pages/schedules.mustache", schedules_mustache, sizeof schedules_mustache},
    {"static/icon.svg", icon_svg, sizeof icon_svg},
    {"static/live.js", live_js, sizeof live_js},
    {"static/style.css", style_css, sizeof style_css},
};

const unsigned char *escapement_asset(const char *name, size_t *length) {
  for (size_t index = 0; index < sizeof assets / sizeof *assets; index++) {
    if (strcmp(assets[index].name, name) == 0) {
      *length = assets[index].length;
      return assets[index].start;
    }
  }
  *length = 0;
  return 0;
}
