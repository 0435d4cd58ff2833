-- The tables of the main path: definitions, runs and what they wait for, people, workers.
--
-- Times are milliseconds since 1970 (UTC) and always given as parameters. A payload (JSON text) of more than 4 kB is a
-- row of `blobs`, and the column holds `blob:` with its hash. Identifiers are texts made by the engine; `seq` numbers
-- rows in the order in which they were written.
--
-- A statement that fires a trigger copies every page before it changes it, so nothing that a step's ordinary success
-- writes has one: triggers are on changes of a run's status, and on what must never happen.

CREATE TABLE tenants (
  id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Definitions ---------------------------------------------------------------------------------------------------------

CREATE TABLE workflows (
  tenant      TEXT    NOT NULL REFERENCES tenants (id),
  id          TEXT    NOT NULL CHECK (id <> ''),
  enabled     INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  -- The newest revision, and what it says about itself.
  revision    INTEGER NOT NULL CHECK (revision >= 1),
  name        TEXT,
  description TEXT,
  version     TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_revisions (
  tenant        TEXT    NOT NULL,
  workflow      TEXT    NOT NULL,
  number        INTEGER NOT NULL CHECK (number >= 1),
  hash          TEXT    NOT NULL,
  source        TEXT    NOT NULL,
  format        TEXT    NOT NULL CHECK (format IN ('yaml', 'json')),
  dialect       TEXT    NOT NULL,
  name          TEXT,
  description   TEXT,
  version       TEXT,
  input_schema  TEXT,
  output_schema TEXT,
  published_at  INTEGER NOT NULL,
  published_by  TEXT    NOT NULL,
  note          TEXT,
  PRIMARY KEY (tenant, workflow, number),
  FOREIGN KEY (tenant, workflow) REFERENCES workflows (tenant, id)
) STRICT;

CREATE TRIGGER workflow_revisions_never_change BEFORE UPDATE ON workflow_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision never changes');
END;

CREATE TABLE agents (
  tenant      TEXT    NOT NULL REFERENCES tenants (id),
  id          TEXT    NOT NULL CHECK (id <> ''),
  kind        TEXT    NOT NULL,
  hash        TEXT    NOT NULL,
  source      TEXT    NOT NULL,
  format      TEXT    NOT NULL CHECK (format IN ('yaml', 'json')),
  version     TEXT,
  description TEXT,
  enabled     INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  updated_at  INTEGER NOT NULL,
  updated_by  TEXT    NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT;

CREATE TABLE sources (
  tenant    TEXT    NOT NULL REFERENCES tenants (id),
  path      TEXT    NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('workflow', 'agent')),
  target    TEXT    NOT NULL,
  hash      TEXT    NOT NULL,
  synced_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, path)
) STRICT, WITHOUT ROWID;

-- Runs ----------------------------------------------------------------------------------------------------------------

CREATE TABLE blobs (
  hash    TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  seq           INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  tenant        TEXT    NOT NULL,
  workflow      TEXT    NOT NULL,
  revision      INTEGER NOT NULL,
  revision_hash TEXT    NOT NULL,
  status        TEXT    NOT NULL CHECK (status IN (
    'PENDING', 'RUNNING', 'WAITING_APPROVAL', 'WAITING_SIGNAL', 'WAITING_TIMER', 'PAUSED',
    'COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT')),
  version       INTEGER NOT NULL CHECK (version >= 0),
  event_count   INTEGER NOT NULL CHECK (event_count >= 0),
  input         TEXT    NOT NULL,
  output        TEXT,
  error         TEXT,
  trigger       TEXT    NOT NULL,
  labels        TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  started_at    INTEGER,
  finished_at   INTEGER,
  paused_by     TEXT,
  pause_reason  TEXT,
  paused_at     INTEGER,
  cancelled_by  TEXT,
  cancel_reason TEXT,
  cancel_policy TEXT    CHECK (cancel_policy IN ('finishRunning', 'stopRunning')),
  cancelled_at  INTEGER,
  waiting_for   TEXT,
  -- Set before the run's history is deleted; nothing else lets events go.
  pruned_at     INTEGER,
  FOREIGN KEY (tenant, workflow, revision) REFERENCES workflow_revisions (tenant, workflow, number),
  CHECK ((status IN ('COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT')) = (finished_at IS NOT NULL)),
  CHECK ((paused_by IS NULL) = (paused_at IS NULL)),
  CHECK ((cancelled_by IS NULL) = (cancelled_at IS NULL) AND (cancelled_by IS NULL) = (cancel_policy IS NULL)),
  CHECK (pruned_at IS NULL OR finished_at IS NOT NULL)
) STRICT;

CREATE INDEX runs_list ON runs (tenant, created_at, id);
CREATE INDEX runs_list_of_workflow ON runs (tenant, workflow, created_at, id);
CREATE INDEX runs_list_of_status ON runs (tenant, status, created_at, id);
CREATE INDEX runs_list_of_workflow_and_status ON runs (tenant, workflow, status, created_at, id);

CREATE TABLE run_labels (
  tenant     TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  run        TEXT    NOT NULL REFERENCES runs (id),
  PRIMARY KEY (tenant, key, value, created_at, run)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_labels_of_run ON run_labels (run);

CREATE TABLE frames (
  seq         INTEGER PRIMARY KEY,
  run         TEXT    NOT NULL REFERENCES runs (id),
  id          TEXT    NOT NULL CHECK (id <> ''),
  owner       TEXT,
  parent      TEXT,
  path        TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  block       INTEGER NOT NULL CHECK (block >= 0),
  status      TEXT    NOT NULL CHECK (status IN ('LIVE', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  state       TEXT    NOT NULL,
  -- The number of the run's event up to which `state` holds; later changes are in the events.
  state_as_of INTEGER NOT NULL CHECK (state_as_of >= 0),
  result      TEXT,
  error       TEXT,
  UNIQUE (run, id),
  FOREIGN KEY (run, parent) REFERENCES frames (run, id),
  CHECK ((owner IS NULL) = (parent IS NULL))
) STRICT;

CREATE INDEX frames_live ON frames (run) WHERE status = 'LIVE';
CREATE INDEX frames_of_composite ON frames (run, owner) WHERE owner IS NOT NULL;

CREATE TABLE steps (
  seq              INTEGER PRIMARY KEY,
  run              TEXT    NOT NULL,
  id               TEXT    NOT NULL CHECK (id <> ''),
  -- The run's, for taking turns between tenants.
  tenant           TEXT    NOT NULL,
  frame            TEXT    NOT NULL,
  node             INTEGER NOT NULL CHECK (node >= 0),
  state            TEXT    NOT NULL,
  visit            INTEGER NOT NULL CHECK (visit >= 1),
  path             TEXT    NOT NULL,
  type             TEXT    NOT NULL,
  status           TEXT    NOT NULL CHECK (status IN (
    'PENDING', 'RUNNING', 'WAITING_APPROVAL', 'WAITING_SIGNAL', 'WAITING_TIMER', 'WAITING_CALLBACK',
    'SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED', 'TIMED_OUT')),
  -- The run is paused or over: the step is queued, but not to be claimed.
  held             INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  attempt          INTEGER NOT NULL CHECK (attempt >= 1),
  delivery         INTEGER NOT NULL CHECK (delivery >= 0),
  executor         TEXT,
  task             TEXT,
  input            TEXT,
  output           TEXT,
  error            TEXT,
  progress         TEXT,
  timeout          INTEGER CHECK (timeout > 0),
  created_at       INTEGER NOT NULL,
  -- When the step last became PENDING: the longest queued are claimed first.
  queued_at        INTEGER NOT NULL,
  started_at       INTEGER,
  finished_at      INTEGER,
  deadline_at      INTEGER,
  lease_owner      TEXT,
  -- Grows with every claim and stays when the lease ends.
  lease_epoch      INTEGER NOT NULL DEFAULT 0 CHECK (lease_epoch >= 0),
  lease_expires_at INTEGER,
  UNIQUE (run, id),
  FOREIGN KEY (run, frame) REFERENCES frames (run, id),
  CHECK ((status IN ('SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED', 'TIMED_OUT')) = (finished_at IS NOT NULL)),
  CHECK ((lease_owner IS NULL) = (lease_expires_at IS NULL)),
  CHECK (lease_owner IS NULL OR status = 'RUNNING')
) STRICT;

CREATE INDEX steps_of_run ON steps (run, seq);
CREATE INDEX steps_open ON steps (run) WHERE finished_at IS NULL;
CREATE INDEX steps_queued ON steps (tenant, queued_at) WHERE status = 'PENDING' AND held = 0;
-- As many rows as steps are being performed: also what is overdue and whose lease expired is found here.
CREATE INDEX steps_leased ON steps (lease_owner, tenant) WHERE lease_owner IS NOT NULL;

-- Pausing a run takes its queued steps out of every claim's sight, and resuming puts them back.
CREATE TRIGGER runs_hold_steps AFTER UPDATE OF status ON runs
WHEN (OLD.status = 'PAUSED' OR OLD.finished_at IS NOT NULL) <> (NEW.status = 'PAUSED' OR NEW.finished_at IS NOT NULL)
BEGIN
  UPDATE steps SET held = (NEW.status = 'PAUSED' OR NEW.finished_at IS NOT NULL)
  WHERE run = NEW.id AND finished_at IS NULL AND status = 'PENDING';
END;

CREATE TABLE attempts (
  run         TEXT    NOT NULL,
  step        TEXT    NOT NULL,
  attempt     INTEGER NOT NULL CHECK (attempt >= 1),
  deliveries  INTEGER NOT NULL CHECK (deliveries >= 0),
  status      TEXT    NOT NULL CHECK (status IN ('SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED', 'TIMED_OUT')),
  error       TEXT,
  started_at  INTEGER,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (run, step, attempt),
  FOREIGN KEY (run, step) REFERENCES steps (run, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt_logs (
  run       TEXT    NOT NULL,
  step      TEXT    NOT NULL,
  attempt   INTEGER NOT NULL CHECK (attempt >= 1),
  text      TEXT    NOT NULL,
  truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
  at        INTEGER NOT NULL,
  PRIMARY KEY (run, step, attempt),
  FOREIGN KEY (run, step) REFERENCES steps (run, id)
) STRICT;

CREATE TABLE timers (
  run    TEXT    NOT NULL REFERENCES runs (id),
  -- Empty for timers of the run itself.
  step   TEXT    NOT NULL,
  kind   TEXT    NOT NULL CHECK (kind IN ('retry', 'approvalTimeout', 'runDeadline', 'attemptOverdue', 'cancelGrace')),
  due_at INTEGER NOT NULL,
  PRIMARY KEY (run, step, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX timers_due ON timers (due_at);

CREATE TABLE signals (
  seq         INTEGER PRIMARY KEY,
  run         TEXT    NOT NULL REFERENCES runs (id),
  name        TEXT    NOT NULL,
  payload     TEXT    NOT NULL,
  correlation TEXT,
  sent_by     TEXT    NOT NULL,
  at          INTEGER NOT NULL
) STRICT;

CREATE INDEX signals_of_run ON signals (run);

CREATE TABLE stimuli (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  run     TEXT    NOT NULL REFERENCES runs (id),
  kind    TEXT    NOT NULL,
  payload TEXT    NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

CREATE INDEX stimuli_of_run ON stimuli (run);

CREATE TABLE approvals (
  seq          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  run          TEXT    NOT NULL,
  tenant       TEXT    NOT NULL,
  step         TEXT    NOT NULL,
  status       TEXT    NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'TIMED_OUT', 'CANCELLED')),
  title        TEXT,
  message      TEXT    NOT NULL,
  evidence     TEXT    NOT NULL,
  approvers    TEXT    NOT NULL CHECK (json_type(approvers) = 'array'),
  digest       TEXT    NOT NULL,
  requested_at INTEGER NOT NULL,
  due_at       INTEGER,
  decided_at   INTEGER,
  decided_by   TEXT,
  comment      TEXT,
  FOREIGN KEY (run, step) REFERENCES steps (run, id),
  CHECK ((status = 'PENDING') = (decided_at IS NULL))
) STRICT;

-- Those without a term come last: 9223372036854775807 is later than any.
CREATE INDEX approvals_inbox ON approvals (tenant, coalesce(due_at, 9223372036854775807)) WHERE status = 'PENDING';
CREATE INDEX approvals_decided ON approvals (tenant, decided_at) WHERE status <> 'PENDING';
CREATE INDEX approvals_of_run ON approvals (run);

-- History -------------------------------------------------------------------------------------------------------------

-- AUTOINCREMENT, so that a number is never given twice, also when the newest events were pruned: streams resume by it.
CREATE TABLE events (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  run     TEXT    NOT NULL REFERENCES runs (id),
  number  INTEGER NOT NULL CHECK (number >= 1),
  tenant  TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  type    TEXT    NOT NULL CHECK (type <> ''),
  actor   TEXT    NOT NULL,
  step    TEXT,
  payload TEXT,
  detail  TEXT    NOT NULL,
  UNIQUE (run, number)
) STRICT;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events never change');
END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
WHEN NOT EXISTS (SELECT 1 FROM runs WHERE id = OLD.run AND pruned_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'events are deleted only of runs that are marked pruned');
END;

-- How runs ended, by the hour (milliseconds of its beginning), so that overviews need not look at history.
CREATE TABLE rollups (
  tenant      TEXT    NOT NULL,
  workflow    TEXT    NOT NULL,
  hour        INTEGER NOT NULL,
  status      TEXT    NOT NULL CHECK (status IN ('COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT')),
  runs        INTEGER NOT NULL CHECK (runs >= 0),
  duration_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant, hour, workflow, status)
) STRICT, WITHOUT ROWID;

CREATE INDEX rollups_of_workflow ON rollups (tenant, workflow, hour);

CREATE TRIGGER runs_are_counted AFTER UPDATE OF status ON runs
WHEN OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL
BEGIN
  INSERT INTO rollups (tenant, workflow, hour, status, runs, duration_ms)
  VALUES (NEW.tenant, NEW.workflow, NEW.finished_at - NEW.finished_at % 3600000, NEW.status, 1,
          max(NEW.finished_at - NEW.created_at, 0))
  ON CONFLICT (tenant, hour, workflow, status)
  DO UPDATE SET runs = runs + 1, duration_ms = duration_ms + excluded.duration_ms;
END;

CREATE TRIGGER runs_stay_over BEFORE UPDATE OF status ON runs
WHEN OLD.finished_at IS NOT NULL AND NEW.status <> OLD.status
BEGIN
  SELECT RAISE(ABORT, 'a run never goes back from a terminal status');
END;

-- People and requests -------------------------------------------------------------------------------------------------

CREATE TABLE users (
  name          TEXT    NOT NULL PRIMARY KEY CHECK (name <> ''),
  tenant        TEXT    NOT NULL REFERENCES tenants (id),
  password_hash TEXT,
  roles         TEXT    NOT NULL CHECK (json_type(roles) = 'array'),
  teams         TEXT    NOT NULL CHECK (json_type(teams) = 'array'),
  time_zone     TEXT,
  disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Of sessions and tokens only the SHA-256 (hex) of the secret is kept.
CREATE TABLE sessions (
  hash       TEXT    NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  user       TEXT    NOT NULL REFERENCES users (name),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_of_user ON sessions (user);
CREATE INDEX sessions_expired ON sessions (expires_at);

CREATE TABLE api_tokens (
  hash       TEXT    NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  name       TEXT    NOT NULL CHECK (name <> ''),
  roles      TEXT    NOT NULL CHECK (json_type(roles) = 'array'),
  created_by TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  UNIQUE (tenant, name)
) STRICT;

CREATE TABLE idempotency_keys (
  tenant       TEXT    NOT NULL REFERENCES tenants (id),
  operation    TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  request_hash TEXT    NOT NULL,
  status       INTEGER NOT NULL,
  location     TEXT,
  response     TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (tenant, operation, key)
) STRICT;

CREATE INDEX idempotency_keys_expired ON idempotency_keys (created_at);

-- Workers -------------------------------------------------------------------------------------------------------------

CREATE TABLE workers (
  id            TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  host          TEXT    NOT NULL,
  process_id    INTEGER NOT NULL,
  process_start INTEGER NOT NULL,
  started_at    INTEGER NOT NULL,
  draining      INTEGER NOT NULL DEFAULT 0 CHECK (draining IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE ticks (
  seq         INTEGER PRIMARY KEY,
  worker      TEXT    NOT NULL UNIQUE,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER,
  steps       INTEGER NOT NULL,
  timers      INTEGER NOT NULL,
  stimuli     INTEGER NOT NULL,
  rescued     INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  error       TEXT
) STRICT;
