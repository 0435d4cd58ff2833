"""The zones of this host, and when their clocks are changed."""

import bisect
import datetime
import os
import pathlib

import peer

FIRST = int(datetime.datetime(1970, 1, 1, tzinfo=peer.UTC).timestamp())
LAST = int(datetime.datetime(2038, 1, 1, tzinfo=peer.UTC).timestamp())
# No two changes of a zone's clocks are closer: those of Morocco's Ramadan are four weeks apart.
STRIDE = 5 * 86_400


def names():
    folder = pathlib.Path(peer.FOLDER)
    found = []
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        # Not the copies that count leap seconds, nor the lists beside the zones.
        if path.is_file() and all(part[0].isupper() for part in name.split("/")):
            if path.read_bytes()[:4] == b"TZif":
                found.append(name)
    return sorted(found)


def offset(seconds, tz):
    return int(peer.local(seconds, tz).utcoffset().total_seconds())


class Change:
    """At `at` clocks are set forward by `shift` seconds, or back where it is negative."""

    def __init__(self, at, shift):
        self.at = at
        self.shift = shift

    @property
    def is_correction(self):
        """Not daylight saving to Debian's cron, but to cronsim."""
        return self.shift >= 10_800 or self.shift < -10_800


def changes(tz):
    found = []
    for start in range(FIRST - STRIDE, LAST + STRIDE, STRIDE):
        before, after = offset(start, tz), offset(start + STRIDE, tz)
        if before != after:
            at = start + 1 + bisect.bisect_left(range(start + 1, start + STRIDE), True,
                                                key=lambda seconds: offset(seconds, tz) != before)
            found.append(Change(at, after - before))
    return found


def is_repeated(seconds, changes_of_zone):
    """Whether clocks show this time twice: in the hour before they are set back, and in the one after."""
    return any(change.shift < 0 and abs(seconds - change.at) <= -change.shift for change in changes_of_zone)


if __name__ == "__main__":
    for name in names():
        for change in changes(peer.zone(name)):
            if os.environ.get("ALL") or change.is_correction:
                print(name, peer.local(change.at, peer.UTC), change.shift / 3600)
