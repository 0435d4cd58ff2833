#ifndef ESCAPEMENT_SUPERVISOR_DESCENDANTS_H
#define ESCAPEMENT_SUPERVISOR_DESCENDANTS_H

#include <sys/types.h>

/*
 * Kills the command's group and every descendant and waits for all of them. As the child subreaper we become the parent
 * of whatever loses its own, also of what called setsid, so there is nothing left when we have no child.
 * Returns the command's wait status.
 */
int descendants_end(pid_t command);

/* Reaps orphans that came to us and ended. 1 when the command itself has ended (it is left unreaped), else 0. */
int descendants_reap(pid_t command);

#endif
