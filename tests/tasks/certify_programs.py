"""Programs, strings and plain language a second time, from the words of the question: other algorithms, other modules."""

from __future__ import annotations

import ast
import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import pairwise

import sympy

from tests.tasks.certify_counting import Certificate, integers
from tests.tasks.read_back import Asked
from tests.tasks.tool_calls import run
from verifier.sandbox.shared import shared_pool

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _sorted_words(asked: Asked, answer: str) -> bool:
    words, given = answer.split(", "), asked["list"].split(", ")
    down = "descending" in asked["order"] or "reverse" in asked["order"]
    ordered = all((a >= b) if down else (a <= b) for a, b in pairwise(words))
    return ordered and Counter(words) == Counter(given)


def _caesar(asked: Asked, answer: str) -> bool:
    k = asked.integer("k") % 26
    moved = str.maketrans(ALPHABET + ALPHABET.upper(), 2 * "" + ALPHABET[k:] + ALPHABET[:k] + (ALPHABET[k:] + ALPHABET[:k]).upper())  # fmt: skip
    plain, coded = (answer, asked["text"]) if asked.pool == "decode" else (asked["text"], answer)
    return plain.translate(moved) == coded


def _isomorphic(asked: Asked, answer: str) -> bool:
    a, b = asked["a"], asked["b"]
    return answer == str([a.index(c) for c in a] == [b.index(c) for c in b])


def _text_count(asked: Asked, answer: str) -> bool:
    text, what = asked["text"], asked["what"]
    letters = [c for c in text if c in ALPHABET]
    found = {
        "vowels": [c for c in letters if c in "aeiou"], "letters": letters, "words": re.findall(r"\S+", text),
        "different letters": Counter(letters),
    }[what]  # fmt: skip
    return int(answer) == len(found)


def _strings(text: str) -> list[str]:
    return re.findall(r"-?\d[\d.]*", text)


def _filtered(asked: Asked, answer: str) -> bool:
    bound, larger = Decimal(asked["k"].rstrip(".")), asked["word"] == "larger"
    keep = (asked.slots.get("lower") or asked["verb"].lower()) == "keep"
    kept = [n for n in _strings(asked["list"]) if ((Decimal(n) > bound) if larger else (Decimal(n) < bound)) == keep]
    return _strings(answer) == kept


def _sorted_numbers(asked: Asked, answer: str) -> bool:
    numbers = list(map(Decimal, _strings(answer)))
    down = asked["order"] == "descending"
    ordered = all((a > b) if down else (a < b) for a, b in pairwise(numbers))
    return ordered and Counter(_strings(answer)) == Counter(_strings(asked["list"]))


def _picked(asked: Asked, answer: str) -> bool:
    numbers = [round(Decimal(n.replace(",", "")), 3) for n in asked["list"].split()]  # thousandths, however written
    others = [n for n in numbers if (n > Decimal(answer) if asked["which"] == "largest" else n < Decimal(answer))]
    return Decimal(answer) in numbers and not others


def _hexadecimal(asked: Asked, answer: str) -> bool:
    def value(node: ast.expr) -> int:
        if isinstance(node, ast.Constant):
            return int(node.value)  # type: ignore[arg-type]
        assert isinstance(node, ast.BinOp)
        a, b = value(node.left), value(node.right)
        return {
            ast.Add: a.__add__, ast.Sub: a.__sub__, ast.Mult: a.__mul__, ast.BitAnd: a.__and__, ast.BitOr: a.__or__,
            ast.BitXor: a.__xor__, ast.LShift: a.__lshift__, ast.RShift: a.__rshift__,
        }[type(node.op)](b)  # fmt: skip

    return int(answer, 16) == value(ast.parse(asked["e"], mode="eval").body)


def _factors(asked: Asked, answer: str) -> bool:
    return Counter(map(int, answer.split(" × "))) == Counter(sympy.factorint(asked.integer("n")))


def _prints(asked: Asked, answer: str) -> bool:
    outcome = shared_pool().run(asked["code"])
    return outcome.ok and outcome.text.strip() == answer


RULES: tuple[Callable[[list[int]], list[int]], ...] = (
    sorted, lambda x: sorted(x)[::-1], lambda x: list(reversed(x)), lambda x: [len(x)], lambda x: [sum(x)],
    lambda x: [sorted(x)[-1]], lambda x: [sorted(x)[0]], lambda x: [n + n for n in x], lambda x: [1 + n for n in x],
    lambda x: [n for n in x if not n & 1], lambda x: x[1:], lambda x: [x[0]], lambda x: [x[len(x) - 1]],
    lambda x: [n for i, n in enumerate(x) if not i & 1], lambda x: [sorted(x)[-1] - sorted(x)[0]], lambda x: 2 * x,
    lambda x: [n for n in x if n >= 51], lambda x: [n + (i in (0, len(x) - 1)) for i, n in enumerate(x)],
    lambda x: [len([n for n in x if n & 1])],
)  # fmt: skip


def _list_rule(asked: Asked, answer: str) -> bool:
    """Every rule that explains the examples must give the answer: the examples tell it."""
    lists = [integers(line) for line in re.findall(r"\[.*?\]", asked["examples"])]
    pairs = list(zip(lists[::2], lists[1::2], strict=True))
    fitting = [rule for rule in RULES if all(rule(x) == y for x, y in pairs)]
    return bool(fitting) and all(rule(integers(asked["x"])) == integers(answer) for rule in fitting)


