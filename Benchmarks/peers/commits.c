// Usage: commits DATABASE SECONDS
// How many transactions of one inserted row SQLite commits in a second on this disk, in WAL mode with synchronous=FULL:
// what a durable step would cost at least if each had a commit of its own.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void require(int code, sqlite3 *database) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "commits: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  sqlite3 *database;
  require(sqlite3_open(arguments[1], &database), database);
  require(sqlite3_exec(database,
                       "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000;"
                       "CREATE TABLE IF NOT EXISTS rows(id INTEGER PRIMARY KEY, run TEXT, status TEXT, result TEXT);",
                       NULL, NULL, NULL),
          database);
  sqlite3_stmt *insert;
  require(sqlite3_prepare_v2(database, "INSERT INTO rows(run, status, result) VALUES (?, 'SUCCEEDED', '{}')", -1,
                             &insert, NULL),
          database);
  double begin = now(), end = begin + atof(arguments[2]);
  long commits = 0;
  for (; now() < end; commits++) {
    char run[32];
    int length = snprintf(run, sizeof run, "run-%020ld", commits);
    require(sqlite3_bind_text(insert, 1, run, length, SQLITE_TRANSIENT), database);
    require(sqlite3_step(insert), database);
    require(sqlite3_reset(insert), database);
  }
  printf("%.1f\n", (double)commits / (now() - begin));
  sqlite3_finalize(insert);
  return sqlite3_close(database);
}
