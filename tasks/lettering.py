"""The quantities of a story, each behind a letter: "A baker makes A: 48 rolls A, sells B: 29 of them".

A small model picks the right operation and the wrong number. With letters in the question it names a number by one
token, which every word near that number can tell it, and the number follows by copying; `ponder lab run forms` measures
what that is worth. It is a rule, so the loop writes the letters: a policy trained on them is asked so, and its user
asks as ever. What is a calculation already, a formula or a list, keeps its signs and is asked as it stands, and so is
what has but one number.
"""

from __future__ import annotations

import re
from string import ascii_uppercase as LETTERS

from tasks.listing import listed
from tasks.quantities import Quantity
from tasks.referents import candidates, parts, referents

FEWEST_WORDS = 8
"""Of a story."""
_CURRENCIES = {"$": " dollars", "€": " euros", "£": " pounds", "¥": " yen"}
_BEFORE = re.compile(r"(?:\b(?:US|AU|CA|NZ)(?=\$))?([$€£¥])\s?$")
_BEHIND = re.compile(r"\s?([$€£¥])(?!\s?\d)")
_WORD = re.compile(r"[A-Za-z][a-z'’]+")
_ROW = re.compile(r"#(?:, #){4,}")
"""Numbers in a row, as in a list to sort; the quantities are # here."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FORMULA = re.compile(
    r"[=^*+<>\[\]{}|_×·÷\\@~]|#\s*[-−–/]\s*#|(?<![\w$])[-−]#|[#\d][A-Za-z]|[A-Za-z][#\d]|[\"'‘][#\d]"
    r"|(?<!['’.\w-])(?<![’'] )(?<!# )\b[b-hj-zC-HJ-Z]\b(?!['’.]|-[a-z])"
    rf"|\b(?:{_MONTHS}) #|# (?:{_MONTHS})\b|#\)? (?:plus|minus|(?:divid|multipli)ed by)\b"
    r"|#:#|#(?: #){3}|[$€£¥]\s?[-−]|\b[A-Z]{1,2}: #|\b[Bb]ase[- ]#|\b(?:[Ss]tatements?|[Hh]ouses?) (?:are )?#"
)
"""Signs and words of calculating; a letter alone, which names a variable, unless a unit behind a number; dates and
times; numbers that are names of things, and letters that are there already."""

_WRITTEN_OTHERWISE = re.compile(
    r"(?<![\d.,])0\d|\d,\d(?!\d\d(?!\d))|\d \d{3}(?!\d)|\d\.\d+\.\d|\d/\d+/\d|\d (?:hundred|thousand|million|billion)\b"
)
"""Numbers that are read in parts or lose a zero: 0042, 0,5, 12 000, 2.0.1, 12/25/2023, 3 million."""


def lettered(question: str, told: int = 0) -> str:
    """A story with its quantities written as calculations use them, each behind its letter, which stands again behind
    the word that the quantity goes by; anything else unchanged.

    In a talk `told` quantities had letters before, and what is asked next goes on from there.
    """
    found = listed(question)
    if not (told or _tells(question, found)):
        return question
    edits = [
        (referent.end, referent.end, f" {letter(told + place)}")
        for place, referent in enumerate(referents(question, [quantity for quantity, _ in found]))
        if referent.word
    ]
    for place, (quantity, written) in enumerate(found):
        start, end, unit = quantity.start + (question[quantity.start] == "$"), quantity.end, ""
        if sign := _BEFORE.search(question, 0, start):
            start, unit = sign.start(), _CURRENCIES[sign[1]]
        elif sign := _BEHIND.match(question, end):
            end, unit = sign.end(), _CURRENCIES[sign[1]]
        apart = " " if start and question[start - 1].isalnum() else ""  # Ann$5
        edits.append((start, end, f"{apart}{letter(told + place)}: {written}{unit}"))
    text = question
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def letters(question: str) -> list[tuple[str, str]]:
    """The letter and the number of each quantity of a story; none of anything else."""
    found = listed(question)
    return [(letter(i), written) for i, (_, written) in enumerate(found)] if _tells(question, found) else []


def words_by_letter(question: str) -> dict[str, tuple[str, str, str]]:
    """For each letter the words of the question that its quantity may go by: what it counts, and whose it is, "" where
    it does not say; then all words of its clause."""
    found = [quantity for quantity, _ in listed(question)]
    known, clauses = candidates(question, found), parts(question, found)
    return {
        letter(i): (thing.word, owner.word, question[start:end])
        for i, ((thing, owner), (start, end)) in enumerate(zip(known, clauses, strict=True))
    }


def is_story(question: str) -> bool:
    """Whether the quantities of a question get letters."""
    return _tells(question, listed(question))


def letter(place: int) -> str:
    """The letter at a place, from 0: A to Z, then AA, AB, ..."""
    first, last = divmod(place, len(LETTERS))
    return (letter(first - 1) if first else "") + LETTERS[last]


def _tells(question: str, found: list[tuple[Quantity, str]]) -> bool:
    text = question
    for quantity, _ in reversed(found):
        text = f"{text[: quantity.start]}#{text[quantity.end :]}"
    return (
        len(found) > 1
        and len(_WORD.findall(text)) >= FEWEST_WORDS
        and not (_ROW.search(text) or _FORMULA.search(text) or _WRITTEN_OTHERWISE.search(question))
    )
