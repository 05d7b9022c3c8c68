"""What a question says of each of its quantities, and the clause that asks: what labels of steps are made of.

A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?
-> A: 48 "A baker makes rolls", B: 29 "sells of them in the morning", C: 15 "bakes more"; "How many rolls ...?"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.lettering import is_story, letter
from tasks.listing import listed
from tasks.referents import CLAUSE, JOINT, SENTENCE, referents

WORDS_BEFORE, WORDS_AFTER = 8, 8
"""Words copied with a number: who or what it belongs to often stands before it, where and when after it. With five
words after it one entry in five of SVAMP's was cut, as "campers went rowing in the" was."""
FEW = 2
"""A clause of fewer words says too little by itself: "By 8 pages, the first chapter is shorter" keeps what follows."""
MAX_ASKED_WORDS = 16
TITLES = frozenset(("Mr.", "Mrs.", "Ms.", "Dr.", "St."))
_UNIT = re.compile(r"\b(?:in|by how many) [a-z]+")
_BARE = frozenset(
    "a all altogether answer are be by can comes correct could count did difference do does end exact fewer figure "
    "find for get give gives has have he her his how i in is it less made make makes many me more much must now number "
    "of one out please right result say she should so sum tell that the their them then there they this those to total "
    "was were what which who will work would you your dollars".split()
)
"""Words that ask without saying for what. A clause of these, perhaps with a unit, leaves it to the sentence before."""
_ASKS = re.compile(r"\b(how|what|which|find|calculate|determine)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A quantity: the words around it, and its number as a calculation would use it."""

    words: str
    written: str
    behind: str = ""
    """Those of the words that stand behind the number in the question."""
    name: str = ""
    """What steps call it by: its letter in the question as asked, if it has one there; an earlier result its label."""
    referent: str = ""
    """The word of the question that has that letter behind it."""

    def __str__(self) -> str:
        """As a step names it that calculates with it."""
        return f"{self.referent} {self.name}: {self.written}".lstrip() if self.name else self.written


def asked(question: str) -> str:
    """The clause that asks, without what leads up to it: "If ..., how many are left?" -> "how many are left?".

    A clause that does not say what for follows the sentence that does: "Ann asks how many eggs are left. What is the
    answer?" -> "how many eggs are left. What is the answer?".
    """
    sentences = [s for s in SENTENCE.split(question.strip()) if s]
    asking = [s for s in sentences if s.endswith("?")] or [s for s in sentences if _ASKS.search(s)] or sentences[-1:]
    clause = asking[-1] if asking else question
    at = max((i for i, s in enumerate(sentences) if s == clause), default=0)
    if at and _is_bare(clause) and not listed(sentences[at - 1]):
        before, within = sentences[at - 1], _ASKS.search(sentences[at - 1])
        words = (before[within.start() :] if within else before).split()
        return " ".join([*words[-MAX_ASKED_WORDS:], *clause.split()])
    found = list(_ASKS.finditer(clause))
    if found and len(clause.split()) > MAX_ASKED_WORDS:
        clause = clause[found[-1].start() :]
    return " ".join(clause.split()[:MAX_ASKED_WORDS])


def _is_bare(clause: str) -> bool:
    words = re.findall(r"[a-z']+", _UNIT.sub("", clause.lower()))
    return len(words) <= MAX_ASKED_WORDS and _BARE.issuperset(words) and not any(c.isdigit() for c in clause)


def _gap(text: str) -> tuple[str, str]:
    """What stands between two numbers, as words that belong to the first and words that belong to the second."""
    sentences = SENTENCE.split(text)
    if len(sentences) > 1:
        return _tail(sentences[0]), sentences[-1]
    clause = CLAUSE.search(text)
    if clause:
        return text[: clause.start()], text[clause.end() :]
    joints = list(JOINT.finditer(text))
    if joints:
        return text[: joints[-1].start()], text[joints[-1].end() :]
    return text, " ".join(text.split()[-2:])


def _tail(text: str) -> str:
    """What a number's sentence says behind it: the clause that it stands in, and the next where that is too short."""
    clauses = CLAUSE.split(text)
    said = clauses[0]
    for clause in clauses[1:]:
        if len(said.split()) >= FEW or _ASKS.search(clause):
            break
        said += f" {clause}"
    return said


def _words(text: str) -> list[str]:
    """Words of a descriptor, without punctuation and without the joint at either end."""
    words = [word for word in (w.strip('$,;:()?!"') for w in text.split()) if word]
    words = [word for word in (w if w in TITLES else w.rstrip(".") for w in words) if word]
    while words and JOINT.fullmatch(words[0]):
        words = words[1:]
    while words and JOINT.fullmatch(words[-1]):
        words = words[:-1]
    return words


def entries(question: str, told: int = 0) -> list[Entry]:
    """Every quantity of a question with its words, in order; in a talk `told` of them had letters before."""
    found = listed(question)
    named = bool(told) or is_story(question)
    edges = [0, *(q.end for q, _ in found)], [*(q.start for q, _ in found), len(question)]
    gaps = [_gap(question[a:b]) for a, b in zip(*edges, strict=True)]
    words_of = [referent.word for referent in referents(question, [q for q, _ in found])]
    out = []
    for i, (_, written) in enumerate(found):
        before = SENTENCE.split(question[: edges[1][0]])[-1] if i == 0 else gaps[i][1]
        after = _tail(SENTENCE.split(question[edges[0][-1] :])[0]) if i == len(found) - 1 else gaps[i + 1][0]
        behind = _words(after)[:WORDS_AFTER]
        words = [*_words(before)[-WORDS_BEFORE:], *behind]
        name, referent = (letter(told + i), words_of[i]) if named else ("", "")
        out.append(Entry(" ".join(words), written, " ".join(behind), name, referent))
    return out