def _next(asked: Asked, answer: str) -> bool:
    x, n = integers(asked["list"]), int(answer)
    whole = [*x, n]
    steps = list(pairwise(whole))
    holds = (
        len({b - a for a, b in steps}) == 1,
        all(b * whole[0] == a * whole[1] for a, b in steps) and whole[0] != 0,
        all(c == a + b for a, b, c in zip(whole, whole[1:], whole[2:], strict=False)),
        all(b == a >> 1 for a, b in steps),
        len({b - 2 * a for a, b in steps}) == 1,
        set(whole) == {0},
    )
    return any(holds)


def _courses(asked: Asked, answer: str) -> bool:
    graph: dict[int, set[int]] = {}
    for a, b in re.findall(r"\((\d+), (\d+)\)", asked["pairs"]):
        graph.setdefault(int(a), set()).add(int(b))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return answer == "False"
    return answer == "True"


def _grid(asked: Asked, answer: str) -> bool:
    """Dijkstra's algorithm, from the goal backwards."""
    cells = {(i, j): c for i, row in enumerate(asked["grid"].split("\n")) for j, c in enumerate(row.split())}
    (goal,) = (at for at, c in cells.items() if c == "#")
    queue, seen = [(0, goal)], set()
    while queue:
        steps, (i, j) = heappop(queue)
        if cells[i, j] == "*":
            return answer == str(steps)
        if (i, j) in seen:
            continue
        seen.add((i, j))
        for at in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            if cells.get(at, "X") != "X":
                heappush(queue, (steps + 1, at))
    return answer == "infeasible"


def _target(asked: Asked, answer: str) -> bool:
    return Counter(integers(answer.replace("-", " "))) == Counter(integers(asked["list"])) and run(
        answer
    ) == asked.integer("t")


def _calendar(asked: Asked, answer: str) -> bool:
    if asked.pool == "number":
        return answer == month_name[int(re.sub(r"\D", "", asked.slots.get("n") or asked["nth"]))]
    names, period = (list(day_name), 7) if asked.pool == "day" else (list(month_name)[1:], 12)
    step = 1 if "after" in asked.slots.values() or {"tomorrow", "next"} & {*asked.slots.values()} else -1
    return names[(names.index(asked[asked.pool]) + step) % period] == answer


MISSING, IMPOSSIBLE = "This cannot be answered: a number is missing.", "This cannot be answered: it is not possible."


def _rate(slot: str) -> Certificate:
    """A number of things at a price, or of hours at a speed: the number is in the slot, or missing."""

    def right(asked: Asked, answer: str) -> bool:
        each = integers(asked[slot])
        return answer == (str(asked.integer("n") * each[0]) if each else MISSING)

    return right


def _age(asked: Asked, answer: str) -> bool:
    said = re.search(r"(\w+) is (\d+) years old\.", " ".join(asked.slots.values()))
    return answer == (str(asked.integer("k") + int(said[2])) if said else MISSING)


def _taken(asked: Asked, answer: str) -> bool:
    n, m = asked.integer("n"), asked.integer("m")
    return answer == (IMPOSSIBLE if m > n else str(len(range(m, n))))


CERTIFICATES: dict[str, Certificate] = {
    "programs/letter_counting": lambda q, a: int(a) == Counter(q["text"])[q["c"]],
    "programs/reversing": lambda q, a: (
        a == (" ".join(q["text"].split()[::-1]) if q.pool == "words" else "".join(reversed(q["text"])))
    ),
    "programs/word_sorting": _sorted_words,
    "programs/caesar": _caesar,
    "programs/isomorphic": _isomorphic,
    "programs/anagrams": lambda q, a: a == str(Counter(q["a"]) == Counter(q["b"])),
    "programs/palindromes": lambda q, a: (
        a == str(all(x == y for x, y in zip(q["text"], reversed(q["text"]), strict=True)))
    ),
    "programs/text_counts": _text_count,
    "programs/number_filtering": _filtered,
    "programs/number_sorting": _sorted_numbers,
    "programs/number_format": _picked,
    "programs/bases": lambda q, a: int(q["n"], q.integer("a")) == int(a, q.integer("b")),
    "programs/bit_counts": lambda q, a: int(a) == Counter(bin(q.integer("n"))[2:])[q["bit"]],
    "programs/bitwise": _hexadecimal,
    "programs/signed_bitwise": _hexadecimal,
    "programs/prime_counts": lambda q, a: int(a) == sympy.primepi(q.integer("b")) - sympy.primepi(q.integer("a") - 1),
    "programs/prime_factors": _factors,
    "programs/output": _prints,
    "programs/list_rules": _list_rule,
    "programs/next_number": _next,
    "programs/course_order": _courses,
    "programs/grid_paths": _grid,
    "programs/countdown": _target,
    "plain/days_and_months": _calendar,
    "plain/missing_price": _rate("price"),
    "plain/missing_speed": _rate("speed"),
    "plain/missing_age": _age,
    "plain/too_many_taken": _taken,
}
NOT_COMPUTED = ("greetings", "about", "facts", "opposites", "capitals", "unknowable")
"""Of `plain`: the answer is one of a table, and nothing in the question leads to it."""
