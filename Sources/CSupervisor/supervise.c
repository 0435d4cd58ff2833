#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CSupervisor.h"
#include "channel.h"
#include "clock.h"
#include "command.h"
#include "descendants.h"
#include "lock.h"

struct supervision {
  const struct request *request;
  struct command command;
  struct outbox outbox;
  int signals;
  uint32_t input_sent;
  int64_t deadline, kill_at;
  uint8_t reason, killed;
  int ended, abandoned;
};

static void shut(int *end) {
  if (*end >= 0) close(*end);
  *end = -1;
}

/* Asks the command to end; what doesn't within the grace is killed. */
static void terminate(struct supervision *it, uint8_t reason) {
  if (it->reason == SUPERVISOR_BY_ITSELF) it->reason = reason;
  if (it->kill_at != NEVER) return;
  it->kill_at = later_ms(monotonic_ms(), it->request->grace_ms < 0 ? 0 : it->request->grace_ms);
  kill(-it->command.pid, SIGTERM);
  /* A stopped process gets its SIGTERM only when it goes on. */
  kill(-it->command.pid, SIGCONT);
}

static void hear(struct supervision *it) {
  uint8_t orders[64];
  ssize_t count = recv(it->outbox.channel, orders, sizeof orders, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
  if (count <= 0) it->abandoned = 1;
  for (ssize_t index = 0; index < count; index++) {
    terminate(it, SUPERVISOR_ASKED);
    if (orders[index] == SUPERVISOR_KILL) it->kill_at = 0;
  }
}

static void feed(struct supervision *it) {
  uint32_t left = it->request->input_length - it->input_sent;
  ssize_t count = left ? write(it->command.input, it->request->input + it->input_sent, left) : 0;
  if (count > 0) it->input_sent += (uint32_t)count;
  int waits = count < 0 && (errno == EAGAIN || errno == EINTR);
  /* A command that doesn't read its input (EPIPE) is no failure. */
  if ((count < 0 && !waits) || it->input_sent == it->request->input_length) shut(&it->command.input);
}

/* Moves one piece of output into the outbox. 1 when there was one. */
static int forward(struct supervision *it, int *end, uint8_t kind) {
  ssize_t count = read(*end, outbox_payload(&it->outbox), MESSAGE_CAPACITY);
  if (count > 0) {
    outbox_post(&it->outbox, kind, (uint32_t)count);
    return 1;
  }
  if (count == 0 || (errno != EAGAIN && errno != EINTR)) shut(end);
  return 0;
}

static void notice_signals(struct supervision *it) {
  struct signalfd_siginfo received;
  while (read(it->signals, &received, sizeof received) == (ssize_t)sizeof received)
    if (received.ssi_signo != SIGCHLD) terminate(it, SUPERVISOR_ASKED);
  it->ended = descendants_reap(it->command.pid);
}

static int milliseconds_until(int64_t moment) {
  if (moment == NEVER) return -1;
  int64_t left = moment - monotonic_ms();
  return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

static void watch_clock(struct supervision *it) {
  int64_t now = monotonic_ms();
  if (it->kill_at == NEVER && now >= it->deadline) terminate(it, SUPERVISOR_DEADLINE);
  if (now >= it->kill_at) {
    it->killed = 1;
    it->ended = 1;
  }
}

static void step(struct supervision *it) {
  int free = outbox_is_empty(&it->outbox);
  enum { SIGNALS, CHANNEL, INPUT, OUTPUT, ERRORS, COUNT };
  struct pollfd watched[COUNT] = {
      [SIGNALS] = {.fd = it->signals, .events = POLLIN},
      [CHANNEL] = {.fd = it->outbox.channel, .events = (short)(POLLIN | (free ? 0 : POLLOUT))},
      [INPUT] = {.fd = it->command.input, .events = POLLOUT},
      [OUTPUT] = {.fd = free ? it->command.output : -1, .events = POLLIN},
      [ERRORS] = {.fd = free ? it->command.errors : -1, .events = POLLIN},
  };
  int64_t next = it->kill_at < it->deadline ? it->kill_at : it->deadline;
  if (poll(watched, COUNT, milliseconds_until(next)) < 0) return;
  if (watched[CHANNEL].revents & (POLLIN | POLLHUP | POLLERR)) hear(it);
  if (watched[CHANNEL].revents & POLLOUT && outbox_send_some(&it->outbox) != 0) it->abandoned = 1;
  if (watched[INPUT].revents) feed(it);
  if (watched[OUTPUT].revents) forward(it, &it->command.output, SUPERVISOR_STDOUT);
  if (watched[ERRORS].revents && outbox_is_empty(&it->outbox)) forward(it, &it->command.errors, SUPERVISOR_STDERR);
  if (!outbox_is_empty(&it->outbox) && outbox_send_some(&it->outbox) != 0) it->abandoned = 1;
  if (watched[SIGNALS].revents) notice_signals(it);
  watch_clock(it);
}

/* What the pipes still hold. Nobody writes to them any more, unless they were handed to a stranger: never wait. */
static int drain(struct supervision *it, int *end, uint8_t kind) {
  while (*end >= 0) {
    if (outbox_flush(&it->outbox) != 0) return -1;
    if (!forward(it, end, kind)) return 0;
  }
  return 0;
}

static void report_end(struct supervision *it, int status) {
  if (drain(it, &it->command.output, SUPERVISOR_STDOUT) != 0) return;
  if (drain(it, &it->command.errors, SUPERVISOR_STDERR) != 0) return;
  if (outbox_flush(&it->outbox) != 0) return;
  int32_t exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  int32_t signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  uint8_t *payload = outbox_payload(&it->outbox);
  payload[0] = it->reason;
  payload[1] = it->killed;
  memcpy(payload + 2, &exit_status, 4);
  memcpy(payload + 6, &signal_number, 4);
  outbox_post(&it->outbox, SUPERVISOR_EXITED, 10);
  outbox_flush(&it->outbox);
}

static void report_failure(struct outbox *outbox, int error, const char *stage) {
  int32_t number = error;
  size_t length = strlen(stage);
  memcpy(outbox_payload(outbox), &number, 4);
  memcpy(outbox_payload(outbox) + 4, stage, length);
  outbox_post(outbox, SUPERVISOR_FAILED, (uint32_t)(4 + length));
  outbox_flush(outbox);
}

static void report_start(struct supervision *it, int orphan_suspected) {
  uint32_t pid = (uint32_t)it->command.pid;
  memcpy(outbox_payload(&it->outbox), &pid, 4);
  outbox_payload(&it->outbox)[4] = (uint8_t)orphan_suspected;
  outbox_post(&it->outbox, SUPERVISOR_STARTED, 5);
}

/* Everything that may end us arrives in the loop; the command gets its default signals back. */
static int take_signals(void) {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGCHLD);
  sigaddset(&wanted, SIGTERM);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGHUP);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
  if (sigprocmask(SIG_BLOCK, &wanted, NULL) != 0) return -1;
  return signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void supervise(struct supervision *it, int orphan_suspected) {
  struct start_failure failure;
  if (command_start(it->request, &it->command, &failure) != 0) {
    if (it->command.pid > 0) descendants_end(it->command.pid);
    report_failure(&it->outbox, failure.error, failure.stage);
    return;
  }
  it->deadline = later_ms(monotonic_ms(), it->request->timeout_ms);
  it->kill_at = NEVER;
  report_start(it, orphan_suspected);
  while (!it->ended && !it->abandoned) step(it);
  int status = descendants_end(it->command.pid);
  if (!it->abandoned) report_end(it, status);
}

int supervisor_serve(int channel) {
  /* Too large for comfort on a stack, and there is one of it in a process. */
  static struct supervision it;
  static struct request request;
  fcntl(channel, F_SETFD, FD_CLOEXEC);
  it.request = &request;
  it.outbox.channel = channel;
  it.command = (struct command){.pid = -1, .input = -1, .output = -1, .errors = -1};
  if (request_read(channel, &request) != 0) return 64;
  it.signals = take_signals();
  if (it.signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) {
    report_failure(&it.outbox, errno, "subreaper");
    return 71;
  }
  int orphan_suspected = 0;
  switch (lock_take(request.lock_path, request.lock_wait_ms, channel)) {
    case LOCK_TAKEN: break;
    case LOCK_REPLACED: orphan_suspected = 1; break;
    case LOCK_ABANDONED: return 0;
    case LOCK_FAILED: report_failure(&it.outbox, errno, "lock"); return 73;
  }
  /* The tick may have died while we came up or waited; then its successor performs the step, not we. */
  if (!channel_is_closed(channel)) supervise(&it, orphan_suspected);
  lock_remove(request.lock_path);
  return 0;
}
