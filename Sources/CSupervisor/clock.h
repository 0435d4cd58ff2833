#ifndef ESCAPEMENT_SUPERVISOR_CLOCK_H
#define ESCAPEMENT_SUPERVISOR_CLOCK_H

#include <stdint.h>
#include <time.h>

#define NEVER INT64_MAX

/* Milliseconds that no change of the wall clock moves. */
static inline int64_t monotonic_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* `now` and `span` later, without overflow; a negative span means never. */
static inline int64_t later_ms(int64_t now, int64_t span) {
  return span < 0 || span > NEVER - now ? NEVER : now + span;
}

#endif
