"""Plans for sets about lists and texts: filtering, sorting, strings, needles, rules to be found."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from tasks.solvers.plans import Plan

_FILTER = re.compile(r"(Remove|Keep) all numbers (smaller|larger) than ([-\d.]+) in this list: (\[['\d., -]*\])\n")
_SORT = re.compile(r"Sort these numbers in (ascending|descending) order: ([-\d., ]+)\n")
_BACK = re.compile(r"Spell this word backward \(example: sun -> nus\): (\w+)$")
_ISOMORPHIC = re.compile(r"isomorphic, or False otherwise:\n(\w+) (\w+)\s*$")
_NEEDLE = re.compile(r"\nWho (.+?)\? Reply only with a name\.$")
_COURSES = re.compile(r"total of (\d+) courses .*?\n(\[[()\d, ]*\])\n", re.S)
_SEQUENCE = re.compile(r"([-\d, ]+), \?$")
_EXAMPLE = re.compile(r"Input \d+: (\[[-\d, ]*\])\nOutput \d+: (\[[-\d, ]*\])")
_ASKED = re.compile(r"\nInput: (\[[-\d, ]*\])\nOutput:")


def filtering(question: str) -> Plan | None:
    if not (f := _FILTER.search(question)):
        return None
    test = f"{'' if f[1] == 'Keep' else 'not '}float(n) {'>' if f[2] == 'larger' else '<'} {f[3]}"
    return Plan(f"{f[1]} those {f[2]} than {f[3]}.", f"x = {f[4]}\nprint([n for n in x if {test}])")


def sorting(question: str) -> Plan | None:
    if not (f := _SORT.search(question)):
        return None
    down = ", reverse=True" if f[1] == "descending" else ""
    return Plan(f"Sort in {f[1]} order.", f'x = "{f[2]}".split(", ")\nprint(sorted(x, key=float{down}))')


def backward(question: str) -> Plan | None:
    return Plan("Reverse it.", f'print("{f[1]}"[::-1])') if (f := _BACK.search(question.strip())) else None


def isomorphic(question: str) -> Plan | None:
    if not (f := _ISOMORPHIC.search(question)):
        return None
    program = f'a, b = "{f[1]}", "{f[2]}"\nprint(len(set(zip(a, b))) == len(set(a)) == len(set(b)))'
    return Plan("Pairs must be one to one.", program)


def needle(question: str) -> Plan | None:
    """The sentence is in the question: no tool, only reading."""
    if not (f := _NEEDLE.search(question)):
        return None
    hits = re.findall(rf"(?:^|\. )([^\s.]+) {re.escape(f[1])}\.", question[: f.start()])
    return Plan(f"{hits[0]} {f[1]}.", answer=hits[0]) if len(hits) == 1 else None


def courses(question: str) -> Plan | None:
    if not (f := _COURSES.search(question)):
        return None
    program = (
        f"p, s = {f[2]}, set(range({f[1]}))\nfor _ in range({f[1]}):\n"
        "    s = {c for c in s if any(a == c and b in s for a, b in p)}\nprint(not s)"
    )
    return Plan("Take what needs nothing open, again and again.", program)


Term = Callable[[int, int], int]
"""The next term from the last and the one before."""
_STEPS: tuple[tuple[str, str, Callable[[int, int, int], int]], ...] = (
    ("Halve, rounded down.", "{a} // 2", lambda a, b, k: a // 2),
    ("Double.", "{a} * 2", lambda a, b, k: a * 2),
    ("Add the one before.", "{a} + {b}", lambda a, b, k: a + b),
    ("Add {k}.", "{a} + {k}", lambda a, b, k: a + k),
    ("Times {k}.", "{a} * {k}", lambda a, b, k: a * k),
    ("Double, then add {k}.", "{a} * 2 + {k}", lambda a, b, k: a * 2 + k),
    ("Add {k}, then halve.", "({a} + {k}) // 2", lambda a, b, k: (a + k) // 2),
    ("Halve, then add the one before.", "{a} // 2 + {b}", lambda a, b, k: a // 2 + b),
    ("Double, then add the one before.", "{a} * 2 + {b}", lambda a, b, k: a * 2 + b),
    ("Add the one before, then halve.", "({a} + {b}) // 2", lambda a, b, k: (a + b) // 2),
    ("Add the one before, then add {k}.", "{a} + {b} + {k}", lambda a, b, k: a + b + k),
    ("Add the one before twice.", "{a} + 2 * {b}", lambda a, b, k: a + 2 * b),
    ("Halve, then times {k}.", "{a} // 2 * {k}", lambda a, b, k: a // 2 * k),
    ("Halve twice.", "{a} // 2 // 2", lambda a, b, k: a // 2 // 2),
    ("Square, then halve.", "{a} ** 2 // 2", lambda a, b, k: a**2 // 2),
    ("Add {k}, halve, then add the one before.", "({a} + {k}) // 2 + {b}", lambda a, b, k: (a + k) // 2 + b),
    ("Add {k}, then add the one before.", "{a} + {k} + {b}", lambda a, b, k: a + k + b),
)
"""Simple rules first: of two that fit, the simpler one is meant."""


def sequence(question: str) -> Plan | None:
    if not (f := _SEQUENCE.fullmatch(question.strip())):
        return None
    terms = [int(t) for t in f[1].split(", ")]
    values: dict[int, tuple[str, str]] = {}
    for thought, text, step in _STEPS:
        ks = [k for k in range(-10, 11) if k] if "{k}" in text else [0]
        for k in ks:
            rest = terms[1:] if "{b}" not in text else terms[2:]
            lasts = terms[:-1] if "{b}" not in text else terms[1:-1]
            befores = [0, *terms] if "{b}" not in text else terms
            if len(rest) >= 2 and all(step(a, b, k) == t for a, b, t in zip(lasts, befores, rest, strict=False)):
                # Python's text: a negative number after ** or // needs its brackets
                a, b = (f"({n})" if n < 0 else str(n) for n in (terms[-1], terms[-2]))
                shown = f"({k})" if k < 0 else str(k)
                value = step(terms[-1], terms[-2], k)
                values.setdefault(value, (thought.format(k=k), f"print({text.format(a=a, b=b, k=shown)})"))
        if len(values) == 1:  # the simplest rule that fits and leaves no choice
            ((thought, program),) = values.values()
            return Plan(thought, program)
        if values:
            return None
    return None


def _prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


_RULES: tuple[tuple[str, str, Callable[[list[int]], list[int]]], ...] = (
    ("Unchanged.", "x", lambda x: x),
    ("Sorted.", "sorted(x)", sorted),
    ("Sorted down.", "sorted(x, reverse=True)", lambda x: sorted(x, reverse=True)),
    ("Reversed.", "x[::-1]", lambda x: x[::-1]),
    ("The length.", "[len(x)]", lambda x: [len(x)]),
    ("The sum.", "[sum(x)]", lambda x: [sum(x)]),
    ("Whether it rises.", "[int(x == sorted(x))]", lambda x: [int(x == sorted(x))]),
    ("The last one doubled.", "[x[-1] * 2]", lambda x: [x[-1] * 2]),
    ("First and last one more.", "[x[0] + 1, *x[1:-1], x[-1] + 1]", lambda x: [x[0] + 1, *x[1:-1], x[-1] + 1]),
    ("Each number the first time.", "list(dict.fromkeys(x))", lambda x: list(dict.fromkeys(x))),
    ("Those at even places.", "x[::2]", lambda x: x[::2]),
    ("The even ones.", "[n for n in x if n % 2 == 0]", lambda x: [n for n in x if n % 2 == 0]),
    ("The odd ones.", "[n for n in x if n % 2]", lambda x: [n for n in x if n % 2]),
    ("How many are even.", "[sum(n % 2 == 0 for n in x)]", lambda x: [sum(n % 2 == 0 for n in x)]),
    ("How many are odd.", "[sum(n % 2 for n in x)]", lambda x: [sum(n % 2 for n in x)]),
    ("The sum of the even ones.", "[sum(n for n in x if n % 2 == 0)]", lambda x: [sum(n for n in x if n % 2 == 0)]),
    ("The sum of the odd ones.", "[sum(n for n in x if n % 2)]", lambda x: [sum(n for n in x if n % 2)]),
    ("The largest.", "[max(x)]", lambda x: [max(x)]), ("The smallest.", "[min(x)]", lambda x: [min(x)]),
    ("Largest less smallest.", "[max(x) - min(x)]", lambda x: [max(x) - min(x)]),
    ("The first.", "[x[0]]", lambda x: x[:1]), ("The last.", "[x[-1]]", lambda x: x[-1:]),
    ("The one at the place that the last tells.", "[x[x[-1]]]", lambda x: [x[x[-1]]]),
    ("How many are larger than the last.", "[sum(n > x[-1] for n in x)]", lambda x: [sum(n > x[-1] for n in x)]),
    ("How many primes.", "[sum(n > 1 and all(n % d for d in range(2, n)) for n in x)]", lambda x: [sum(map(_prime, x))]),
    ("The primes.", "[n for n in x if n > 1 and all(n % d for d in range(2, n))]", lambda x: [n for n in x if _prime(n)]),
)  # fmt: skip
"""Rules on whole lists: a name, Python, and the same as a function."""


def _fits(rule: Callable[[list[int]], list[int]], pairs: list[tuple[list[int], list[int]]]) -> bool:
    try:
        return all(rule(x) == y for x, y in pairs)
    except IndexError:
        return False


def list_rule(question: str) -> Plan | None:
    pairs = [(ast.literal_eval(a), ast.literal_eval(b)) for a, b in _EXAMPLE.findall(question)]
    asked = _ASKED.search(question)
    if not asked or len(pairs) < 2:
        return None
    x = ast.literal_eval(asked[1])
    fitting = [(thought, text, rule) for thought, text, rule in _RULES if _fits(rule, pairs)]
    if all(len(a) == len(b) == 1 for a, b in pairs):
        fitting += _of_one([(a[0], b[0]) for a, b in pairs])
    outcomes = {str(rule(x)) for _, _, rule in fitting if _safe(rule, x)}
    if len(outcomes) != 1:
        return None
    thought, text, _ = fitting[0]
    return Plan(thought, f"x = {asked[1]}\nprint({text})")


def _safe(rule: Callable[[list[int]], list[int]], x: list[int]) -> bool:
    try:
        rule(x)
    except IndexError:
        return False
    return True


def _of_one(pairs: list[tuple[int, int]]) -> list[tuple[str, str, Callable[[list[int]], list[int]]]]:
    """Rules on single numbers: a straight line, or whether a number divides by something."""
    (a, fa), (b, fb) = pairs[:2]
    if a != b and (fb - fa) % (b - a) == 0:
        m = (fb - fa) // (b - a)
        c = fa - m * a
        if all(m * n + c == y for n, y in pairs) and len(pairs) > 2:
            return [(f"Times {m}, plus {c}.", f"[x[0] * {m} + {c}]", lambda x: [m * x[0] + c])]
    return []


PLANS = (filtering, sorting, backward, isomorphic, needle, courses, sequence, list_rule)
