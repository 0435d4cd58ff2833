"""One installation of Escapement: its programs, its data directory, its administrator."""

import os
import re
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
        said = self.run("escapement", "init", "--base-url", self.url)
        self.password = find(said, r"password\W+(\S+)")
        self.token = find(said, r"\b(esc_\w+)")
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


def find(text, pattern):
    found = re.search(pattern, text, re.IGNORECASE)
    if not found:
        raise Failure(f"escapement init said nothing that looks like {pattern}:\n{text}")
    return found[1]
