#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum {
  GLOBAL_ALL = 3,
  OPTION_WATCH = 20219,
  OPTION_WATCH_CONTEXT = 10057,
  OPTION_WATCHED = 43,
  OPTION_OPEN_SOCKET = 20163,
  OPTION_OPEN_SOCKET_CONTEXT = 10164,
  URL_WHOLE = 0,
  URL_GUESS_NOTHING = 0,
};

// struct curl_sockaddr
struct destination {
  int family;
  int type;
  int protocol;
  unsigned length;
  struct sockaddr address;
};

static struct {
  int (*global_init)(long);
  char *(*version)(void);
  void *(*easy_init)(void);
  void (*easy_cleanup)(void *);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_perform)(void *);
  const char *(*easy_strerror)(int);
  int (*easy_getinfo)(void *, int, ...);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*url)(void);
  void (*url_cleanup)(void *);
  int (*url_set)(void *, int, const char *, unsigned);
  int (*url_get)(void *, int, char **, unsigned);
  void (*free)(void *);
} curl;

static char failure[512];
static bool is_open;

static bool find(void *library, const char *name, void *place) {
  void *symbol = dlsym(library, name);
  if (!symbol) {
    snprintf(failure, sizeof failure, "libcurl has no %s: it is older than 7.62", name);
    return false;
  }
  *(void **)place = symbol;
  return true;
}

static bool find_all(void *library) {
  return find(library, "curl_global_init", &curl.global_init) && find(library, "curl_version", &curl.version) &&
         find(library, "curl_easy_init", &curl.easy_init) && find(library, "curl_easy_cleanup", &curl.easy_cleanup) &&
         find(library, "curl_easy_setopt", &curl.easy_setopt) &&
         find(library, "curl_easy_perform", &curl.easy_perform) &&
         find(library, "curl_easy_strerror", &curl.easy_strerror) &&
         find(library, "curl_easy_getinfo", &curl.easy_getinfo) &&
         find(library, "curl_slist_append", &curl.slist_append) &&
         find(library, "curl_slist_free_all", &curl.slist_free_all) && find(library, "curl_url", &curl.url) &&
         find(library, "curl_url_cleanup", &curl.url_cleanup) && find(library, "curl_url_set", &curl.url_set) &&
         find(library, "curl_url_get", &curl.url_get) && find(library, "curl_free", &curl.free);
}

const char *escapement_curl_open(void) {
  if (is_open) return NULL;
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(failure, sizeof failure, "libcurl.so.4 can't be opened (%s)", reason ? reason : "it is missing");
    return failure;
  }
  if (!find_all(library)) return failure;
  int code = curl.global_init(GLOBAL_ALL);
  if (code != 0) {
    snprintf(failure, sizeof failure, "libcurl can't be initialised: %s", curl.easy_strerror(code));
    return failure;
  }
  is_open = true;
  return NULL;
}

const char *escapement_curl_version(void) { return curl.version(); }

void *escapement_curl_make(void) { return curl.easy_init(); }
void escapement_curl_free(void *handle) { curl.easy_cleanup(handle); }

int escapement_curl_set_number(void *handle, int option, long value) { return curl.easy_setopt(handle, option, value); }

int escapement_curl_set_large(void *handle, int option, int64_t value) {
  return curl.easy_setopt(handle, option, value);
}

int escapement_curl_set_pointer(void *handle, int option, const void *value) {
  return curl.easy_setopt(handle, option, value);
}

int escapement_curl_set_take(void *handle, int option, escapement_curl_take function) {
  return curl.easy_setopt(handle, option, function);
}

int escapement_curl_set_watch(void *handle, escapement_curl_watch function, void *context) {
  int code = curl.easy_setopt(handle, OPTION_WATCH, function);
  if (code == 0) code = curl.easy_setopt(handle, OPTION_WATCH_CONTEXT, context);
  return code == 0 ? curl.easy_setopt(handle, OPTION_WATCHED, 0L) : code;
}

static int open_socket(void *context, int purpose, struct destination *destination) {
  (void)purpose;
  const struct escapement_curl_guarding *guarding = context;
  if (!guarding->guard(guarding->context, &destination->address, destination->length)) return -1;
  return socket(destination->family, destination->type | SOCK_CLOEXEC, destination->protocol);
}

int escapement_curl_set_guard(void *handle, const struct escapement_curl_guarding *guarding) {
  int code = curl.easy_setopt(handle, OPTION_OPEN_SOCKET, open_socket);
  return code == 0 ? curl.easy_setopt(handle, OPTION_OPEN_SOCKET_CONTEXT, guarding) : code;
}

int escapement_curl_perform(void *handle) { return curl.easy_perform(handle); }
const char *escapement_curl_message(int code) { return curl.easy_strerror(code); }

int escapement_curl_get_number(void *handle, int info, long *value) { return curl.easy_getinfo(handle, info, value); }

const char *escapement_curl_get_text(void *handle, int info) {
  char *text = NULL;
  return curl.easy_getinfo(handle, info, &text) == 0 ? text : NULL;
}

void *escapement_curl_append(void *list, const char *text) { return curl.slist_append(list, text); }
void escapement_curl_free_list(void *list) { curl.slist_free_all(list); }

void *escapement_curl_url(const char *text) {
  void *url = curl.url();
  if (!url) return NULL;
  if (curl.url_set(url, URL_WHOLE, text, URL_GUESS_NOTHING) == 0) return url;
  curl.url_cleanup(url);
  return NULL;
}

void escapement_curl_free_url(void *url) { curl.url_cleanup(url); }

char *escapement_curl_url_part(void *url, int part, unsigned flags) {
  char *text = NULL;
  return curl.url_get(url, part, &text, flags) == 0 ? text : NULL;
}

void escapement_curl_free_text(char *text) { curl.free(text); }
