"""Sentences that do not matter: with numbers about something else, and without."""

from __future__ import annotations

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.story import Story

PLAIN = (
    "It was a sunny day.", "{B} came to visit.", "{A} was very happy.", "The weather was cold.", "{A} likes the {color} ones best.", "It was {A}'s birthday.", "{B} was busy with homework.",
    "The {place} was crowded.", "School had just ended.", "{A} loves animals.", "Everyone had a good time.", "{B} watched.", "The sun was shining.", "It took a long time.",
)  # fmt: skip
NUMBERED = (
    "{B} has {x} {things}.", "{A} also has {x} {things}.", "There are {x} {things} at the {place}.", "{A} is {age} years old.", "{A}'s {relative} is {old} years old.", "{B} bought {x} {things} last week.",
    "The {place} opens at {hour} o'clock.", "It cost ${x}.", "{A} lives {x} miles from the {place}.", "{x} {people} were there.", "The walk to the {place} takes {x} minutes.", "{B} saw {x} {things} on the way.",
    "{A} has {x} {things} at home, too.", "{A} has {few} cousins.", "There were {x} {things} nearby.", "{B} gave {x} {things} to {C}.",
)  # fmt: skip


def distract(story: Story, sentences: list[str]) -> list[str]:
    """Put none, one or two idle sentences among `sentences`; the main person's name is the story's first."""
    rng = story.rng
    count = rng.choices((0, 1, 2), (62, 28, 10))[0]
    result = list(sentences)
    for _ in range(count):
        numbered = rng.random() < 0.65
        a = story.names[0] if story.names else "Sam"
        b, c = story.person(actor=False).name, story.person(actor=False).name
        thing = story.thing()
        used = " ".join(result)
        if thing.many in used:
            continue
        pool = NUMBERED if numbered else PLAIN
        text = story.say("idle", pool, A=a, B=b, C=c, x=story.n(3), things=thing.many, place=rng.choice(v.PLACES), age=rng.randint(6, 40), old=rng.randint(8, 60),
                         hour=rng.randint(6, 11), relative=rng.choice(v.RELATIVES), people=rng.choice(v.PEOPLE)[1], few=rng.randint(2, 9), color=rng.choice(v.COLORS))  # fmt: skip
        if "It cost" in text and ("$" in used or "dollar" in used):
            continue
        if "years old" in text and "year" in used:
            continue
        # Not first when it needs someone to have been named; never between a sentence and its pronoun's owner.
        result.insert(
            rng.choice(
                (
                    len(result),
                    len(result),
                    0 if b in text.split()[0] or text.startswith(("The", "It was", "There")) else len(result),
                )
            ),
            text,
        )
    return result
