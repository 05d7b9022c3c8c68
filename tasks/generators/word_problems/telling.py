"""Sentences to text: capitals, merged clauses, "If ..., how many ...?", the question first."""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.generators.draws import pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import runs
from tasks.generators.word_problems.story import Story

_PROPER = {*v.DAYS, *v.MONTHS, *v.MALE, *v.FEMALE, "Mr.", "Mrs.", "Ms."}
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms)\.")
_LATER = (
    "then ", "after ", "later", "soon", "next", "in the end", "at last", "a little", "this ", "that ",
    "when ", "as ", "once ", "having ", "since ", "because ", "finally", "afterwards", "by the end", "and ", "so ", "before long", "suddenly",
)  # fmt: skip
_SUBORDINATE = ("when ", "as ", "once ", "having ", "since ", "because ", "after ", "so ", "if ", "suppose ")
"""A sentence that starts so does not stand behind "if"."""
_PRONOUNS = frozenset("he she they it his her their him them that these those".split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _has_pronoun(text: str) -> bool:
    return not _PRONOUNS.isdisjoint(runs(text.lower()))


def _several(text: str) -> bool:
    """Whether a statement holds more than one sentence."""
    stops = text.count(". ")
    return (stops > 0 and stops > len(_ABBREVIATED.findall(text[:-1]))) or ":" in text


def compose(story: Story, sentences: list[str], question: str) -> str:
    """One text; statements keep their order, and meaning never rests on where the joints are."""
    rng = story.rng
    if not story.orderly and len(sentences) > 1 and rng.random() < 0.3 and not any(map(_has_pronoun, sentences)):
        rng.shuffle(sentences)
    asks = question.startswith(("how", "what"))
    roll = rng.random()
    simple = (
        roll < 0.16
        and asks
        and 0 < len(sentences) <= 3
        and " if " not in question
        and not story.idle
        and not any(map(_several, sentences))
        and not sentences[0].startswith(_SUBORDINATE)
    )
    if simple and roll < 0.10:
        clauses = " and ".join(s[:-1] for s in sentences)
        return _capital(f"if {clauses}, {question}")
    if (
        simple
        and not _has_pronoun(question)
        and question.count("?") == 1
        and not (story.people and story.A.name.startswith(("a ", "an ")))  # the question would say "the baker" first
    ):
        clauses = " and ".join(s[:-1] for s in sentences)
        return _capital(f"{question[:-1]} if {clauses}?")
    if (
        roll < 0.24
        and asks
        and len(sentences) > 1
        and not _several(sentences[-1])
        and sentences[-1] not in story.idle
        and not sentences[-1].startswith(_LATER)
        and " if " not in question
    ):
        *sentences, last = sentences
        question = f"if {last[:-1]}, {question}"
    elif len(sentences) >= 2 and roll < 0.42:
        i = rng.randrange(len(sentences) - 1)
        first, second = sentences[i], sentences[i + 1]
        if (
            not _several(first)
            and not _several(second)
            and first not in story.idle
            and second not in story.idle
            and first.count(" and ") < 2
        ):
            joint = ", " if second.startswith("then ") else pick(rng, (" and ", ", and ", ", and "))
            sentences = [*sentences[:i], first[:-1] + joint + second, *sentences[i + 2 :]]
    return " ".join([_sentences(text) for text in (*sentences, question)])


_AGREED = {"does": "do", "has": "have", "is": "are", "was": "were"}
_PLURAL: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(does|has|is|was) (they|the \w+ children)\b(?!')"), lambda m: f"{_AGREED[m[1]]} {m[2]}"),
    (
        re.compile(r"\b([Tt]hey|children)( also| only| now| already| still)? (has|is|was)\b"),
        lambda m: f"{m[1]}{m[2] or ''} {_AGREED[m[3]]}",
    ),
)
_DISAGREES = re.compile(r"\b(?:[Tt]hey|children)(?: also| only| now| already| still)? \w+[^s\W]s\b")


def agree(text: str) -> str | None:
    """Verbs made plural after a plural main person; None when one is left that does not agree."""
    for pattern, fixed in _PLURAL:
        text = pattern.sub(fixed, text)
    return None if _DISAGREES.search(text) else text


_STOPS = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Ms)([.?] )([a-z])")


def _sentences(text: str) -> str:
    """Capitals after every full stop within a statement."""
    text = text[:1].upper() + text[1:]
    if ". " not in text and "? " not in text:  # most statements are one sentence
        return text
    return _STOPS.sub(lambda m: m.group(1) + m.group(2).upper(), text)
