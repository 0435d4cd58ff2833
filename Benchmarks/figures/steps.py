"""P1 and P2: a thousand runs through one tick."""

import concurrent.futures
import http.client
import json
import os
import re
import sqlite3
import subprocess
import time

import web
from figure import Figure

RUNS = int(os.environ.get("BENCH_RUNS", "1000"))
# Runs whose flushes and writes are counted: under strace, and with a trigger on every table.
COUNTED_RUNS = RUNS
STEPS = 10
# Of pure.workflow.yaml: visits per run that need no step of their own.
PURE_VISITS = 101
CLIENTS = 4
COMMIT_SECONDS = 2
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'bench_%'"


def durable(bench):
    folder = bench.fresh_folder()
    installation = bench.installation(folder)
    ours, commits = [], []
    for number in range(bench.rounds):
        commits.append(raw_commits(bench, folder / f"commits-{number}.db"))
        start_runs(bench, folder / f"web-{number}", installation, "ten-steps", RUNS)
        ours.append(RUNS * STEPS / tick_seconds(installation))
    yield Figure(
        "P1",
        f"durable empty steps, {RUNS} runs of {STEPS}, one tick",
        "steps/s",
        ours,
        "raw one-row commits/s",
        commits,
        ("at least", 2),
    )
    counted = COUNTED_RUNS * STEPS
    flushes = count_flushes(bench, folder, installation) / counted
    yield Figure("P1", "flushes (fsync, fdatasync) per step", "", [flushes], goal=("at most", 0.02))
    writes = count_writes(bench, folder, installation)
    rows = sum(count for table, count in writes.items() if table != "events") / counted
    each = {table: round(count / counted, 3) for table, count in writes.items() if count}
    yield Figure("P1", "row writes per step, events apart", "", [rows], goal=("at most", 4), details={"writes": each})
    yield Figure("P1", "events per step", "", [writes["events"] / counted], goal=("at most", 1.2))


def pure(bench):
    folder = bench.fresh_folder()
    installation = bench.installation(folder)
    visits, steps = [], []
    for number in range(bench.rounds):
        start_runs(bench, folder / f"steps-{number}", installation, "ten-steps", RUNS)
        steps.append(RUNS * STEPS / tick_seconds(installation))
        start_runs(bench, folder / f"pure-{number}", installation, "pure", RUNS)
        visits.append(RUNS * PURE_VISITS / tick_seconds(installation))
    yield Figure(
        "P2",
        f"pure visits, {RUNS} runs of {PURE_VISITS}",
        "visits/s",
        visits,
        "durable steps/s",
        steps,
        ("at least", 3),
    )


def raw_commits(bench, database):
    said = subprocess.run([bench.peer("commits"), database, str(COMMIT_SECONDS)], capture_output=True, check=True)
    return float(said.stdout)


def start_runs(bench, folder, installation, workflow, count):
    """Over HTTP, as anybody would; the web processes end before the tick is measured."""
    folder.mkdir()
    with web.ours(bench, folder, installation, "fastcgi"):
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            shares = [count // CLIENTS + (number < count % CLIENTS) for number in range(CLIENTS)]
            list(pool.map(lambda share: post_runs(installation, workflow, share), shares))


def post_runs(installation, workflow, count):
    connection = http.client.HTTPConnection(installation.url.removeprefix("http://"), timeout=60)
    headers = {"Authorization": f"Bearer {installation.token}", "Content-Type": "application/json"}
    body = json.dumps({"workflowId": workflow, "input": {}})
    for _ in range(count):
        connection.request("POST", "/api/v1/workflow-runs", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"POST /workflow-runs: {answer.status} {said.decode()}")


def tick_seconds(installation):
    began = time.monotonic()
    installation.run("tick")
    took = time.monotonic() - began
    require_all_done(installation)
    return took


def require_all_done(installation):
    with sqlite3.connect(f"file:{installation.data}/escapement.db?mode=ro", uri=True) as database:
        (left,) = database.execute("SELECT count(*) FROM runs WHERE status <> 'COMPLETED'").fetchone()
    database.close()
    if left:
        raise RuntimeError(f"{left} runs are not COMPLETED after the tick")


def count_flushes(bench, folder, installation):
    start_runs(bench, folder / "flushes", installation, "ten-steps", COUNTED_RUNS)
    report = folder / "strace"
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", report, installation.programs / "tick"],
        env={**os.environ, "ESCAPEMENT_DATA": str(installation.data)},
        check=True,
    )
    require_all_done(installation)
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", report.read_text()))


def count_writes(bench, folder, installation):
    """Rows written by a tick, by table: triggers count them while it works."""
    start_runs(bench, folder / "writes", installation, "ten-steps", COUNTED_RUNS)
    database = sqlite3.connect(installation.data / "escapement.db", isolation_level=None)
    tables = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    database.execute("CREATE TABLE bench_writes(name TEXT PRIMARY KEY, count INTEGER NOT NULL)")
    for table in tables:
        database.execute("INSERT INTO bench_writes VALUES (?, 0)", (table,))
        for action in ("INSERT", "UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER bench_{table}_{action} AFTER {action} ON {table} BEGIN "
                f"UPDATE bench_writes SET count = count + 1 WHERE name = '{table}'; END"
            )
    installation.run("tick")
    require_all_done(installation)
    found = dict(database.execute("SELECT name, count FROM bench_writes"))
    for (name,) in database.execute(TRIGGERS).fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute("DROP TABLE bench_writes")
    database.close()
    return found
