#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CSupervisor.h"

extern char **environ;

/* Default signals, none blocked, a session of its own. */
static int set_attributes(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int failed = posix_spawnattr_setsigdefault(attributes, &all);
  if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
  if (!failed)
    failed = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  return failed;
}

/* The channel as standard input, nothing else. */
static int set_files(posix_spawn_file_actions_t *files, int channel) {
  int failed = posix_spawn_file_actions_adddup2(files, channel, STDIN_FILENO);
  if (!failed) failed = posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", 1 /* O_WRONLY */, 0);
  if (!failed) failed = posix_spawn_file_actions_adddup2(files, STDOUT_FILENO, STDERR_FILENO);
  if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
  return failed;
}

static int spawn(const char *program, const char *argument, int channel, pid_t *pid) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  char *const arguments[] = {"tick", (char *)argument, NULL};
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_init(&files);
  int failed = set_attributes(&attributes);
  if (!failed) failed = set_files(&files, channel);
  if (!failed) failed = posix_spawn(pid, program, &files, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return failed;
}

int supervisor_spawn(const char *program, const char *argument, pid_t *pid, int *channel) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
  int failed = spawn(program, argument, ends[1], pid);
  close(ends[1]);
  if (failed) {
    close(ends[0]);
    return failed;
  }
  *channel = ends[0];
  return 0;
}

void supervisor_reap(pid_t pid) {
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}
