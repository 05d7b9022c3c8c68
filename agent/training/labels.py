"""What a step is to find, for solutions that do not say: "Books in all.", "Difference in marbles.", "Pages for each."

The grammar's solutions begin each step with a label, hand-written ones (MAWPS, the stories) are bare calculations. A
policy that learns both forms learns two ways of solving, and the bare one names the first two numbers that it sees.
With a label the operation is settled by what the question says, before the numbers are chosen, in one form for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.wording import Entry

MOST_WORDS = 5
"""Words of a thing in a label: "cups of chocolate chips"."""
_OPERATION = re.compile(r"(?<=[\w%)])[-+*/](?=[\w(])")
_HOW_MANY = re.compile(r"\bhow (?:many|much) ((?:[a-z'’-]+ ?)+)", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(than|difference|differ|farther|further|longer|shorter|taller|heavier|older|younger)\b", re.IGNORECASE
)
_REMAINS = re.compile(r"\b(left|remain\w*|still|now|change|over|not)\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(each|every|per|one|a single|apiece|average)\b", re.IGNORECASE)
_ENDS = frozenset(
    "a an and are be been before but by can can't could did do does for from get gets had has have he her his how i if "
    "in into is it its left more must need needs now on onto or remain remained remains she should still than that the "
    "their there these they this those to was we were what when while who will with would you your all altogether "
    "together still not".split()
)
"""Words that end what a question asks for, and tell nothing where two entries share them."""
_MEASURES = frozenset("more fewer less additional extra other further longer farther total".split())


def label(ask: str, call: str, named: Sequence[Entry], last: bool) -> str:
    """The label of a step that calculates `call` from the entries `named`; "" for a call of several operations.

    `ask` is the clause that asks, and speaks of the last step; an earlier one is about what its numbers share.
    """
    operations = set(_OPERATION.findall(call))
    if len(operations) != 1:
        return ""
    operation = operations.pop()
    thing = asked_thing(ask) if last else _shared(named) or (_counted(named) if operation in "+-" else "")
    if operation == "+":
        return _named("{} in all", thing, "Sum")
    if operation == "*":
        return _named("{} in all groups", thing, "Product")
    if operation == "-":
        if last and _COMPARES.search(ask):
            return _named("Difference in {}", thing, "Difference")
        if not last or _REMAINS.search(ask):
            return _named("{} left", thing, "Difference")
        return _named("{} by difference", thing, "Difference")
    if last and not _SHARES.search(ask):
        return _named("Number of {}", thing, "Quotient")
    return _named("{} for each", thing, "Quotient")


def asked_thing(ask: str) -> str:
    """What a clause asks for: "How many more action figures than books were there?" -> "action figures"."""
    found = _HOW_MANY.search(ask)
    return _thing(found[1]) if found else ""


def _thing(text: str) -> str:
    """The words at the beginning of a text that name a thing."""
    words: list[str] = []
    for word in text.split():
        if word.lower() in _MEASURES and not words:
            continue
        if word.lower() in _ENDS or len(words) == MOST_WORDS:
            break
        words.append(word)
    while words and words[-1].lower() in ("of", "at"):
        words.pop()
    return " ".join(words)


def _shared(named: Sequence[Entry]) -> str:
    """The words that the entries have in common, in the order of the first; of a single one, none."""
    if len(named) < 2:
        return ""
    common = set.intersection(*(set(entry.words.lower().split()) for entry in named)) - _ENDS - _MEASURES
    words = [word for word in named[0].words.split() if word.lower() in common and word.lower() not in ("of", "at")]
    return " ".join(words[:MOST_WORDS])


def _counted(named: Sequence[Entry]) -> str:
    """What the first of the entries that says so counts: the words right behind its number."""
    return next((thing for entry in named if (thing := _thing(entry.behind))), "")


def _named(form: str, thing: str, without: str) -> str:
    if not thing:
        return without
    text = form.format(thing)
    return text[:1].upper() + text[1:]
