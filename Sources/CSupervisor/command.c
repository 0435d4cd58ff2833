#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

/* Each pipe: [0] is read from, [1] is written to. */
struct pipes {
  int input[2], output[2], errors[2], failure[2];
};

static void close_all(struct pipes *pipes) {
  int *ends = (int *)pipes;
  for (size_t index = 0; index < sizeof *pipes / sizeof *ends; index++)
    if (ends[index] >= 0) close(ends[index]);
}

static int open_all(struct pipes *pipes) {
  memset(pipes, -1, sizeof *pipes);
  if (pipe2(pipes->input, O_CLOEXEC) == 0 && pipe2(pipes->output, O_CLOEXEC) == 0 &&
      pipe2(pipes->errors, O_CLOEXEC) == 0 && pipe2(pipes->failure, O_CLOEXEC) == 0)
    return 0;
  int reason = errno;
  close_all(pipes);
  errno = reason;
  return -1;
}

static void note(struct start_failure *failure, const char *stage) {
  failure->error = errno;
  strncpy(failure->stage, stage, sizeof failure->stage - 1);
}

static int limit(int resource, int64_t soft, int64_t hard) {
  if (soft < 0) return 0;
  struct rlimit present;
  if (getrlimit(resource, &present) != 0) return -1;
  /* Nobody may raise a hard limit that the host has set, and asking for more is not worth failing. */
  rlim_t most = present.rlim_max < (rlim_t)hard ? present.rlim_max : (rlim_t)hard;
  struct rlimit wanted = {.rlim_cur = (rlim_t)soft < most ? (rlim_t)soft : most, .rlim_max = most};
  return setrlimit(resource, &wanted);
}

static int limit_all(const struct request *request) {
  /* A second above the soft limit SIGKILL follows SIGXCPU. */
  int64_t cpu = request->cpu_seconds;
  return limit(RLIMIT_CPU, cpu, cpu + 1) || limit(RLIMIT_AS, request->memory_bytes, request->memory_bytes) ||
         limit(RLIMIT_NOFILE, request->open_files, request->open_files) ||
         limit(RLIMIT_NPROC, request->processes, request->processes) ||
         limit(RLIMIT_FSIZE, request->file_bytes, request->file_bytes) || limit(RLIMIT_CORE, 0, 0);
}

static void reset_signals(void) {
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* From fork to exec. Returns only when something failed, with its name. */
static const char *become(const struct request *request, struct pipes *pipes, pid_t supervisor) {
  if (setsid() < 0) return "setsid";
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return "prctl";
  /* It may have died before the line above; then nobody would send us the signal. */
  if (getppid() != supervisor) _exit(127);
  reset_signals();
  if (dup2(pipes->input[0], 0) < 0 || dup2(pipes->output[1], 1) < 0 || dup2(pipes->errors[1], 2) < 0) return "dup2";
  if (chdir(request->working_folder) != 0) return "chdir";
  if (limit_all(request) != 0) return "setrlimit";
  environ = request->environment;
  execvp(request->argv[0], request->argv);
  return "exec";
}

static int wait_for_exec(int pipe, struct start_failure *failure) {
  ssize_t count;
  do count = read(pipe, failure, sizeof *failure);
  while (count < 0 && errno == EINTR);
  /* Nothing to read: exec closed the other end. */
  return count == (ssize_t)sizeof *failure ? -1 : 0;
}

static void keep(int *end, int *into) {
  fcntl(*end, F_SETFL, O_NONBLOCK);
  *into = *end;
  *end = -1;
}

int command_start(const struct request *request, struct command *command, struct start_failure *failure) {
  struct pipes pipes;
  memset(failure, 0, sizeof *failure);
  if (open_all(&pipes) != 0) {
    note(failure, "pipe");
    return -1;
  }
  pid_t supervisor = getpid();
  command->pid = fork();
  if (command->pid == 0) {
    note(failure, become(request, &pipes, supervisor));
    ssize_t written = write(pipes.failure[1], failure, sizeof *failure);
    _exit(written > 0 ? 127 : 126);
  }
  int started = 0;
  if (command->pid < 0) {
    note(failure, "fork");
    started = -1;
  } else {
    close(pipes.failure[1]);
    pipes.failure[1] = -1;
    started = wait_for_exec(pipes.failure[0], failure);
  }
  if (started == 0) {
    keep(&pipes.input[1], &command->input);
    keep(&pipes.output[0], &command->output);
    keep(&pipes.errors[0], &command->errors);
  }
  close_all(&pipes);
  return started;
}
