#define _GNU_SOURCE
#include "descendants.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Between two rounds of killing; a child of root's (it called sudo) can't be killed and is waited for. */
#define FIRST_PAUSE_MS 1
#define LONGEST_PAUSE_MS 100

/* The parent of a process by /proc/PID/stat, 0 when it is gone. */
static pid_t parent_of(const char *pid) {
  char path[32], text[512];
  snprintf(path, sizeof path, "/proc/%.12s/stat", pid);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  /* "PID (NAME) STATE PPID …": the name may hold spaces and parentheses, so look for the last one. */
  char *end = strrchr(text, ')');
  int parent = 0;
  return end && sscanf(end + 1, " %*c %d", &parent) == 1 ? parent : 0;
}

/* Our children can't be taken for others: until we reap them their ids aren't given away. */
static void kill_children(void) {
  DIR *processes = opendir("/proc");
  if (!processes) return;
  pid_t self = getpid();
  for (struct dirent *entry; (entry = readdir(processes));)
    if (isdigit((unsigned char)entry->d_name[0]) && parent_of(entry->d_name) == self)
      kill((pid_t)atoi(entry->d_name), SIGKILL);
  closedir(processes);
}

int descendants_end(pid_t command) {
  int result = 0, pause = FIRST_PAUSE_MS;
  /* The group's id can't belong to others before its leader is reaped. */
  kill(-command, SIGKILL);
  kill(command, SIGKILL);
  for (;;) {
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
      if (ended == command) result = status;
    if (ended < 0 && errno == ECHILD) return result;
    kill_children();
    poll(NULL, 0, pause);
    if (pause < LONGEST_PAUSE_MS) pause *= 2;
  }
}

int descendants_reap(pid_t command) {
  for (;;) {
    siginfo_t ended = {0};
    /* Look without reaping: the command itself is reaped only after its group was killed. */
    if (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) != 0) {
      if (errno == EINTR) continue;
      return 1;
    }
    if (ended.si_pid == 0) return 0;
    if (ended.si_pid == command) return 1;
    waitpid(ended.si_pid, NULL, 0);
  }
}
