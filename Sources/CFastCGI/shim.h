// Only fcgiapp.h: fcgi_stdio.h redefines printf, FILE, fopen and the rest of stdio.
#include <fcgiapp.h>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Variadic functions, which Swift can't call.

// Accepts a connection that no program started meanwhile can inherit.
static inline int escapement_accept(int listener) {
  return (int)syscall(SYS_accept4, listener, (void *)0, (void *)0, SOCK_CLOEXEC);
}

// Has the kernel send this process SIGTERM when its parent ends.
static inline int escapement_end_with_parent(void) {
  return prctl(PR_SET_PDEATHSIG, SIGTERM);
}
