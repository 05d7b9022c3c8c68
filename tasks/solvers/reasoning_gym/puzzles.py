"""Plans for puzzles that a search solves: cryptarithms, jugs, countdown, towers, paths, statements, houses."""

from __future__ import annotations

import json
import re

from tasks.generators.logic.puzzles import consistent
from tasks.solvers.plans import Plan

_SUM = re.compile(r"Solve this cryptarithm:\n\n(.+?)\n-+\n\s*([A-Z]+)\n", re.S)
_JUGS = re.compile(r"litres of water: ([A-Z:\d, ]+)\nAnd your target is: (\d+) litres")
_TARGET = re.compile(r"Using all the numbers ([\d, ]+), create an expression that equals (-?\d+)\.|"
                     r"Calculate (-?\d+) using all of these numbers: ([\d, ]+)\.|"
                     r"Find a way to make (-?\d+) using all of these numbers: ([\d, ]+)\.")  # fmt: skip
_TOWER = re.compile(r"with (\d+) disks and (\d+) pegs\.\nMove all disks from Peg (\d+) to Peg (\d+)")
_GRID = re.compile(r"in the following grid:\n([*#OX \n]+)")
_LINES = re.compile(r" - Statement \d+: '(.+?)'$", re.M)


def cryptarithm(question: str) -> Plan | None:
    """Each letter's weight in (sum of the words) - (result), and a depth-first search, heavy letters first."""
    if not (f := _SUM.search(question)):
        return None
    words = re.findall(r"[A-Z]+", f[1])
    program = (
        f"words, total = {json.dumps(words)}, {json.dumps(f[2])}\nw = {{}}\n"
        "for word, sign in [(x, 1) for x in words] + [(total, -1)]:\n    for i, c in enumerate(reversed(word)):\n"
        "        w[c] = w.get(c, 0) + sign * 10**i\n"
        "L, first = sorted(w, key=lambda c: -abs(w[c])), {x[0] for x in words + [total]}\n"
        "def go(i, left, used):\n    if i == len(L):\n        return [] if left == 0 else None\n"
        "    if abs(left) > 9 * sum(abs(w[c]) for c in L[i:]):\n        return None\n    for d in range(10):\n"
        "        if d not in used and (d or L[i] not in first):\n"
        "            r = go(i + 1, left + w[L[i]] * d, used + [d])\n"
        "            if r is not None:\n                return [(L[i], d)] + r\n"
        'print(",".join(f"{c}={d}" for c, d in sorted(go(0, 0, []))))'
    )
    return Plan("Try digits, the heaviest letter first.", program)


def jugs(question: str) -> Plan | None:
    if not (f := _JUGS.search(question)):
        return None
    sizes = {name: int(size) for name, size in (part.split(":") for part in f[1].split(", "))}
    program = (
        f"import json\nnames, size = {json.dumps(''.join(sizes))}, {list(sizes.values())}\n"
        "todo = [((0,) * len(size), [])]\nseen = set()\nfor s, path in todo:\n"
        f"    if {f[2]} in s:\n        print(json.dumps(path))\n        break\n"
        "    for i in range(len(s)):\n"
        '        moves = [(i, i, size[i], f"fill {names[i]}"), (i, i, 0, f"empty {names[i]}")]\n'
        "        for i2, _, v, text in moves:\n            t = s[:i] + (v,) + s[i + 1:]\n"
        "            if t not in seen:\n                seen.add(t)\n                todo.append((t, path + [text]))\n"
        "        for j in range(len(s)):\n            n = min(s[i], size[j] - s[j])\n            if i != j and n:\n"
        "                t = tuple(v - n if k == i else v + n if k == j else v for k, v in enumerate(s))\n"
        "                if t not in seen:\n                    seen.add(t)\n"
        '                    todo.append((t, path + [f"pour {names[i]}->{names[j]}"]))'
    )
    program = program.replace("        moves = [(i, i, size[i],", "        moves = [(size[i],").replace(
        " (i, i, 0, f", " (0, f"
    )
    program = program.replace("for i2, _, v, text in", "for v, text in")
    return Plan("Search, shortest first.", program)


