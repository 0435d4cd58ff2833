#include "request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CSupervisor.h"

/* What is left to parse; `broken` sticks once something didn't fit. */
struct cursor {
  uint8_t *at;
  size_t left;
  int broken;
};

static uint8_t *take(struct cursor *cursor, size_t length) {
  if (cursor->broken || length > cursor->left) {
    cursor->broken = 1;
    return NULL;
  }
  uint8_t *taken = cursor->at;
  cursor->at += length;
  cursor->left -= length;
  return taken;
}

static uint32_t take_u32(struct cursor *cursor) {
  uint32_t value = 0;
  uint8_t *bytes = take(cursor, sizeof value);
  if (bytes) memcpy(&value, bytes, sizeof value);
  return value;
}

static int64_t take_i64(struct cursor *cursor) {
  int64_t value = 0;
  uint8_t *bytes = take(cursor, sizeof value);
  if (bytes) memcpy(&value, bytes, sizeof value);
  return value;
}

static char *take_text(struct cursor *cursor) {
  uint32_t length = take_u32(cursor);
  char *text = (char *)take(cursor, (size_t)length + 1);
  if (text && (text[length] != 0 || memchr(text, 0, length))) cursor->broken = 1;
  return cursor->broken ? NULL : text;
}

static char **take_texts(struct cursor *cursor) {
  uint32_t count = take_u32(cursor);
  /* Each text takes five bytes or more, so the count can't make us allocate more than the request is long. */
  if (cursor->broken || count > cursor->left / 5) {
    cursor->broken = 1;
    return NULL;
  }
  char **texts = calloc((size_t)count + 1, sizeof *texts);
  if (!texts) cursor->broken = 1;
  for (uint32_t index = 0; !cursor->broken && index < count; index++) texts[index] = take_text(cursor);
  return texts;
}

static int read_exactly(int channel, void *buffer, size_t length) {
  uint8_t *at = buffer;
  while (length > 0) {
    ssize_t count = read(channel, at, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return -1;
    at += count;
    length -= (size_t)count;
  }
  return 0;
}

static int parse(struct cursor cursor, struct request *request) {
  request->timeout_ms = take_i64(&cursor);
  request->grace_ms = take_i64(&cursor);
  request->lock_wait_ms = take_i64(&cursor);
  request->cpu_seconds = take_i64(&cursor);
  request->memory_bytes = take_i64(&cursor);
  request->open_files = take_i64(&cursor);
  request->file_bytes = take_i64(&cursor);
  request->processes = take_i64(&cursor);
  request->lock_path = take_text(&cursor);
  request->working_folder = take_text(&cursor);
  request->argv = take_texts(&cursor);
  request->environment = take_texts(&cursor);
  request->input_length = take_u32(&cursor);
  request->input = take(&cursor, request->input_length);
  return cursor.broken || cursor.left != 0 || !request->argv[0] ? -1 : 0;
}

int request_read(int channel, struct request *request) {
  uint32_t header[2];
  if (read_exactly(channel, header, sizeof header) != 0) return -1;
  if (header[0] != SUPERVISOR_MAGIC || header[1] > SUPERVISOR_MAX_REQUEST) return -1;
  request->bytes = malloc((size_t)header[1] + 1);
  if (!request->bytes || read_exactly(channel, request->bytes, header[1]) != 0) return -1;
  return parse((struct cursor){request->bytes, header[1], 0}, request);
}
