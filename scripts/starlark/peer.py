"""The other side of the differential test: starlark-go, as the package of that name on PyPI wraps it."""

import sys

from starlark_go import Starlark, StarlarkError, configure_starlark

configure_starlark(allow_set=True, allow_global_reassign=True, allow_recursion=True)


def run(program):
    lines = []
    try:
        Starlark(print=lines.append).exec(program.decode())
        return "ok", "\n".join(lines)
    except (StarlarkError, UnicodeError) as error:
        return "failed", str(error)


while head := sys.stdin.buffer.readline():
    outcome, text = run(sys.stdin.buffer.read(int(head.split()[3])))
    body = text.encode(errors="surrogateescape")
    sys.stdout.buffer.write(f"{outcome} {len(body)}\n".encode() + body)
    sys.stdout.buffer.flush()
