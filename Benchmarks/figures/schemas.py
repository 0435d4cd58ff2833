"""P12: JSON Schema validation beside Python's jsonschema and fastjsonschema's compiled validators."""

import json
import os
import subprocess

from figure import Figure

SECONDS = max(1, int(os.environ.get("BENCH_SECONDS", "5")) // 5)
GOALS = {"jsonschema": ("at least", 50), "fastjsonschema": ("at least", 2)}


def validation(bench):
    probe = bench.programs / "SchemaProbe"
    found = subprocess.run(["scripts/json-schema/python"], cwd=bench.repository, capture_output=True, text=True, check=True)
    peer = [found.stdout.strip(), bench.repository / "Benchmarks" / "peers" / "schemas.py"]
    for path in sorted((bench.repository / "Benchmarks" / "schemas").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        require_agreement(case, probe, peer)
        yield from figures(case, measured(bench, case, probe, peer))


def measured(bench, case, probe, peer):
    """Passes a second of each, in turns, on the values that are valid: that is what nearly all are."""
    question = json.dumps({"schema": case["schema"], "instances": case["valid"]})
    speeds = {"ours": [], "jsonschema": [], "fastjsonschema": []}
    for _ in range(bench.rounds):
        answers = {"ours": ask([probe, "time", str(SECONDS)], question)} | ask([*peer, "time", str(SECONDS)], question)
        for name, answer in answers.items():
            speeds[name].append(answer["passes"] / answer["seconds"] * len(case["valid"]))
    return speeds


def figures(case, speeds):
    for peer, goal in GOALS.items():
        yield Figure("P12", case["what"], "values/s", speeds["ours"], f"values/s, {peer}", speeds[peer], goal)


def require_agreement(case, probe, peer):
    instances = case["valid"] + case["invalid"]
    expected = [True] * len(case["valid"]) + [False] * len(case["invalid"])
    question = json.dumps({"schema": case["schema"], "instances": instances})
    answers = {"ours": ask([probe, "decide"], question)} | ask([*peer, "decide"], question)
    for name, answer in answers.items():
        if answer != expected:
            raise RuntimeError(f"{case['what']}: {name} says {answer}, and not {expected}")


def ask(command, question):
    done = subprocess.run(command, input=question + "\n", capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
