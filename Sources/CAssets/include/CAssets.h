#ifndef ESCAPEMENT_ASSETS_H
#define ESCAPEMENT_ASSETS_H
#include <stddef.h>
const unsigned char *escapement_asset(const char *name, size_t *length);
#endif
