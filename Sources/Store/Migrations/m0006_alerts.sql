-- What is watched: checklists that agents go through, jobs of others that tell us of themselves, and the alerts of both.

CREATE TABLE heartbeats (
  id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  name       TEXT    NOT NULL CHECK (name <> ''),
  spec       TEXT    NOT NULL CHECK (json_type(spec) = 'object'),
  -- Read again at each beat.
  file       TEXT,
  paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  next_beat  INTEGER NOT NULL,
  last_beat  INTEGER,
  -- The beat that goes on. No foreign key: runs may be pruned, and a heartbeat is not.
  run        TEXT,
  -- Grows with every change: who begins or ends a beat names the epoch that was seen.
  epoch      INTEGER NOT NULL CHECK (epoch >= 0),
  memory     TEXT    NOT NULL CHECK (json_type(memory) = 'object'),
  problem    TEXT,
  version    INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  created_by TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (tenant, name)
) STRICT;

CREATE INDEX heartbeats_due ON heartbeats (next_beat) WHERE paused = 0 AND run IS NULL;
CREATE INDEX heartbeats_beating ON heartbeats (run) WHERE run IS NOT NULL;

CREATE TABLE heartbeat_results (
  seq         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  heartbeat   TEXT    NOT NULL REFERENCES heartbeats (id) ON DELETE CASCADE,
  run         TEXT,
  cause       TEXT    NOT NULL CHECK (cause IN ('interval', 'manual')),
  outcome     TEXT    NOT NULL CHECK (outcome IN ('ok', 'alert', 'unevaluated')),
  checks      TEXT    NOT NULL CHECK (json_type(checks) = 'array'),
  started_at  INTEGER NOT NULL,
  finished_at INTEGER NOT NULL
) STRICT;

CREATE INDEX heartbeat_results_of_heartbeat ON heartbeat_results (heartbeat, seq);

CREATE TABLE monitors (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  tenant      TEXT    NOT NULL REFERENCES tenants (id),
  name        TEXT    NOT NULL CHECK (name <> ''),
  -- Kept readable: its page shows the line for the foreign crontab, and all that it opens is to say "I ran".
  key         TEXT    NOT NULL UNIQUE CHECK (length(key) >= 20),
  every       INTEGER CHECK (every > 0),
  cron        TEXT,
  timezone    TEXT,
  grace       INTEGER NOT NULL CHECK (grace >= 0),
  note        TEXT,
  status      TEXT    NOT NULL CHECK (status IN ('new', 'up', 'down')),
  paused      INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  started_at  INTEGER,
  last_ping   INTEGER,
  last_duration INTEGER,
  expected_at INTEGER,
  alert_at    INTEGER,
  epoch       INTEGER NOT NULL CHECK (epoch >= 0),
  version     INTEGER NOT NULL CHECK (version >= 1),
  created_at  INTEGER NOT NULL,
  created_by  TEXT    NOT NULL,
  updated_at  INTEGER NOT NULL,
  UNIQUE (tenant, name),
  CHECK ((every IS NULL) <> (cron IS NULL)),
  CHECK ((cron IS NULL) = (timezone IS NULL)),
  CHECK (paused = 0 OR alert_at IS NULL)
) STRICT;

CREATE INDEX monitors_overdue ON monitors (alert_at) WHERE alert_at IS NOT NULL;

CREATE TABLE monitor_pings (
  seq      INTEGER PRIMARY KEY,
  monitor  TEXT    NOT NULL REFERENCES monitors (id) ON DELETE CASCADE,
  kind     TEXT    NOT NULL CHECK (kind IN ('start', 'success', 'fail')),
  exit     INTEGER,
  body     TEXT,
  at       INTEGER NOT NULL,
  duration INTEGER,
  address  TEXT    NOT NULL
) STRICT;

CREATE INDEX monitor_pings_of_monitor ON monitor_pings (monitor, seq);

CREATE TABLE alerts (
  seq          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  tenant       TEXT    NOT NULL REFERENCES tenants (id),
  kind         TEXT    NOT NULL CHECK (kind IN ('actionNeeded', 'unevaluated', 'missing', 'failed')),
  source       TEXT    NOT NULL,
  source_name  TEXT    NOT NULL,
  subject      TEXT    NOT NULL,
  details      TEXT    NOT NULL,
  run          TEXT,
  raised_at    INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  occurrences  INTEGER NOT NULL CHECK (occurrences >= 1),
  resolved_at  INTEGER,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  comment      TEXT,
  CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
  CHECK (comment IS NULL OR acknowledged_at IS NOT NULL)
) STRICT;

-- A problem has one alert as long as that one stands: it was not acknowledged, or it is not over.
CREATE UNIQUE INDEX alerts_standing ON alerts (tenant, kind, source, subject)
WHERE acknowledged_at IS NULL OR resolved_at IS NULL;
CREATE INDEX alerts_waiting ON alerts (tenant, seq) WHERE acknowledged_at IS NULL;
CREATE INDEX alerts_list ON alerts (tenant, seq);
CREATE INDEX alerts_of_source ON alerts (source, seq);

-- On which host a tick was.
ALTER TABLE ticks ADD COLUMN host TEXT;
