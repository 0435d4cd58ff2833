-- Schedules, what became of each of their instants, and the calendars they ask.

CREATE TABLE schedules (
  id               TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  tenant           TEXT    NOT NULL REFERENCES tenants (id),
  workflow         TEXT    NOT NULL,
  name             TEXT    NOT NULL CHECK (name <> ''),
  kind             TEXT    NOT NULL CHECK (kind IN ('once', 'cron', 'interval')),
  calendar         TEXT,
  -- What a person said, without the payload.
  spec             TEXT    NOT NULL,
  payload          TEXT    NOT NULL,
  pause_on_failure INTEGER NOT NULL CHECK (pause_on_failure IN (0, 1)),
  version          INTEGER NOT NULL CHECK (version >= 1),
  generation       INTEGER NOT NULL CHECK (generation >= 1),
  enabled          INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  paused_by        TEXT,
  pause_reason     TEXT,
  paused_at        INTEGER,
  paused_until     INTEGER,
  failure_kind     TEXT    CHECK (failure_kind IN ('validation', 'zone', 'calendar', 'poison')),
  failure          TEXT,
  completed_at     INTEGER,
  -- What follows is the ledger's: every instant up to ledger_through has a slot or lies in a span.
  ledger_through   INTEGER NOT NULL,
  moves            INTEGER NOT NULL CHECK (moves >= 0),
  due_at           INTEGER,
  next_fire        INTEGER,
  waiting          INTEGER NOT NULL CHECK (waiting IN (0, 1)),
  decided_at       INTEGER,
  ended_at         INTEGER,
  failed_run       TEXT,
  fired            INTEGER NOT NULL CHECK (fired >= 0),
  skipped          INTEGER NOT NULL CHECK (skipped >= 0),
  missed           INTEGER NOT NULL CHECK (missed >= 0),
  last_slot        INTEGER,
  last_fired_at    INTEGER,
  last_run         TEXT,
  last_error       TEXT,
  created_at       INTEGER NOT NULL,
  created_by       TEXT    NOT NULL,
  updated_at       INTEGER NOT NULL,
  UNIQUE (tenant, workflow, name),
  FOREIGN KEY (tenant, workflow) REFERENCES workflows (tenant, id),
  CHECK ((failure_kind IS NULL) = (failure IS NULL)),
  CHECK ((paused_by IS NULL) = (paused_at IS NULL)),
  CHECK (enabled = 1 OR paused_by IS NOT NULL OR completed_at IS NOT NULL),
  CHECK (completed_at IS NULL OR enabled = 0)
) STRICT;

