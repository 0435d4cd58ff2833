-- Events in: what they start, what became of each, and the webhooks by which they come.

-- What the newest revisions listen to; written when one is published.
CREATE TABLE workflow_triggers (
  tenant   TEXT NOT NULL,
  workflow TEXT NOT NULL,
  name     TEXT NOT NULL CHECK (name <> ''),
  kind     TEXT NOT NULL CHECK (kind IN ('event', 'webhook')),
  -- The type of event, or the webhook's name.
  source   TEXT NOT NULL CHECK (source <> ''),
  PRIMARY KEY (tenant, workflow, name),
  FOREIGN KEY (tenant, workflow) REFERENCES workflows (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX workflow_triggers_of_source ON workflow_triggers (tenant, kind, source);

-- How many events led to this one, the name of the webhook it came by, and the event that it repeats.
ALTER TABLE inbound_events ADD COLUMN depth INTEGER NOT NULL DEFAULT 0 CHECK (depth >= 0);
ALTER TABLE inbound_events ADD COLUMN webhook TEXT;
ALTER TABLE inbound_events ADD COLUMN replay_of TEXT;
-- When the last trigger had looked at it; NULL while some have not.
ALTER TABLE inbound_events ADD COLUMN matched_at INTEGER;
-- The runs that it started and those that took it.
ALTER TABLE inbound_events ADD COLUMN matches INTEGER NOT NULL DEFAULT 0 CHECK (matches >= 0);

-- Nothing could listen to what came before.
UPDATE inbound_events SET matched_at = at;

CREATE INDEX inbound_events_to_match ON inbound_events (seq) WHERE matched_at IS NULL;
CREATE INDEX inbound_events_list ON inbound_events (tenant, seq);
CREATE INDEX inbound_events_list_of_name ON inbound_events (tenant, name, seq);

-- What became of an event: a row for each trigger that names its type, and for each run that waited for it.
CREATE TABLE event_matches (
  event   TEXT    NOT NULL REFERENCES inbound_events (id),
  kind    TEXT    NOT NULL CHECK (kind IN ('trigger', 'wait')),
  -- The workflow whose trigger it is, or the run that waited.
  target  TEXT    NOT NULL CHECK (target <> ''),
  -- The trigger's name; empty for a wait.
  name    TEXT    NOT NULL DEFAULT '',
  outcome TEXT    NOT NULL CHECK (outcome IN ('started', 'brought', 'taken', 'passedOver', 'refused')),
  run     TEXT,
  reason  TEXT,
  at      INTEGER NOT NULL,
  PRIMARY KEY (event, kind, target, name),
  CHECK ((outcome IN ('started', 'brought', 'taken')) = (run IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX event_matches_of_run ON event_matches (run) WHERE run IS NOT NULL;

-- Addresses to which others send events.
CREATE TABLE webhooks (
  seq        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  name       TEXT    NOT NULL CHECK (name <> ''),
  -- The last part of its address.
  key        TEXT    NOT NULL UNIQUE CHECK (key <> ''),
  settings   TEXT    NOT NULL CHECK (json_type(settings) = 'object'),
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by TEXT    NOT NULL,
  UNIQUE (tenant, name)
) STRICT;

-- Sealed with the installation's key. After a rotation the older one holds for a while.
CREATE TABLE webhook_secrets (
  webhook    TEXT    NOT NULL REFERENCES webhooks (id),
  number     INTEGER NOT NULL CHECK (number >= 1),
  sealed     TEXT    NOT NULL CHECK (sealed <> ''),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (webhook, number)
) STRICT, WITHOUT ROWID;

-- What was sent to webhooks, taken or not. Rates are counted here.
CREATE TABLE webhook_requests (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook TEXT    NOT NULL REFERENCES webhooks (id),
  at      INTEGER NOT NULL,
  address TEXT    NOT NULL,
  bytes   INTEGER NOT NULL CHECK (bytes >= 0),
  outcome TEXT    NOT NULL CHECK (outcome IN ('accepted', 'repeated', 'refused')),
  status  INTEGER NOT NULL,
  reason  TEXT,
  event   TEXT
) STRICT;

CREATE INDEX webhook_requests_counted ON webhook_requests (webhook, at, outcome);
