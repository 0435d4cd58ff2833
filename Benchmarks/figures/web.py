"""Web servers to be measured: nginx in front of our program, or of a peer."""

import contextlib
import os
import re
import socket
import subprocess
import types

from nginx import Nginx
from processes import Processes

CONNECTIONS = 16
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
PROCESSES = 2


@contextlib.contextmanager
def ours(bench, folder, installation, mode):
    """nginx with the installation behind it, as deploy/ configures it."""
    port = int(installation.url.rpartition(":")[2])
    nginx = Nginx(folder, bench.repository / "deploy", port, installation, mode)
    nginx.prepare()
    with Processes(installation), nginx.handler(workers=PROCESSES), nginx:
        yield installation.url


@contextlib.contextmanager
def peer(bench, folder, installation, mode, database):
    """The same nginx configuration with the C program instead of ours."""
    program = bench.peer("responder")
    port = int(installation.url.rpartition(":")[2])
    stand_in = types.SimpleNamespace(programs=folder, data=folder, url=installation.url)
    nginx = Nginx(folder, bench.repository / "deploy", port, stand_in, mode)
    nginx.prepare()
    (folder / "escapement.fcgi").symlink_to(program)
    handler = nginx.handler(workers=PROCESSES) if mode == "cgi" else responders(program, nginx.socket, database)
    with handler, nginx:
        yield installation.url


@contextlib.contextmanager
def responders(program, path, database):
    """FastCGI processes of the peer that share a socket, as spawn-fcgi starts them."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(511)
        environment = {**os.environ, "PEER_DATABASE": str(database)}
        running = [subprocess.Popen([program], stdin=listener, env=environment) for _ in range(PROCESSES)]
        try:
            yield
        finally:
            for process in running:
                process.terminate()
                process.wait()


def requests_per_second(url, headers=()):
    """What wrk counts. Any answer but 2xx spoils the figure, so it is an error."""
    options = [word for header in headers for word in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *options, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"wrk saw errors at {url}:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
