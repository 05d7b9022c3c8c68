"""Change problems: a holding or a crowd, events that add and take, and any one number unknown."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.story import Draft, Story, Thing, tell

# Verb phrases of the main person, joined by `tell`.
START = pool("start",
    "{~have} {n items}", "{~have} {n items} in {his} {one boxes}", "{~start} with {n items}", "{~own} {n items}",
    "{~gain} {n items}", "{~have} a [total|collection] of {n items}", "{~have} {n items} [at first|to begin with|at the start]", "{~begin} [the day|the week] with {n items}",
    "{~keep} {n items} in {a boxes}", "{~have} exactly {n items}", "already {~have} {n items}", "{~possess} {n items}",
)  # fmt: skip
START_SENTENCE = pool("start_sentence",
    "[There {were n}|{A}'s {one boxes} held] {n items}{in_box}.", "at first, {A} {~have} {n items}.", "{A}'s {one boxes} {~have} {n items} in it.", "in the beginning, {A} {~have} {n items}.",
    "initially {A} {~have} {n items}.", "{A} counted the {items} in {his} {one boxes} and found {n}.",
)  # fmt: skip
GAIN = pool("gain",
    "{~gain} {x more items}{when}", "{~gain} {x} more{when}", "{~gain} another {x items}{when}", "{~gain} {x additional items}{when}",
    "{~get} {x more items} from {B}", "{~gain} {x items}{when}", "{~receive} {x} more from {his} {relative}", "{~add} {x items} to {his} collection",
    "{~gain} {x other items}", "{~get} {x} from {B}", "{~find} {x more items}{when}", "{~be} given {x more items} by {B}",
)  # fmt: skip
GAIN_SENTENCE = pool("gain_sentence",
    "{B} {~give} {him} {x more items}.", "{his} {relative} {~give} {him} {x} more.", "then {B} {~give} {A} {x items}.", "{x more items} {were x} given to {A} by {B}.",
    "{A}'s {relative} {~bring} {him} {x more items}.", "after that, {he} {~gain} {x more items}.", "{B} {~hand} {him} another {x}.", "a gift from {B} added {x more items}.",
)  # fmt: skip
LOSE = pool("lose",
    "{~lose} {x} of them{when}", "{~lose} {x items}{when}", "{~lose} {x} of the {items}{when}", "{~lose} {x} of those{when}",
    "{~give} {x} of them to {B}", "{~give} {B} {x items}", "{~lose} {x}{when}", "{~give} {his} {relative} {x} of the {items}",
    "{~lose} {x} of {his} {items}{when}", "{~give} {x} to {his} {relative}", "{~hand} {x items} to {B}", "{~part} with {x} of {his} {items}",
)  # fmt: skip
LOSE_SENTENCE = pool("lose_sentence",
    "{B} {~take} {x} of them.", "{B} {~borrow} {x} of {his} {items}.", "{x} of them {were x} given to {B}.", "{x} of the {items} {were x} {@lose} by {A}.",
    "{x} of the {items} {were x} damaged and thrown out.", "{his} {relative} {~take} {x} of the {items}.", "then {x} of the {items} got lost.", "later, {x} of these {items} {were x} gone.",
)  # fmt: skip
NOW = pool("now",
    "how many {items} {does} {A} have now?", "how many {items} {does} {he} have now?", "how many {items} {does} {A} have?", "how many {items} {does} {he} have in the end?",
    "how many {items} are there now?", "how many {items} {does} {A} have [then|at the end]?", "what is the number of {items} {A} {has} now?", "find the number of {items} {A} now has.",
    "how many does {he} have now?", "how many {items} did {A} end up with?", "what number of {items} does {A} have now?", "in the end, how many {items} {does} {A} have?",
    "how many {items} {does} {he} now have?", "how many {items} would {A} have?", "how many {items} {does} {he} end with?", "now how many {items} are there?",
)  # fmt: skip
NOW_UP = pool("now_up",
    "how many {items} {does} {A} have [in all|altogether|in total|all together]?", "how many {items} {does} {he} have [in all|altogether|in total] now?", "what is the total number of {items} {A} {has}?", "altogether, how many {items} does {A} now have?",
    "how many {items} are there [in all|altogether] now?", "how many [total ]{items} did {he} have then?", "in total, how many {items} {does} {A} have?", "what does {A}'s total come to, in {items}?",
)  # fmt: skip
NOW_DOWN = pool("now_down",
    "how many {items} {does} {A} have left?", "how many {items} are left?", "how many {items} {does} {he} still have?", "how many of the {items} remain?",
    "how many {items} were left?", "how many {items} remained?", "how many {items} {does} {he} have left?", "how many {items} has {A} got left?",
    "how many {items} {does} {A} have remaining?", "how many {items} did {A} have left over?", "how many are left?", "what number of {items} is still there?",
)  # fmt: skip
SOME_START = pool("some_start",
    "{~have} some {items}", "{~have} some {items} in {his} {one boxes}", "{~start} with some {items}", "{~have} a number of {items}",
    "{~own} some {items}", "{~have} several {items} [at first|to begin with]", "{~have} a {one boxes} of {items}", "{~keep} some {items} in {a boxes}",
)  # fmt: skip
SOME_GAIN = pool("some_gain",
    "{~gain} some more{when}", "{~gain} some more {items}{when}", "{~gain} a few more {items}{when}", "{~gain} several more {items}{when}",
    "{~gain} more {items}{when}", "{~gain} some other {items}{when}", "{~gain} several more{when}", "{~gain} a number of {items}{when}",
)  # fmt: skip
SOME_LOSE = pool("some_lose",
    "{~lose} some of them{when}", "{~lose} some{when}", "{~lose} some of the {items}{when}", "{~lose} a few of the {items}{when}",
    "{~lose} several of them{when}", "{~lose} a number of {items}{when}", "{~lose} some {items}{when}", "{~lose} several {items}{when}",
)  # fmt: skip
END = pool("end",
    "now {he} {now_has} {n items}.", "now {A} {now_has} {n items} [in all|altogether]{left}.", "in the end, {A} {~have} {n items}{left}.", "after that there were {n items}{left}.",
    "{A} {now_has} {n items} now.", "{he} ended up with {n items}.", "now there {are n} {n items}{left}.", "this brought {A} to {n items}.",
    "{A} now {now_has} {n items}{left}.", "at the end {he} counted {n items}.", "[when {he} counted|at last], there {were n} {n items}.", "that makes {n items} now.",
)  # fmt: skip
ASK_GAIN = pool("ask_gain",
    "how many {items} did {he} {=gain}?", "how many {items} did {A} {=gain}?", "how many more {items} did {A} get?", "what number of {items} did {he} {=gain}?",
    "how many did {he} {=gain}?", "how many {items} were added?", "find how many {items} {he} {~gain}.", "by how many {items} did the number grow?",
)  # fmt: skip
ASK_LOSE = pool("ask_lose",
    "how many {items} did {he} {=lose}?", "how many {items} did {A} {=lose}?", "how many {items} are gone?", "what number of {items} did {A} {=lose}?",
    "how many of the {items} did {he} {=lose}?", "how many did {A} {=lose}?", "how many of them did {he} {=lose}?", "find how many {items} {A} {~lose}.",
)  # fmt: skip
ASK_START = pool("ask_start",
    "how many {items} did {A} have [at first|in the beginning|at the start|originally|to begin with|initially]?", "how many {items} did {he} have at [first|the start]?", "how many {items} did {he} start with?", "what was the number of {items} at the very start?",
    "how many {items} were there [at first|in the beginning|to start with]?", "how many {items} did {A} have in the very beginning?", "how many {items} did {A} begin with?", "with how many {items} did {A} begin?",
    "how many {items} did {he} have before all this?", "how many {items} had {A} [had|started with]?", "find the number of {items} {A} had at first.", "how large was the number of {items} originally?",
)  # fmt: skip
NEED = pool("need",
    "how many more {items} {does} {he} need to [have|get to|reach] {m}?", "how many more {items} must {A} {=gain} to have {m} [in all|altogether]?", "how many {items} must {he} {=gain} to have {m items}?", "how many {items} short of {m} is {A}?",
    "{he} wants to have {m items}. How many more {items} {does} {he} need?", "{A} needs {m items} [in all|in total]. How many more should {he} get?", "how many more {items} should {A} get if {he} wants {m} in total?", "the goal is {m items}. How many are missing?",
)  # fmt: skip

# A crowd at a place.
AT_START = pool("at_start",
    "there {were n} {n items} {where}.", "{n items} {were n} {where}.", "{where}, there {were n} {n items}.", "at first {n items} could be seen {where}.",
    "at first, there {were n} {n items} {where}.", "{A} saw {n items} {where}.", "[in the morning|this morning|at noon] there {were n} {n items} {where}.", "{A} counted {n items} {where}.",
)  # fmt: skip
AT_SOME = pool("at_some", "there were some {items} {where}.", "some {items} were {where}.", "{where}, there were some {items}.", "a number of {items} were {where} at first.")
COME = pool("come",
    "{x more items} {~+come}.", "then {x more items} {~+come}.", "{x} more {~+come}.", "soon {x other items} {~+come}.",
    "after a while, another {x items} {~+come}.", "{x items} {~+come}.", "later, {x} more {~+come}.", "they were joined by {x more items}.",
)  # fmt: skip
GO = pool("go",
    "{x} of them {~+go}.", "then {x items} {~+go}.", "{x} of the {items} {~+go}.", "soon {x} of these {items} {~+go}.",
    "{x items} {~+go}.", "after an hour, {x} {~+go}.", "later {x} {~+go}.", "a little later, {x} of the {items} {~+go}.",
)  # fmt: skip
SOME_COME = pool("some_come", "then some more {items} {~+come}.", "more {items} {~+come}.", "some other {items} {~+come}.", "a group of {items} {~+come}.")
SOME_GO = pool("some_go", "then some of them {~+go}.", "some {items} {~+go}.", "some of the {items} {~+go}.", "after a while several of them {~+go}.")
AT_END = pool("at_end",
    "now there {are n} {n items} {where}.", "now {n items} are {where}.", "in the end there {were n} {n items} {where}.", "that left {n items} {where}.",
    "there {are n} {n items} {where} now.", "after that there {were n} {n items}.",
)  # fmt: skip
AT_NOW = pool("at_now",
    "how many {items} are {where} now?", "how many {items} are there now?", "how many {items} are now {where}?", "what is the number of {items} {where} now?",
    "how many {items} are {where} in the end?", "how many {items} were {where} then?", "how many {items} are there {where}?", "find how many {items} there are {where} now.",
)  # fmt: skip
AT_ALL = pool("at_all", "how many {items} are {where} [in all|altogether|in total]?", "how many {items} are there [in all|altogether]?", "what is the total number of {items} {where}?", "in all, how many {items} are {where} now?")
AT_LEFT = pool("at_left", "how many {items} are left {where}?", "how many {items} are still {where}?", "how many {items} [remained|were left]?", "how many of the {items} stayed {where}?")
AT_ASK_COME = pool("at_ask_come", "how many {items} {~+come}?", "how many more {items} {~+come}?", "how many new {items} {~+come}?", "what number of {items} {~+come}?")
AT_ASK_GO = pool("at_ask_go", "how many {items} {~+go}?", "how many of the {items} {~+go}?", "how many of them {~+go}?", "what number of {items} {~+go}?")
AT_ASK_START = pool("at_ask_start", "how many {items} were {where} [at first|at the start|in the beginning]?", "how many {items} were there [at first|to begin with]?", "how many {items} were {where} to start with?", "what was the number of {items} {where} at first?")

WHENS = (
    (" in the morning", " in the afternoon", " in the evening", " at night"), (" on Monday", " on Tuesday", " on Wednesday", " on Thursday"),
    (" before lunch", " after lunch", " before dinner", " after dinner"), (" on Friday", " on Saturday", " on Sunday", " on Monday"),
    (" in May", " in June", " in July", " in August"), (" in the first week", " in the second week", " in the third week", " in the fourth week"),
)  # fmt: skip


class _Holding:
    """A person's things: phrases for start, events and end."""

    def __init__(self, story: Story, fixed_verbs: bool) -> None:
        self.story, self.fixed = story, fixed_verbs
        story.main(story.scene())
        self.noun = story.ctx["items"]
        self.whens = story.rng.choice(WHENS) if story.rng.random() < 0.3 else ("",) * 4
        self.event = 0
        story.orderly = True
        story.ctx |= {"in_box": f" in {story.A.name.replace('a ', 'the ', 1) if story.A.name.startswith('a ') else story.A.name}'s {story.ctx['boxes'].one}" if story.A.named else "", "when": ""}
        story.ctx["now_has"] = "have" if story.plural else "has"

    def start(self, n: int) -> str:
        story = self.story
        if story.A.named and not story.plural and story.rng.random() < 0.2:
            return story.say(START_SENTENCE, n=n)
        if self.fixed:  # "bought 5 ..., then bought some more. How many did she buy?" has no one answer
            verb, story.ctx["gain"] = story.ctx["gain"], "have"
            text = story.say(START, n=n)
            story.ctx["gain"] = verb
            return text
        return story.say(START, n=n)

    def some(self) -> str:
        return self.story.say(SOME_START)

    def _next(self) -> None:
        story = self.story
        if not self.fixed:
            story.verbs()
        story.other()
        story.ctx["relative"] = story.rng.choice(v.RELATIVES)
        story.ctx["when"] = self.whens[min(self.event, 3)]
        self.event += 1

    def gain(self, x: int) -> str:
        self._next()
        if self.story.rng.random() < 0.2 and not self.story.plural and not self.fixed:
            return self.story.say(GAIN_SENTENCE, x=x)
        return self.story.say(GAIN, x=x)

    def lose(self, x: int) -> str:
        self._next()
        if self.story.rng.random() < 0.2 and not self.story.plural and not self.fixed:
            return self.story.say(LOSE_SENTENCE, x=x)
        return self.story.say(LOSE, x=x)

    def some_gain(self) -> str:
        self._next()
        return self.story.say(SOME_GAIN)

    def some_lose(self) -> str:
        self._next()
        return self.story.say(SOME_LOSE)

    def end(self, n: int, down: bool) -> str:
        return self.story.say(END, n=n, left=self.story.rng.choice(("", " left")) if down else "")

    def tell(self, phrases: list[str]) -> list[str]:
        return tell(self.story, phrases)

    def ask_now(self, direction: int) -> str:
        rng = self.story.rng
        return self.story.say(NOW_UP if direction > 0 and rng.random() < 0.5 else NOW_DOWN if direction < 0 and rng.random() < 0.6 else NOW)

    def ask_start(self) -> str:
        return self.story.say(ASK_START)

    def ask_gain(self) -> str:
        return self.story.say(ASK_GAIN)

    def ask_lose(self) -> str:
        return self.story.say(ASK_LOSE)


