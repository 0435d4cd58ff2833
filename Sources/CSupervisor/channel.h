#ifndef ESCAPEMENT_SUPERVISOR_CHANNEL_H
#define ESCAPEMENT_SUPERVISOR_CHANNEL_H

#include <stddef.h>
#include <stdint.h>

#define MESSAGE_HEADER 5
/* One read from a pipe; a message is never longer. */
#define MESSAGE_CAPACITY (64u << 10)

/* At most one message on its way: as long as it isn't sent, nothing more is read from the command. */
struct outbox {
  int channel;
  uint8_t bytes[MESSAGE_HEADER + MESSAGE_CAPACITY];
  size_t length, sent;
};

/* Where a message's payload goes before `outbox_post`. */
uint8_t *outbox_payload(struct outbox *outbox);
void outbox_post(struct outbox *outbox, uint8_t kind, uint32_t length);
int outbox_is_empty(const struct outbox *outbox);

/* Sends what the socket takes now. 0, or -1 when the other end is gone. */
int outbox_send_some(struct outbox *outbox);
/* Sends everything, however long the other end takes. 0, or -1 when it is gone. */
int outbox_flush(struct outbox *outbox);

#endif
