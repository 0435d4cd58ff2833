"""What the figures share: folders, peers compiled from C, installations."""

import os
import subprocess

from installation import Installation
from ports import free

PEERS = {"measure": [], "commits": ["-lsqlite3"], "responder": ["-lsqlite3", "-lfcgi"]}


class Bench:
    def __init__(self, folder, repository):
        self.folder = folder
        self.repository = repository
        self.rounds = int(os.environ.get("BENCH_ROUNDS", "3"))
        self.programs = self.release_programs()
        self.count = 0

    def release_programs(self):
        command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--show-bin-path"]
        done = subprocess.run(command, cwd=self.repository, capture_output=True, text=True, check=True)
        return self.repository / done.stdout.strip()

    def fresh_folder(self):
        self.count += 1
        folder = self.folder / str(self.count)
        folder.mkdir()
        return folder

    def installation(self, folder):
        """A new one with the workflows of Benchmarks/. Steps wait for the tick that is measured."""
        installation = Installation(self.programs, folder / "data", free())
        installation.create(self.repository / "Benchmarks")
        with open(installation.data / "escapement.yaml", "a", encoding="utf-8") as settings:
            settings.write("dispatch: cron\n")
        return installation

    def peer(self, name):
        """The path of a C program from Benchmarks/peers, compiled with optimisation."""
        program = self.folder / name
        if not program.exists():
            source = self.repository / "Benchmarks" / "peers" / f"{name}.c"
            subprocess.run(["gcc", "-O2", "-o", program, source, *PEERS[name]], check=True)
        return program
