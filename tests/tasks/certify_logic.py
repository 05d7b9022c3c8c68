"""Logic a second time, from the words of the question: a parser of formulas, every world, every order, forward chaining."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations, product

from tests.tasks.certify_counting import Certificate, integers
from tests.tasks.read_back import Asked

World = Mapping[str, bool]
Test = Callable[[World], bool]
_TOKEN = re.compile(r"\s*(\(|\)|->|→|∧|∨|¬|⊕|&|\||~|\^|and\b|or\b|not\b|implies\b|xor\b|[A-Za-z]\b)")
_SAME = {"∧": "and", "&": "and", "∨": "or", "|": "or", "¬": "not", "~": "not", "→": "implies", "->": "implies",
         "⊕": "xor", "^": "xor"}  # fmt: skip


def formula(text: str) -> tuple[Test, set[str]]:
    """A formula in any of the three notations as a test of worlds, and its letters."""
    tokens = [_SAME.get(token, token) for token in _TOKEN.findall(text)]
    assert "".join(_TOKEN.findall(text)) == re.sub(r"\s", "", text), text

    def factor() -> Test:
        token = tokens.pop(0)
        if token == "not":
            inner = factor()
            return lambda w: not inner(w)
        if token == "(":
            inner = pair()
            assert tokens.pop(0) == ")"
            return inner
        assert len(token) == 1, token
        return lambda w: w[token]

    def pair() -> Test:
        left = factor()
        if not tokens or tokens[0] == ")":
            return left
        operator, right = tokens.pop(0), factor()
        return {
            "and": lambda w: left(w) & right(w), "or": lambda w: left(w) | right(w), "xor": lambda w: left(w) ^ right(w),
            "implies": lambda w: right(w) if left(w) else True,
        }[operator]  # fmt: skip

    letters = {token for token in tokens if len(token) == 1 and token.isalpha()}
    whole = pair()
    assert not tokens, text
    return whole, letters


def _worlds(letters: set[str]) -> Iterator[World]:
    for values in product((False, True), repeat=len(letters)):
        yield dict(zip(sorted(letters), values, strict=True))


def _value(asked: Asked, answer: str) -> bool:
    given = re.findall(r"\b([A-Za-z]) (?:=|is) (\w+)", asked["given"])
    holds, _ = formula(asked["formula"])
    return answer == str(holds({name: value.lower() in ("true", "1") for name, value in given}))


def _rows(asked: Asked, answer: str) -> bool:
    holds, letters = formula(asked["formula"])
    return int(answer) == len([w for w in _worlds(letters) if holds(w)])


def _kind(asked: Asked, answer: str) -> bool:
    holds, letters = formula(asked["formula"])
    seen = {holds(w) for w in _worlds(letters)}
    return answer == ("neither" if len(seen) == 2 else "tautology" if True in seen else "contradiction")


def _follows(asked: Asked, answer: str) -> bool:
    tests, names = zip(*map(formula, [*asked["premises"].split("; "), asked["formula"]]), strict=True)
    refuted = [w for w in _worlds(set().union(*names)) if all(t(w) for t in tests[:-1]) and not tests[-1](w)]
    return answer == ("no" if refuted else "yes")


def _equivalent(asked: Asked, answer: str) -> bool:
    left, right = _two(asked["formula"], asked["other"])
    (one, names), (two, more) = formula(left), formula(right)
    return answer == ("no" if any(one(w) != two(w) for w in _worlds(names | more)) else "yes")


def _two(left: str, right: str) -> tuple[str, str]:
    """`(a` and `b) and c` as `(a and b)` and `c`: the word between two formulas is the one outside all brackets."""
    while left.count("(") > left.count(")"):
        part, _, right = right.partition(" and ")
        left = f"{left} and {part}"
    return left, right


def _said(world: World, speaker: str, claim: str) -> bool:
    """Whether what an islander says is true, if those who are true in the world are knights."""
    names = re.findall(r"\b[A-Z][a-z]+\b", claim.removeprefix("At least one of "))
    other = world[names[0]]
    if claim.startswith("At least one of"):
        return not (other and world[speaker])
    if "of the same kind" in claim:
        return other == world[speaker]
    if " or " in claim:
        return other or not world[names[1]]
    return other if claim.endswith("a knight.") else not other


def _knights(asked: Asked, answer: str) -> bool:
    said = re.findall(r'(\w+) says: "([^"]+)"', asked["said"])
    worlds = [w for w in _worlds({name for name, _ in said}) if all(_said(w, n, c) == w[n] for n, c in said)]
    told = {name: kind == "knight" for name, kind in re.findall(r"(\w+) is a (knight|knave)", answer)}
    return worlds == [told]


def _ordering(asked: Asked, answer: str) -> bool:
    pairs = re.findall(r"(\w+) (?:is )(?:\w+ than|to the left of|in front of) (\w+)", asked["clues"])
    names = sorted({name for pair in pairs for name in pair})
    (order,) = [p for p in permutations(names) if all(p.index(a) < p.index(b) for a, b in pairs)]
    places = "first second third fourth fifth sixth".split()
    place = places.index(asked["place"]) if "place" in asked.slots else asked.integer("number") - 1
    return order[place] == answer


def _houses(asked: Asked, answer: str) -> bool:
    names = re.findall(r"[A-Z][a-z]+", asked["names"])
    things = asked["things"].split(", ")
    found = set()
    for people in permutations(names):
        for kept in permutations(things):
            house = {**{name: i for i, name in enumerate(people, 1)}, **{thing: i for i, thing in enumerate(kept, 1)}}
            if all(_clue(clue, house, things) for clue in re.findall(r"[^.]+(?=\.)", asked["clues"])):
                found.add(people[int(asked["h"]) - 1])
    return found == {answer}


def _clue(clue: str, house: Mapping[str, int], things: list[str]) -> bool:
    who = [house[word] for word in re.findall(r"\w+", clue) if word in house]
    if "directly left of" in clue:
        return who[0] + 1 == who[1]
    numbers = integers(clue)
    if numbers:
        return (who[0] == numbers[0]) == ("does not" not in clue)
    return who[0] == who[1]


def _statement(text: str, true: list[bool]) -> bool:
    n, numbers = sum(true), integers(text)
    if "both" in text:
        return true[numbers[0] - 1] ^ true[numbers[1] - 1]
    if text.startswith("Statement"):
        return not true[numbers[0] - 1]
    count = n if "true" in text else len(true) - n
    if "prime" in text:
        return count in (2, 3, 5, 7)
    if "even" in text:
        return count % 2 == 0
    k = numbers[0]
    return {"At least": count >= k, "At most": count <= k, "Exactly": count == k}[re.match(r"At \w+|Exactly", text)[0]]  # type: ignore[index]


def _self_reference(asked: Asked, answer: str) -> bool:
    lines = re.findall(r"Statement \d+: '([^']+)'", asked["list"])
    every = (list(values) for values in product((True, False), repeat=len(lines)))
    return int(answer) == sum([_statement(line, values) for line in lines] == values for values in every)


def _categorical(text: str) -> Callable[[list[dict[str, bool]]], bool]:
    """`Some cats are not dogs` as a test of a world: the kinds of things that there are."""
    found = re.fullmatch(r"(all|no|some) (\w+) are (not )?(\w+)", text.lower())
    assert found is not None, text
    form, s, negative, p = found.groups()
    if form == "some":
        return lambda things: any(x[s] and x[p] != bool(negative) for x in things)
    return lambda things: not any(x[s] and x[p] == (form == "no") for x in things)


def _syllogism(asked: Asked, answer: str) -> bool:
    texts = [asked.slots.get(a) or asked[b] for a, b in (("p", "plower"), ("q", "qlower"), ("c", "lower"))]
    first, second, claim = map(_categorical, texts)
    terms = sorted(
        {word for text in texts for word in re.findall(r"\w+", text.lower())} - {"all", "no", "some", "are", "not"}
    )
    kinds = [dict(zip(terms, values, strict=True)) for values in product((False, True), repeat=len(terms))]
    for present in product((False, True), repeat=len(kinds)):
        things = [kind for kind, there in zip(kinds, present, strict=True) if there]
        if first(things) and second(things) and not claim(things):
            return answer == "No"
    return answer == "Yes"


def _chained(asked: Asked, answer: str) -> bool:
    """Facts and rules until nothing new follows; then the claim is looked up."""
    facts, claim = asked["facts"], asked["claim"]
    joined = f"{facts} {claim}" if facts.endswith(".") or ". " in claim else f"{facts}. {claim}"
    *sentences, claim = re.split(r"(?<=\.) ", joined)
    known: set[tuple[str, str]] = set()
    rules: list[tuple[str, str]] = []
    for sentence in sentences:
        text = sentence.rstrip(".")
        if rule := re.fullmatch(
            r"(?:Every|Each) (\w+) is (.+)|If someone is (\w+) then they are (.+)|All (\w+) people are (.+)|([A-Z]\w+) people are (.+)",
            text,
        ):
            left, right = [g for g in rule.groups() if g]
            rules.append((left.lower(), re.sub(r"^an? ", "", right)))
        else:
            who, what = re.fullmatch(r"(\w+) is (?:an? )?(.+)", text).groups()  # type: ignore[union-attr]
            known.add((who, what))
    while True:
        new = {(who, right) for who, what in known for left, right in rules if what == left} - known
        if not new:
            break
        known |= new
    who, negative, what = re.fullmatch(r"(\w+) is (not )?(\w+)", claim.rstrip(".")).groups()  # type: ignore[union-attr]
    if (who, what) in known or (who, f"not {what}") in known:
        return answer == str(((who, what) in known) != bool(negative))
    return answer == "Unknown"


CERTIFICATES: dict[str, Certificate] = {
    "logic/boolean_value": _value,
    "logic/truth_table": _rows,
    "logic/tautology": _kind,
    "logic/entailment": _follows,
    "logic/equivalence": _equivalent,
    "logic/knights_and_knaves": _knights,
    "logic/ordering": _ordering,
    "logic/houses": _houses,
    "logic/self_reference": _self_reference,
    "logic/syllogism": _syllogism,
    "logic/kinds": _chained,
    "logic/rules": _chained,
}
