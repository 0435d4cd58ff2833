"""Programs for the fuzzer: generated ones, those of the corpus, and what becomes of either when bytes are changed."""

import random
import re

from grammar import Grammar

# What has a meaning to some part of the language, and does harm where it isn't expected.
WORDS = [
    b"(", b")", b"[", b"]", b"{", b"}", b"\"", b"'", b'"""', b"\\", b"\n", b"\t", b"  ", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"%", b"%s", b"%(a)s",
    b"{}", b"{0}", b"lambda", b"lambda x: ", b"for x in ", b"if ", b"else ", b"def f(", b"return ", b"while True: ", b"load(", b"not ", b"in ", b"* ",
    b"**", b"*", b"//", b"<<", b">>", b"<< 500", b"9" * 30, b"0x" + b"f" * 40, b"1e308", b"-", b"~", b"|", b"&", b"^", b"==", b"<", b"default(", b".get(",
    b".append(", b".format(", b"sorted(", b"range(10000000)", b"* 1000000000", b"map(", b"filter(", b"re.", b"json.decode(", b"json.encode(", b"data",
    b"data.nested.deep", b"#", b";", b",", b":", b"=", b"+=", b"|=", b"f(", b"(x)", b"[0]", b"[::-1]", b".elems()", b"print(", b"type(", b"zip(", b"dict(",
]
NUMBERS = [b"0", b"-1", b"63", b"64", b"100000", b"10000000", b"1000000000000", b"9223372036854775807", b"9223372036854775808", b"1e308", b"(1 << 500)"]
TOKEN = re.compile(
    rb"(?P<string>\"[^\"\n]*\"|'[^'\n]*')|(?P<number>\d[\d.]*)|(?P<method>\.[a-z_]+)|"
    rb"(?P<keyword>(?:and|or|not|in|if|elif|else|for|while|def|lambda|return|break|continue|pass|load)\b)|(?P<word>[A-Za-z_]\w*)|(?P<operator>[-+*/%|&^<>=]+)"
)
HOSTILE = [
    lambda chance: b"x = " + chance.choice([b"(", b"[", b"{", b"-", b"not ", b"f(", b"lambda: ", b"[x for x in "]) * chance.randrange(1, 60_000),
    lambda chance: b"def f(n):\n  return f(n + 1)\nf(0)\n",
    lambda chance: b"x = 'x'\nfor i in range(100):\n  x += x\n",
    lambda chance: b"x = [1]\nfor i in range(100):\n  x += x\n",
    lambda chance: b"x = 3\nfor i in range(40):\n  x = x * x\nprint(x)\n",
    lambda chance: b"x = []\nfor i in range(100000):\n  x = [x]\nprint(x)\n",
    lambda chance: b"x = {}\nfor i in range(100000):\n  x = {'a': x}\nprint(x == x, x)\n",
    lambda chance: b"x = ()\nfor i in range(100000):\n  x = (x,)\nprint(x == x, x < x, {x: 1})\n",
    lambda chance: b"x = lambda: 0\nfor i in range(100000):\n  x = (lambda y: lambda: y)(x)\n",
    lambda chance: b"while True:\n  pass\n",
    lambda chance: b"print('%" + b"0" * chance.randrange(50) + b"1000000000d' % 1)",
    lambda chance: b"1" * chance.randrange(1, 100_000),
    lambda chance: b"a" * chance.randrange(1, 100_000),
    lambda chance: b"a" + b".b" * chance.randrange(1, 20_000),
    lambda chance: b"x = 1" + b" + 1" * chance.randrange(1, 20_000),
    lambda chance: b"x = " + b"1 if 1 else " * chance.randrange(1, 20_000) + b"1",
    lambda chance: b"".join(b" " * depth + b"if 1:\n" for depth in range(chance.randrange(1, 400))) + b" " * 500 + b"pass\n",
    lambda chance: b"".join(b" " * depth + b"def f():\n" for depth in range(chance.randrange(1, 400))) + b" " * 500 + b"pass\n",
    lambda chance: b"'" + b"\\" * chance.randrange(1, 10_000),
    lambda chance: b"f(" + b"a, " * chance.randrange(1, 20_000) + b")",
    lambda chance: b"def f(" + b", ".join(b"a%d" % number for number in range(chance.randrange(1, 5_000))) + b"): pass\n",
    lambda chance: b"\n".join(b"v%d = %d" % (number, number) for number in range(chance.randrange(1, 5_000))),
    lambda chance: b"print(sorted([[j for j in range(300)] for i in range(300)]))\n",
    lambda chance: b"print(json.decode('" + b"[" * chance.randrange(1, 5_000) + b"'))\n",
    lambda chance: b"x = [0]\nx.append(x)\nprint(x, x == x, [x] < [x], str(x))\nprint(json.encode(x))\n",
    lambda chance: bytes(chance.randrange(256) for _ in range(chance.randrange(1, 300))),
]


