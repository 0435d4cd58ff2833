"""Usage: dbos_due.py FOLDER COUNT SECONDS     Schedules of DBOS on SQLite, due each minute, whose workflow does nothing.

Prints the seconds from the minute at which all of them were due until the last of them had a row, and how many had one
when SECONDS were over. DBOS delays each of them by up to ten seconds of its own.
"""

import datetime
import logging
import os
import pathlib
import sqlite3
import sys
import threading
import time

from dbos import DBOS


@DBOS.workflow()
def nothing(scheduled, context):
    pass


def main():
    folder, count, patience = pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    path = folder / "dbos.sqlite"
    logging.disable(logging.CRITICAL)
    DBOS(config={"name": "bench", "system_database_url": f"sqlite:///{path}", "run_admin_server": False})
    DBOS.launch()
    names = [f"schedule-{number}" for number in range(count)]
    DBOS.apply_schedules(
        [{"schedule_name": name, "workflow_fn": nothing, "schedule": "* * * * *", "context": None} for name in names]
    )
    # Each schedule has a thread, and is due when that is there.
    waited = time.monotonic()
    while threading.active_count() < count and time.monotonic() - waited < patience:
        time.sleep(0.1)
    due = (int(time.time()) // 60 + 1) * 60
    minute = datetime.datetime.fromtimestamp(due, datetime.timezone.utc).isoformat()
    time.sleep(max(0, due - time.time()))
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)
    begun = 0
    while time.time() - due < patience and begun < count:
        time.sleep(0.2)
        (begun,) = database.execute(
            "SELECT count(*) FROM workflow_status WHERE workflow_uuid LIKE ?", (f"sched-%-{minute}",)
        ).fetchone()
    print(time.time() - due, begun, flush=True)
    # Ten thousand threads don't leave in an orderly way.
    os._exit(0)


main()
