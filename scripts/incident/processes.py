"""The processes of one installation, whoever started them: cron, a request, or the demo itself."""

import contextlib
import os
import pathlib
import signal
import time

# A tick that is told to end gives its commands ten seconds.
PATIENCE_SECONDS = 20


class Processes(contextlib.AbstractContextManager):
    """On leaving, ends every process of the installation."""

    def __init__(self, installation):
        self.installation = installation

    def __exit__(self, *_):
        end(lambda: of_installation(self.installation))


def end(find):
    """Asks the processes that `find` lists to end, as new ones appear, and after a while makes them."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while found := find():
        number = signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL
        for process in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        time.sleep(0.2)


def of_installation(installation):
    programs = installation.programs.resolve()
    return [process for process in every() if is_alive(process) and names(process, installation.data, programs)]


def of_session(leader):
    """The processes of the session that `leader` began."""
    return [process for process in every() if stat(process)[3:4] == [str(leader)] and is_alive(process)]


def every():
    return [int(entry.name) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()]


def stat(process):
    """state, parent, group, session, …; nothing when it has gone."""
    try:
        return pathlib.Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def is_alive(process):
    return stat(process)[:1] not in ([], ["Z"])


def names(process, data, programs):
    """Whether the process is one of our programs and has the data directory in its environment or its arguments."""
    folder = pathlib.Path("/proc", str(process))
    try:
        if (folder / "exe").readlink().parent != programs:
            return False
        words = (folder / "environ").read_bytes().split(b"\0") + (folder / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    path = os.fsencode(data)
    return b"ESCAPEMENT_DATA=" + path in words or path in words or b"--data=" + path in words
