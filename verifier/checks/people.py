"""Puzzles about people: who is a knight, who stands where. Each claim of the question is held against the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import permutations, product

from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided

MAX_PEOPLE = 8
World = Mapping[str, bool]
"""Of each person, whether they are a knight."""
Claim = Callable[[World], bool]
_SAYS = re.compile(r"\b([A-Z]\w*) (?:says|said|claims|tells you|remarks)\s*[:,]?\s*[\"“‘']([^\"”]+?)[.!]?[\"”’']")
_KIND = r"(knight|knave)s?"
_PERSON = r"([A-Z]\w*|I|me)"
_IS = re.compile(rf"{_PERSON} (?:is|am) (not )?a {_KIND}")
_ARE = re.compile(rf"(?:both )?{_PERSON} and {_PERSON} are (?:both )?{_KIND}")
_SAME = re.compile(rf"{_PERSON} and {_PERSON} are (?:of )?(?:the )?(same|different)(?: kinds?| types?)?")
_ONE_OF = re.compile(rf"(at least|exactly|at most) one of {_PERSON} and {_PERSON} is a {_KIND}", re.IGNORECASE)
_NEITHER = re.compile(rf"neither {_PERSON} nor {_PERSON} (?:is|are) (?:a )?{_KIND}", re.IGNORECASE)
_ASSIGNED = re.compile(r"\b([A-Z]\w*) is (?:a )?(knight|knave)\b")


def claim(text: str, speaker: str) -> Claim | None:
    """What a sentence says of a world; None when it is not understood."""
    text = text.strip().rstrip(".!")
    text = text[:1].upper() + text[1:] if re.match(r"[a-z]\w* is a kn", text) else text

    def person(name: str) -> str:
        return speaker if name in ("I", "me") else name

    if match := _ONE_OF.fullmatch(text):
        how, one, other, kind = match.groups()
        pair, wanted = (person(one), person(other)), kind == "knight"
        counts = {"at least": (1, 2), "exactly": (1,), "at most": (0, 1)}[how.lower()]
        return lambda w: sum(w[p] == wanted for p in pair) in counts
    if match := _NEITHER.fullmatch(text):
        pair, wanted = (person(match[1]), person(match[2])), match[3] == "knight"
        return lambda w: all(w[p] != wanted for p in pair)
    if match := _SAME.fullmatch(text):
        pair, same = (person(match[1]), person(match[2])), match[3] == "same"
        return lambda w: (w[pair[0]] == w[pair[1]]) == same
    if match := _ARE.fullmatch(text):
        pair, wanted = (person(match[1]), person(match[2])), match[3] == "knight"
        return lambda w: all(w[p] == wanted for p in pair)
    if match := _IS.fullmatch(text):
        who, wanted = person(match[1]), (match[3] == "knight") != bool(match[2])
        return lambda w: w[who] == wanted
    return _joined(text, speaker)


def _joined(text: str, speaker: str) -> Claim | None:
    """`If A then B`, `A or B`, `A and B`, `A if and only if B` of two simple claims."""
    patterns: tuple[tuple[str, Callable[[bool, bool], bool]], ...] = (
        (r"if (.+?),? then (.+)", lambda a, b: not a or b),
        (r"(.+) if and only if (.+)", lambda a, b: a == b),
        (r"either (.+) or (.+)", lambda a, b: a != b),
        (r"(.+?) or (.+)", lambda a, b: a or b),
        (r"(.+?),? and (.+)", lambda a, b: a and b),
    )
    for pattern, both in patterns:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            one, other = (claim(part, speaker) for part in match.groups()) if len(text) < 300 else (None, None)
            if one is None or other is None:
                return None
            if pattern.startswith("either"):
                return None  # one or both: people differ
            return lambda w, one=one, other=other, both=both: both(one(w), other(w))  # type: ignore[misc]
    return None


class KnightsAndKnaves(AnswerCheck):
    """A pass shows that under the answer knights say what is true and knaves what is false, and under no other."""

    name = "knights and knaves"
    subject = "puzzle of knights and knaves was read"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not re.search(r"\bknights?\b", question, re.IGNORECASE) or "knave" not in question.lower():
            return None
        said = [(name, text, claim(text, name)) for name, text in _SAYS.findall(question)]
        people = {name for name, _, _ in said}
        mentioned = {n for _, text, _ in said for n in re.findall(r"\b[A-Z]\w*\b", text)} - {"I", "At", "Exactly", "If"}
        assigned = {name: kind == "knight" for name, kind in _ASSIGNED.findall(answer)}
        if not said or len(said) != len(re.findall(r"\b(?:says|said|claims|remarks)\b", question)):
            return None
        if not mentioned <= people or len(people) > MAX_PEOPLE or any(c is None for _, _, c in said):
            return None
        if not assigned or not set(assigned) <= people:
            return None
        if missing := sorted(people - set(assigned)):
            return broken(f"The answer does not say what {missing[0]} is.")
        claims = [(name, text, c) for name, text, c in said if c is not None]
        for name, text, c in claims:
            if c(assigned) != assigned[name]:
                kind, truth = ("knight", "false") if assigned[name] else ("knave", "true")
                return broken(f'{name} would be a {kind} whose "{shown(text, 60)}" is {truth}.')
        names = sorted(people)
        fitting = sum(
            all(c(w) == w[name] for name, _, c in claims)
            for values in product((True, False), repeat=len(names))
            for w in (dict(zip(names, values, strict=True)),)
        )
        if fitting > 1:
            return undecided(f"the answer fits, as do {fitting - 1} others.")
        return held("knights say what is true, knaves what is false, and nothing else fits.")


_CLUE = re.compile(r"\b([A-Z]\w*) is ((?:[a-z]+ ){1,4}(?:than|of)) ([A-Z]\w*)\.")
_ENDS = re.compile(r"\bfrom the (\w+)(?: (?:one|person))?(?: to the (\w+))?|\bthe (\w+) first\b", re.IGNORECASE)
_PLACES = "first second third fourth fifth sixth seventh eighth".split()
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)})\b")


class Order(AnswerCheck):
    """A pass shows that in every order of the people that the comparisons allow, the answer stands at that place."""

    name = "order"
    subject = "row of people was read"

    def examine(self, question: str, answer: str) -> Finding | None:
        clues = _CLUE.findall(question)
        ends = _ENDS.search(question)
        places = [p for p in _PLACE.findall(question.lower()) if f"{p}:" not in question.lower()]
        places = [p for p in places if not re.search(rf"the \w+ {p}\b", question.lower())]
        if len(clues) < 2 or ends is None or len(set(places)) != 1 or len({how for _, how, _ in clues}) != 1:
            return None
        start, end = next(g for g in ends.groups() if g), ends.group(2) or ""
        how = clues[0][1]
        earlier = _about(start, how)
        if not earlier and not _about(end, how):
            return None
        pairs = [(a, b) if earlier else (b, a) for a, _, b in clues]
        people = sorted({name for pair in pairs for name in pair})
        place = _PLACES.index(places[0])
        name = answer.strip().rstrip(".")
        if len(people) > MAX_PEOPLE or place >= len(people):
            return None
        if name not in people:
            return broken(f"{shown(name)} is not one of the people compared.")
        there = {row[place] for row in permutations(people) if all(row.index(a) < row.index(b) for a, b in pairs)}
        if name not in there:
            return broken(f"{name} is {places[0]} in no order that the comparisons allow.")
        if len(there) > 1:
            return undecided(f"{name} may be {places[0]}, as may {sorted(there - {name})[0]}.")
        return held(f"{name} is {places[0]} in every order that the comparisons allow.")


def _about(end: str, how: str) -> bool:
    """Whether an end of a row (`richest`, `left`) is what a comparison (`richer than`, `to the left of`) is about."""
    stem = re.sub(r"i?est$", "", end.lower())
    return bool(stem) and any(word.startswith(stem) for word in how.split())
