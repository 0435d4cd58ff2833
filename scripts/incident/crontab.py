"""The crontab of the user who runs the demo, and the daemon that reads it."""

import contextlib
import fcntl
import os
import pathlib
import subprocess

from stages import Failure

# Several demos may edit the same crontab; each takes its turn.
LOCK = pathlib.Path("/tmp") / f"escapement-crontab-{os.getuid()}.lock"


class Crontab(contextlib.AbstractContextManager):
    """deploy/crontab stands in the user's crontab, between markers, as long as the context lasts."""

    def __init__(self, file, installation, mode):
        self.begin = f"# >>> escapement {installation.data}"
        self.end = f"# <<< escapement {installation.data}"
        lines = file.read_text().splitlines()
        if mode == "cgi":
            lines = [line for line in lines if "--ensure" not in line]
        self.block = [
            self.begin,
            f"ESCAPEMENT_BIN={installation.programs}",
            f"ESCAPEMENT_DATA={installation.data}",
            *lines,
            self.end,
        ]

    def __enter__(self):
        self.rewrite(lambda others: others + self.block)
        return self

    def __exit__(self, *_):
        self.rewrite(lambda others: others)

    def rewrite(self, change):
        with open(LOCK, "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lines = change(self.without_block(read()))
            if lines:
                subprocess.run(["crontab", "-"], input="\n".join(lines) + "\n", text=True, check=True)
            else:
                subprocess.run(["crontab", "-r"], check=False, capture_output=True)

    def without_block(self, lines):
        if self.begin not in lines:
            return lines
        first, last = lines.index(self.begin), lines.index(self.end)
        return lines[:first] + lines[last + 1 :]


def read():
    found = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    return found.stdout.splitlines() if found.returncode == 0 else []


@contextlib.contextmanager
def ensure_cron():
    """A running cron daemon: the host's, or one of our own that ends with the context."""
    if cron_runs():
        yield
        return
    if os.getuid() != 0:
        raise Failure("no cron daemon runs, and starting one needs root: sudo service cron start")
    # A session of its own: Ctrl-C at the terminal is for us, and cron ends after its last line is gone.
    daemon = subprocess.Popen(["/usr/sbin/cron", "-f"], stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait()


def cron_runs():
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "comm").read_text().strip() in ("cron", "crond"):
                return True
    return False
