"""One installation of Escapement: its programs, its data directory, its administrator."""

import json
import os
import shutil
import subprocess

from stages import Failure

USER = "admin"


class Installation:
    def __init__(self, programs, data, port):
        self.programs = programs.resolve()
        self.data = data
        self.url = f"http://127.0.0.1:{port}"
        self.password = None
        self.token = None

    def create(self, *definitions):
        """Makes the data directory and publishes the workflows and agents of some folders."""
        made = json.loads(self.run("escapement", "init", "--no-hello", "--base-url", self.url, "--format", "json"))
        self.password = made["password"]
        self.token = made["token"]
        for folder in definitions:
            shutil.copytree(folder / "workflows", self.data / "workflows", dirs_exist_ok=True)
            shutil.copytree(folder / "agents", self.data / "agents", dirs_exist_ok=True)
        self.run("escapement", "sync")

    def run(self, program, *arguments):
        """Runs one of the programs to its end and gives what it printed."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            env={**os.environ, "ESCAPEMENT_DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Failure(f"{program} {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

