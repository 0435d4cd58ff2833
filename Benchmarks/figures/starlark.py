"""P11: Starlark beside starlark-go, the same programs in turns."""

import os
import pathlib
import subprocess

from figure import Figure

PROGRAMS = pathlib.Path(__file__).resolve().parent.parent / "starlark"
EVALUATIONS = "1000000"
# Where Debian's package puts the source of starlark-go.
GO = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""}


def programs(bench):
    subprocess.run(["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "StarlarkProbe"], cwd=bench.repository, check=True, stdout=subprocess.DEVNULL)
    ours, theirs = [bench.programs / "StarlarkProbe", "time"], [go_peer(bench)]
    for path in sorted(PROGRAMS.glob("*.star")) + sorted(PROGRAMS.glob("*.expression")):
        arguments = [path] if path.suffix == ".star" else [path, EVALUATIONS, PROGRAMS / "data.json"]
        rounds = [(seconds(ours + arguments), seconds(theirs + arguments)) for _ in range(bench.rounds)]
        what = path.stem if path.suffix == ".star" else f"{path.stem}, a million times"
        yield Figure("P11", what, "s", [one for one, _ in rounds], "s, starlark-go", [other for _, other in rounds], ("at most", 3))


def go_peer(bench):
    program = bench.folder / "starlark-go"
    source = bench.repository / "Benchmarks" / "peers" / "starlark.go"
    cache = {"GOCACHE": str(bench.folder / "go-cache")}
    subprocess.run(["go", "build", "-o", program, source], env={**os.environ, **GO, **cache}, check=True)
    return program


def seconds(command):
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
