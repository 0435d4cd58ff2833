"""Makes expressions of the syntax that cronsim has too."""

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
WEEKDAYS = "SUN MON TUE WED THU FRI SAT".split()
BOUNDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 7)}


class Grammar:
    def __init__(self, random):
        self.random = random

    def expression(self, near=None):
        """`near`: a local time close to which the hours and minutes are chosen."""
        fields = [self.minute(near), self.hour(near), self.day(), self.month(), self.weekday()]
        return " ".join(fields)

    def one_in(self, count):
        return self.random.randrange(count) == 0

    def minute(self, near):
        if near and self.one_in(2):
            return self.random.choice(["0", "30", "*/15", "15,45", "1", "59", str(near.minute), "*/30", "5-55/10"])
        return self.field("minute", star=4)

    def hour(self, near):
        if near and not self.one_in(4):
            hours = [(near.hour + shift) % 24 for shift in (-1, 0, 0, 1)]
            return ",".join(str(hour) for hour in self.random.sample(hours, self.random.choice([1, 1, 2])))
        return self.field("hour", star=3)

    def day(self):
        if self.one_in(10):
            return self.random.choice(["L", "LW", "15,L", "L,1", "LW,10"])
        return self.field("day", star=2)

    def month(self):
        return self.field("month", star=1, names=MONTHS, first=1)

    def weekday(self):
        if self.one_in(8):
            day = self.random.choice(WEEKDAYS + [str(number) for number in range(8)])
            return self.random.choice([f"{self.random.randrange(8)}L", f"{day}#{self.random.randint(1, 5)}"])
        return self.field("weekday", star=2, names=WEEKDAYS, first=0)

    def field(self, kind, star, names=(), first=0):
        """`star`: of ten fields, about how many are values; the fewer, the more are stars."""
        if self.random.randrange(10) >= star * 2:
            return "*"
        items = [self.item(kind, names, first) for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
        return ",".join(items)

    def item(self, kind, names, first):
        low, high = BOUNDS[kind]
        value = self.random.randint(low, high)
        # Of a range with one value and a step, cronsim makes one that goes on to the end.
        last = self.random.randint(min(value + 1, high), high)
        step = self.random.randint(1, high - low + 1)
        return self.random.choice([
            lambda: self.name(value, names, first),
            lambda: self.name(value, names, first),
            lambda: f"{value}-{last}",
            lambda: f"{value}-{last}/{step}" if value < last else str(value),
            lambda: f"{value}/{step}",
            lambda: f"*/{step}",
        ])()

    def name(self, value, names, first):
        if names and self.one_in(2):
            name = names[(value - first) % len(names)]
            return self.random.choice([name, name.lower(), name.title()])
        return str(value)
