// Only fcgiapp.h: fcgi_stdio.h redefines printf, FILE, fopen and the rest of stdio.
#include <fcgiapp.h>
