"""A folder for one run of the demo."""

import contextlib
import pathlib
import shutil
import tempfile

# A socket's path has room for 107 bytes, and the longest one inside is `data/web.sock`.
LONGEST_PATH = 80
# Of each log, when something failed.
LOG_LINES = 15


@contextlib.contextmanager
def run_folder(parent, keep):
    """A fresh folder in `parent`, or below /tmp where sockets in it would have names that are too long.

    It is removed unless it is to be kept or something failed: then it holds what explains the failure.
    """
    parent.mkdir(exist_ok=True)
    if len(str(parent)) > LONGEST_PATH:
        parent = pathlib.Path(tempfile.gettempdir())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="incident-", dir=parent))
    try:
        yield folder
    except Exception:
        show_logs(folder)
        raise
    if not keep:
        shutil.rmtree(folder)


def show_logs(folder):
    for log in sorted(folder.rglob("*.log")):
        lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
        print("\n".join([f"\n{log}:", *lines]))
