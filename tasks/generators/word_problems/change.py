"""Change problems: a holding or a crowd, events that add and take, and any one number unknown."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import pick
from tasks.generators.word_problems import change_phrases as p
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.story import Draft, Story, Thing, tell

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
        story.subject_later = True
        self.noun = story.ctx["items"]
        self.whens = pick(story.rng, WHENS) if story.rng.random() < 0.3 else ("",) * 4
        self.event = 0
        story.orderly = True
        story.ctx |= {
            "in_box": f" in {story.A.name.replace('a ', 'the ', 1) if story.A.name.startswith('a ') else story.A.name}'s {story.ctx['boxes'].one}"
            if story.A.named
            else "",
            "when": "",
        }
        story.ctx["now_has"] = "have" if story.plural else "has"

    def start(self, n: int) -> str:
        text = self._start(n)
        self.story.introduced = True  # `a baker` stands in the first sentence, wherever the others are said
        return text

    def _start(self, n: int) -> str:
        story = self.story
        if story.A.named and not story.plural and story.rng.random() < 0.2:
            return story.say(p.START_SENTENCE, n=n)
        if self.fixed:  # "bought 5 ..., then bought some more. How many did she buy?" has no one answer
            verb, story.ctx["gain"] = story.ctx["gain"], "have"
            text = story.say(p.START, n=n)
            story.ctx["gain"] = verb
            return text
        return story.say(p.START, n=n)

    def some(self) -> str:
        text = self.story.say(p.SOME_START)
        self.story.introduced = True
        return text

    def _next(self) -> None:
        story = self.story
        if not self.fixed:
            story.verbs()
        story.other()
        story.ctx["relative"] = pick(story.rng, v.RELATIVES)
        story.ctx["when"] = self.whens[min(self.event, 3)]
        self.event += 1

    def gain(self, x: int) -> str:
        self._next()
        if self.story.rng.random() < 0.2 and not self.story.plural and not self.fixed:
            return self.story.say(p.GAIN_SENTENCE, x=x)
        return self.story.say(p.GAIN, x=x)

    def lose(self, x: int) -> str:
        self._next()
        if self.story.rng.random() < 0.2 and not self.story.plural and not self.fixed:
            return self.story.say(p.LOSE_SENTENCE, x=x)
        return self.story.say(p.LOSE, x=x)

    def some_gain(self) -> str:
        self._next()
        return self.story.say(p.SOME_GAIN)

    def some_lose(self) -> str:
        self._next()
        return self.story.say(p.SOME_LOSE)

    def end(self, n: int, down: bool) -> str:
        return self.story.say(p.END, n=n, left=pick(self.story.rng, ("", " left")) if down else "")

    def joined(self) -> bool:
        """Whether an event and what came of it are said as one."""
        return self.story.rng.random() < 0.3

    def after(self, x: int, n: int) -> str:
        """A gain of x (a loss, when negative) and the number n it led to, in one sentence."""
        self._next()
        return self.story.say(p.AFTER_GAIN if x > 0 else p.AFTER_LOSE, x=abs(x), n=n)

    def until(self, n: int, up: bool) -> str:
        """An unknown gain or loss and the number it led to, in one sentence."""
        self._next()
        return self.story.say(p.GAIN_UNTIL if up else p.LOSE_UNTIL, n=n)

    def ask_after(self, x: int) -> str:
        """The last event within the question."""
        self._next()
        return self.story.say(p.ASK_AFTER_GAIN if x > 0 else p.ASK_AFTER_LOSE, x=abs(x))

    def ask_event(self, n: int, up: bool) -> str:
        """The number it led to within the question about an event."""
        return self.story.say(p.ASK_GAIN_IF if up else p.ASK_LOSE_IF, n=n)

    def tell(self, phrases: list[str]) -> list[str]:
        self.story.introduced = phrases[0].endswith(".")
        return tell(self.story, phrases)

    def ask_now(self, direction: int) -> str:
        rng = self.story.rng
        return self.story.say(
            p.NOW_UP
            if direction > 0 and rng.random() < 0.5
            else p.NOW_DOWN
            if direction < 0 and rng.random() < 0.6
            else p.NOW
        )

    def ask_start(self) -> str:
        return self.story.say(p.ASK_START)

    def ask_gain(self) -> str:
        return self.story.say(p.ASK_GAIN)

    def ask_lose(self) -> str:
        return self.story.say(p.ASK_LOSE)


class _Crowd(_Holding):
    """People or animals at a place that others come to and leave."""

    def __init__(self, story: Story, fixed_verbs: bool) -> None:
        self.story = story
        story.past = True
        who, where, come, go = pick(story.rng, v.VISITS)
        story.main(roles=False)
        story.people = False
        story.orderly = True
        self.noun = Thing(who, v.plural(who))
        story.ctx |= {"items": self.noun, "where": where, "+come": come, "+go": go}

    def start(self, n: int) -> str:
        return self.story.say(p.AT_START, n=n)

    def some(self) -> str:
        return self.story.say(p.AT_SOME)

    def _event(self, text: str) -> str:
        return text

    def gain(self, x: int) -> str:
        return self.story.say(p.COME, x=x)

    def lose(self, x: int) -> str:
        return self.story.say(p.GO, x=x)

    def some_gain(self) -> str:
        return self.story.say(p.SOME_COME)

    def some_lose(self) -> str:
        return self.story.say(p.SOME_GO)

    def end(self, n: int, down: bool) -> str:
        return self.story.say(p.AT_END, n=n)

    def joined(self) -> bool:
        return False

    def tell(self, phrases: list[str]) -> list[str]:
        return phrases

    def ask_now(self, direction: int) -> str:
        rng = self.story.rng
        return self.story.say(
            p.AT_ALL
            if direction > 0 and rng.random() < 0.4
            else p.AT_LEFT
            if direction < 0 and rng.random() < 0.5
            else p.AT_NOW
        )

    def ask_start(self) -> str:
        return self.story.say(p.AT_ASK_START)

    def ask_gain(self) -> str:
        return self.story.say(p.AT_ASK_COME)

    def ask_lose(self) -> str:
        return self.story.say(p.AT_ASK_GO)


def _holding(story: Story, fixed_verbs: bool = False) -> _Holding:
    return _Crowd(story, fixed_verbs) if story.rng.random() < 0.22 else _Holding(story, fixed_verbs)


def result(story: Story, level: int) -> Draft:
    """Start and events known, the result asked."""
    h = _holding(story)
    items = h.noun.many
    value = Fraction(story.n(3))
    phrases = [h.start(int(value))]
    directions = set()
    asked = h.joined()
    for i in range(level):
        in_question = asked and i == level - 1
        if value > 3 and story.rng.random() < 0.55:
            x = story.n(1 if story.rng.random() < 0.1 else 2, int(value) - 1)
            last = -x
            if not in_question:
                phrases.append(h.lose(x))
            value = story.step(f"{items} left", value, "-", x)
            directions.add(-1)
        else:
            x = last = story.n(2)
            if not in_question:
                phrases.append(h.gain(x))
            value = story.step(f"{items} now", value, "+", x)
            directions.add(1)
    if asked:
        return Draft(h.tell(phrases), h.ask_after(last), value)
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
        question, known = _end(h, end, True)
        return Draft(h.tell(phrases + known), question, story.step(f"{items} added", end, "-", value))
    end = story.n(1, int(value) - 1)
    question, known = _end(h, end, False)
    return Draft(h.tell(phrases + known), question, story.step(f"{items} gone", value, "-", end))


def _end(h: _Holding, n: int, up: bool) -> tuple[str, list[str]]:
    """The question about an unknown event, and the phrases for the event and for the number it led to."""
    some = h.some_gain if up else h.some_lose
    ask = h.ask_gain if up else h.ask_lose
    if h.joined():
        if h.story.rng.random() < 0.5:
            known = [h.until(n, up)]
            return ask(), known
        known = [some()]
        return h.ask_event(n, up), known
    known = [some(), h.end(n, not up)]
    return ask(), known


def start_unknown(story: Story, level: int) -> Draft:
    """End and events known, the start asked: the events are undone, last first."""
    h = _holding(story)
    items = h.noun.many
    phrases = [h.some()]
    value = start = story.n(4) + 4
    events: list[int] = []
    joined = h.joined()
    for i in range(level):
        down = value > 4 and story.rng.random() < 0.5
        events.append(-story.n(2, value - 2) if down else story.n(2))
        value += events[-1]
        if joined and i == level - 1:
            phrases.append(h.after(events[-1], value))
        else:
            phrases.append(h.lose(-events[-1]) if down else h.gain(events[-1]))
    if not joined:
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
    return Draft(h.tell(phrases), story.say(p.NEED, m=goal), answer)


SCHEMAS = ((result, 1, 4, 8), (change_unknown, 1, 2, 4), (start_unknown, 1, 3, 4), (needed, 1, 2, 2))
