"""Which quantities of a story its question asks about, and which plainly belong to something else.

    Owen had 10 apples and 4 kiwis. He gave some kiwis away and has 3 kiwis left. How many kiwis did he give away?
    -> 4 and 3 are about kiwis, 10 counts apples

A rule of words, which is wrong where a story names one thing in two ways ("parents and pupils ... how many people"). So
it says nothing of stories that compare or share out, and finds a quantity foreign only where it counts another thing
or belongs to another person or time than those asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.lettering import is_story
from tasks.listing import listed
from tasks.multiply.words import FIRST_NAMES
from tasks.wording import asked, entries

_EMPTY = frozenset(
    "a about after again all also altogether am an and another any are as at away back be because been before began "
    "being both bought but buy by came can come could count did do does down during each ended end ever every few "
    "fewer find for found from gave get gets give given gives go goes going gone good got had has have having he her "
    "here him his how i if in into is it its just keep kept large left less lot made make makes many may me more most "
    "much must my new next no not now number of off old on one only or other our out over own part per put said same "
    "saw say see she should so sold some still such sum take taken takes than that the their them then there these "
    "they this those to too took total up us use used was we well went were what when where which while who whole will "
    "with work worth would yet you your number amount answer right result times time long wide tall high apart "
    "original originally initially first start beginning already".split()
)
"""Words that do not tell one quantity from another."""
_MEASURES = frozenset(
    (
        "dollar cent penny year hour minute day week month mile inch foot feet meter kilometer centimeter pound "
        "ounce gram kilogram liter gallon cup percent point degree pair dozen second km cm kg m mm g ml l lb oz "
        "quart pint yard"
    ).split()
)
"""Units: what is measured in them may be anything."""
_BEFORE_THING = frozenset(
    "more of the his her their its these those them other new additional extra fewer less".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december morning afternoon evening night yesterday today tomorrow noon".split()
)
_PEOPLE = frozenset(name.lower() for name in FIRST_NAMES)
_TO_OR_FROM = frozenset("from to with by for of at".split())
_LINKED = re.compile(
    r"\b(?:than|as (?:many|much)|each|every|per|apiece|times|twice|thrice|double|half|shared?|outnumber(?:s|ed)?"
    r"|short of|behind|ahead)\b",
    re.IGNORECASE,
)
"""What makes one quantity speak of another."""
_SHARE = re.compile(r"\b(?:each|every|per)\s+\w+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_MOST_BEHIND = 4


@dataclass(frozen=True)
class Relevance:
    """Letters of the quantities that are about what is asked, and of those that plainly are not."""

    about: tuple[str, ...]
    foreign: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Of the foreign ones those that count another thing: what belongs to another person may still come in."""


def relevance(question: str) -> Relevance | None:
    """What the question asks about; None for what is no story, where one quantity speaks of another, and where the
    words that ask are those of all quantities or of none."""
    if not is_story(question):
        return None
    asks = asked(question)
    at = question.rfind(asks)
    told, asks = (question[:at], question[at:]) if at >= 0 else (question, asks)
    if _LINKED.search(told):
        return None
    wanted = _stems(_SHARE.sub("", asks))
    known = entries(question)
    words = {entry.name: _stems(entry.words) for entry in known}
    telling = {w for w in wanted if 0 < sum(w in of for of in words.values()) < len(words)}
    things = {entry.name: set(_thing(entry.behind)) for entry in known}
    people = {entry.name: _people(entry.words.removesuffix(entry.behind)) for entry in known}
    times = {name: of & _TIMES for name, of in words.items()}
    by_thing, by_person, by_time = telling & set().union(*things.values()), telling & _PEOPLE, telling & _TIMES
    others = tuple(name for name in words if by_thing and things[name] - wanted)
    foreign = tuple(
        name
        for name in words
        if name in others
        or (by_person and people[name] and not words[name] & wanted & _PEOPLE)
        or (by_time and times[name] and not times[name] & wanted)
    )
    about = tuple(name for name, of in words.items() if of & telling and name not in foreign)
    return Relevance(about, foreign, others) if about else None


def narrowed(question: str) -> tuple[str, dict[str, str]] | None:
    """The story with `some` for each quantity of another thing, or where there is none, of another person or time; and
    for each letter that it then has the letter before. None where nothing is foreign or fewer than two quantities are
    asked about."""
    found = relevance(question)
    if found is None or not found.foreign or len(found.about) < 2:
        return None
    text = question
    kept: list[str] = []
    names = [entry.name for entry in entries(question)]
    for name, (quantity, _) in reversed(list(zip(names, listed(question), strict=True))):
        if name not in (found.others or found.foreign):
            kept.insert(0, name)
            continue
        some = "Some" if quantity.start == 0 else "some"
        text = text[: quantity.start] + some + text[quantity.end :]
    after = [entry.name for entry in entries(text)]
    return (text, dict(zip(after, kept, strict=True))) if len(after) == len(kept) and is_story(text) else None


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word.lower())
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _people(before: str) -> set[str]:
    """Who is named before a number, not as one who gets or gives: "Tom has", not "from Tom"."""
    found = re.findall(r"(?:(\w+) )?([A-Z][a-z]+)\b", before)
    return {_stem(name) for word, name in found if word.lower() not in _TO_OR_FROM} & _PEOPLE


def _stems(text: str) -> set[str]:
    return {_stem(w) for w in _WORD.findall(text)} - _EMPTY - _MEASURES


def _thing(behind: str) -> list[str]:
    """What is counted: the words right behind a number, as far as they name something in the plural."""
    words = _WORD.findall(behind)
    while words and (words[0].lower() in _BEFORE_THING or words[0].endswith(("'s", "’s", "s'", "s’"))):
        words = words[1:]
    thing: list[str] = []
    for word in words[:_MOST_BEHIND]:
        if word.lower() in _EMPTY or (word.lower().endswith(("ed", "ing")) and word.lower() != "red"):
            break
        thing.append(word)
        if word.endswith("s") and not word.endswith(("ss", "'s", "’s")):
            break
    plural = bool(thing) and (thing[-1].endswith("s") or thing[-1] in ("people", "children", "men", "women"))
    stems = [_stem(word) for word in thing] if plural and not thing[-1].endswith(("'s", "’s")) else []
    return [stem for stem in stems if stem not in _MEASURES]
