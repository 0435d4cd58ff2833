"""L1 and L2: what a step costs in a foreach over many items and in a run of many steps."""

import json
import os
import subprocess

import steps
from figure import Figure

ITEMS = (1_000, 10_000)
PASSES = (1_000, 10_000, 100_000)
# MB. A foreach holds all of its results when it joins; a long run nothing but its context and the database's pages.
ITEMS_MEMORY = 100
STEPS_MEMORY = 50
# Longer than the longest of these ticks.
BUDGET = "3600"


def items(bench):
    yield from compared(bench, "L1", "many-items", "a foreach over {} items", ITEMS, list_of, ITEMS_MEMORY)


def passes(bench):
    yield from compared(bench, "L2", "long-loop", "a run of {} steps", PASSES, lambda count: {"count": count}, STEPS_MEMORY)


def list_of(count):
    return {"items": [{"number": number, "name": f"item {number}"} for number in range(count)]}


def compared(bench, name, workflow, what, sizes, data, most):
    """Each size beside the smallest, in turns."""
    rounds = [[measure(bench, workflow, size, data(size)) for size in sizes] for _ in range(bench.rounds)]
    small = [one[0] for one in rounds]
    for number, size in enumerate(sizes):
        found = [one[number] for one in rounds]
        beside = {}
        if number:
            beside = {"peer": f"with {sizes[0]}", "peers": [one["cpu"] for one in small], "goal": ("at most", 1.2)}
        walls = {"wallMicroseconds": [round(one["wall"]) for one in found]}
        each = what.format(size)
        yield Figure(name, each, "µs of CPU per step", [one["cpu"] for one in found], details=walls, **beside)
        yield Figure(name, each, "MB at most", [one["memory"] for one in found], goal=("at most", most))


def measure(bench, workflow, size, data):
    """One run on a store of its own. What a tick costs that has nothing to do is taken off."""
    folder = bench.fresh_folder()
    installation = bench.installation(folder)
    (folder / "input.json").write_text(json.dumps(data))
    tick(bench, installation)
    idle = tick(bench, installation)
    installation.run("escapement", "run", workflow, "--input", f"@{folder}/input.json")
    busy = tick(bench, installation)
    steps.require_all_done(installation)
    each = {key: (busy[key] - idle[key]) * 1_000 / size for key in ("wall", "cpu")}
    return each | {"memory": busy["memory"]}


def tick(bench, installation):
    command = [bench.peer("measure"), installation.programs / "tick", "--budget", BUDGET]
    environment = {**os.environ, "ESCAPEMENT_DATA": str(installation.data)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    return {"wall": float(said[0]), "cpu": float(said[1]), "memory": int(said[2]) / 1024}
