// Usage: responder           a FastCGI responder on descriptor 0, or a CGI program
// The least that an answer about a run can cost: one indexed SELECT of 500 bytes from SQLite. PEER_DATABASE names the
// database; without it a constant is answered (the peer of plain CGI, where opening a database is our own business).
// `responder fill DATABASE` makes one with 10 000 rows.
#include <fcgiapp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *database;
static sqlite3_stmt *query;

static void require(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return;
  fprintf(stderr, "responder: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static int fill(const char *path) {
  require(sqlite3_open(path, &database));
  require(sqlite3_exec(database,
                       "PRAGMA journal_mode=WAL; CREATE TABLE runs(id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;"
                       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                       "INSERT INTO runs SELECT printf('run-%05d', i), printf('%.500c', 'x') FROM n;",
                       NULL, NULL, NULL));
  return sqlite3_close(database);
}

static void open_database(const char *path) {
  require(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL));
  require(sqlite3_prepare_v2(database, "SELECT body FROM runs WHERE id = ?", -1, &query, NULL));
}

static int answer(char *text, size_t room) {
  const char *head = "Content-Type: application/json\r\n\r\n";
  if (!query) return snprintf(text, room, "%s{\"status\": \"COMPLETED\"}", head);
  require(sqlite3_bind_text(query, 1, "run-04711", -1, SQLITE_STATIC));
  int found = sqlite3_step(query) == SQLITE_ROW;
  int length = snprintf(text, room, "%s{\"body\": \"%s\"}", head,
                        found ? (const char *)sqlite3_column_text(query, 0) : "");
  require(sqlite3_reset(query));
  return length;
}

int main(int count, char **arguments) {
  if (count == 3 && strcmp(arguments[1], "fill") == 0) return fill(arguments[2]);
  const char *path = getenv("PEER_DATABASE");
  if (path) open_database(path);
  char text[1024];
  if (FCGX_IsCGI()) return fwrite(text, (size_t)answer(text, sizeof text), 1, stdout) == 1 ? 0 : 1;
  FCGX_Stream *in, *out, *error;
  FCGX_ParamArray parameters;
  while (FCGX_Accept(&in, &out, &error, &parameters) >= 0) FCGX_PutStr(text, answer(text, sizeof text), out);
  return 0;
}
