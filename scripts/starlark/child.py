"""A child process that runs programs: it may crash, hang or grow, and is then replaced."""

import os
import resource
import select
import subprocess
import time


# How many times longer than it may work a child may take.
PATIENCE = 30


class Crashed(Exception):
    pass


class Hung(Exception):
    pass


class Child:
    """Speaks what Tests/StarlarkProbe/Server.swift describes."""

    def __init__(self, command, address_space=4 << 30):
        self.command = [str(word) for word in command]
        self.address_space = address_space
        self.process = None

    def start(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (self.address_space, self.address_space))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, preexec_fn=limit
        )

    def stop(self):
        if self.process is None:
            return b""
        self.process.kill()
        said = self.process.communicate()[1]
        self.process = None
        return said

    def ask(self, kind, program, seconds, steps=10_000_000, memory=1 << 28):
        """The outcome and the text; or Crashed, or Hung after so many seconds of work."""
        if self.process is None:
            self.start()
        self.begun, self.asked = self.worked(), time.monotonic()
        try:
            self.process.stdin.write(f"{kind} {steps} {memory} {len(program)}\n".encode() + program)
        except BrokenPipeError:
            raise Crashed(self.stop().decode(errors="replace")[-2000:]) from None
        received = bytearray()
        while b"\n" not in received:
            self.receive(received, seconds)
        head, _, text = received.partition(b"\n")
        outcome, length = head.split()
        while len(text) < int(length):
            self.receive(text, seconds)
        return outcome.decode(), bytes(text)

    def worked(self):
        """The processor time of the child so far, in seconds."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def receive(self, into, seconds):
        while not select.select([self.process.stdout], [], [], 0.1)[0]:
            # On a busy machine a second may pass without any work being done.
            if self.worked() > self.begun + seconds or time.monotonic() > self.asked + seconds * PATIENCE:
                self.stop()
                raise Hung
        more = os.read(self.process.stdout.fileno(), 1 << 16)
        if not more:
            code = self.process.wait()
            raise Crashed(f"exit {code}: {self.stop().decode(errors='replace')[-2000:]}")
        into += more

    def resident(self):
        """The most memory it has used since it was last asked, in bytes."""
        folder = f"/proc/{self.process.pid}"
        with open(f"{folder}/status", encoding="utf-8") as status:
            peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
        with open(f"{folder}/clear_refs", "w", encoding="utf-8") as reset:
            reset.write("5")
        return peak
