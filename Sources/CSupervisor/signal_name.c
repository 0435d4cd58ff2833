#define _GNU_SOURCE
#include <string.h>

#include "CSupervisor.h"

const char *supervisor_signal_name(int number) { return sigabbrev_np(number); }
