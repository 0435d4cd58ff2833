"""One line of the result."""

import dataclasses
import json
import statistics


@dataclasses.dataclass
class Figure:
    name: str
    what: str
    unit: str
    # One for each round.
    values: list
    peer: str = ""
    peers: list = dataclasses.field(default_factory=list)
    # `at least` or `at most`, and the bound, of the ratio or of the value where there is no peer.
    goal: tuple = ()
    details: dict = dataclasses.field(default_factory=dict)

    @property
    def value(self):
        return statistics.median(self.values)

    @property
    def ratio(self):
        return self.value / statistics.median(self.peers) if self.peers else None

    @property
    def met(self):
        if not self.goal:
            return None
        reached = self.value if self.ratio is None else self.ratio
        return reached >= self.goal[1] if self.goal[0] == "at least" else reached <= self.goal[1]

    @property
    def json(self):
        line = {"figure": self.name, "what": self.what, "value": rounded(self.value), "unit": self.unit}
        if self.peers:
            line |= {"peer": self.peer, "peerValue": rounded(statistics.median(self.peers)), "ratio": rounded(self.ratio)}
        if self.goal:
            line |= {"goal": " ".join(map(str, self.goal)), "met": self.met}
        return json.dumps(line | {"rounds": [rounded(value) for value in self.values]} | self.details)


def rounded(value):
    return float(f"{value:.4g}")


def table(figures):
    rows = [("", "what", "value", "beside", "ratio", "goal", "")]
    for line in figures:
        rows.append(
            (
                line.name,
                line.what,
                f"{rounded(line.value):g} {line.unit}",
                f"{rounded(statistics.median(line.peers)):g} {line.peer}" if line.peers else "",
                f"{line.ratio:.2f}" if line.peers else "",
                " ".join(map(str, line.goal)),
                {True: "met", False: "missed", None: ""}[line.met],
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
