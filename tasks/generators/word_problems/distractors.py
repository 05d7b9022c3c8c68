"""Sentences that do not matter: with numbers about something else, and without."""

from __future__ import annotations

import re

from tasks.generators.draws import Weighted, between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool, runs
from tasks.generators.word_problems.story import Draft, Story

PLAIN = pool("idle",
    "it was a [sunny|rainy|cold|windy|warm] day.", "the {place} was crowded.", "it was {B}'s birthday.", "{B} came to visit.", "school had just ended.", "everyone had a good time.", "{B} watched.", "the sun was shining.",
    "{B} was busy with homework.", "{B} loves animals.", "the [summer|winter] holidays had begun.", "{B} likes the color {color}.", "{B} lives near the {place}.", "it was a busy week.", "{B} helps at the {place} on weekends.",
    "the {place} was not far away.",
    "{B} wanted to help.", "it [rained|snowed] the whole afternoon.", "{B} had never been to the {place} before.", "all the neighbors were there.",
    "{B} stayed at home.", "there was music at the {place}.", "{B} is a good friend.", "{B}'s hat was {color}.",
    "it was the last day of school.", "{B} arrived late.", "the {place} was closed that day.", "everybody was hungry.",
    "{B} took a long nap.", "the walls of the {place} are {color}.", "{B} wants to become a doctor.", "the children were excited.",
    "{B} likes to sing.", "a [storm|festival|parade] was coming.", "it had been a long day.", "{B} had a cold.",
    "there was a new sign at the {place}.", "{B} brought a camera.", "the {place} is popular with families.", "nobody was in a hurry.",
    "{B} and {C} are cousins.", "{B} works at the {place}.", "{B} met {C} at the {place}.", "the weather was nice.",
    "{B} told a funny joke.", "the bus to the {place} was late.", "{B}'s {relative} is a nurse.",
)  # fmt: skip
NUMBERED = pool("idle_n",
    "{B} has {x} {things}.", "there are {x} {things} at the {place}.", "{B} is {age} years old.", "{B}'s {relative} is {age} years old.", "{B} bought {x} {things} last week.", "the {place} opens at {hour} o'clock.",
    "{B} lives {few} miles from the {place}.", "about {x} people were at the {place}.", "the walk to the {place} takes {age} minutes.", "{B} saw {x} {things} on the way.", "{B} has {few} cousins.", "there were {x} {things} nearby.",
    "{B} gave {x} {things} to {C}.", "{B}'s class has {age} students.", "the {place} is {age} years old.", "{B} also has {x} {things} at home.", "{B} went to the {place} {few} times last month.", "{x} {things} could be seen at the {place}.",
    "{B} owns {x} {things}.", "{B} found {x} {things} on the way to the {place}.",
    "{B} has {x} {things} in a box.", "{x} {things} were on a table at the {place}.", "{B}'s {relative} has {x} {things}.", "{B} turned {age} last month.",
    "{B}'s house is {few} miles away from the {place}.", "the {place} has {x} {things}.", "{B} and {C} have {x} {things}.", "{C} borrowed {x} {things} from {B}.",
    "{B} counted {x} {things} at the {place}.", "the {place} closes at {hour} o'clock.", "{B} had been at the {place} {few} times before.", "it takes {age} minutes to get to the {place}.",
    "{B} needs {x} {things} for school.", "the {place} was built {age} years ago.", "there are {age} students in {B}'s class.", "{B} paid for {x} {things} yesterday.",
    "{B} waited {age} minutes for the bus.", "{few} people were waiting outside the {place}.", "{B} sold {x} {things} to {C}.", "{B} has read {few} books this month.",
    "a picture of {x} {things} hangs at the {place}.", "{B} has {few} pets.", "{B} went to bed at {hour} o'clock.", "last summer {B} collected {x} {things}.",
    "{B} has been a friend of {C} for {few} years.", "the {place} has {few} doors.", "{B} drank {few} glasses of water.", "{C} is {few} years older than {B}.",
    "{B} received {x} {things} for Christmas.", "{B} keeps {x} {things} under the bed.", "on the way, {B} passed {few} houses.", "{B} lost {x} {things} last month.",
    "the {place} sold {x} {things} last month.", "someone left {x} {things} at the {place}.", "{B} would like to have {x} {things}.", "{B} lives at number {age} on the same street.",
)  # fmt: skip
OWN = pool("idle_own",
    "{A} also {has} {x} {things}.", "{A} is {age} years old.", "{A} has {few} cousins.", "{A} lives {few} miles from the {place}.", "{A} saw {x} {things} on the way.", "{A} likes the color {color}.", "{A} loves to read.", "{A} got up at {hour} o'clock.",
    "{A}'s {relative} is {age} years old.", "{A} was very happy.", "{A} has {x} {things} as well.", "{A} spent {few} hours at the {place}.", "{A}'s best friend has {x} {things}.",
    "{A} is a student at the local school.", "{A} turned {age} last month.", "{A}'s house is {few} miles away from the {place}.",
    "{A}'s favorite color is {color}.", "{A}'s shirt was {color}.", "{A} went to the {place} with {B}.", "{A} has {few} pets.",
    "{A} saw {few} people at the {place}.", "{A} was a little tired.", "{A} has {x} {things} in another room.", "{A} walked for {age} minutes to the {place}.",
    "{A}'s {relative} has {x} {things}.", "{A} had slept for {few} hours.", "{A} is very careful.", "{A} and {B} are good friends.",
    "{A} also owns {x} {things}.", "{A} lives at number {age} on the same street.", "{A}'s {relative} works at the {place}.", "{A} has known {B} for {few} years.",
    "{A} had been to the {place} {few} times before.", "{A} plays the piano.", "{A} wants to buy {x} {things} some other time.", "{A} drank {few} glasses of water.",
    "{A} passed {few} houses on the way.", "{A} waited {age} minutes for the bus.", "{A} went to bed at {hour} o'clock.",
)  # fmt: skip
PLACES = "park beach store market school fair garden library zoo mall farm museum pool station bakery".split()
_ARE_LEFT = re.compile(r"\bare left\b")
_COUNTS = Weighted((0, 1, 2), (65, 27, 8))
_NEEDS_BEFORE = frozenset(
    "them these those they rest others it more another each remaining that both he she his her him then ones fewer less now".split()
)
_REFERS = frozenset("them these those they rest others it each ones that".split())
"""Words of a question that stand for something said before it."""
_REFERS_ANEW = _REFERS | {"remaining", "left", "he", "she"}
_TOPIC = {
    "years old": ("year", "old", " age"),
    "o'clock": ("hour", "clock", "time"),
    "miles": ("mile",),
    "minutes": ("minute", "hour"),
    "people": ("people", "person", "visitors", "kids", "child", "boys", "girls"),
    "students": ("student", "child", "kids"),
    "hours": ("hour",),
    "times": ("times",),
}


