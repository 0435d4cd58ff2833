"""What is printed: one line a stage, with its time."""

import time


class Failure(Exception):
    """Something that the demo can't go on from; the message says what and where to look."""


class Stages:
    def __init__(self):
        self.title = None
        self.notes = []
        self.began = 0.0

    def begin(self, title):
        self.end()
        self.title = title
        self.notes = []
        self.began = time.monotonic()

    def note(self, text):
        self.notes.append(text)

    def end(self):
        if self.title is None:
            return
        notes = f": {', '.join(self.notes)}" if self.notes else ""
        print(f"{time.monotonic() - self.began:7.1f} s  {self.title}{notes}")
        self.title = None
