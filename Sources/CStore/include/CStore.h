#ifndef ESCAPEMENT_STORE_H
#define ESCAPEMENT_STORE_H
#include <stddef.h>

// The text of migration `number` (from 1 on; not terminated by NUL) and its file's name. NULL behind the last.
const char *escapement_migration(int number, size_t *length, const char **name);

// Lets SQLite count no memory, which takes a lock around each allocation. Once, before the first connection. Variadic in
// SQLite, as the next, so Swift can't call it.
void escapement_configure_sqlite(void);

// Closing the last connection no longer checkpoints. `connection` is a
// `sqlite3 *`. Answers SQLite's result code.
int escapement_no_checkpoint_on_close(void *connection);
#endif