CREATE INDEX schedules_due ON schedules (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX schedules_list ON schedules (tenant, id);
CREATE INDEX schedules_waiting ON schedules (id) WHERE waiting = 1;
-- Those that will never fire again: none, unless something is wrong.
CREATE INDEX schedules_forgotten ON schedules (id)
WHERE next_fire IS NULL AND enabled = 1 AND waiting = 0 AND failure_kind IS NULL;
CREATE INDEX schedules_failed ON schedules (id) WHERE failure_kind IS NOT NULL AND enabled = 1;
CREATE INDEX schedules_of_calendar ON schedules (tenant, calendar) WHERE calendar IS NOT NULL;

CREATE TABLE schedule_slots (
  schedule   TEXT    NOT NULL REFERENCES schedules (id),
  slot       INTEGER NOT NULL,
  generation INTEGER NOT NULL CHECK (generation >= 1),
  -- Empty: the schedule's own.
  backfill   TEXT    NOT NULL,
  status     TEXT    NOT NULL CHECK (status IN ('fired', 'buffered', 'blocked')),
  decided_at INTEGER NOT NULL,
  release_at INTEGER,
  fired_at   INTEGER,
  run        TEXT,
  reason     TEXT,
  PRIMARY KEY (schedule, slot, generation, backfill),
  CHECK ((status = 'fired') = (run IS NOT NULL) AND (status = 'fired') = (fired_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_slots_buffered ON schedule_slots (schedule, slot) WHERE status = 'buffered';

CREATE TABLE schedule_spans (
  schedule   TEXT    NOT NULL REFERENCES schedules (id),
  first      INTEGER NOT NULL,
  generation INTEGER NOT NULL CHECK (generation >= 1),
  last       INTEGER NOT NULL,
  count      INTEGER NOT NULL CHECK (count >= 1),
  outcome    TEXT    NOT NULL CHECK (outcome IN (
    'outsideActiveHours', 'holiday', 'paused', 'missed', 'limitReached', 'skippedOverlap', 'skippedByUser',
    'failedToStart')),
  reason     TEXT,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (schedule, first, generation),
  CHECK (last >= first)
) STRICT, WITHOUT ROWID;

CREATE TABLE backfills (
  id          TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  schedule    TEXT    NOT NULL REFERENCES schedules (id),
  tenant      TEXT    NOT NULL REFERENCES tenants (id),
  first       INTEGER NOT NULL,
  last        INTEGER NOT NULL,
  overlap     TEXT    NOT NULL CHECK (overlap IN ('bufferAll', 'allow')),
  spacing     INTEGER NOT NULL CHECK (spacing >= 0),
  status      TEXT    NOT NULL CHECK (status IN ('running', 'completed', 'cancelled')),
  through     INTEGER NOT NULL,
  due_at      INTEGER,
  -- When the next run may begin at the earliest: the last one's beginning and the spacing.
  not_before  INTEGER NOT NULL,
  total       INTEGER NOT NULL CHECK (total >= 0),
  fired       INTEGER NOT NULL CHECK (fired >= 0),
  failed      INTEGER NOT NULL CHECK (failed >= 0),
  last_error  TEXT,
  created_at  INTEGER NOT NULL,
  created_by  TEXT    NOT NULL,
  finished_at INTEGER,
  CHECK (last >= first),
  CHECK ((status = 'running') = (finished_at IS NULL))
) STRICT;

CREATE INDEX backfills_due ON backfills (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX backfills_of_schedule ON backfills (schedule, id);

CREATE TABLE calendars (
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  name       TEXT    NOT NULL CHECK (name <> ''),
  definition TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT    NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT;

-- The schedule that started a run; without a slot a person triggered it.
ALTER TABLE runs ADD COLUMN schedule TEXT;
ALTER TABLE runs ADD COLUMN schedule_slot INTEGER;
ALTER TABLE runs ADD COLUMN backfill TEXT;

CREATE INDEX runs_of_schedule ON runs (schedule, created_at, id) WHERE schedule IS NOT NULL;
CREATE INDEX runs_live_of_schedule ON runs (schedule, backfill) WHERE schedule IS NOT NULL AND finished_at IS NULL;

-- The end of a run wakes what waits for it, in the same commit, whoever ended it: no wake-up is lost.
CREATE TRIGGER runs_wake_schedules AFTER UPDATE OF status ON runs
WHEN NEW.schedule_slot IS NOT NULL AND OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL
BEGIN
  UPDATE schedules SET
    moves = moves + 1,
    ended_at = NEW.finished_at,
    failed_run = CASE WHEN NEW.status IN ('FAILED', 'TIMED_OUT') THEN NEW.id ELSE failed_run END,
    due_at = CASE
      WHEN enabled = 0 OR failure_kind = 'poison' THEN due_at
      WHEN waiting = 1 OR (pause_on_failure = 1 AND NEW.status IN ('FAILED', 'TIMED_OUT'))
        THEN min(coalesce(due_at, NEW.finished_at), NEW.finished_at)
      ELSE due_at END
  WHERE id = NEW.schedule AND NEW.backfill IS NULL;
  UPDATE backfills SET due_at = max(NEW.finished_at, not_before)
  WHERE id = NEW.backfill AND status = 'running' AND overlap = 'bufferAll';
END;

-- Slots that fired, and what was wrong with schedules at the end.
ALTER TABLE ticks ADD COLUMN slots INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticks ADD COLUMN findings TEXT;
