#ifndef ESCAPEMENT_CURL_H
#define ESCAPEMENT_CURL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

// libcurl, opened when it is first needed and never linked: its thirty shared libraries would cost every CGI process 4 to
// 12 ms. Its functions that set and get are variadic, so that Swift can't call them; here they are by their types.
// Nothing of libcurl's headers is needed: the numbers of its options are part of its binary interface and never change
// (https://curl.se/libcurl/c/symbols-in-versions.html, https://curl.se/libcurl/abi.html).

// Opens the library and initialises it. NULL, or why there is none. Not to be called by two threads at once.
const char *escapement_curl_open(void);

// "libcurl/7.88.1 …", once it is open.
const char *escapement_curl_version(void);

void *escapement_curl_make(void);
void escapement_curl_free(void *handle);

int escapement_curl_set_number(void *handle, int option, long value);
int escapement_curl_set_large(void *handle, int option, int64_t value);
// The value must live as long as the handle, unless it is a text, which libcurl copies (but for a body).
int escapement_curl_set_pointer(void *handle, int option, const void *value);

typedef size_t (*escapement_curl_take)(char *bytes, size_t size, size_t count, void *context);
int escapement_curl_set_take(void *handle, int option, escapement_curl_take function);

// Asked again and again; what isn't 0 ends the transfer.
typedef int (*escapement_curl_watch)(void *context, int64_t, int64_t, int64_t, int64_t);
int escapement_curl_set_watch(void *handle, escapement_curl_watch function, void *context);

// Asked before each connection, with the very address that it would be made to.
typedef bool (*escapement_curl_guard)(void *context, const struct sockaddr *address, socklen_t length);
struct escapement_curl_guarding {
  escapement_curl_guard guard;
  void *context;
};
int escapement_curl_set_guard(void *handle, const struct escapement_curl_guarding *guarding);

int escapement_curl_perform(void *handle);
const char *escapement_curl_message(int code);
int escapement_curl_get_number(void *handle, int info, long *value);
const char *escapement_curl_get_text(void *handle, int info);

// Lists of texts.
void *escapement_curl_append(void *list, const char *text);
void escapement_curl_free_list(void *list);

// Addresses as libcurl itself reads them: no second reading that could differ.
void *escapement_curl_url(const char *text);
void escapement_curl_free_url(void *url);
// To be freed by `escapement_curl_free_text`; NULL when the address has no such part.
char *escapement_curl_url_part(void *url, int part, unsigned flags);
void escapement_curl_free_text(char *text);
#endif
