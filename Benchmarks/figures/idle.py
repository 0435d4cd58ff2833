"""P7: a tick with nothing to do, before and after a long history."""

import os
import sqlite3
import subprocess

import steps
from figure import Figure

FULL = os.environ.get("BENCH_FULL") == "1"
FINISHED_RUNS = 1_000_000 if FULL else 100_000
TICKS = 21


def tick(bench):
    empty = bench.installation(bench.fresh_folder())
    folder = bench.fresh_folder()
    full = bench.installation(folder)
    grow(bench, folder, full)
    small, large = measure(bench, empty, full)
    yield Figure("P7", "idle tick, empty store: wall", "ms", small["wall"], goal=("at most", 25))
    yield Figure("P7", "idle tick, empty store: CPU", "ms", small["cpu"])
    yield Figure("P7", "idle tick, empty store: memory", "MB", small["memory"], goal=("at most", 30))
    many = f"idle tick, {FINISHED_RUNS} finished runs"
    yield compared(f"{many}: wall", "ms", "wall", large, small, ("at most", 1.2))
    yield compared(f"{many}: CPU", "ms", "cpu", large, small, ("at most", 1.2))
    yield compared(f"{many}: memory", "MB", "memory", large, small, ("at most", 1.2))


def compared(what, unit, column, large, small, goal):
    return Figure("P7", what, unit, large[column], f"{unit} on the empty store", small[column], goal)


def measure(bench, *installations):
    """Some ticks of each installation, in turns; the first of each only warms the caches."""
    rounds = [[tick_once(bench, installation) for installation in installations] for _ in range(TICKS)][1:]
    return [{key: [one[number][key] for one in rounds] for key in rounds[0][0]} for number in range(len(installations))]


def tick_once(bench, installation):
    command = [bench.peer("measure"), installation.programs / "tick"]
    environment = {**os.environ, "ESCAPEMENT_DATA": str(installation.data)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    return {"wall": float(said[0]), "cpu": float(said[1]), "memory": int(said[2]) / 1024}


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