def corpus(folder):
    """Kinds and programs."""
    return [("file" if path.suffix == ".star" else "expression", path.read_bytes()) for path in sorted(folder.glob("*"))]


class Mutations:
    def __init__(self, seed, seeds):
        self.chance = random.Random(seed)
        self.seeds = seeds
        # Recent programs, to splice pieces of one into another.
        self.pool = [program for _, program in seeds]

    def next(self):
        """A kind, as the probe understands it, and bytes."""
        chance = self.chance
        kind = chance.choice(["file", "file", "expression"])
        pick = chance.random()
        if pick < 0.04:
            program = chance.choice(HOSTILE)(chance)
        elif pick < 0.3 and self.seeds:
            kind, program = chance.choice(self.seeds)
        else:
            grammar = Grammar(chance.getrandbits(64))
            program = (grammar.expression(None, 4) if kind == "expression" else grammar.program()).encode()
        for _ in range(chance.choice([0, 1, 2, 3, 8])):
            # A word for another of its sort mostly gives a program that runs; a byte mostly one that doesn't.
            program = self.exchanged(program) if chance.random() < 0.85 else self.changed(program)
        if len(program) < 20_000:
            self.pool.append(program)
            if len(self.pool) > 500:
                self.pool.pop(chance.randrange(len(self.seeds), len(self.pool)))
        return kind, program

    def exchanged(self, program):
        tokens = list(TOKEN.finditer(program))
        others = list(TOKEN.finditer(self.chance.choice(self.pool or [program])))
        if not tokens or not others:
            return program
        token = self.chance.choice(tokens)
        if token.lastgroup == "keyword":
            return program
        alike = [other for other in others if other.lastgroup == token.lastgroup]
        new = self.chance.choice(alike)[0] if alike else token[0]
        if token.lastgroup == "number" and self.chance.random() < 0.5:
            new = self.chance.choice(NUMBERS)
        return program[: token.start()] + new + program[token.end() :]

    def changed(self, program):
        chance = self.chance
        place = chance.randrange(len(program) + 1)
        end = min(len(program), place + chance.choice([1, 2, 5, 20, 100]))
        return chance.choice([
            lambda: program[:place] + bytes([chance.randrange(256)]) + program[place + 1:],
            lambda: program[:place] + chance.choice(WORDS) + program[place:],
            lambda: program[:place] + chance.choice(WORDS) + program[end:],
            lambda: program[:place] + program[end:],
            lambda: program[:place] + program[place:end] * chance.choice([2, 3, 50]) + program[end:],
            lambda: program[:place] + self.piece() + program[end:],
            lambda: program + b"\n" + self.piece(),
            lambda: program[:place],
        ])()

    def piece(self):
        if not self.pool:
            return b""
        other = self.chance.choice(self.pool)
        place = self.chance.randrange(len(other) + 1)
        return other[place : place + self.chance.choice([3, 10, 40, 200])]
