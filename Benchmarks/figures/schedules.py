"""P8: ten thousand schedules that are due in one minute."""

import json
import os
import sqlite3
import subprocess
import time

from figure import Figure

SCHEDULES = int(os.environ.get("BENCH_SCHEDULES", "10000"))
# Longer than this nobody waits for a peer: what it has done by then is told.
PATIENCE = int(os.environ.get("BENCH_PATIENCE", "120"))


def due(bench):
    python = subprocess.run(["scripts/schedules/python"], cwd=bench.repository, capture_output=True, text=True, check=True)
    python = python.stdout.strip()
    ours, theirs = [], []
    for _ in range(bench.rounds):
        ours.append(fire(bench))
        theirs.append(apscheduler(bench, python))
    what = f"{SCHEDULES} schedules due in one minute: slots written, runs started"
    yield Figure("P8", what, "s", ours, "s, APScheduler on SQLite", theirs, ("at most", 0.2))
    yield Figure("P8", what, "s", ours, goal=("at most", 2))
    taken, begun = dbos(bench, python)
    yield Figure("P8", what, "s", ours, "s, DBOS on SQLite", [taken], details={"begunByPeer": begun})


def fire(bench):
    """Seconds of the ticks that it takes; their own start is counted, performing steps is not."""
    installation = bench.installation(bench.fresh_folder())
    insert(installation)
    begin = time.monotonic()
    while (left := unfired(installation)) > 0:
        installation.run("tick", "--once", "--max-steps", "1")
        if unfired(installation) == left:
            raise RuntimeError(f"{left} schedules don't fire")
    taken = time.monotonic() - begin
    require_fired(installation)
    return taken


def insert(installation):
    """By SQL, due since the minute began: making them one by one is not what is measured."""
    minute = int(time.time()) // 60 * 60_000
    spec = {
        "workflow": "scheduled", "kind": "cron", "cron": "* * * * *", "gap": "runAfter", "repeat": "first",
        "timezone": "Europe/Berlin", "overlap": "skip", "pauseOnFailure": False,
    }
    database = sqlite3.connect(installation.data / "escapement.db", isolation_level=None)
    database.execute("BEGIN")
    for number in range(SCHEDULES):
        name = f"schedule {number:05}"
        database.execute(
            "INSERT INTO schedules (id, tenant, workflow, name, kind, spec, payload, pause_on_failure, version, generation,"
            " enabled, ledger_through, moves, due_at, next_fire, waiting, fired, skipped, missed, created_at, created_by,"
            " updated_at) VALUES (?, 'default', 'scheduled', ?, 'cron', ?, ?, 0, 1, 1, 1, ?, 0, ?, ?, 0, 0, 0, 0, ?,"
            " 'user:bench', ?)",
            (f"01schedule{number:016}", name, json.dumps(spec | {"name": name}), json.dumps({"number": number}),
             minute - 1, minute, minute, minute - 1, minute - 1),
        )
    database.execute("COMMIT")
    database.close()
    os.sync()


def unfired(installation):
    return ask(installation, "SELECT count(*) FROM schedules WHERE fired = 0")


def require_fired(installation):
    slots = ask(installation, "SELECT count(*) FROM schedule_slots WHERE status = 'fired'")
    runs = ask(installation, "SELECT count(*) FROM runs WHERE schedule IS NOT NULL")
    if slots != runs or runs < SCHEDULES:
        raise RuntimeError(f"there are {slots} slots and {runs} runs of {SCHEDULES} schedules")


def ask(installation, question):
    database = sqlite3.connect(f"file:{installation.data / 'escapement.db'}?mode=ro", uri=True)
    try:
        return database.execute(question).fetchone()[0]
    finally:
        database.close()


def apscheduler(bench, python):
    program = bench.repository / "Benchmarks" / "peers" / "apscheduler_due.py"
    command = [python, program, bench.fresh_folder(), str(SCHEDULES)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def dbos(bench, python):
    program = bench.repository / "Benchmarks" / "peers" / "dbos_due.py"
    command = [python, program, bench.fresh_folder(), str(SCHEDULES), str(PATIENCE)]
    taken, begun = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(taken), int(begun)
