"""Random Starlark programs: of the right types mostly, of the wrong ones now and then."""

import random

NAMES = ["a", "b", "c", "d"]
TEXTS = [
    "", "a", "abc", "Hello, World", " x y  z ", "0", "42", "-7", "3.5", "1e3", "äöü", "日本語", "😀", "a,b,,c", "line\nline\r\nend",
    "ABC", "aXbXc", "%d %s", "{} {0} {x}", "\t", "\\", "\"", "'", "\x00", "\x7f", "ß", "ǅ", "i̇", "aaa", "\u200b", "The quick brown fox",
]
INTEGERS = [
    0, 1, 2, 3, 5, 7, 10, 63, 64, 100, 255, 256, 1000, 2**31 - 1, 2**31, 2**32, 2**53, 2**53 + 1, 2**62, 2**63 - 1, 2**63, 2**64, 10**18,
    10**20, 10**30, 2**100 + 1,
]
FLOATS = [
    "0.0", "1.0", "0.5", "1.5", "2.5", "-0.5", "0.1", "1e10", "1e16", "1e17", "1e21", "1e22", "1e-5", "1e-7", "1e100", "1e300", "5e-324", "3.14159",
    "123456789.123", "9007199254740993.0", "1e308", ".5", "5.", "float('inf')", "float('-inf')", "float('nan')",
]
BYTES = ['b""', 'b"abc"', 'b"\\x00\\xff"', 'b"hello"', 'b"a\\nb"', 'bytes([1, 2, 255])', 'bytes("äö")', "b'\"'"]
TYPES = ["int", "float", "string", "bytes", "bool", "list", "tuple", "dict", "set", "none", "range", "function"]


def quoted(text, chance):
    """A literal, in one of the ways of writing it."""
    if chance.random() < 0.1 and "\\" not in text and "\n" not in text and '"' not in text and text.isprintable():
        return 'r"' + text + '"'
    mark = chance.choice(['"', "'", '"""'])
    out = []
    for character in text:
        if character == "\\" or character in mark:
            out.append("\\" + character)
        elif character == "\n":
            out.append("\\n")
        elif character == "\r":
            out.append("\\r")
        elif character == "\t":
            out.append("\\t")
        elif ord(character) < 32 or ord(character) == 127:
            out.append(f"\\x{ord(character):02x}" if chance.random() < 0.5 else f"\\{ord(character):03o}")
        elif ord(character) > 127 and chance.random() < 0.3:
            code = ord(character)
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            out.append(character)
    return mark + "".join(out) + mark


