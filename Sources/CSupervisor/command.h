#ifndef ESCAPEMENT_SUPERVISOR_COMMAND_H
#define ESCAPEMENT_SUPERVISOR_COMMAND_H

#include <sys/types.h>

#include "request.h"

/* A started command and our ends of its pipes (-1 when closed). It leads a session and a group of its own. */
struct command {
  pid_t pid;
  int input, output, errors;
};

/* What a start that failed was doing. */
struct start_failure {
  int error;
  char stage[24];
};

/* Starts the command. 0, or -1 with what failed. */
int command_start(const struct request *request, struct command *command, struct start_failure *failure);

#endif
