#ifndef ESCAPEMENT_ASSETS_H
#define ESCAPEMENT_ASSETS_H

#include <stddef.h>

// The bytes of a file below assets/, by its path there, and their number. Null, and 0, when there is none of that name.
const unsigned char *escapement_asset(const char *name, size_t *length);

#endif
