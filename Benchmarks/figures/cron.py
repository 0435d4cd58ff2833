"""P13: the next instant of a cron expression in a zone, beside croniter."""

import subprocess

from figure import Figure

ZONE = "Europe/Berlin"
# 2026-06-01T10:03:00Z, when no clocks are changed.
START = 1_780_308_180
EXPRESSIONS = {
    "every five minutes": "*/5 * * * *",
    "each night": "30 2 * * *",
    "office hours": "15,45 8-17 * * MON-FRI",
    "the last day of the month": "0 0 L * *",
    "the second Monday": "0 9 * * MON#2",
    "29 February": "0 12 29 2 *",
}
GOALS = {"time": ("at most", 5), "ratio": ("at least", 50)}


def next_instant(bench):
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "CronProbe"]
    subprocess.run(command, cwd=bench.repository, check=True, stdout=subprocess.DEVNULL)
    python = subprocess.run(["scripts/cron/python"], cwd=bench.repository, capture_output=True, text=True, check=True)
    ours = [bench.programs / "CronProbe", "time"]
    theirs = [python.stdout.strip(), bench.repository / "Benchmarks" / "peers" / "croniter_next.py"]
    for what, expression in EXPRESSIONS.items():
        rounds = [(ask(ours, expression), ask(theirs, expression)) for _ in range(bench.rounds)]
        require_agreement(what, rounds)
        taken = [one for (one, _), _ in rounds]
        speeds = [[1e9 / time for time in times] for times in (taken, [other for _, (other, _) in rounds])]
        yield Figure("P13", what, "µs", [time / 1_000 for time in taken], goal=GOALS["time"])
        yield Figure("P13", what, "searches/s", speeds[0], "searches/s, croniter", speeds[1], GOALS["ratio"])


def ask(command, expression):
    """Nanoseconds a search, and the first instant that was found."""
    question = f"{expression}\t{ZONE}\t{START}\n"
    done = subprocess.run(command, input=question, capture_output=True, text=True, check=True)
    taken, found = done.stdout.split()
    return float(taken), int(found)


def require_agreement(what, rounds):
    found = {instant for pair in rounds for _, instant in pair}
    if len(found) != 1:
        raise RuntimeError(f"{what}: the two disagree on the next instant: {found}")
