#include "channel.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

uint8_t *outbox_payload(struct outbox *outbox) { return outbox->bytes + MESSAGE_HEADER; }

void outbox_post(struct outbox *outbox, uint8_t kind, uint32_t length) {
  outbox->bytes[0] = kind;
  memcpy(outbox->bytes + 1, &length, sizeof length);
  outbox->length = MESSAGE_HEADER + (size_t)length;
  outbox->sent = 0;
}

int outbox_is_empty(const struct outbox *outbox) { return outbox->sent == outbox->length; }

int outbox_send_some(struct outbox *outbox) {
  while (!outbox_is_empty(outbox)) {
    ssize_t count = send(
        outbox->channel, outbox->bytes + outbox->sent, outbox->length - outbox->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
    outbox->sent += (size_t)count;
  }
  return 0;
}

int outbox_flush(struct outbox *outbox) {
  while (!outbox_is_empty(outbox)) {
    if (outbox_send_some(outbox) != 0) return -1;
    struct pollfd writable = {.fd = outbox->channel, .events = POLLOUT};
    if (!outbox_is_empty(outbox)) poll(&writable, 1, -1);
  }
  return 0;
}