def countdown(question: str) -> Plan | None:
    """Every way to join two of the numbers into one, until one is left."""
    if not (f := _TARGET.search(question)):
        return None
    listed, target = (f[1], f[2]) if f[1] else (f[4], f[3]) if f[3] else (f[6], f[5])
    program = (
        "def go(x):\n    if len(x) == 1:\n"
        f"        return x[0][1] if x[0][0] == {target} else None\n"
        "    for i in range(len(x)):\n        for j in range(len(x)):\n            if i == j:\n                continue\n"
        "            (a, s), (b, t) = x[i], x[j]\n            rest = [x[k] for k in range(len(x)) if k not in (i, j)]\n"
        '            new = [(a + b, f"({s} + {t})"), (a * b, f"({s} * {t})")] if i < j else []\n'
        '            new += [(a - b, f"({s} - {t})")] + ([(a // b, f"({s} / {t})")] if b and a % b == 0 else [])\n'
        "            for n in new:\n                r = go(rest + [n])\n                if r:\n                    return r\n"
        f"print(go([(n, str(n)) for n in [{listed}]]))"
    )
    return Plan(
        "Join two numbers at a time.", program, read=lambda text: None if text.strip() == "None" else text.strip()
    )


def tower(question: str) -> Plan | None:
    """Frame and Stewart: the top disks to a spare peg, the rest with one peg fewer, the top disks onto them."""
    if not (f := _TOWER.search(question)):
        return None
    n, pegs, start, end = map(int, f.groups())
    spare = [p for p in range(1, pegs + 1) if p not in (start, end)]
    program = (
        "def best(n, p):\n    if n < 2:\n        return n, 0\n    if p == 3:\n        return 2**n - 1, n - 1\n"
        "    return min((2 * best(k, p)[0] + best(n - k, p - 1)[0], k) for k in range(1, n))\n"
        "def go(d, a, b, free):\n    if len(d) == 1:\n"
        '        print(f"Move disk {d[0]} from Peg {a} to Peg {b}")\n    elif d:\n'
        "        k = best(len(d), len(free) + 2)[1]\n        go(d[:k], a, free[0], [b] + free[1:])\n"
        "        go(d[k:], a, b, free[1:])\n        go(d[:k], free[0], b, [a] + free[1:])\n"
        f"go({list(range(1, n + 1))}, {start}, {end}, {spare})"
    )
    return Plan("Move the small ones aside, then the rest, then the small ones back.", program)


def path(question: str) -> Plan | None:
    if not (f := _GRID.search(question)):
        return None
    program = (
        f'g = """{f[1].strip()}""".split("\\n")\nd = {{(i, j): c for i, r in enumerate(g) for j, c in enumerate(r.split())}}\n'
        'todo = [(p, []) for p in d if d[p] == "*"]\nseen = {todo[0][0]}\nfor (i, j), way in todo:\n'
        '    if d[i, j] == "#":\n        print(*way)\n        break\n'
        '    for p, m in [((i - 1, j), "up"), ((i + 1, j), "down"), ((i, j - 1), "left"), ((i, j + 1), "right")]:\n'
        '        if d.get(p, "X") != "X" and p not in seen:\n            seen.add(p)\n            todo.append((p, way + [m]))\n'
        'else:\n    print("infeasible")'
    )
    return Plan("Search, shortest first.", program)


_TESTS = (
    (re.compile(r"At least (\d+) of these (\d+) statements are true\."), "true >= {0}"),
    (re.compile(r"At most (\d+) of these (\d+) statements are false\."), "false <= {0}"),
    (re.compile(r"Exactly (\d+) of these (\d+) statements are true\."), "true == {0}"),
    (re.compile(r"Exactly (\d+) of these (\d+) statements are false\."), "false == {0}"),
    (re.compile(r"Either Statement (\d+) or Statement (\d+) is true, but not both\."), "s[{0} - 1] != s[{1} - 1]"),
    (re.compile(r"The number of true statements is a prime number\."), "true in (2, 3, 5, 7)"),
    (re.compile(r"The number of false statements is a composite number\."), "false in (4, 6, 8, 9)"),
)


def statements(question: str) -> Plan | None:
    lines = _LINES.findall(question)
    if "number of possible solutions" not in question or not 2 <= len(lines) <= 9:
        return None
    tests = []
    for line in lines:
        fitting = [(f, text) for pattern, text in _TESTS if (f := pattern.fullmatch(line))]
        if len(fitting) != 1:
            return None
        found, text = fitting[0]
        tests.append(text.format(*found.groups()))
    return Plan("Try all truth values.", consistent(tests))


PLANS = (cryptarithm, jugs, countdown, tower, path, statements)
