"""Programs: what one prints, what rule a table of examples follows, what a graph or a grid allows."""

from __future__ import annotations

import random
from collections import deque

from tasks.generators.making import Draft, Generator
from tasks.generators.programs.code_phrases import (
    COURSES,
    GRID,
    NEXT,
    PRINTS,
    RULE,
    TARGET,
)

FAMILY = "programs"


NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()


FIND_RULE = """from itertools import product
x = [{}]
small = sorted(range(-10, 11), key=abs)
for h, q, k, p in product((1, 2), (0, 1), small, small):
    y = [(p * b + q * a + k) // h for a, b in zip([0] + x, x)]
    if y[q:-1] == x[q + 1:]:
        print(y[-1])
        break"""
"""Prints the next term of a list by the first rule that gives every term from the one or two before it."""
SHORTEST_WAY = """g = \"\"\"{}\"\"\".split("\\n")
w, g = len(g[0]) + 3, " X ".join(g)
s, n = {{g.index("*")}}, 0
while g.index("#") not in s and n < len(g):
    s |= {{q for p in s for q in (p - 2, p + 2, p - w, p + w) if 0 <= q < len(g) and g[q] != "X"}}
    n += 1
print(n if n < len(g) else "infeasible")"""
"""Prints the length of a shortest way through a grid: breadth first, with a wall between one row's end and the next."""
REACH = """def find(x, t):
    if x == [t]:
        yield x[0]
    for i, n in enumerate(x):
        for s, u in ("+", t - n), ("-", t + n), ("*", t / n):
            for e in find(x[:i] + x[i + 1:], u):
                yield f"({{e}} {{s}} {{n}})"
print(next(find([{}], {}))[1:-1])"""
"""Prints an expression of all the numbers that has the value wanted: it takes off the last number, then the rest."""


