#ifndef ESCAPEMENT_SUPERVISOR_LOCK_H
#define ESCAPEMENT_SUPERVISOR_LOCK_H

#include <stdint.h>

enum lock_outcome {
  LOCK_TAKEN,
  /* The holder didn't let go in time: its file was replaced by one that we hold. */
  LOCK_REPLACED,
  LOCK_FAILED,
  /* The channel closed while waiting. */
  LOCK_ABANDONED,
};

/*
 * Takes the exclusive lock of the file at `path`, waiting for its holder at most `wait_ms` and no longer than the channel
 * is open. The descriptor stays open (close-on-exec) until the process ends, and with it the lock.
 */
enum lock_outcome lock_take(const char *path, int64_t wait_ms, int channel);

/* Removes the file while the lock is still held; whoever waits for it wakes when the process ends. */
void lock_remove(const char *path);

/* Whether nobody is at the channel's other end any more. */
int channel_is_closed(int channel);

#endif