class _Crowd(_Holding):
    """People or animals at a place that others come to and leave."""

    def __init__(self, story: Story, fixed_verbs: bool) -> None:  # noqa: ARG002
        self.story = story
        story.past = True
        who, where, come, go = story.rng.choice(v.VISITS)
        story.main(roles=False)
        story.people = False
        story.orderly = True
        self.noun = Thing(who, v.plural(who))
        story.ctx |= {"items": self.noun, "where": where, "+come": come, "+go": go}

    def start(self, n: int) -> str:
        return self.story.say(AT_START, n=n)

    def some(self) -> str:
        return self.story.say(AT_SOME)

    def _event(self, text: str) -> str:
        return text

    def gain(self, x: int) -> str:
        return self.story.say(COME, x=x)

    def lose(self, x: int) -> str:
        return self.story.say(GO, x=x)

    def some_gain(self) -> str:
        return self.story.say(SOME_COME)

    def some_lose(self) -> str:
        return self.story.say(SOME_GO)

    def end(self, n: int, down: bool) -> str:  # noqa: ARG002
        return self.story.say(AT_END, n=n)

    def tell(self, phrases: list[str]) -> list[str]:
        return phrases

    def ask_now(self, direction: int) -> str:
        rng = self.story.rng
        return self.story.say(AT_ALL if direction > 0 and rng.random() < 0.4 else AT_LEFT if direction < 0 and rng.random() < 0.5 else AT_NOW)

    def ask_start(self) -> str:
        return self.story.say(AT_ASK_START)

    def ask_gain(self) -> str:
        return self.story.say(AT_ASK_COME)

    def ask_lose(self) -> str:
        return self.story.say(AT_ASK_GO)


