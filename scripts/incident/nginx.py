"""nginx in a folder of its own, with deploy/nginx.conf as it stands."""

import contextlib
import os
import socket
import subprocess
import time

import processes
from stages import Failure

START_SECONDS = 20
ENVIRONMENT_PATH = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin"


class Nginx(contextlib.AbstractContextManager):
    def __init__(self, folder, deploy, port, installation, mode):
        self.folder = folder
        self.deploy = deploy
        self.port = port
        self.installation = installation
        self.mode = mode
        self.socket = installation.data / "web.sock" if mode == "fastcgi" else folder / "cgi.sock"

    def prepare(self):
        """Links the files of deploy/ and writes what they include."""
        for link, file in {
            "nginx.conf": "nginx.conf",
            "parameters.conf": "parameters.conf",
            "handler.conf": f"{self.mode}.conf",
        }.items():
            (self.folder / link).symlink_to(self.deploy / file)
        (self.folder / "user.conf").write_text("user root;\n" if os.getuid() == 0 else "")
        (self.folder / "listen.conf").write_text(f"listen 127.0.0.1:{self.port};\n")
        (self.folder / "upstream.conf").write_text(f"server unix:{self.socket};\n")
        (self.folder / "program.conf").write_text(
            f"fastcgi_param SCRIPT_FILENAME {self.installation.programs}/escapement.fcgi;\n"
            f"fastcgi_param ESCAPEMENT_DATA {self.installation.data};\n"
        )
        (self.folder / "sites").mkdir()

    def handler(self, workers=4):
        """What answers behind nginx: the processes that `--ensure` keeps, or fcgiwrap with so many of its own."""
        return self.web_processes() if self.mode == "fastcgi" else self.fcgiwrap(workers)

    @contextlib.contextmanager
    def web_processes(self):
        # What the crontab's second line does each minute, without waiting for the first one.
        self.installation.run("escapement.fcgi", "--ensure", "--listen", str(self.socket))
        wait_for_socket(self.socket)
        yield

    @contextlib.contextmanager
    def fcgiwrap(self, workers):
        command = ["/usr/sbin/fcgiwrap", "-c", str(workers), "-f", "-s", f"unix:{self.socket}"]
        with open(self.folder / "fcgiwrap.log", "ab") as log:
            wrapper = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_for_socket(self.socket)
            yield
        finally:
            processes.end(lambda: processes.of_session(wrapper.pid))
            wrapper.wait()

    def __enter__(self):
        self.call()
        return self

    def __exit__(self, *_):
        master = int((self.folder / "nginx.pid").read_text())
        self.call("-s", "stop")
        processes.end(lambda: [master] if processes.is_alive(master) else [])

    def call(self, *arguments):
        done = subprocess.run(
            ["nginx", "-p", f"{self.folder}/", "-c", "nginx.conf", "-e", "error.log", *arguments],
            env={**os.environ, "PATH": ENVIRONMENT_PATH},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Failure(f"nginx did not start: {done.stderr.strip()}")


def wait_for_socket(path):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(str(path))
            return
        time.sleep(0.05)
    raise Failure(f"nobody answers at {path}")
