"""Prose before a story: sentences without a number, of which nothing is asked.

People often begin far from their question ("Christmas is near. Mr. Anderson organized a charity event."), the grammar
of stories hardly does; a policy that met only its short beginnings looks for operations in such prose.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache

from tasks.generators.word_problems import vocabulary as v
from tasks.resample import BOYS, GIRLS
from tasks.task import Task

MOST_SENTENCES = 4
LONGEST_QUESTION = 420
"""Characters; longer ones have prose enough."""
_SENTENCE = re.compile(r"[A-Z][a-z]*(?: [A-Za-z']+,?){4,24}\.")
_COUNTS = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|hundreds?|thousands?|millions?|first|second|third|fourth|fifth|half|halves|quarters?|twice|thrice|double|triple"
    r"|dozens?|pairs?|couple|single|once|score|I|me|my|we|us|our|you|your|thou|thy|Mrs?|Ms|Dr|St)\b",
    re.IGNORECASE,
)
_TINY_NAMES = "Lily Tim Timmy Tom Ben Sara Sarah Mia Max Sue Lucy Anna Jack Jane Jill Bob Amy Sam Emma Billy".split()
_THEIRS = (
    "It was the week before the school fair.", "{A} had been looking forward to this day for a long time.", "After breakfast, {A} went out with {B}.",
    "{A} and {B} are members of a club in their village.", "During the weekend, {A} and {B} go around the neighborhood.", "{A} has always loved {things}.",
    "Being fond of {things}, {A} got up early and went to the market.", "The next stop on the trip was a small museum by the lake.", "Because of the good weather, {A}'s family stayed outside.",
    "{B} wanted to help {A} with the preparations.", "Everybody in {A}'s class was excited about the trip.", "The holidays are near, and {A} has a lot to do.", "{A} lives in a village where people like {things}.",
    "Still a little behind, {A} asked {B} for help.", "On the day of the competition, {A} and {B} decided to start early.", "{A}'s friends wanted to make sure that there would be enough for the party.",
    "To raise money for the library, the neighbors organized a sale.", "After visiting the castle, {A} and {B} went on to the harbor.", "Their next destination was the old town, known for its {things}.",
    "{A} is a very generous person.", "Whenever {B} comes to visit, they do something together.", "With the end of the month coming, they tried to do even better than before.", "There {A} met {B}, who knows a lot about {things}.",
    "Being concerned about the lake, {A} and {B} joined a group that keeps it clean.", "Next on the list was the shop at the corner.", "While building the fence, {A} noticed that something was missing.",
    "In the spring {A}'s grandmother opened a small shop that sells {things}.", "It is nearly summer, and the village is getting ready for visitors.", "For a science project, {A} had to collect as many {things} as possible.",
    "The teacher had told the class about {things}.", "Before the guests arrived, {A} wanted to see whether everything was ready.", "As nobody else had time, {A} took care of it.", "{A} decided to continue, although it was late.",
    "Among their friends, {A} and {B} are known for their {things}.", "At the farm, there is always something to do.", "When school was over, {A} ran home and told {B} all about it.", "{A}, {B} and their parents spent the holidays at the sea.",
    "Last stop on their trip was the market, where {things} are sold.", "The whole family came together for the celebration.", "People come from far away to see the {things} there.",
)  # fmt: skip


@cache
def prose(*texts: str) -> tuple[str, ...]:
    """The sentences of texts that count nothing and stand by themselves."""
    pieces = (
        piece
        for text in texts
        for line in text.splitlines()
        for piece in re.split(r"(?<=\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)\s+", line.strip())
    )
    return tuple(piece for piece in pieces if _SENTENCE.fullmatch(piece) and not _COUNTS.search(piece))


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = sorted({*v.MALE, *v.FEMALE, *GIRLS, *BOYS}, key=lambda name: (-len(name), name))
    return tuple(re.compile(rf"\b(?:{'|'.join(names)})\b") for names in (known, _TINY_NAMES))  # type: ignore[return-value]


def prefaced(task: Task, rng: random.Random, sentences: Sequence[str] = ()) -> Task:
    """`task` with one to four sentences before its question, some of `sentences`, some about its own people."""
    if len(task.question) > LONGEST_QUESTION:
        return task
    known, tiny = _names()
    people = known.findall(task.question)
    a = rng.choice(people) if people and rng.random() < 0.8 else rng.choice((*v.MALE, *v.FEMALE))
    b = rng.choice([name for name in (*v.MALE, *v.FEMALE) if name != a])
    _, things = rng.choice(rng.choice(v.SCENES).things)
    told: list[str] = []
    own = rng.random()
    for _ in range(rng.choice((1, 1, 2, 2, 3, MOST_SENTENCES))):
        if sentences and rng.random() < own:
            sentence = rng.choice(sentences)
            if people and rng.random() < 0.5:
                sentence = tiny.sub(a, sentence)
        else:
            sentence = rng.choice(_THEIRS).format(A=a, B=b, things=things)
        if sentence not in told:
            told.append(sentence)
    return task.model_copy(update={"id": f"{task.id}~prefaced", "question": f"{' '.join(told)} {task.question}"})
