#ifndef ESCAPEMENT_SUPERVISOR_H
#define ESCAPEMENT_SUPERVISOR_H

#include <sys/types.h>

/*
 * The helper that stands between a tick and one command.
 *
 * A tick can be killed at any instant, and its command must not go on beside the one that the next tick starts. So the
 * command is the child of a small process that does nothing else: one thread, C only, no allocation after the request
 * was read. It reads one request from its channel, performs it, and tells what happens in messages. It ends the command
 * with everything that the command started when
 *   - the command exits (a step leaves no process behind),
 *   - the channel closes (whoever asked is gone),
 *   - it is told to, or the deadline passes: SIGTERM first, SIGKILL after the grace.
 * For as long as anything of the command may be alive it holds the attempt's lock, and nobody else holds it.
 *
 * Request, in the byte order of the host (both ends are the same program):
 *   u32 SUPERVISOR_MAGIC, u32 length of what follows;
 *   i64 timeout, grace, lock wait (milliseconds; a timeout below 0 means none);
 *   i64 CPU seconds, memory bytes, open files, bytes of a file, processes of the user (below 0: no limit);
 *   text lock file, text working folder, u32 count and texts of argv, u32 count and texts of the environment
 *     (a text: u32 length, the bytes, a NUL that isn't counted);
 *   u32 length and bytes of the standard input.
 * After it: SUPERVISOR_TERMINATE or SUPERVISOR_KILL, one byte each, at any time.
 *
 * Messages: u8 kind, u32 length, the payload.
 */

/* "ESX1": the version of this format. */
enum { SUPERVISOR_MAGIC = 0x31585345 };

/* A request may carry an output of another step as standard input; far above the largest one, far below memory. */
enum { SUPERVISOR_MAX_REQUEST = 64 << 20 };

/* Orders. */
enum { SUPERVISOR_TERMINATE = 'T', SUPERVISOR_KILL = 'K' };

/* Kinds of messages, with their payloads. EXITED or FAILED is the last one. */
enum {
  /* u32 process id, u8 whether the lock of an earlier delivery was still held when the wait for it ended. */
  SUPERVISOR_STARTED = 'S',
  SUPERVISOR_STDOUT = 'O',
  SUPERVISOR_STDERR = 'E',
  /* u8 reason (below), u8 whether SIGKILL was needed, i32 exit status or -1, i32 signal or 0. */
  SUPERVISOR_EXITED = 'X',
  /* i32 errno, text (the rest) of what was being done. */
  SUPERVISOR_FAILED = 'F',
};

/* Why the command ended. */
enum { SUPERVISOR_BY_ITSELF, SUPERVISOR_ASKED, SUPERVISOR_DEADLINE };

/*
 * Serves one request on `channel`, a stream socket, and returns the exit status for the process. Takes over the whole
 * process: signals, the child subreaper, every child.
 */
int supervisor_serve(int channel);

/*
 * The other side: starts `program argument` as a helper and gives our end of its channel. Both ends are close-on-exec from
 * their birth: a copy of ours in any other process would keep the helper from noticing that we are gone.
 * 0, or the error number.
 */
int supervisor_spawn(const char *program, const char *argument, pid_t *pid, int *channel);

/* Waits until the helper has ended. */
void supervisor_reap(pid_t pid);

/* A signal's name without SIG, NULL for what has none: sigabbrev_np(3), which Swift's view of glibc leaves out. */
const char *supervisor_signal_name(int number);

#endif
