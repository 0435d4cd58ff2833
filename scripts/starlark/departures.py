"""Where the specification, or a promise of ours, is not what starlark-go 1.0.1 (of March 2023) does.

Each has the reason, and a test of when it explains a difference: of the program, of our result and of theirs.
"""

import re


def theirs_says(pattern):
    """They refuse what we can do."""
    return lambda program, ours, theirs: ours[0] == "ok" and theirs[0] == "error" and re.search(pattern, theirs[1])


def same_characters(part):
    """Both give the same in another order."""

    def fits(program, ours, theirs):
        characters = [sorted(text.replace(".0", "")) for _, text in (ours, theirs)]
        return part in program and ours[0] == theirs[0] == "ok" and characters[0] == characters[1]

    return fits


EMPTY = re.compile(r"range\((-?\d+), \1(, -?\d+)?\)")
BYTE_INDEX = re.compile(r"\[-?(0[xo])?[0-9a-f]+\]|\[[a-d][0-9]+\]")


def unescaped(program):
    return re.sub(r"\\[Uu]([0-9a-f]{8}|[0-9a-f]{4})", lambda found: chr(int(found[1], 16)), program)


DEPARTURES = [
    ("bytes are joined by +, as every other sequence is", theirs_says(r"unknown binary op: bytes \+ bytes")),
    ("the specification has set - set since 2023", theirs_says(r"unknown binary op: set - set")),
    ("the specification has comparisons of sets since 2023", theirs_says(r"set (<|<=|>|>=) set not implemented")),
    ("their scanner refuses octal literals of more than 64 bits", theirs_says(r"invalid int literal")),
    (
        "bytes have numbers as elements, as in Bazel's Starlark; theirs are bytes of length 1",
        lambda program, ours, theirs: re.search(r"b[\"']|bytes", program) and BYTE_INDEX.search(program),
    ),
    (
        "an unhashable value in a dict or set is an error also when it is only asked for",
        lambda program, ours, theirs: "unhashable type" in ours[1] and theirs[0] == "ok" and " in " in program,
    ),
    (
        "the hash of a text is that of its UTF-16, as in Java; theirs takes whole characters",
        lambda program, ours, theirs: "hash(" in program and ("128512" in program or "\U0001f600" in unescaped(program)),
    ),
    (
        "case changes leave bytes alone that are no characters; theirs replaces them",
        lambda program, ours, theirs: re.search(r"\.(upper|lower|title|capitalize)\(", program) and "\ufffd" in theirs[1],
    ),
    ("numbers of enumerate don't wrap around", lambda program, ours, theirs: "the numbers are too large" in ours[1]),
    (
        "a float is in a range if it equals one of its integers; theirs cuts the fraction off, or refuses",
        lambda program, ours, theirs: " in " in program and "range(" in program and re.search(r"[.]\d|\de|/|nan|inf", program),
    ),
    ("ß is a small letter", lambda program, ours, theirs: ".isupper()" in program and "ß" in unescaped(program)),
    ("sets have more methods by now", lambda program, ours, theirs: "dir(" in program and '"discard"' in ours[1]),
    ("where an empty range begins and ends is nobody's business", lambda program, ours, theirs: EMPTY.sub("", ours[1]) == EMPTY.sub("", theirs[1])),
    ("x & y has the order of x, theirs that of the smaller set", same_characters("&")),
]


def departure(program, ours, theirs):
    """The reason of the first that fits."""
    ours, theirs = ((outcome, text.decode(errors="replace")) for outcome, text in (ours, theirs))
    return next((reason for reason, fits in DEPARTURES if fits(program, ours, theirs)), None)
