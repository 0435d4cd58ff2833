-- What leaves the house: messages that were committed with what they tell of, who hears them, and what became of that.

-- Who hears: addresses of a tenant. A webhook's secret is made of the installation's key and the endpoint's identifier,
-- so none is stored.
CREATE TABLE endpoints (
  id                TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  tenant            TEXT    NOT NULL REFERENCES tenants (id),
  name              TEXT    NOT NULL CHECK (name <> ''),
  kind              TEXT    NOT NULL CHECK (kind IN ('webhook', 'mail')),
  -- An address of HTTP, or addresses of mail with commas between them.
  target            TEXT    NOT NULL CHECK (target <> ''),
  -- Patterns of topics. Empty for one that hears only what a definition sends to it.
  topics            TEXT    NOT NULL CHECK (json_type(topics) = 'array'),
  origin            TEXT    NOT NULL CHECK (origin IN ('operator', 'definition')),
  enabled           INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  disabled_reason   TEXT,
  -- Counts the secrets that it has had; the one before is used beside the newest until a moment.
  secret_generation INTEGER NOT NULL DEFAULT 1 CHECK (secret_generation >= 1),
  previous_until    INTEGER,
  -- Failures since it last answered well, and until when it is left in peace because of them.
  failures          INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  resume_at         INTEGER,
  created_by        TEXT    NOT NULL,
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  UNIQUE (tenant, name),
  CHECK (enabled = 0 OR disabled_reason IS NULL)
) STRICT;

CREATE TABLE outbox (
  seq     INTEGER PRIMARY KEY,
  id      TEXT    NOT NULL UNIQUE CHECK (id <> ''),
  tenant  TEXT    NOT NULL REFERENCES tenants (id),
  topic   TEXT    NOT NULL CHECK (topic <> ''),
  -- What it is about, as a run's identifier: messages about one subject arrive in their order.
  subject TEXT    NOT NULL,
  payload TEXT    NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

-- A message on its way to one endpoint.
CREATE TABLE deliveries (
  seq              INTEGER PRIMARY KEY,
  message          INTEGER NOT NULL REFERENCES outbox (seq) ON DELETE CASCADE,
  endpoint         TEXT    NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
  tenant           TEXT    NOT NULL,
  subject          TEXT    NOT NULL,
  status           TEXT    NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'DEAD')),
  -- All that were made, and those since it was last sent off (by hand, too).
  attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  tries            INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  due_at           INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  finished_at      INTEGER,
  lease_owner      TEXT,
  -- Grows with every claim and stays when the lease ends.
  lease_epoch      INTEGER NOT NULL DEFAULT 0 CHECK (lease_epoch >= 0),
  lease_expires_at INTEGER,
  UNIQUE (message, endpoint),
  CHECK ((status = 'PENDING') = (finished_at IS NULL)),
  CHECK ((lease_owner IS NULL) = (lease_expires_at IS NULL)),
  CHECK (lease_owner IS NULL OR status = 'PENDING')
) STRICT;

CREATE INDEX deliveries_due ON deliveries (endpoint, due_at, seq) WHERE status = 'PENDING';
CREATE INDEX deliveries_in_order ON deliveries (endpoint, subject, seq) WHERE status = 'PENDING';
CREATE INDEX deliveries_leased ON deliveries (lease_owner, endpoint) WHERE lease_owner IS NOT NULL;
CREATE INDEX deliveries_list ON deliveries (tenant, seq);
CREATE INDEX deliveries_of_endpoint ON deliveries (endpoint, seq);
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;

-- The log: what each attempt led to.
CREATE TABLE delivery_attempts (
  delivery    INTEGER NOT NULL REFERENCES deliveries (seq) ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number >= 1),
  at          INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
  succeeded   INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
  -- The status of HTTP, or the exit code of the mail program.
  status      INTEGER,
  error       TEXT,
  -- The beginning of what was answered.
  excerpt     TEXT,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