def distract(story: Story, draft: Draft) -> list[str]:
    """The draft's sentences with none, one or two idle ones: never between a pronoun and what it stands for."""
    rng = story.rng
    result = list(draft.sentences)
    count = _COUNTS.draw(rng)
    if not count:
        return result
    text = " ".join(result) + " " + draft.question
    for _ in range(count):
        own = story.people and story.A.named and rng.random() < 0.4
        if story.people and not own and story.A.he in ("it",):
            continue
        other = None if not story.people else "she" if story.A.he == "he" else "he" if story.A.he == "she" else None
        b, c = story.name(other).name, story.name().name
        thing = story.thing(pick(rng, v.SCENES))
        if thing.many.split()[-1] in text or thing.one in text:
            continue
        ctx = {
            "B": b,
            "C": c,
            "x": story.n(2),
            "things": thing,
            "place": pick(rng, PLACES),
            "age": between(rng, 6, 40),
            "hour": between(rng, 6, 11),
            "few": between(rng, 2, 9),
            "relative": pick(rng, v.RELATIVES),
            "color": pick(rng, v.COLORS),
        }
        idle = story.say(OWN if own else PLAIN if rng.random() < 0.35 else NUMBERED, **ctx)
        if _on_topic(idle, text) or "$" in idle or "dollar" in idle or " of the whole" in idle:
            continue
        spots = [len(result)] if _clear(draft.question, own) else []
        spots += [] if own else [0]
        spots += [i for i in range(1, len(result)) if _NEEDS_BEFORE.isdisjoint(runs(result[i].lower()))]
        if not spots:
            continue
        story.idle.add(idle)
        result.insert(pick(rng, spots), idle)
    return result


def _on_topic(idle: str, text: str) -> bool:
    """Whether an idle sentence tells of what the story is about: years in a story of ages."""
    for key, words in _TOPIC.items():
        if key in idle:
            for word in words:
                if word in text:
                    return True
    return False


def _clear(question: str, own: bool) -> bool:
    """Whether the question still reads right after a sentence about something else, or (`own`) about the main person."""
    words = runs(question)
    if "many does" in question or "many did" in question:
        return False
    if own:
        return _REFERS.isdisjoint(words) and not _ARE_LEFT.search(question)
    return _REFERS_ANEW.isdisjoint(words) and "many are" not in question
