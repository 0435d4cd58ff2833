-- Runs that share a bounded number of slots, and who goes first of those that wait.

-- The higher goes first; a level counts as some minutes of waiting.
ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN -10 AND 10);

-- Since when the step waits, moved back by its run's priority: the smallest is claimed first.
ALTER TABLE steps RENAME COLUMN queued_at TO queue_rank;

-- A row for every run that has a concurrency key and isn't over. How many hold a slot is what is counted here, and
-- nowhere else.
CREATE TABLE concurrency_slots (
  seq        INTEGER PRIMARY KEY,
  run        TEXT    NOT NULL UNIQUE REFERENCES runs (id),
  tenant     TEXT    NOT NULL REFERENCES tenants (id),
  key        TEXT    NOT NULL CHECK (key <> ''),
  -- The slot that the run holds: the smallest number that was free. NULL while it waits.
  number     INTEGER CHECK (number >= 1),
  -- How many slots the key has, as the run's own definition says.
  most       INTEGER NOT NULL CHECK (most >= 1),
  -- A run that holds this slot waits for this one.
  shared     INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  -- The run was told to make room.
  leaving    INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1)),
  queue_rank INTEGER NOT NULL,
  asked_at   INTEGER NOT NULL,
  CHECK (shared = 1 OR number IS NULL OR number <= most),
  CHECK (shared = 0 OR number IS NOT NULL)
) STRICT;

-- No slot has two holders, whatever a program may believe.
CREATE UNIQUE INDEX slots_held ON concurrency_slots (tenant, key, number) WHERE number IS NOT NULL AND shared = 0;
CREATE INDEX slots_taken ON concurrency_slots (tenant, key, number) WHERE number IS NOT NULL;
CREATE INDEX slots_awaited ON concurrency_slots (tenant, key, queue_rank) WHERE number IS NULL;

-- A run that waits for its slot may have steps: those that it took over from an older run.
DROP TRIGGER runs_hold_steps;
CREATE TRIGGER runs_hold_steps AFTER UPDATE OF status ON runs
WHEN (OLD.status = 'PAUSED' OR OLD.finished_at IS NOT NULL OR (OLD.status = 'PENDING' AND OLD.event_count > 0))
  <> (NEW.status = 'PAUSED' OR NEW.finished_at IS NOT NULL OR (NEW.status = 'PENDING' AND NEW.event_count > 0))
BEGIN
  UPDATE steps
  SET held = (NEW.status = 'PAUSED' OR NEW.finished_at IS NOT NULL OR (NEW.status = 'PENDING' AND NEW.event_count > 0))
  WHERE run = NEW.id AND finished_at IS NULL AND status = 'PENDING';
END;

-- Steps of agents of which only so many may be at work are looked for agent by agent.
CREATE INDEX steps_queued_of_agent ON steps (tenant, executor, queue_rank) WHERE status = 'PENDING' AND held = 0;

-- Claims of agents with a rate limit, as long as they count. A claim that is given back unbegun doesn't.
CREATE TABLE agent_starts (
  seq    INTEGER PRIMARY KEY,
  tenant TEXT    NOT NULL REFERENCES tenants (id),
  agent  TEXT    NOT NULL CHECK (agent <> ''),
  run    TEXT    NOT NULL,
  step   TEXT    NOT NULL,
  -- The claim's.
  epoch  INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  UNIQUE (run, step, epoch)
) STRICT;

CREATE INDEX agent_starts_recent ON agent_starts (tenant, agent, at);