def _holding(story: Story, fixed_verbs: bool = False) -> _Holding:
    return _Crowd(story, fixed_verbs) if story.rng.random() < 0.22 else _Holding(story, fixed_verbs)


def result(story: Story, level: int) -> Draft:
    """Start and events known, the result asked."""
    h = _holding(story)
    items = h.noun.many
    value = Fraction(story.n(3))
    phrases = [h.start(int(value))]
    directions = set()
    for _ in range(level):
        if value > 3 and story.rng.random() < 0.55:
            x = story.n(1 if story.rng.random() < 0.1 else 2, int(value) - 1)
            phrases.append(h.lose(x))
            value = story.step(f"{items} left", value, "-", x)
            directions.add(-1)
        else:
            x = story.n(2)
            phrases.append(h.gain(x))
            value = story.step(f"{items} now", value, "+", x)
            directions.add(1)
    direction = directions.pop() if len(directions) == 1 else 0
    return Draft(h.tell(phrases), h.ask_now(direction), value)


def change_unknown(story: Story, level: int) -> Draft:
    """Start and end known, one event unknown; at level 2 a known event comes first."""
    h = _holding(story, fixed_verbs=True)
    items = h.noun.many
    value = Fraction(story.n(4))
    phrases = [h.start(int(value))]
    up = story.rng.random() < 0.5
    for _ in range(level - 1):
        x = story.n(2, max(2, min(story.scale, int(value) - 2)))
        if up:  # the other direction, so that the question can only mean the unknown event
            if x >= value - 1:
                return Draft([], "", Fraction(-1))
            phrases.append(h.lose(x))
            value = story.step(f"{items} left", value, "-", x)
        else:
            phrases.append(h.gain(x))
            value = story.step(f"{items} before the loss", value, "+", x)
    if up:
        end = int(value) + story.n(2)
        phrases += [h.some_gain(), h.end(end, False)]
        return Draft(h.tell(phrases), h.ask_gain(), story.step(f"{items} added", end, "-", value))
    end = story.n(1, int(value) - 1)
    phrases += [h.some_lose(), h.end(end, True)]
    return Draft(h.tell(phrases), h.ask_lose(), story.step(f"{items} gone", value, "-", end))


