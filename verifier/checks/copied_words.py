"""Whether the words in a program are those of the question: a slip while copying answers another question rightly."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tasks.task import Solution
from verifier.checks import shown, together
from verifier.checks.answer_check import MAX_QUESTION_CHARACTERS, NOT_APPLICABLE
from verifier.checks.asked import DAYS, MONTHS
from verifier.checks.literals import literals
from verifier.verdict import Check

_WORD = re.compile(r"[^\W\d_]{3,40}")
"""Shorter ones may be part of a format or a separator."""
_OWN = frozenset(("not", "yes", "true", "false", "aeiou"))
"""Words of programs themselves."""
_LISTED = frozenset((*DAYS, *MONTHS))
"""Words that are known without a question."""
LIKE = 0.6
"""How alike a word that stands alone must be to one of the question for a slip (difflib's ratio)."""
MAX_TEXTS = 20
MAX_WORDS = 60


def copied_words(question: str, solution: Solution) -> Check:
    """fail when a text that a program writes out has a word that the question has not, beside words that it has, or
    much like one of its words; pass when all words of its texts stand there."""
    words, wrong, seen = {w.casefold() for w in _WORD.findall(question)}, list[str](), 0
    if len(question) <= MAX_QUESTION_CHARACTERS:
        for call in solution.calls:
            _, texts = (literals(call.input) if call.tool == "python" else None) or ((), [])
            for text in texts[:MAX_TEXTS]:
                own = [w for w in map(str.casefold, _WORD.findall(text)) if w not in _LISTED][:MAX_WORDS]
                strange = [w for w in own if w not in _OWN and w not in question.casefold()]
                seen += len(own) > len(strange)
                if strange and (len(own) > len(strange) or any(_alike(strange[0], w) for w in words)):
                    wrong.append(f"{shown(repr(strange[0]))} stands in the program, not in the question.")
    if wrong:
        return Check(name="copied words", status="fail", evidence=together(wrong))
    if seen:
        return Check(name="copied words", status="pass", evidence="the words in the program are the question's.")
    return Check(name="copied words", status="unknown", evidence=f"{NOT_APPLICABLE}no program has words of it.")


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE
