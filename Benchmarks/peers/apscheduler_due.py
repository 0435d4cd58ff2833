"""Usage: apscheduler_due.py FOLDER COUNT     Jobs of APScheduler in SQLite, all due at once, that do nothing.

Prints the seconds from starting the scheduler until the last of them has run and is out of the store.
"""

import datetime
import logging
import pathlib
import sys
import threading
import time

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler


def nothing():
    pass


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    logging.disable(logging.CRITICAL)
    url = f"sqlite:///{folder / 'jobs.db'}"
    due = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=url)}, executors={"default": ThreadPoolExecutor(10)}, timezone="UTC"
    )
    scheduler.start(paused=True)
    for number in range(count):
        scheduler.add_job(nothing, "date", run_date=due, id=str(number), misfire_grace_time=None)
    left, done = [count], threading.Event()

    def ran(_event):
        left[0] -= 1
        if left[0] == 0:
            done.set()

    scheduler.add_listener(ran, EVENT_JOB_EXECUTED)
    begin = time.monotonic()
    scheduler.resume()
    done.wait()
    while scheduler.get_jobs():
        time.sleep(0.05)
    print(time.monotonic() - begin, flush=True)
    scheduler.shutdown(wait=False)


main()