def reach(x: list[int], t: int) -> str:
    """The first expression that `find` of REACH yields, or the empty text; what cannot be divided is left out sooner."""
    if len(x) == 1:
        return str(t) if t == x[0] else ""
    for i, n in enumerate(x):
        for sign, u in [("+", t - n), ("-", t + n)] + [("*", t // n)] * (t % n == 0):
            left = reach(x[:i] + x[i + 1 :], u)
            if left:
                return f"({left} {sign} {n})"
    return ""


def _code(rng: random.Random, level: int) -> Draft:
    a, b, c = rng.randint(2, 9), rng.randint(2, 9 * level), rng.randint(1, 9)
    numbers = [rng.randint(1, 30) for _ in range(rng.randint(3, 4 + level))]
    x, y = rng.sample("abcnxyzt", 2)
    kinds: list[tuple[str, object]] = [
        (f"{x} = {a}\n{y} = {x} * {b}\nprint({y} - {c})", a * b - c),
        (f"{x} = {b}\n{x} = {x} + {a}\n{x} = {x} * {c}\nprint({x})", (b + a) * c),
        (f"{x} = {numbers}\nprint({x}[{c % len(numbers)}] + len({x}))", numbers[c % len(numbers)] + len(numbers)),
    ]
    if level > 1:
        total = sum(i * a for i in range(1, b))
        evens = [n for n in numbers if n % 2 == 0]
        kinds = [
            (f"{x} = 0\nfor {y} in range(1, {b}):\n    {x} += {y} * {a}\nprint({x})", total),
            (f"print([{x} for {x} in {numbers} if {x} % 2 == 0])", evens),
            (f"{x} = {numbers}\n{y} = max({x}) - min({x})\nprint({y} * {a})", (max(numbers) - min(numbers)) * a),
            (f"print([{x} * {a} for {x} in {numbers}])", [n * a for n in numbers]),
        ]
    if level > 2:
        n, steps = b + 20, 0
        m = n
        while m > 1:
            m, steps = m // 2, steps + 1
        fib = [a, c]
        for _ in range(b):
            fib.append(fib[-1] + fib[-2])
        pairs = sum(1 for i in range(a + 2) for j in range(i) if (i + j) % 3 == 0)
        kinds += [
            (f"{x}, {y} = {n}, 0\nwhile {x} > 1:\n    {x} //= 2\n    {y} += 1\nprint({y})", steps),
            (f"{x}, {y} = {a}, {c}\nfor _ in range({b}):\n    {x}, {y} = {y}, {x} + {y}\nprint({x})", fib[b]),
            (f"{x} = 0\nfor i in range({a + 2}):\n    for j in range(i):\n        if (i + j) % 3 == 0:\n"
             f"            {x} += 1\nprint({x})", pairs),
            (f"def f({x}):\n    return {a} if {x} < 2 else f({x} - 1) + {c}\nprint(f({b}))", a + c * (b - 1)),
        ]  # fmt: skip
    code, value = kinds[rng.randrange(len(kinds))]
    return Draft(str(value), (("Run it.", code),), {"code": code, "name": rng.choice(NAMES)}, tool="python")


_RULES: tuple[tuple[str, object], ...] = (
    ("sorted(x)", sorted), ("sorted(x, reverse=True)", lambda x: sorted(x, reverse=True)), ("x[::-1]", lambda x: x[::-1]),
    ("[len(x)]", lambda x: [len(x)]), ("[sum(x)]", lambda x: [sum(x)]), ("[max(x)]", lambda x: [max(x)]),
    ("[min(x)]", lambda x: [min(x)]), ("[n * 2 for n in x]", lambda x: [n * 2 for n in x]),
    ("[n + 1 for n in x]", lambda x: [n + 1 for n in x]), ("[n for n in x if n % 2 == 0]", lambda x: [n for n in x if n % 2 == 0]),
    ("x[1:]", lambda x: x[1:]), ("[x[0]]", lambda x: x[:1]), ("[x[-1]]", lambda x: x[-1:]), ("x[::2]", lambda x: x[::2]),
    ("[max(x) - min(x)]", lambda x: [max(x) - min(x)]), ("x + x", lambda x: x + x),
    ("[n for n in x if n > 50]", lambda x: [n for n in x if n > 50]),
    ("[x[0] + 1] + x[1:-1] + [x[-1] + 1]", lambda x: [x[0] + 1, *x[1:-1], x[-1] + 1]),
    ("[sum(n % 2 for n in x)]", lambda x: [sum(n % 2 for n in x)]),
)  # fmt: skip
"""Rules on a list: Python text, and the same as a function."""
_NAMES = {
    "sorted(x)": "Sorted.", "sorted(x, reverse=True)": "Sorted down.", "x[::-1]": "Reversed.", "[len(x)]": "The length.",
    "[sum(x)]": "The sum.", "[max(x)]": "The largest.", "[min(x)]": "The smallest.", "[n * 2 for n in x]": "Doubled.",
    "[n + 1 for n in x]": "One more each.", "[n for n in x if n % 2 == 0]": "The even ones.", "x[1:]": "Without the first.",
    "[x[0]]": "The first.", "[x[-1]]": "The last.", "x[::2]": "Every second.", "x + x": "Twice over.",
    "[max(x) - min(x)]": "Largest less smallest.", "[n for n in x if n > 50]": "Those over 50.",
    "[x[0] + 1] + x[1:-1] + [x[-1] + 1]": "First and last one more.", "[sum(n % 2 for n in x)]": "How many are odd.",
}  # fmt: skip


def _rule(rng: random.Random, level: int) -> Draft | None:
    text, rule = _RULES[rng.randrange(6 * level if level < 3 else len(_RULES))]
    lists = [[rng.randint(1, 99) for _ in range(rng.randint(3, 4 + 2 * level))] for _ in range(4)]
    outs = [rule(x) for x in lists]  # type: ignore[operator]
    others = [r for t, r in _RULES if t != text and all(r(x) == y for x, y in zip(lists[:3], outs, strict=False))]  # type: ignore[operator]
    if others:
        return None  # the examples must tell the rule
    shown = "\n".join(f"Input {i + 1}: {x}\nOutput {i + 1}: {y}" for i, (x, y) in enumerate(zip(lists[:3], outs, strict=False)))  # fmt: skip
    slots = {"examples": shown, "x": str(lists[3])}
    return Draft(str(outs[3]), ((_NAMES[text], f"x = {lists[3]}\nprint({text})"),), slots, tool="python")


def _next(rng: random.Random, level: int) -> Draft:
    a, k, n = rng.randint(-10, 10), rng.choice((-3, -2, 2, 3, 4, 5, 7, 10)), rng.randint(4, 8)
    kind = rng.randrange(2 + level)
    terms = [a]
    if kind == 0:
        while len(terms) <= n:
            terms.append(terms[-1] + k)
    elif kind == 1:
        while len(terms) <= n:
            terms.append(terms[-1] * k)
    elif kind == 2:
        terms.append(rng.randint(-10, 10))
        while len(terms) <= n:
            terms.append(terms[-1] + terms[-2])
    elif kind == 3:
        terms = [rng.randint(50, 900)]
        while len(terms) <= n:
            terms.append(terms[-1] // 2)
    else:
        while len(terms) <= n:
            terms.append(terms[-1] * 2 + k)
    listed = ", ".join(map(str, terms[:-1]))
    moves = (("Search for the rule.", FIND_RULE.format(listed)),)
    return Draft(str(terms[-1]), moves, {"list": listed}, tool="python")


def _courses(rng: random.Random, level: int) -> Draft:
    n = rng.randint(3 if level < 4 else 11, 4 + 2 * level)
    order = rng.sample(range(n), n)
    pairs = {(order[i], order[j]) for i in range(n) for j in range(i) if rng.random() < 0.35} or {(order[1], order[0])}
    if rng.random() < 0.5:
        pairs.add(tuple(reversed(rng.choice(sorted(pairs)))))  # type: ignore[arg-type]
    listed = rng.sample(sorted(pairs), len(pairs))
    open_, left = set(range(n)), True
    while left and open_:
        done = {c for c in open_ if not any(a == c and b in open_ for a, b in listed)}
        left, open_ = bool(done), open_ - done
    program = (
        f"p, s = {listed}, set(range({n}))\nfor _ in range({n}):\n"
        "    s = {c for c in s if any(a == c and b in s for a, b in p)}\nprint(not s)"
    )
    slots = {"n": n, "last": n - 1, "pairs": str(listed)}
    return Draft(str(not open_), (("Take what needs nothing open, again and again.", program),), slots, tool="python")


def _grid(rng: random.Random, level: int) -> Draft:
    least = 3 if level < 4 else 3 + level
    h, w = rng.randint(least, 3 + level), rng.randint(least, 3 + level)
    cells = [[rng.choice("OOOX") for _ in range(w)] for _ in range(h)]
    start, end = rng.sample([(r, c) for r in range(h) for c in range(w)], 2)
    cells[start[0]][start[1]], cells[end[0]][end[1]] = "*", "#"
    grid = "\n".join(" ".join(row) for row in cells)
    steps, queue = {start: 0}, deque([start])
    while queue:
        r, c = queue.popleft()
        for at in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= at[0] < h and 0 <= at[1] < w and cells[at[0]][at[1]] != "X" and at not in steps:
                steps[at] = steps[r, c] + 1
                queue.append(at)
    answer = str(steps[end]) if end in steps else "infeasible"
    moves = (("Spread out from the start, step by step.", SHORTEST_WAY.format(grid)),)
    return Draft(answer, moves, {"grid": grid}, tool="python")


def _target(rng: random.Random, level: int) -> Draft | None:
    numbers = [rng.randint(1, 10 if level == 1 else 50) for _ in range(level + 2)]
    text, value = str(numbers[0]), numbers[0]
    for n in numbers[1:]:
        sign = rng.choice("+-*")
        text, value = f"({text}) {sign} {n}" if sign == "*" and len(text) > 3 else f"{text} {sign} {n}", {
            "+": value + n, "-": value - n, "*": value * n}[sign]  # fmt: skip
    if not 0 < value < 1000:
        return None
    shown = rng.sample(numbers, len(numbers))
    listed = ", ".join(map(str, shown))
    moves = ((f"Search for {value}.", REACH.format(listed, value)),)
    return Draft(text, moves, {"list": listed, "t": value}, tool="python", said=reach(shown, value)[1:-1])


LEVELS, BEYOND = (1, 2, 3), (4,)
OUTPUT = Generator(FAMILY, "output", LEVELS, {"": PRINTS}, _code)
LIST_RULES = Generator(FAMILY, "list_rules", LEVELS, {"": RULE}, _rule)
SEQUENCES = Generator(FAMILY, "next_number", LEVELS, {"": NEXT}, _next)
COURSE_ORDER = Generator(FAMILY, "course_order", LEVELS, {"": COURSES}, _courses, BEYOND)
GRID_PATHS = Generator(FAMILY, "grid_paths", LEVELS, {"": GRID}, _grid, (4, 5))
TARGETS = Generator(FAMILY, "countdown", LEVELS, {"": TARGET}, _target, BEYOND)
