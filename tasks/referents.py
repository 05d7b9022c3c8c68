"""The word of a story that each quantity goes by: what it counts, whose it is, or what it is a price or a size of.

    There are 9 trucks and 3 vans.         trucks, vans
    Ann has 5 apples and Ben has 7.        Ann, Ben, where the question asks about one of them
    A tie is 30 dollars and a cap is 7.    tie, cap

A letter behind that word ties the number to it. A small model learns at once to go on from where a word stood before,
and hardly ever to go back from it by some distance (docs/training.md has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.listing import MULTIPLES
from tasks.multiply.words import FIRST_NAMES
from tasks.quantities import Quantity
from tasks.referent_words import MEASURES, NO_NAME, NO_NOUN, PLURALS, STOPS, VERBS_TOO

SENTENCE = re.compile(r"(?<=[.?!])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?:\s+|$)")
"""Where a sentence ends; the full stop of a title ends none."""
CLAUSE = re.compile(r"[,;:()]")
JOINT = re.compile(r"\b(?:and|but|then|while|or)\b", re.IGNORECASE)

MOST_WORDS = 4
_SKIPPED = re.compile(
    r"(?:\s+(?:more|of|the|his|her|their|its|my|our|your|these|those|other|new|additional|extra|further|fewer|less"
    r"|[A-Za-z]+(?:['’]s|s['’])))*(?=\s)",
)
"""What may stand between a number and what it counts."""
_WORD = re.compile(r"\s+([^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_'’-]+)*['’]?)(?!\w)")
_OF = re.compile(r"\s+of\s+([a-z][a-z-]+)(?![\w'’])")
_LOOKED_BACK = 24
"""Characters before a name that say what part it has."""
_NOT_PLURAL = ("ss", "us", "'s", "’s")
_NAME = re.compile(r"(?<![\w.'’-])[A-Z][a-z]+(?:['’]s)?(?![\w'’-])")
_OWNS = re.compile(
    r"\s+(?:has|had|have|owns?|owned|gets?|got|buys?|bought|sells|sold|finds?|found|makes|made|gives|gave|eats|ate|is"
    r"|was|weighs|weighed|picks|picked|collected|needs|needed|wants|wanted|read|earns|earned|spent|paid|and)\b"
)
_BESIDE = re.compile(r"\b(?:from|with|by|(?<!as )for|as|than|like|at|near|thanks to)\s+$", re.IGNORECASE)
"""Before one who gives or does something, and owns what the number counts no more."""
_BEGINS = re.compile(r"[.?!:\"“‘']\s*$")
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
_NOUN = re.compile(
    rf"\b{_ARTICLE}\s+(?:[a-z]+\s+of\s+(?:{_ARTICLE}\s+)?)?((?:[a-z][a-z'-]+\s+){{0,2}}?[a-z][a-z'-]+)"
    r"(?=\s+(?:for|at|costs?|is|was|has|had|have|holds?|held|weighs?|weighed|sells?|lasts?|lasted|takes?|took|comes?"
    r"|by|in|that|which|than|are|were)\b|\s*,)"
)
"""The price of a necklace is, for a binder, a rowing machine for."""


@dataclass(frozen=True)
class Referent:
    """A word of the question and where it ends there."""

    word: str
    end: int


NONE = Referent("", -1)


def candidates(question: str, found: Sequence[Quantity]) -> list[tuple[Referent, Referent]]:
    """What each quantity counts, or is a price or a size of, and whose it is; NONE where the words do not say."""
    out = []
    limits = [quantity.start for quantity in found[1:]] + [len(question)] * bool(found)
    for quantity, limit, (start, end) in zip(found, limits, parts(question, found), strict=True):
        thing = counted(question, quantity.end, limit)
        owner = _owner(question, start, end, quantity)
        out.append((thing if thing.word or owner.word else _noun(question, start, quantity.start), owner))
    return out


def referents(question: str, found: Sequence[Quantity]) -> list[Referent]:
    """The word that each quantity goes by, in order; NONE for one that goes by its number alone. People tell quantities
    of the same thing apart where the question asks about one of them by name."""
    known = candidates(question, found)
    sentences = SENTENCE.split(question.strip())
    ask = next((s for s in reversed(sentences) if s.endswith("?")), sentences[-1])
    wanted = {_plain(name.group()) for name in _NAME.finditer(ask)}
    owners: dict[str, set[str]] = {}
    for thing, owner in known:
        owners.setdefault(thing.word, set()).update([_plain(owner.word)] if owner.word else [])
    everyone, unsaid = set().union(*owners.values()), owners.get("", set())
    out: list[Referent] = []
    taken: set[int] = set()
    for thing, owner in known:
        alike = owners[thing.word] | unsaid if thing.word else everyone
        best = owner if owner.word and len(alike) > 1 and alike & wanted else thing
        out.append(NONE if best.end in taken else best)
        taken.add(best.end)
    return out


def counted(question: str, end: int, limit: int) -> Referent:
    """What a number that ends at `end` counts: the words right behind it, as far as the first plural; NONE where the
    next quantity, at `limit`, comes first."""
    skipped = _SKIPPED.match(question, end)
    at = start = skipped.end() if skipped else end
    for _ in range(MOST_WORDS):
        word = _WORD.match(question, at)
        if word is None or word.end() > limit or word[1].lower() in STOPS or word[1].lower() in MULTIPLES:
            return NONE
        at = word.end()
        if word[1].endswith(("ed", "ing")) and word[1] != "red" and not _plural_at(question, at):
            return NONE
        if _is_plural(word[1]):
            break
    else:
        return NONE
    of = _OF.match(question, at)
    if of and of.end() <= limit and of[1] not in STOPS and not of[1].endswith(("ed", "ing")):
        at = of.end()
        if not _is_plural(of[1]) and (plural := _plural_at(question, at)) and plural.end() <= limit:
            at = plural.end()
    elif _is_measure(word[1]):
        return NONE
    return Referent(" ".join(question[start:at].split()), at)


def _is_plural(word: str) -> bool:
    return word.lower() in PLURALS or (word.endswith("s") and not word.endswith(_NOT_PLURAL))


def _plural_at(question: str, at: int) -> re.Match[str] | None:
    word = _WORD.match(question, at)
    return word if word and word[1].lower() not in STOPS and _is_plural(word[1]) else None


def _is_measure(word: str) -> bool:
    return word.lower() in MEASURES or word.lower().removesuffix("s") in MEASURES


def parts(question: str, found: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Where the words of each quantity begin and end: between two, its sentence, clause or the joint parts them."""
    edges = [0, *(q.end for q in found)], [*(q.start for q in found), len(question)]
    gaps = [_gap(question, a, b) for a, b in zip(*edges, strict=True)]
    return [(gaps[i][1], gaps[i + 1][0]) for i in range(len(found))]


