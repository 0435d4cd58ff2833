"""Answers lines of NAME<tab>EXPRESSION<tab>ZONE<tab>START<tab>COUNT with the next instants after the start.

NAME is `cronsim`, or `definition`: a search that tries every minute, slowly, for the cases in which cronsim is suspected.
The fields are parsed by cronsim in both cases. The zone files are the system's, the same that the other side reads.
"""

import datetime
import functools
import itertools
import os
import signal
import sys
import zoneinfo

from cronsim import CronSim, CronSimError

FOLDER = os.environ.get("TZDIR", "/usr/share/zoneinfo")
UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
# Beyond it cronsim's own calendar ends; the other side's ends with 2100.
LAST_YEAR = 2100
# Seconds. An answer takes milliseconds; what takes longer goes in circles.
PATIENCE = {"cronsim": 5, "definition": 120}


class Patience(Exception):
    pass


def lose_patience(*_):
    raise Patience


signal.signal(signal.SIGALRM, lose_patience)


@functools.cache
def zone(name):
    with open(f"{FOLDER}/{name}", "rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


def local(seconds, tz):
    return datetime.datetime.fromtimestamp(seconds, UTC).astimezone(tz)


def cronsim(expression, tz, start, count):
    found = itertools.islice(CronSim(expression, local(start, tz)), count)
    return [int(time.timestamp()) for time in found if time.year <= LAST_YEAR]


def definition(expression, tz, start, count):
    fields = CronSim(expression, datetime.datetime(2000, 1, 1))
    follows_clock = any(field.startswith("*") for field in expression.split()[:2])
    search = by_clock(fields, tz, start) if follows_clock else by_day(fields, tz, start)
    return list(itertools.islice(search, count))


def matches_date(fields, date):
    return date.month in fields.months and fields.match_day(date)


def matches_time(fields, time):
    return time.minute in fields.minutes and time.hour in fields.hours


def by_clock(fields, tz, start):
    """Each instant at which clocks show a matching minute."""
    seconds = start + 1
    while (time := local(seconds, tz)).year <= LAST_YEAR:
        later = local(seconds + 3600, tz)
        if time.second:
            seconds += 60 - time.second
        # In an hour in which clocks aren't changed there is at most one midnight.
        elif time.utcoffset() == later.utcoffset() and not any(matches_date(fields, each) for each in (time, later)):
            seconds += 3600
        else:
            if matches_date(fields, time) and matches_time(fields, time):
                yield seconds
            seconds += 60


def by_day(fields, tz, start):
    """Each matching time of each date once: the first time that clocks show it, or the first minute after the gap."""
    seen = set()
    date = local(start, tz).date() - DAY
    pending = []
    while date.year <= LAST_YEAR:
        if matches_date(fields, date):
            for hour, minute in itertools.product(sorted(fields.hours), sorted(fields.minutes)):
                time = datetime.datetime(date.year, date.month, date.day, hour, minute, tzinfo=tz)
                while local(time.timestamp(), tz).replace(tzinfo=None) != time.replace(tzinfo=None):
                    time += MINUTE
                seconds = int(time.timestamp())
                if seconds > start and seconds not in seen:
                    seen.add(seconds)
                    pending.append(seconds)
        # Gaps that are looked at here are shorter than a day.
        limit = int(datetime.datetime(date.year, date.month, date.day, tzinfo=tz).timestamp()) - 86_400
        pending.sort()
        while pending and pending[0] < limit:
            yield pending.pop(0)
        date += DAY
    yield from pending


def answer(name, expression, zone_name, start, count):
    signal.alarm(PATIENCE[name])
    try:
        search = {"cronsim": cronsim, "definition": definition}[name]
        return " ".join(str(seconds) for seconds in search(expression, zone(zone_name), int(start), int(count)))
    except CronSimError as error:
        return f"refused: {error}"
    except Patience:
        return "goes in circles"
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(*line.rstrip("\n").split("\t")), flush=True)