def start_unknown(story: Story, level: int) -> Draft:
    """End and events known, the start asked: the events are undone, last first."""
    h = _holding(story)
    items = h.noun.many
    phrases = [h.some()]
    value = start = story.n(4) + 4
    events: list[int] = []
    for _ in range(level):
        if value > 4 and story.rng.random() < 0.5:
            events.append(-story.n(2, value - 2))
            phrases.append(h.lose(-events[-1]))
        else:
            events.append(story.n(2))
            phrases.append(h.gain(events[-1]))
        value += events[-1]
    phrases.append(h.end(value, events[-1] < 0))
    back = Fraction(value)
    for i, event in enumerate(reversed(events)):
        label = f"{items} at first" if i == level - 1 else f"{items} before that"
        back = story.step(label, back, "-" if event > 0 else "+", abs(event))
    assert back == start
    return Draft(h.tell(phrases), h.ask_start(), back)


def needed(story: Story, level: int) -> Draft:
    """How many more are needed for a goal; at level 2 after one event."""
    h = _Holding(story, fixed_verbs=True)
    value = Fraction(story.n(3))
    phrases = [h.start(int(value))]
    if level == 2:
        x = story.n(2)
        phrases.append(h.gain(x))
        value = story.step(f"{h.noun.many} now", value, "+", x)
    goal = int(value) + story.n(2)
    answer = story.step(f"{h.noun.many} still needed", goal, "-", value)
    return Draft(h.tell(phrases), story.say(NEED, m=goal), answer)


SCHEMAS = ((result, 1, 4, 8), (change_unknown, 1, 2, 4), (start_unknown, 1, 3, 4), (needed, 1, 2, 2))
