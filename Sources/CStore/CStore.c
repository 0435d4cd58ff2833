#include "CStore.h"

#include <sqlite3.h>

// Each migration is a file of Sources/Store/Migrations, compiled in. Append only: what was released never changes.
static const char m0001_first[] = {
#embed "../Store/Migrations/m0001_first.sql"
};

static const char m0002_language[] = {
#embed "../Store/Migrations/m0002_language.sql"
};

static const char m0003_outbox[] = {
#embed "../Store/Migrations/m0003_outbox.sql"
};

static const char m0004_schedules[] = {
#embed "../Store/Migrations/m0004_schedules.sql"
};

static const char m0005_events[] = {
#embed "../Store/Migrations/m0005_events.sql"
};

static const char m0006_alerts[] = {
#embed "../Store/Migrations/m0006_alerts.sql"
};

static const char m0007_concurrency[] = {
#embed "../Store/Migrations/m0007_concurrency.sql"
};

static const struct {
  const char *name;
  const char *text;
  size_t length;
} migrations[] = {
    {"m0001_first", m0001_first, sizeof m0001_first},
    {"m0002_language", m0002_language, sizeof m0002_language},
    {"m0003_outbox", m0003_outbox, sizeof m0003_outbox},
    {"m0004_schedules", m0004_schedules, sizeof m0004_schedules},
    {"m0005_events", m0005_events, sizeof m0005_events},
    {"m0006_alerts", m0006_alerts, sizeof m0006_alerts},
    {"m0007_concurrency", m0007_concurrency, sizeof m0007_concurrency},
};

const char *escapement_migration(int number, size_t *length, const char **name) {
  if (number < 1 || (size_t)number > sizeof migrations / sizeof migrations[0]) return NULL;
  *length = migrations[number - 1].length;
  *name = migrations[number - 1].name;
  return migrations[number - 1].text;
}

void escapement_configure_sqlite(void) {
  // Fails without harm when SQLite is in use already.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int escapement_no_checkpoint_on_close(void *connection) {
  return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
