-- The complete language: more kinds of timers, signals that states take, events of a tenant, runs that start runs.

-- A CHECK can't be changed in place.
CREATE TABLE timers_of_language (
  run    TEXT    NOT NULL REFERENCES runs (id),
  -- Empty for timers of the run itself.
  step   TEXT    NOT NULL,
  kind   TEXT    NOT NULL CHECK (kind IN (
    'retry', 'approvalTimeout', 'wake', 'waitTimeout', 'compositeDeadline', 'runDeadline', 'attemptOverdue',
    'cancelGrace')),
  due_at INTEGER NOT NULL,
  PRIMARY KEY (run, step, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO timers_of_language (run, step, kind, due_at) SELECT run, step, kind, due_at FROM timers;
DROP TABLE timers;
ALTER TABLE timers_of_language RENAME TO timers;
CREATE INDEX timers_due ON timers (due_at);

-- A signal is known by the number of the event that brought it: the n-th signal of a run came with the n-th such event.
CREATE TABLE signals_to_take (
  run         TEXT    NOT NULL REFERENCES runs (id),
  number      INTEGER NOT NULL CHECK (number >= 1),
  name        TEXT    NOT NULL,
  payload     TEXT    NOT NULL,
  correlation TEXT,
  sent_by     TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT;

INSERT INTO signals_to_take (run, number, name, payload, correlation, sent_by, at)
SELECT kept.run, came.number, kept.name, kept.payload, kept.correlation, kept.sent_by, kept.at
FROM (SELECT *, row_number() OVER (PARTITION BY run ORDER BY seq) AS nth FROM signals) AS kept
JOIN (SELECT run, number, row_number() OVER (PARTITION BY run ORDER BY number) AS nth
      FROM events WHERE type = 'signal.received') AS came
  ON came.run = kept.run AND came.nth = kept.nth;
DROP TABLE signals;
ALTER TABLE signals_to_take RENAME TO signals;

-- What was published to a tenant, by people, hooks and runs.
CREATE TABLE inbound_events (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  tenant       TEXT    NOT NULL REFERENCES tenants (id),
  name         TEXT    NOT NULL CHECK (name <> ''),
  payload      TEXT    NOT NULL,
  correlation  TEXT,
  published_by TEXT    NOT NULL,
  at           INTEGER NOT NULL
) STRICT;

CREATE INDEX inbound_events_of_name ON inbound_events (tenant, name, at);

-- Steps that wait for an event. Without a correlation any event of the name reaches them.
CREATE TABLE waits (
  run         TEXT    NOT NULL,
  step        TEXT    NOT NULL,
  tenant      TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  correlation TEXT,
  since       INTEGER NOT NULL,
  PRIMARY KEY (run, step),
  FOREIGN KEY (run, step) REFERENCES steps (run, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX waits_for_event ON waits (tenant, name);

-- The run that a step started, and the step that started a run.
ALTER TABLE steps ADD COLUMN child TEXT;
ALTER TABLE runs ADD COLUMN parent_run TEXT;
ALTER TABLE runs ADD COLUMN parent_step TEXT;

CREATE INDEX runs_of_parent ON runs (parent_run) WHERE parent_run IS NOT NULL;

-- The run that a run repeats or goes on from: {run, kind, events}.
ALTER TABLE runs ADD COLUMN origin TEXT;

-- Values that a tenant's runs share, and what the attempts that changed them answered: an attempt counts once.
CREATE TABLE data_store (
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  key        TEXT    NOT NULL CHECK (key <> ''),
  value      TEXT    NOT NULL,
  revision   INTEGER NOT NULL CHECK (revision >= 1),
  expires_at INTEGER,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, key)
) STRICT;

CREATE INDEX data_store_expired ON data_store (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE data_effects (
  name   TEXT    NOT NULL PRIMARY KEY,
  answer TEXT    NOT NULL,
  at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX data_effects_old ON data_effects (at);
