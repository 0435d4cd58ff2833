"""Finds the next instants of an expression with croniter, for the figure P13.

croniter_next.py time < lines of EXPRESSION<tab>ZONE<tab>START; prints for each the median of the nanoseconds that a search
takes, and the first instant. The expression is parsed once, and each search begins where the one before it ended.
"""

import datetime
import statistics
import sys
import time
import zoneinfo

from croniter import croniter

SEARCHES = 20
ROUNDS = 31
# croniter's calendar is not asked for more.
LAST = datetime.datetime(2090, 1, 1, tzinfo=datetime.timezone.utc).timestamp()


def taken(expression, start):
    search = croniter(expression, start)
    begun = time.perf_counter_ns()
    for _ in range(SEARCHES):
        if search.get_next(float) > LAST:
            search.set_current(start)
    return (time.perf_counter_ns() - begun) / SEARCHES


for line in sys.stdin:
    expression, zone, start = line.rstrip("\n").split("\t")
    begin = datetime.datetime.fromtimestamp(int(start), zoneinfo.ZoneInfo(zone))
    median = statistics.median(taken(expression, begin) for _ in range(ROUNDS))
    print(round(median), int(croniter(expression, begin).get_next(float)), flush=True)
