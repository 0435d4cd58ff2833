#ifndef ESCAPEMENT_SUPERVISOR_REQUEST_H
#define ESCAPEMENT_SUPERVISOR_REQUEST_H

#include <stddef.h>
#include <stdint.h>

/* One command to run. All pointers point into `bytes`; argv and environment end with NULL. */
struct request {
  int64_t timeout_ms, grace_ms, lock_wait_ms;
  int64_t cpu_seconds, memory_bytes, open_files, file_bytes, processes;
  const char *lock_path, *working_folder;
  char **argv, **environment;
  const uint8_t *input;
  uint32_t input_length;
  uint8_t *bytes;
};

/* Reads a whole request from the channel. 0, or -1 when the channel closed before its end or it makes no sense. */
int request_read(int channel, struct request *request);

#endif