def _gap(question: str, start: int, end: int) -> tuple[int, int]:
    text = question[start:end]
    if ends := list(SENTENCE.finditer(text)):
        return start + ends[0].start(), start + ends[-1].end()
    if clause := CLAUSE.search(text):
        return start + clause.start(), start + clause.end()
    if joints := list(JOINT.finditer(text)):
        return start + joints[-1].start(), start + joints[-1].end()
    return end, start


def _owner(question: str, start: int, end: int, quantity: Quantity) -> Referent:
    """Who is named before the number, in the clause next to it, or else behind it, in its own part."""
    parted = [m.end() for kind in (CLAUSE, JOINT) for m in kind.finditer(question, start, quantity.start)]
    edges = sorted({start, quantity.start, *parted})
    clauses = reversed(list(pairwise(edges)))
    for a, b in (*clauses, (quantity.end, end)):
        for name in _NAME.finditer(question, a, b):
            if _is_name(question, name) and not _BESIDE.search(_before(question, name)):
                return Referent(name.group(), name.end())
    return NONE


def _is_name(question: str, name: re.Match[str]) -> bool:
    word = _plain(name.group())
    after = _WORD.match(question, name.end())
    if word in NO_NAME or (after and after[1] in PLURALS):
        return False
    begins = not name.start() or _BEGINS.search(_before(question, name)) is not None
    return not begins or word in FIRST_NAMES or bool(_OWNS.match(question, name.end()) or name.group() != word)


def _before(question: str, name: re.Match[str]) -> str:
    return question[max(0, name.start() - _LOOKED_BACK) : name.start()]


def _noun(question: str, start: int, end: int) -> Referent:
    """What the number is a price or a size of."""
    for noun in _NOUN.finditer(question, start, end):
        words = noun[1].split()
        if not (STOPS - VERBS_TOO | NO_NOUN).intersection(words) and not _is_measure(words[-1]):
            return Referent(" ".join(words), noun.end(1))
    return NONE


def _plain(name: str) -> str:
    return re.sub(r"['’]s$", "", name)
