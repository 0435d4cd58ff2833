"""The JSON API, as a client with a token uses it."""

import json
import time
import urllib.error
import urllib.request

from stages import Failure

PATIENCE_SECONDS = 30
POLL_SECONDS = 0.5
TERMINAL = ["COMPLETED", "FAILED", "CANCELLED", "TIMED_OUT"]


class Unavailable(Failure):
    """Nobody answers just now, as while nginx takes over a new configuration."""


class Api:
    def __init__(self, installation):
        self.base = installation.url + "/api/v1"
        self.token = installation.token

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body):
        return self.call("POST", path, body)

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            kind = Unavailable if error.code in (502, 503, 504) else Failure
            raise kind(f"{method} {path}: {error.code} {error.read().decode(errors='replace')}") from error
        except OSError as error:
            raise Unavailable(f"{method} {path}: {error}") from error

    def patiently(self, path):
        """`get`, again and again while nobody answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self.get(path)
            except Unavailable:
                if time.monotonic() > deadline:
                    raise
                time.sleep(POLL_SECONDS)

    def start(self, workflow, run_input):
        """The identifier of a new run."""
        return self.post("/workflow-runs", {"workflowId": workflow, "input": run_input})["id"]

    def run(self, run):
        return self.get(f"/workflow-runs/{run}")

    def context(self, run):
        """The run's data."""
        return self.get(f"/workflow-runs/{run}/context")["context"]

    def wait(self, run, statuses, seconds):
        """Until the run has one of the statuses; without seconds for as long as it takes."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while (found := self.patiently(f"/workflow-runs/{run}"))["status"] not in statuses:
            if found["status"] in TERMINAL:
                raise Failure(f"the run is {found['status']}: {json.dumps(found.get('error'))}")
            if deadline is not None and time.monotonic() > deadline:
                raise Failure(f"the run is still {found['status']} after {seconds} s")
            time.sleep(POLL_SECONDS)
        return found
