"""Ports of 127.0.0.1 that nobody listens on."""

import socket

from stages import Failure


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def first_free_from(first, attempts=100):
    for port in range(first, first + attempts):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise Failure(f"no port from {first} to {first + attempts - 1} is free")
