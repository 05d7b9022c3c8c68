"""Change problems: a holding, events that add and take, and any one number unknown."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.story import Person, Story, Thing

HAS = (
    "{A} {had} {q}.", "there were {q} in {A}'s {place}.", "{A} {had} {q} in {his} {place}.", "at first {A} {had} {q}.",
    "{A} starts with {q}.", "{A} {had} {q} to begin with.", "{A} owns {q}.", "in the beginning, {A} {had} {q}.",
    "{A} {make} {q}.", "{A} {had} collected {q}.", "{A} keeps {q} in a {box}.", "{A} {had} a collection of {q}.",
)  # fmt: skip
GAINS = (
    "{he} {gain} {x} more.", "then {he} {gain} {x} more {items}.", "{A} {gain} another {q}.", "later, {he} {gain} {q} more.",
    "{B} {gave} {him} {x} more.", "{he} {gain} {x} more {items} from {his} {relative}.", "after that {he} {gain} {q}.",
    "{his} {relative} {gave} {him} {x} {items}.", "on {day} {he} {gain} {x} more.", "{B} {gave} {A} {q}.",
    "{A} {gain} {q} at the {place}.", "the next day {A} {gain} {x} additional {items}.",
)  # fmt: skip
LOSES = (
    "{he} {lose} {x} of them.", "then {he} {lose} {q}.", "{A} {lose} {x} {items}.", "{he} {lose} {x} of these {items}.",
    "{he} {gave} {x} of them to {B}.", "{part} {he} {lose} {x}.", "{he} {gave} {B} {q}.", "later {x} of the {items} {were} gone.",
    "{he} {gave} {x} {items} to {his} {relative}.", "after that, {A} {lose} {x} of the {items}.", "{B} {took} {x} of them.",
    "on {day} {he} {lose} {q}.",
)  # fmt: skip
NOW = (
    "How many {items} does {A} have now?", "How many {items} does {he} have?", "How many {items} are left?",
    "How many {items} does {A} have in the end?", "How many {items} did {A} have then?", "How many {items} does {he} have left?",
    "How many {items} remain?", "What is the number of {items} {A} has now?", "How many does {A} have now?",
    "Find the number of {items} that {A} has.", "How many {items} would {A} have?", "How many of the {items} does {A} still have?",
)  # fmt: skip
NOW_UP = (
    "How many {items} does {A} have now?", "How many {items} does {he} have in all?", "How many {items} does {A} have altogether?",
    "How many {items} did {A} end up with?", "How many {items} does {he} have in total?", "What is {A}'s total number of {items}?",
    "How many {items} are there now?", "What does {A}'s collection of {items} come to now?",
)  # fmt: skip
END = (
    "Now {he} has {q}.", "Now {A} has {q} left.", "In the end {A} {had} {q}.", "After that there were {q} left.",
    "{he} still has {q}.", "Now there are {q}.", "{A} ends with {q}.", "This leaves {A} with {q}.",
)  # fmt: skip
SOME_LOST = (
    "{he} {lose} some of them.", "then {he} {lose} some {items}.", "{he} {gave} some {items} to {B}.", "{A} {lose} a few of the {items}.",
    "{he} {gave} some to {his} {relative}.", "some of the {items} got lost.", "{B} took some of them.", "{part} {A} {lose} some of those {items}.",
)  # fmt: skip
SOME_GAINED = (
    "{he} {gain} some more.", "then {he} {gain} some {items}.", "{B} {gave} {him} some more {items}.", "{A} {gain} several more {items}.",
    "{his} {relative} {gave} {him} some.", "later {A} {gain} more {items}.",
)  # fmt: skip
ASK_LOST = (
    "How many {items} did {he} {lose_plain}?", "How many {items} are gone?", "How many did {A} {lose_plain}?",
    "What number of {items} did {he} {lose_plain}?", "How many of the {items} did {A} {lose_plain}?",
)  # fmt: skip
ASK_GAINED = (
    "How many {items} did {he} {gain_plain}?", "How many did {A} {gain_plain}?", "How many more {items} did {A} get?",
    "What number of {items} did {he} {gain_plain}?", "How many {items} were added?",
)  # fmt: skip
SOME_START = (
    "{A} {had} some {items}.", "{A} {had} some {items} in {his} {place}.", "there were some {items} in {A}'s {place}.",
    "{A} started with a number of {items}.", "At first {A} {had} some {items}.",
)  # fmt: skip
ASK_START = (
    "How many {items} did {A} have at first?", "How many {items} did {he} have in the beginning?", "How many {items} did {A} start with?",
    "What was the number of {items} at the start?", "How many {items} were there at first?", "How many {items} did {A} have to start with?",
    "How many {items} did {he} have before?", "How many {items} had {A} begun with?",
)  # fmt: skip


def _slots(story: Story, a: Person, thing: Thing) -> dict[str, object]:
    b = story.person(actor=False)
    gain, gain_plain = story.gain(thing)
    lose, lose_plain = story.lose(thing)
    rng = story.rng
    return {
        "A": a.name, "he": a.he, "his": a.his, "him": a.him, "B": b.name, "items": thing.many, "gain": gain, "lose": lose,
        "gain_plain": gain_plain, "lose_plain": lose_plain, "gave": "gave" if story.past else "gives",
        "took": "took" if story.past else "takes", "were": "were" if story.past else "are",
        "make": story.verb(v.MAKE[thing.kind])[0], "relative": rng.choice(v.RELATIVES), "day": rng.choice(v.DAYS),
        "part": rng.choice(v.PARTS), "place": rng.choice(v.PLACES), "box": story.container()[0],
    }  # fmt: skip


def _again(story: Story, slots: dict[str, object], thing: Thing) -> None:
    """Fresh verbs and people for the next event."""
    fresh = _slots(story, Person("", "he"), thing)
    for key in ("gain", "gain_plain", "lose", "lose_plain", "B", "relative", "day", "part"):
        slots[key] = fresh[key]


def result(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """Start known, `level` events, the result asked."""
    a, thing = story.person(), story.thing()
    slots = _slots(story, a, thing)
    value = Fraction(story.n(3))
    sentences = [story.say("has", HAS, q=story.q(int(value), thing), **slots)]
    went_up = True
    for _ in range(level):
        _again(story, slots, thing)
        if value > 2 and story.rng.random() < 0.55:
            x = story.n(1, int(value) - 1)
            sentences.append(story.say("lose", LOSES, x=story.write(x), q=story.q(x, thing), **slots))
            value, went_up = story.step(f"{thing.many} left", value, "-", x), False
        else:
            x = story.n(2)
            sentences.append(story.say("gain", GAINS, x=story.write(x), q=story.q(x, thing), **slots))
            value = story.step(f"{thing.many} now", value, "+", x)
    return sentences, story.say("now", NOW_UP if went_up else NOW, **slots), value


def change_unknown(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """Start and end known, the event between asked; at level 2 one known event comes first."""
    a, thing = story.person(), story.thing()
    slots = _slots(story, a, thing)
    value = Fraction(story.n(4))
    sentences = [story.say("has", HAS, q=story.q(int(value), thing), **slots)]
    for _ in range(level - 1):
        x = story.n(2)
        sentences.append(story.say("gain", GAINS, x=story.write(x), q=story.q(x, thing), **slots))
        value = story.step(f"{thing.many} after that", value, "+", x)
        _again(story, slots, thing)
    if story.rng.random() < 0.55:
        end = story.n(1, int(value) - 1)
        sentences.append(story.say("some_lost", SOME_LOST, **slots))
        question, label = story.say("ask_lost", ASK_LOST, **slots), f"{thing.many} gone"
        answer = story.step(label, value, "-", end)
    else:
        end = int(value) + story.n(2)
        sentences.append(story.say("some_gained", SOME_GAINED, **slots))
        question, label = story.say("ask_gained", ASK_GAINED, **slots), f"{thing.many} added"
        answer = story.step(label, end, "-", value)
    sentences.append(story.say("end", END, q=story.q(end, thing), **slots))
    return sentences, question, answer


def start_unknown(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """End and events known, the start asked: the events are undone, last first."""
    a, thing = story.person(), story.thing()
    slots = _slots(story, a, thing)
    sentences = [story.say("some_start", SOME_START, **slots)]
    start = value = story.n(8) + 5
    events: list[int] = []
    for _ in range(level):
        _again(story, slots, thing)
        if value > 3 and story.rng.random() < 0.5:
            x = story.n(1, value - 2)
            sentences.append(story.say("lose", LOSES, x=story.write(x), q=story.q(x, thing), **slots))
            events.append(-x)
        else:
            x = story.n(2)
            sentences.append(story.say("gain", GAINS, x=story.write(x), q=story.q(x, thing), **slots))
            events.append(x)
        value += events[-1]
    sentences.append(story.say("end", END, q=story.q(value, thing), **slots))
    back = Fraction(value)
    for event in reversed(events):
        back = story.step(f"{thing.many} before that", back, "-" if event > 0 else "+", abs(event))
    assert back == start
    return sentences, story.say("ask_start", ASK_START, **slots), back


SCHEMAS = ((result, 1, 4, 5), (change_unknown, 1, 2, 3), (start_unknown, 1, 3, 3))