class Grammar:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        # Variables in reach, by type.
        self.variables = {}
        self.fresh = 0

    def one_of(self, *choices):
        return self.chance.choice(choices)

    def name(self):
        self.fresh += 1
        return f"{self.chance.choice(NAMES)}{self.fresh}"

    # Expressions

    def expression(self, kind=None, depth=3):
        chance = self.chance
        kind = kind or chance.choice(TYPES[:9])
        if chance.random() < 0.015:
            kind = chance.choice(TYPES)
        known = self.variables.get(kind)
        if known and chance.random() < 0.35:
            return chance.choice(known)
        if depth <= 0:
            return self.atom(kind)
        pick = chance.random()
        if pick < 0.12:
            return self.atom(kind)
        if pick < 0.17:
            return self.conditional(kind, depth)
        if pick < 0.20:
            return f"({self.expression(kind, depth - 1)} {self.one_of('and', 'or')} {self.expression(kind, depth - 1)})"
        if pick < 0.24:
            return f"[{self.expression(kind, depth - 1)}, {self.expression(None, depth - 2)}][{self.one_of('0', '-2')}]"
        if pick < 0.27:
            return f"(lambda x: {self.with_variable('x', kind, lambda: self.expression(kind, depth - 1))})({self.expression(kind, depth - 1)})"
        return getattr(self, f"make_{kind}")(depth - 1)

    def with_variable(self, name, kind, make):
        before = self.variables
        self.variables = {key: list(value) for key, value in before.items()}
        self.variables.setdefault(kind, []).append(name)
        try:
            return make()
        finally:
            self.variables = before

    def conditional(self, kind, depth):
        return f"({self.expression(kind, depth - 1)} if {self.expression('bool', depth - 1)} else {self.expression(kind, depth - 1)})"

    def atom(self, kind):
        chance = self.chance
        if kind == "int":
            number = chance.choice(INTEGERS) if chance.random() < 0.5 else chance.randrange(-20, 20)
            if number >= 0 and chance.random() < 0.15:
                return chance.choice([hex, oct])(number)
            return str(number) if chance.random() < 0.8 else f"-{abs(number)}"
        if kind == "float":
            return chance.choice(FLOATS)
        if kind == "string":
            return quoted(chance.choice(TEXTS), chance)
        if kind == "bytes":
            return chance.choice(BYTES)
        return {
            "bool": self.one_of("True", "False"),
            "list": self.one_of("[]", "[1, 2, 3]", "['a', 'b']", "[3, 1, 2]", "[1, 2.0, True]", "[[1], [2]]", "[None]"),
            "tuple": self.one_of("()", "(1,)", "(1, 2)", "('x', 'y', 'z')"),
            "dict": self.one_of("{}", "{'a': 1}", "{'x': 1, 'y': 2}", "{1: 'one', 2: 'two'}", "{1: 1, 1.5: 2}", "dict(k = 1)"),
            "set": self.one_of("set()", "set([1, 2])", "set(['a', 'b'])", "set([3, 1, 2])"),
            "none": "None",
            "range": self.one_of("range(5)", "range(2, 10, 3)", "range(10, 0, -2)", "range(0)", "range(-3, 3)"),
            "function": self.one_of("len", "str", "lambda x: x", "lambda x, y = 1: (x, y)", "repr", "type", "bool"),
        }[kind]

    def make_int(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"({x('int', depth)} {self.one_of('+', '-', '*', '//', '%', '&', '|', '^')} {x('int', depth)})",
            lambda: f"({x('int', depth)} {self.one_of('+', '-', '*', '//', '%', '&', '|', '^')} {x('int', depth)})",
            lambda: f"({x('int', depth)} {self.one_of('<<', '>>')} {self.chance.randrange(-1, 80)})",
            lambda: f"{self.one_of('-', '+', '~')}{x('int', depth)}",
            lambda: f"len({x(self.one_of('string', 'bytes', 'list', 'tuple', 'dict', 'set', 'range'), depth)})",
            lambda: f"int({x(self.one_of('float', 'string', 'int', 'bool'), depth)})",
            lambda: f"int({self.one_of(quoted('ff', self.chance), quoted('0x1F', self.chance), quoted('-101', self.chance), quoted('z9', self.chance), quoted('0b11', self.chance), quoted('0o17', self.chance), quoted('077', self.chance), quoted('1_000', self.chance), quoted(' 1', self.chance))}, {self.one_of('0', '2', '8', '10', '16', '36', '1', '37')})",
            lambda: f"abs({x('int', depth)})",
            lambda: f"{self.one_of('min', 'max')}({x('int', depth)}, {x(self.one_of('int', 'float'), depth)})",
            lambda: f"{x('list', depth)}[{x('int', 0)}]",
            lambda: f"{x('bytes', depth)}[{x('int', 0)}]",
            lambda: f"{x('string', depth)}.{self.one_of('find', 'rfind', 'index', 'rindex', 'count')}({self.search_arguments(depth)})",
            lambda: f"ord({x('string', depth)})",
            lambda: f"{x('list', depth)}.index({x(None, depth)})",
            lambda: f"{x('dict', depth)}.get({x('string', 0)}, {x('int', depth)})",
            lambda: f"hash({x(self.one_of('string', 'bytes'), depth)})",
        ])()

    def search_arguments(self, depth):
        arguments = [self.expression("string", depth - 1)]
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            arguments.append(self.one_of("None", str(self.chance.randrange(-6, 8))))
        return ", ".join(arguments)

    def make_float(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"({x('float', depth)} {self.one_of('+', '-', '*', '/', '//', '%')} {x(self.one_of('float', 'int'), depth)})",
            lambda: f"({x('int', depth)} / {x('int', depth)})",
            lambda: f"({x('int', depth)} {self.one_of('+', '-', '*', '//', '%')} {x('float', depth)})",
            lambda: f"{self.one_of('-', '+')}{x('float', depth)}",
            lambda: f"float({x(self.one_of('int', 'string', 'bool', 'float'), depth)})",
            lambda: f"abs({x('float', depth)})",
        ])()

    def make_string(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"({x('string', depth)} + {x('string', depth)})",
            lambda: f"({x('string', depth)} * {self.chance.randrange(-1, 5)})",
            lambda: f"{x('string', depth)}[{x('int', 0)}]",
            lambda: f"{x('string', depth)}{self.slice()}",
            lambda: f"{self.one_of('str', 'repr')}({x(None, depth)})",
            lambda: f"type({x(self.chance.choice(TYPES), depth)})",
            lambda: f"chr({self.one_of('65', '228', '128512', '0', '-1', '1114112', '55296', '10')})",
            lambda: f"{x('string', depth)}.{self.one_of('upper', 'lower', 'title', 'capitalize', 'strip', 'lstrip', 'rstrip')}()",
            lambda: f"{x('string', depth)}.{self.one_of('strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix')}({x('string', depth)})",
            lambda: f"{x('string', depth)}.replace({x('string', depth)}, {x('string', depth)}{self.one_of('', ', 1', ', -1', ', 0')})",
            lambda: f"{x('string', depth)}.join({self.texts(depth)})",
            lambda: self.percent(depth),
            lambda: self.percent(depth),
            lambda: self.brace(depth),
            lambda: f"str({x('bytes', depth)})",
            lambda: f"' '.join([str(e) for e in {x(self.one_of('list', 'tuple', 'range', 'dict'), depth)}])",
        ])()

    def texts(self, depth):
        return "[" + ", ".join(self.expression("string", depth - 1) for _ in range(self.chance.randrange(4))) + "]"

    def percent(self, depth):
        parts, values = [], []
        for _ in range(self.chance.randrange(1, 4)):
            code = self.chance.choice("sdrxXoefgEGci%")
            parts.append(self.one_of("", " ", "a") + "%" + code)
            if code in "sr":
                values.append(self.expression(None, depth - 1))
            elif code in "dxXoi":
                values.append(self.expression(self.one_of("int", "int", "int", "float"), depth - 1))
            elif code in "eEfgG":
                values.append(self.expression(self.one_of("float", "float", "int"), depth - 1))
            elif code == "c":
                values.append(self.one_of("65", "'x'", "128512"))
        if self.chance.random() < 0.05:
            values.append("1")
        shown = values[0] if len(values) == 1 and self.chance.random() < 0.7 else "(" + "".join(value + ", " for value in values) + ")"
        return f"({quoted(''.join(parts), self.chance)} % {shown})"

    def brace(self, depth):
        fields = [self.one_of("{}", "{}", "{0}", "{1}", "{x}", "{!r}", "{0!s}", "{{", "}}", "{x!r}", "a") for _ in range(self.chance.randrange(1, 4))]
        return f"{quoted(''.join(fields), self.chance)}.format({self.expression(None, depth - 1)}, {self.expression(None, depth - 1)}, x = {self.expression(None, depth - 1)})"

    def slice(self):
        part = lambda: self.one_of("", "", "None", str(self.chance.randrange(-6, 7)))  # noqa: E731
        if self.chance.random() < 0.5:
            return f"[{part()}:{part()}]"
        return f"[{part()}:{part()}:{self.one_of('', '1', '2', '-1', '-2', '3', '0')}]"

    def make_bytes(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"({x('bytes', depth)} + {x('bytes', depth)})",
            lambda: f"({x('bytes', depth)} * {self.chance.randrange(-1, 4)})",
            lambda: f"{x('bytes', depth)}{self.slice()}",
            lambda: f"bytes({x(self.one_of('string', 'bytes'), depth)})",
            lambda: f"bytes([{self.chance.randrange(-1, 260)}, {self.chance.randrange(256)}])",
        ])()

    def make_bool(self, depth):
        x = self.expression
        compare = ("==", "!=", "<", "<=", ">", ">=")
        return self.chance.choice([
            lambda: f"not {x(None, depth)}",
            lambda: f"({x('int', depth)} {self.one_of(*compare)} {x(self.one_of('int', 'float'), depth)})",
            lambda: f"({x('float', depth)} {self.one_of(*compare)} {x(self.one_of('int', 'float'), depth)})",
            lambda: self.same_kind_comparison(depth),
            lambda: f"({x(None, depth)} {self.one_of('==', '!=')} {x(None, depth)})",
            lambda: f"({x(None, depth)} {self.one_of('in', 'not in')} {x(self.one_of('list', 'tuple', 'set', 'dict', 'range'), depth)})",
            lambda: f"({x('string', depth)} {self.one_of('in', 'not in')} {x('string', depth)})",
            lambda: f"({x('bytes', depth)} in {x('bytes', depth)})",
            lambda: f"bool({x(None, depth)})",
            lambda: f"{self.one_of('any', 'all')}({x(self.one_of('list', 'tuple'), depth)})",
            lambda: f"{x('string', depth)}.{self.one_of('startswith', 'endswith')}({self.one_of(x('string', depth), x('tuple', depth))})",
            lambda: f"{x('string', depth)}.{self.one_of('isalpha', 'isdigit', 'isalnum', 'isupper', 'islower', 'isspace', 'istitle')}()",
            lambda: f"hasattr({x(None, depth)}, {self.one_of(quoted('upper', self.chance), quoted('append', self.chance), quoted('zzz', self.chance))})",
        ])()

    def same_kind_comparison(self, depth):
        kind = self.one_of("string", "bytes", "bool", "list", "tuple", "set", "dict", "range")
        return f"({self.expression(kind, depth)} {self.one_of('==', '!=', '<', '<=', '>', '>=')} {self.expression(kind, depth)})"

    def elements(self, depth):
        return ", ".join(self.expression(None, depth - 1) for _ in range(self.chance.randrange(4)))

    def iterable(self, depth):
        return self.expression(self.one_of("list", "tuple", "range", "dict", "set"), depth)

    def make_list(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"[{self.elements(depth)}]",
            lambda: f"({x('list', depth)} + {x('list', depth)})",
            lambda: f"({x('list', depth)} * {self.chance.randrange(-1, 4)})",
            lambda: f"{x('list', depth)}{self.slice()}",
            lambda: self.comprehension("[", "]", depth),
            lambda: self.comprehension("[", "]", depth),
            lambda: f"list({self.iterable(depth)})",
            lambda: f"sorted({self.iterable(depth)}{self.one_of('', ', reverse = True', ', key = str', ', key = lambda x: -len(str(x))', ', key = repr, reverse = True')})",
            lambda: f"reversed({self.iterable(depth)})",
            lambda: f"{self.one_of('enumerate', 'list')}({self.iterable(depth)})",
            lambda: f"enumerate({self.iterable(depth)}, {x('int', 0)})",
            lambda: f"zip({self.iterable(depth)}, {self.iterable(depth)})",
            lambda: f"{x('dict', depth)}.{self.one_of('keys', 'values', 'items')}()",
            lambda: f"{x('string', depth)}.{self.one_of('split', 'rsplit')}({self.one_of('', x('string', depth), x('string', depth) + ', ' + str(self.chance.randrange(-1, 4)), 'None, 1')})",
            lambda: f"{x('string', depth)}.splitlines({self.one_of('', 'True', 'False')})",
            lambda: f"list({x('string', depth)}.{self.one_of('elems', 'elem_ords', 'codepoints', 'codepoint_ords')}())",
            lambda: f"list({x('bytes', depth)}.elems())",
            lambda: f"[{x('int', depth)}, {x('int', depth)}, {x('int', depth)}]",
            lambda: f"dir({x(self.one_of('string', 'list', 'dict', 'bytes'), depth)})",
        ])()

    def comprehension(self, opening, closing, depth):
        name = self.name()
        kind = self.one_of("int", "list", "tuple", "range")
        source = {
            "int": lambda: self.one_of("range(4)", "[1, 2, 3]", "(5, 6)"),
            "range": lambda: self.one_of("[range(3), range(2)]",),
            "list": lambda: "[[1, 2], [3]]",
            "tuple": lambda: self.expression("dict", depth - 1) + ".items()",
        }[kind]()

        def rest():
            filters = f" if {self.expression('bool', depth - 1)}" if self.chance.random() < 0.3 else ""
            if self.chance.random() < 0.2:
                inner = self.name()
                filters += f" for {inner} in {self.iterable(depth - 1)}"
            body = self.expression(None, depth - 1)
            if opening == "{":
                body = f"{self.expression(self.one_of('int', 'string'), depth - 1)}: {body}"
            return body, filters

        body, filters = self.with_variable(name, kind, rest)
        return f"{opening}{body} for {name} in {source}{filters}{closing}"

    def make_tuple(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"({self.elements(depth)},)" if self.chance.random() < 0.9 else "()",
            lambda: f"({x('tuple', depth)} + {x('tuple', depth)})",
            lambda: f"({x('tuple', depth)} * {self.chance.randrange(-1, 4)})",
            lambda: f"{x('tuple', depth)}{self.slice()}",
            lambda: f"tuple({self.iterable(depth)})",
            lambda: f"{x('string', depth)}.{self.one_of('partition', 'rpartition')}({x('string', depth)})",
        ])()

    def make_dict(self, depth):
        x = self.expression
        key = lambda: x(self.one_of("int", "string", "tuple", "float", "bool"), depth - 1)  # noqa: E731
        return self.chance.choice([
            lambda: "{" + ", ".join(f"{key()}: {x(None, depth - 1)}" for _ in range(self.chance.randrange(4))) + "}",
            lambda: self.comprehension("{", "}", depth),
            lambda: f"({x('dict', depth)} | {x('dict', depth)})",
            lambda: f"dict({x('dict', depth)}, z = {x(None, depth)})",
            lambda: f"dict(zip({x(self.one_of('range', 'tuple', 'list'), depth)}, {self.iterable(depth)}))",
            lambda: f"dict([({key()}, {x(None, depth)}), [{key()}, 1]])",
        ])()

    def make_set(self, depth):
        x = self.expression
        return self.chance.choice([
            lambda: f"set({self.iterable(depth)})",
            lambda: f"({x('set', depth)} {self.one_of('|', '&', '-', '^')} {x('set', depth)})",
            lambda: f"{x('set', depth)}.union({self.iterable(depth)})",
        ])()

    def make_none(self, depth):
        return self.chance.choice([lambda: "None", lambda: f"{self.expression('list', depth)}.append(1)", lambda: "{}.get(1)"])()

    def make_range(self, depth):
        return self.chance.choice([
            lambda: f"range({self.chance.randrange(-5, 12)}, {self.chance.randrange(-5, 12)}, {self.chance.choice([1, 2, 3, -1, -2, 0])})",
            lambda: f"{self.expression('range', depth)}{self.slice()}",
        ])()

    def make_function(self, depth):
        return f"(lambda *args, **kwargs: (args, kwargs, {self.expression(None, depth)}))"

    # Programs

    def whole_expression(self):
        return f"print(repr({self.expression(None, self.chance.choice([2, 3, 4]))}))\n"

    def program(self):
        """Statements, the values of all variables printed as they change."""
        self.variables = {}
        lines = []
        for _ in range(self.chance.randrange(1, 5)):
            lines += self.statement(1)
        for known in list(self.variables.values()):
            lines += [f"print(repr({name}))" for name in known]
        return "\n".join(lines) + "\n"

    def declare(self, name, kind):
        self.variables.setdefault(kind, []).append(name)

    def statement(self, depth):
        return self.chance.choice([
            self.assignment, self.assignment, self.function, self.loop, self.branch, self.change, self.change, self.unpacking,
            self.closure, self.augmented,
        ])(depth)

    def block(self, depth, lines=None):
        before = self.variables
        self.variables = {key: list(value) for key, value in before.items()}
        body = list(lines or [])
        for _ in range(self.chance.randrange(1, 4)):
            body += self.statement(depth - 1) if depth > 0 else self.assignment(0)
        self.variables = before
        return ["  " + line for line in body]

    def assignment(self, depth):
        kind = self.chance.choice(TYPES[:9])
        value = self.expression(kind, 3)
        name = self.name()
        self.declare(name, kind)
        return [f"{name} = {value}"]

    def unpacking(self, depth):
        first, second = self.name(), self.name()
        left, right = self.chance.choice(TYPES[:5]), self.chance.choice(TYPES[:5])
        values = f"{self.expression(left, 2)}, {self.expression(right, 2)}"
        if self.chance.random() < 0.08:
            values += ", 1"
        target = self.one_of(f"{first}, {second}", f"({first}, {second})", f"[{first}, {second}]")
        self.declare(first, left)
        self.declare(second, right)
        return [f"{target} = {self.one_of(values, f'[{values}]', f'({values})')}"]

    def augmented(self, depth):
        kind = self.one_of("int", "float", "string", "list", "dict", "set")
        value = self.expression(kind, 2)
        name = self.name()
        operator = {"int": ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="], "float": ["+=", "-=", "*=", "/="], "string": ["+="], "list": ["+="], "dict": ["|="], "set": ["|=", "&=", "^="]}[kind]
        more = self.expression(self.one_of(kind, kind, kind, "list" if kind == "list" else kind), 2)
        self.declare(name, kind)
        return [f"{name} = {value}", f"{name} {self.chance.choice(operator)} {more}"]

    def change(self, depth):
        kind = self.one_of("list", "dict", "set", "list", "dict")
        name = self.name()
        lines = [f"{name} = {self.expression(kind, 2)}"]
        self.declare(name, kind)
        for _ in range(self.chance.randrange(1, 4)):
            any_value, place = self.expression(None, 2), self.chance.randrange(-4, 5)
            key = self.expression(self.one_of("int", "string"), 1)
            lines.append(self.chance.choice({
                "list": [
                    f"{name}.append({any_value})", f"{name}.extend({self.iterable(2)})", f"{name}.insert({place}, {any_value})",
                    f"{name}.remove({any_value})", f"print(repr({name}.pop()))", f"print(repr({name}.pop({place})))", f"{name}[{place}] = {any_value}",
                    f"{name}.clear()", f"print(repr({name}.index({any_value})))", f"{name} += [{any_value}]",
                ],
                "dict": [
                    f"{name}[{key}] = {any_value}", f"print(repr({name}.pop({key}, None)))", f"print(repr({name}.setdefault({key}, {any_value})))",
                    f"{name}.update({self.expression('dict', 2)})", f"{name}.update([({key}, 1)], w = 2)", f"print(repr({name}.popitem()))",
                    f"{name}.clear()", f"print(repr({name}[{key}]))", f"print({key} in {name})",
                ],
                "set": [f"print(repr({name} | set([1])))", f"print(len({name}))", f"print({key} in {name})", f"print(sorted([str(e) for e in {name}]))"],
            }[kind]))
        return lines

    def function(self, depth):
        name, parameter, other = self.name(), self.name(), self.name()
        kind, result = self.chance.choice(TYPES[:8]), self.chance.choice(TYPES[:8])
        outside = self.variables
        self.variables = {key: [] for key in outside}
        self.declare(parameter, kind)
        self.declare(other, "int")
        body = self.block(depth, [])
        back = f"  return {self.expression(result, 3)}"
        self.variables = outside
        argument = self.expression(kind, 2)
        call = self.one_of(f"{name}({argument})", f"{name}({argument}, 2)", f"{name}({parameter} = {argument})", f"{name}(*[{argument}])", f"{name}(**{{'{parameter}': {argument}}})")
        signature = self.one_of(f"{parameter}, {other} = 1", f"{parameter}, *, {other} = 1", f"{parameter}, {other} = 1, *rest, **more")
        value = self.name()
        self.declare(value, result)
        return [f"def {name}({signature}):", *body, back, f"{value} = {call}", f"print(repr({value}))"]

    def closure(self, depth):
        name, inner, kept = self.name(), self.name(), self.name()
        return [
            f"def {name}({kept}):",
            f"  def {inner}(n):",
            f"    {kept}.append(n)",
            f"    return len({kept}) + n",
            f"  return [{inner}(i) for i in range({self.chance.randrange(4)})], {kept}",
            f"print(repr({name}({self.expression('list', 2)})))",
        ]

    def loop(self, depth):
        name, function = self.name(), self.name()
        kind = self.one_of("int", "string")
        source = "range(5)" if kind == "int" else self.expression("string", 1) + ".elems()"
        body = self.with_variable(name, kind, lambda: self.block(depth, [f"print(repr({name}))"]))
        leave = self.with_variable(name, kind, lambda: f"    if {self.expression('bool', 2)}: {self.one_of('break', 'continue', 'return 1')}")
        return [f"def {function}():", f"  for {name} in {source}:", leave, *["  " + line for line in body], f"print(repr({function}()))"]

    def branch(self, depth):
        function = self.name()
        lines = [f"def {function}():", f"  if {self.expression('bool', 2)}:", *["  " + line for line in self.block(depth)]]
        if self.chance.random() < 0.5:
            lines += [f"  elif {self.expression('bool', 2)}:", *["  " + line for line in self.block(depth)]]
        return lines + ["  else:", *["  " + line for line in self.block(depth)], f"print(repr({function}()))"]
