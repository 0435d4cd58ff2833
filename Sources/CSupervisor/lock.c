#define _GNU_SOURCE
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"

/* How long to sleep between two tries; flock(2) can't wait for the channel at the same time. */
#define RETRY_MS 10

int channel_is_closed(int channel) {
  struct pollfd hangup = {.fd = channel, .events = POLLRDHUP};
  return poll(&hangup, 1, 0) > 0 && (hangup.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL));
}

/* Whether `path` still names the open file: the last holder removes it before it lets go. */
static int is_current(int file, const char *path) {
  struct stat held, named;
  return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

/* The locked file's descriptor, or -1 with errno (EWOULDBLOCK: another process holds it, ESTALE: try again). */
static int try_lock(const char *path) {
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -1;
  if (flock(file, LOCK_EX | LOCK_NB) == 0) {
    if (is_current(file, path)) return file;
    errno = ESTALE;
  }
  int reason = errno;
  close(file);
  errno = reason;
  return -1;
}

/* The file whose lock we hold; open until the process ends. */
static int held = -1;

enum lock_outcome lock_take(const char *path, int64_t wait_ms, int channel) {
  int64_t until = later_ms(monotonic_ms(), wait_ms < 0 ? 0 : wait_ms);
  int replaced = 0;
  for (;;) {
    held = try_lock(path);
    if (held >= 0) return replaced ? LOCK_REPLACED : LOCK_TAKEN;
    if (errno == ESTALE || errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return LOCK_FAILED;
    if (monotonic_ms() >= until) {
      /* Its holder keeps the old file's lock; the next delivery waits for ours. */
      if (unlink(path) != 0 && errno != ENOENT) return LOCK_FAILED;
      replaced = 1;
      continue;
    }
    if (channel_is_closed(channel)) return LOCK_ABANDONED;
    poll(NULL, 0, RETRY_MS);
  }
}

void lock_remove(const char *path) {
  /* Who waited in vain for us has put a file of its own there. */
  if (is_current(held, path)) unlink(path);
}
