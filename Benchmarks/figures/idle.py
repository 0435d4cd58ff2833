"""P7: a tick with nothing to do, before and after a long history."""

import os
import sqlite3
import time

import steps
from figure import Figure

FULL = os.environ.get("BENCH_FULL") == "1"
FINISHED_RUNS = 1_000_000 if FULL else 100_000
TICKS = 21


def tick(bench):
    folder = bench.fresh_folder()
    installation = bench.installation(folder)
    small = measure(installation)
    grow(bench, folder, installation)
    large = measure(installation)
    wall, cpu, memory = (list(column) for column in zip(*small))
    yield Figure("P7", "idle tick, empty store: wall", "ms", wall, goal=("at most", 25))
    yield Figure("P7", "idle tick, empty store: CPU", "ms", cpu)
    yield Figure("P7", "idle tick, empty store: memory", "MB", memory, goal=("at most", 30))
    yield Figure(
        "P7",
        f"idle tick, {FINISHED_RUNS} finished runs: wall",
        "ms",
        [one[0] for one in large],
        "ms on the empty store",
        wall,
        ("at most", 1.2),
    )
    yield Figure("P7", f"idle tick, {FINISHED_RUNS} finished runs: memory", "MB", [one[2] for one in large])


def measure(installation):
    """Wall and CPU milliseconds and megabytes of some ticks, the first of which only warms the caches."""
    return [tick_once(installation) for _ in range(TICKS)][1:]


def tick_once(installation):
    began = time.monotonic()
    environment = {**os.environ, "ESCAPEMENT_DATA": str(installation.data)}
    quiet = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    process = os.posix_spawn(installation.programs / "tick", ["tick"], environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        raise RuntimeError(f"tick ended with {os.waitstatus_to_exitcode(status)}")
    wall = (time.monotonic() - began) * 1000
    return wall, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def grow(bench, folder, installation):
    """Copies the rows of one finished run, by SQL, until there are enough."""
    steps.start_runs(bench, folder / "first", installation, "ten-steps", 1)
    installation.run("tick")
    steps.require_all_done(installation)
    database = sqlite3.connect(installation.data / "escapement.db", isolation_level=None)
    database.execute("PRAGMA synchronous=OFF")
    database.execute("BEGIN")
    for table, key in (("runs", "id"), ("frames", "run"), ("steps", "run"), ("events", "run")):
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "seq"]
        values = [f"original.{name} || '-' || n.i" if name == key else f"original.{name}" for name in columns]
        database.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) WITH RECURSIVE n(i) AS "
            f"(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {FINISHED_RUNS - 1}) "
            f"SELECT {', '.join(values)} FROM n, {table} AS original WHERE instr(original.{key}, '-') = 0 "
            f"ORDER BY n.i, original.rowid"
        )
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (count,) = database.execute("SELECT count(*) FROM runs").fetchone()
    database.close()
    # Otherwise the ticks that are measured wait for the disk to take all this.
    os.sync()
    if count != FINISHED_RUNS:
        raise RuntimeError(f"there are {count} runs, and not {FINISHED_RUNS}")
