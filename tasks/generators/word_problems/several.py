"""Several quantities side by side (days, people, kinds), and questions that pick among them."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import past, pool
from tasks.generators.word_problems.story import Draft, Story, Thing, listing

TIMES = (
    tuple(f"on {d}" for d in v.DAYS), ("in the morning", "in the afternoon", "in the evening"), tuple(f"in {m}" for m in v.MONTHS),
    ("last week", "this week"), ("yesterday", "today"), ("in the first hour", "in the second hour", "in the third hour", "in the fourth hour"),
    ("on the first day", "on the second day", "on the third day", "on the fourth day"), ("last year", "this year"),
    ("in the first week", "in the second week", "in the third week"), ("last month", "this month"), tuple(f"on {d}" for d in v.DAYS), tuple(f"on {d}" for d in v.DAYS),
)  # fmt: skip
TIME_FIRST = pool("time_first",
    "{A} {~do_} {n items} {t}.", "{t}, {A} {~do_} {n items}.", "{t} {A} {~do_} {n items}.", "{t}, {n items} {were n} {@do_} by {A}.",
    "{t}, {A} {~do_} as many as {n items}.", "{t}, the number of {items} {A} {~do_} was {n}.", "{A} {~do_} exactly {n items} {t}.", "it was {n items} that {A} {~do_} {t}.",
    "{t}, {A} {~do_} a total of {n items}.", "{A}'s list says: {n items} {@do_} {t}.", "{t}, {A} was busy and {~do_} {n items}.", "the number of {items} {A} {~do_} {t} was {n}.",
    "{A} {~do_} some {items} {t}, {n} to be exact.", "when {A} counted the {items} {he} {~do_} {t}, there {were n} {n}.", "the record shows that {A} {~do_} {n items} {t}.", "{n} is how many {items} {A} {~do_} {t}.",
    "{A} reported that {he} {~do_} {n items} {t}.", "a count showed that {t} {A} {~do_} {n items}.", "{A} counted the {items} {@do_} {t}: there {were n} {n}.",
)  # fmt: skip
TIME_NEXT = pool("time_next",
    "{he} {~do_} {n items} {t}.", "{t}, {he} {~do_} {n items}.", "{t} {he} {~do_} {n}.", "{t} the number was {n}.",
    "{t}, {A} {~do_} {n items}.", "then {he} {~do_} {n} {t}.", "{A} {~do_} {n items} {t}.", "{t}, {A} {~do_} another {n! items}.",
    "{t}, {he} {~do_} a total of {n items}.", "then, {t}, {he} {~do_} {n items}.", "{he} also {~do_} {n items} {t}.", "and {t} {he} {~do_} {n items}.",
    "{t} it was {n items}.", "{t} there {were n} {n items}.", "{t}, {n items} {were n} {@do_}.", "the number {t} was {n}.",
    "{he} {~do_} {n} {t}.", "{he} went on and {~do_} {n} {t}.", "{t}, {he} {~do_} {n items} as well.", "later, {t}, {A} {~do_} {n items}.",
    "as for {items} {t}, {he} {~do_} {n}.", "{t}, {A}'s number of {items} was {n}.", "it was {n items} that {he} {~do_} {t}.", "{t} {A} {~do_} exactly {n items}.",
    "{n items} followed {t}.", "{t}, the count was {n items}.", "{he} did not stop there: {t}, {he} {~do_} {n items}.", "{t} {he} {~do_} {items} again, {n} of them.", "a further {n! items} {were n} {@do_} {t}.",
    "when {he} counted the {items} {@do_} {t}, there {were n} {n}.", "{A} reported that {t} the number of {items} was {n}.", "{n} is how many {items} {he} {~do_} {t}.", "{t}, {n} was {his} number of {items}.",
    "{t}, the list shows {n items}.",
)  # fmt: skip
TIME_LIST = pool("time_list",
    "{A} {~do_} {list}.", "here is what happened: {A} {~do_} {list}.", "{A} kept a record: {he} {~do_} {list}.", "{A}'s notes say that {he} {~do_} {list}.",
    "we know that {A} {~do_} {list}.", "{A} was busy: {he} {~do_} {list}.", "it is known that {A} {~do_} {list}.", "{A} wrote down that {he} {~do_} {list}.",
    "{A} told a friend that {he} {~do_} {list}.", "according to the list, {A} {~do_} {list}.", "{A} counted everything: {he} {~do_} {list}.", "during that time, {A} {~do_} {list}.",
    "{list}: that is how many {A} {~do_}.", "it turns out that {A} {~do_} {list}.", "{A} made a note of the {items} {he} {~do_}: {list}.", "{A} was asked to keep count and {~do_} {list}.",
    "looking back, {A} can say that {he} {~do_} {list}.", "bit by bit, {A} {~do_} {list}.", "these are the facts: {A} {~do_} {list}.",
)  # fmt: skip
TIME_ALL = pool("time_all",
    "how many {items} did {A} {=do_} [in all|altogether|in total]?", "how many {items} did {he} {=do_} [in all|altogether|in total]?", "what is the total number of {items} {A} {~do_}?", "in total, how many {items} did {A} {=do_}?",
    "how many {items} [in all|in total] did {A} {=do_}?", "how many {items} were {@do_} [in all|altogether]?", "find the total number of {items} {he} {~do_}.", "how many {items} did {he} {=do_} over the whole time?",
    "find how many {items} {A} {~do_} [in all|altogether|in total].", "can you tell how many {items} {he} {~do_} in all?", "what is the total number of {items} {@do_}?", "{A} {~do_} how many {items} [in all|altogether|in total]?",
    "all together, how many {items} did {he} {=do_}?", "altogether, how many {items} did {A} {=do_}?", "how many {items} did {A} {=do_} during this time?", "[calculate|work out] the total number of {items} {A} {~do_}.",
    "what total number of {items} did {he} {=do_}?", "how many {items} is that [altogether|in all|in total]?", "how many {items} had {A} {@do_} by the end?", "what do the {items} come to altogether?",
    "what is the sum of all the {items} {he} {~do_}?", "how many {items} has {A} {@do_} in all?", "counting everything, how many {items} did {A} {=do_}?", "so how many {items} did {he} {=do_} in total?",
    "how many {items} does that make [in all|altogether|in total]?", "when everything is added up, how many {items} did {A} {=do_}?", "what was {A}'s grand total of {items}?", "over the whole time, {A} {~do_} how many {items}?",
    "from start to finish, how many {items} did {A} {=do_}?", "{A} wants to know how many {items} {he} {~do_} in all. What is the answer?", "all in all, how many {items} were {@do_}?", "find the sum of all the {items} {@do_}.",
    "what do all the numbers of {items} add up to?", "do you know how many {items} {A} {~do_} altogether?", "taking all of this together, how many {items} did {he} {=do_}?", "if you add up all the {items} {A} {~do_}, what do you get?",
    "what number of {items} did {his} total come to?", "how many {items} were there [altogether|in all]?", "the total number of {items} {A} {~do_} is what?", "what total of {items} should {A} write down?",
)  # fmt: skip
TIME_PAIR = pool("time_pair",
    "how many {items} did {A} {=do_} {t1} and {t2}?", "how many {items} did {he} {=do_} {t1} and {t2} [together|in total|altogether]?", "what is the total number of {items} {A} {~do_} {t1} and {t2}?", "counting only {T1} and {T2}, how many {items} did {A} {=do_}?",
    "in total, how many {items} did {he} {=do_} {t1} and {t2}?", "how many {items} did {A} {=do_} {t2} and {t1} [in all|combined]?", "{t1} and {t2} together, how many {items} did {A} {=do_}?", "how many {items} were {@do_} {t1} and {t2} combined?",
    "find how many {items} {A} {~do_} {t1} and {t2} together.", "can you tell how many {items} {he} {~do_} {t1} and {t2} in total?", "what total number of {items} did {A} {=do_} {t1} and {t2}?", "{A} {~do_} how many {items} {t1} and {t2} [in all|altogether]?",
    "how many {items} [in all|altogether] did {he} {=do_} {t1} and {t2}?", "[calculate|work out] the number of {items} {@do_} {t1} and {t2} together.", "if we count only {T1} and {T2}, how many {items} did {A} {=do_}?", "taking {T1} and {T2} together, how many {items} did {he} {=do_}?",
    "what is the sum of the {items} {A} {~do_} {t1} and {t2}?", "how many {items} did {A} {=do_} {t1} plus {t2}?", "{t1} and {t2}, how many {items} were {@do_} in all?", "how many {items} do {T1} and {T2} give together?",
    "altogether, how many {items} did {A} {=do_} {t1} and {t2}?", "what do the {items} {t1} and {t2} add up to?", "not counting any other time, how many {items} did {he} {=do_} {t1} and {t2}?", "how many {items} were {@do_} in total {t1} and {t2}?",
    "if you add {T1} and {T2}, how many {items} do you get?", "what was the total of {items} for {T1} and {T2}?", "the {items} {@do_} {t1} and {t2} make how many [in all|altogether]?",
    "leaving out everything else, how many {items} were {@do_} {t1} and {t2}?", "how many {items} does that make for {T1} and {T2} [together|combined]?", "{t1} and {t2}, {A} {~do_} how many {items} [in all|altogether|in total]?",
    "suppose only {T1} and {T2} count. How many {items} did {A} {=do_}?", "find the sum of the {items} {@do_} {t1} and {t2}.", "when {T1} and {T2} are put together, how many {items} did {he} {=do_}?",
    "do you know how many {items} {A} {~do_} {t1} and {t2} [in all|together]?", "all in all, how many {items} did {he} {=do_} {t1} and {t2}?", "add up {T1} and {T2}: how many {items} is that?",
    "how many of the {items} were {@do_} either {t1} or {t2}?", "the two numbers for {T1} and {T2} come to how many {items}?", "what number of {items} do {T1} and {T2} come to?",
)  # fmt: skip
TIME_DIFF = pool("time_diff",
    "how many more {items} did {A} {=do_} {t1} than {t2}?", "how many more {items} did {he} {=do_} {t1} than {t2}?", "how many fewer {items} did {A} {=do_} {t2} than {t1}?", "what is the difference between the number of {items} {t1} and {t2}?",
    "how many {items} more did {he} {=do_} {t1} than {t2}?", "{t1}, how many more {items} did {A} {=do_} than {t2}?", "how many less {items} did {he} {=do_} {t2} than {t1}?", "compared with {T2}, how many more {items} did {A} {=do_} {t1}?",
    "find how many more {items} {A} {~do_} {t1} than {t2}.", "can you tell how many more {items} {he} {~do_} {t1} than {t2}?", "by how many {items} was the number {t1} larger than {t2}?", "how many more {items} were {@do_} {t1} than {t2}?",
    "{A} {~do_} how many more {items} {t1} than {t2}?", "how many {items} fewer did {A} {=do_} {t2} than {t1}?", "[calculate|work out] the difference between the {items} {@do_} {t1} and {t2}.", "what is the difference between the {items} {A} {~do_} {t1} and {t2}?",
    "how many fewer {items} were {@do_} {t2} than {t1}?", "compared to {T2}, how many more {items} did {he} {=do_} {t1}?", "how many {items} more were {@do_} {t1} than {t2}?", "{t2}, how many fewer {items} did {A} {=do_} than {t1}?",
    "how much larger was the number of {items} {t1} than {t2}?", "by how many {items} did the number {t1} beat the number {t2}?", "how much smaller was the number of {items} {t2} than {t1}?", "{he} {~do_} more {items} {t1} than {t2}. How many more?",
    "{A} {~do_} fewer {items} {t2} than {t1}. How many fewer?", "how many {items} must be added to the number {t2} to get the number {t1}?", "by how many did the {items} {@do_} {t1} outnumber those {@do_} {t2}?",
    "how far was the number of {items} {t2} behind the number {t1}?", "compared with {T2}, how many extra {items} did {he} {=do_} {t1}?", "subtracting the number {t2} from the number {t1} leaves how many {items}?",
    "the number of {items} was larger {t1} than {t2}. By how many?", "{he} {~do_} how many fewer {items} {t2} than {t1}?", "how many more {items} would {A} have had to {=do_} {t2} to match the number {t1}?",
    "what is the gap between the number of {items} {t1} and the number {t2}?", "{t1} there were more {items} than {t2}. How many more?", "do you know how many more {items} {A} {~do_} {t1} than {t2}?",
    "measured against {T2}, how many more {items} were {@do_} {t1}?", "how many {items} separate the number {t1} from the number {t2}?", "by how many {items} was {A}'s number {t2} smaller than {t1}?",
)  # fmt: skip
TIME_TOTAL_GIVEN = pool("time_total_given",
    "{A} {~do_} {n items} [in all|altogether|in total].", "[in all|altogether], {A} {~do_} {n items}.", "the total was {n items}.", "all in all {he} {~do_} {n items}.",
    "{he} {~do_} a total of {n items}.", "together that was {n items}.",
    "{he} {~do_} {n items} over the whole time.", "the total number of {items} {@do_} was {n}.",
    "the total came to {n items}.", "all together, {A} {~do_} {n items}.", "in total, {A} {~do_} {n items}.", "the total number of {items} {A} {~do_} is {n}.",
    "{A} {~do_} a total of {n items}.", "{he} had {@do_} {n items} by the end.", "in the whole time, {A} {~do_} {n items}.", "when it comes to {items}, {A} {~do_} {n} in all.",
    "the total for {items} was {n}.", "[in the end|at the end], {A} had {@do_} {n items} in all.",
    "the total for the whole time was {n items}.", "counting everything, {A} {~do_} {n items}.", "from start to finish, {A} {~do_} {n items}.", "by the end, {A} had reached a total of {n items}.", "all in all, {n items} {were n} {@do_}.",
    "when everything was counted, {A} had {@do_} {n items}.", "{A}'s grand total was {n items}.", "over the whole time, the number of {items} {@do_} came to {n}.", "the total that {A} wrote down was {n items}.",
)  # fmt: skip
TIME_ONE = pool("time_one",
    "how many {items} did {A} {=do_} {t1}?", "how many {items} did {he} {=do_} {t1}?", "how many did {A} {=do_} {t1}?", "{t1}, how many {items} did {A} {=do_}?", "how many {items} were {@do_} {t1}?", "what was the number of {items} {t1}?",
    "find how many {items} {A} {~do_} {t1}.", "can you tell how many {items} {he} {~do_} {t1}?",
    "{A} {~do_} how many {items} {t1}?", "what number of {items} did {he} {=do_} {t1}?", "how many {items} must {A} have {@do_} {t1}?", "[calculate|work out] how many {items} {A} {~do_} {t1}.",
    "how many {items} had {A} {@do_} {t1}?", "how many of the {items} did {A} {=do_} {t1}?", "what was {A}'s number of {items} {t1}?", "how many of the {items} were {@do_} {t1}?",
    "so how many {items} did {he} {=do_} {t1}?", "{t1}, how many {items} were {@do_}?",
    "the number of {items} {A} {~do_} {t1} is missing. What is it?", "that leaves how many {items} {@do_} {t1}?", "what was the count of {items} {t1}?", "to reach that total, how many {items} must {A} have {@do_} {t1}?",
    "{A} {~do_} {items} {t1} as well. How many?", "do you know how many {items} {A} {~do_} {t1}?", "taking the other {items} off the total leaves how many {t1}?", "{t1}, {A} {~do_} how many {items}?",
    "how large was the number of {items} {t1}?", "someone asks how many {items} {A} {~do_} {t1}. What is the answer?", "[using|from] the total, find how many {items} {A} {~do_} {t1}.",
    "the number {t1} was not written down. How many {items} was it?", "{t1} there were how many {items}?",
)  # fmt: skip
TIME_MORE = pool("time_more",
    "{t}, {he} {~do_} {d} more {items} than {s}.", "{t} {he} {~do_} {d} more than {s}.", "{A} {~do_} {d} more {items} {t} than {s}.", "{t} the number was {d} more than {s}.",
    "compared with {S}, {he} {~do_} {d} more {items} {t}.", "{t}, the number of {items} was {d} more than {s}.", "{t}, {A} {~do_} {d} {items} more than {s}.", "{t} there were {d} more {items} than {s}.",
    "{he} {~do_} {d more items} {t} than {he} had {@do_} {s}.", "{t}, {he} {~do_} as many {items} as {s} and {d} more.", "the number of {items} {t} was {d} larger than {s}.", "{t} {he} did better than {s}, by {d items}.",
    "{s} {he} had {@do_} {d} fewer {items} than {t}.", "compared with {S}, the number of {items} {t} was up by {d}.", "{A} {~do_} more {items} {t} than {s}, and the difference was {d}.",
    "the number of {items} {t} was that of {S} plus {d}.", "{t} {he} went {d items} beyond the number of {S}.", "adding {d} to the number of {S} gives the number of {items} {@do_} {t}.", "{d more items} were {@do_} {t} than {s}.",
)  # fmt: skip
TIME_FEWER = pool("time_fewer",
    "{t}, {he} {~do_} {d} fewer {items} than {s}.", "{t} {he} {~do_} {d} fewer than {s}.", "{A} {~do_} {d} fewer {items} {t} than {s}.", "{t} the number was {d} less than {s}.",
    "compared with {S}, {he} {~do_} {d} fewer {items} {t}.", "{t}, the number of {items} was {d} less than {s}.", "{t}, {A} {~do_} {d} {items} fewer than {s}.", "{t} there were {d} fewer {items} than {s}.",
    "{he} {~do_} {d} fewer {items} {t} than {he} had {@do_} {s}.", "{t}, {he} {~do_} {d} less {items} than {s}.", "the number of {items} {t} was {d} smaller than {s}.", "{t} {he} did worse than {s}, by {d items}.",
    "{s} {he} had {@do_} {d} more {items} than {t}.", "compared with {S}, the number of {items} {t} was down by {d}.", "{A} {~do_} fewer {items} {t} than {s}, and the difference was {d}.",
    "the number of {items} {t} was that of {S} minus {d}.", "{t} {he} fell {d items} short of the number of {S}.", "taking {d} away from the number of {S} gives the number of {items} {@do_} {t}.",
    "{d} fewer {items} were {@do_} {t} than {s}.",
)  # fmt: skip
TIME_TIMES = pool("time_times",
    "{t}, {he} {~do_} {times} as many {items} as {s}.", "{t} {he} {~do_} {times} as many as {s}.", "{A} {~do_} {times} as many {items} {t} as {s}.", "{t} the number was {times} that of {S}.",
    "compared with {S}, {he} {~do_} {times} as many {items} {t}.", "{t}, the number of {items} was {times} that of {S}.", "{t}, {A} {~do_} {times} the number of {items} of {S}.", "{t} there were {times} as many {items} as {s}.",
    "{he} {~do_} {times} as many {items} {t} as {he} had {@do_} {s}.", "{t}, {A} {~do_} {times} as many {items} as {he} had {s}.", "the number of {items} {t} was {times} as large as {s}.", "{times} as many {items} as {s} were {@do_} {t}.",
    "the number of {items} {t} was {times} what it was {s}.", "{A}'s number of {items} {t} was {times} {his} number {s}.", "taking the number of {S} {times} gives the number of {items} {@do_} {t}.",
    "{items} {@do_} {t}: {times} as many as {s}.", "whatever number of {items} {A} had {@do_} {s}, the number {t} was {times} that.", "{t}, {A} reached {times} the number of {items} of {S}.",
)  # fmt: skip


def _activity(story: Story) -> tuple[int, int]:
    """Sets the verb `do_` and the things; gives the range of numbers."""
    story.main(organizations=True)
    story.past = True
    verb, one, low, high = pick(story.rng, v.ACTIVITIES)
    if story.rng.random() < 0.4:
        scene = story.scene()
        verb, (low, high) = pick(story.rng, scene.gain + scene.lose[:1]), (2, story.scale)
    else:
        story.ctx["items"] = Thing(one, v.plural(one))
        high = max(low + 6, min(high, story.scale * 2))
    story.ctx["do_"] = verb
    return low, max(high, low + 6)


def _times(story: Story, k: int) -> list[str]:
    """k times in their order."""
    options = [t for t in TIMES if len(t) >= k]
    times = pick(story.rng, options)
    start = story.rng.randrange(len(times) - k + 1)
    return list(times[start : start + k])


def _bare(time: str) -> str:
    return time.removeprefix("on ").removeprefix("in ")


def different(story: Story, low: int, high: int, k: int) -> list[int]:
    """k different numbers, which a question about the larger and the smaller needs."""
    return story.rng.sample(range(low, max(high, low + k + 2) + 1), k)


def larger_first(story: Story, n: list[int]) -> tuple[int, int]:
    """Two indices, the larger number's first."""
    i, j = story.rng.sample(range(len(n)), 2)
    return (i, j) if n[i] > n[j] else (j, i)


def _tell_times(story: Story, times: list[str], n: list[int]) -> list[str]:
    items = story.ctx["items"]
    if story.rng.random() < 0.4:
        parts = [
            f"{story.write(n[0])} {items.many} {times[0]}",
            *(
                f"{story.write(x)}{pick(story.rng, ('', '', f' {items.many}'))} {t}"
                for x, t in zip(n[1:], times[1:], strict=True)
            ),
        ]
        return [story.say(TIME_LIST, list=listing(parts))]
    story.orderly = True
    return [story.say(TIME_NEXT if i else TIME_FIRST, n=x, t=t) for i, (x, t) in enumerate(zip(n, times, strict=True))]


def times(story: Story, level: int) -> Draft:
    """Several days of one activity: all, two of them, or the difference of two."""
    low, high = _activity(story)
    rng = story.rng
    items = story.ctx["items"].many
    roll = rng.random()
    k = level + 1 if level > 1 else pick(rng, (2, 3, 3, 4))
    if level == 1 and roll < 0.75:
        when = _times(story, k)
        n = different(story, low, high, k)
        i, j = larger_first(story, n)
        sentences = _tell_times(story, when, n)
        if (k > 2 and roll < 0.3) or (k == 2 and roll < 0.25):
            if k == 2:
                return Draft(sentences, story.say(TIME_ALL), story.total(f"{items} in all", n))
            if rng.random() < 0.5:
                i, j = min(i, j), max(i, j)
            q = story.say(TIME_PAIR, t1=when[i], t2=when[j], T1=_bare(when[i]), T2=_bare(when[j]))
            return Draft(sentences, q, story.step(f"{items} {when[i]} and {when[j]}", n[i], "+", n[j]))
        q = story.say(TIME_DIFF, t1=when[i], t2=when[j], T2=_bare(when[j]))
        return Draft(
            sentences, q, story.step(f"difference between {_bare(when[i])} and {_bare(when[j])}", n[i], "-", n[j])
        )
    if level == 1 or roll < 0.3:  # the total and all but one are known
        k = level + 1
        when = _times(story, k)
        n = [story.n(low, high) for _ in range(k)]
        hidden = rng.randrange(k)
        known = [(t, x) for i, (t, x) in enumerate(zip(when, n, strict=True)) if i != hidden]
        sentences = _tell_times(story, [t for t, _ in known], [x for _, x in known])
        position = pick(rng, (0, len(sentences)))
        names = story.say(TIME_TOTAL_GIVEN, n=sum(n)).replace("{A}", story.A.name)
        if position == 0 and (
            "{he}" in names or names.startswith((str(story.ctx["he"]) + " ", "the total", "all in all", "together"))
        ):
            position = len(sentences)
        sentences.insert(position, names)
        left = Fraction(sum(n))
        for i, (_, x) in enumerate(known):
            left = story.step(
                f"{items} {when[hidden]}" if i == len(known) - 1 else f"{items} left to count", left, "-", x
            )
        return Draft(sentences, story.say(TIME_ONE, t1=when[hidden]), left)
    if roll < 0.6 and level <= 3:  # one day is told by comparison with another
        return _times_compared(story, level, low, high, items)
    when = _times(story, k)
    n = [story.n(low, high) for _ in range(k)]
    sentences = _tell_times(story, when, n)
    return Draft(sentences, story.say(TIME_ALL), story.total(f"{items} in all", n, f"{items} so far"))


def _times_compared(story: Story, level: int, low: int, high: int, items: str) -> Draft:
    rng = story.rng
    when = _times(story, level)
    n = [story.n(low, high)]
    sentences = [story.say(TIME_FIRST, n=n[0], t=when[0])]
    story.orderly = True
    for i in range(1, level):
        kind = pick(rng, ("more", "fewer", "times"))
        previous = n[-1]
        words = {"t": when[i], "s": when[i - 1], "S": _bare(when[i - 1])}
        if kind == "fewer" and previous > 3:
            d = story.n(2, previous - 1)
            sentences.append(story.say(TIME_FEWER, d=d, **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "-", d)))
        elif kind == "times":
            d = pick(rng, (2, 2, 3, 4))
            sentences.append(story.say(TIME_TIMES, times="twice" if d == 2 else f"{story.write(d)} times", **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "*", d)))
        else:
            d = story.n(2, high)
            sentences.append(story.say(TIME_MORE, d=d, **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "+", d)))
    if level == 2:
        return Draft(sentences, story.say(TIME_ALL), story.step(f"{items} in all", n[0], "+", n[1]))
    if rng.random() < 0.5 and n[0] != n[2]:
        i, j = (0, 2) if n[0] > n[2] else (2, 0)
        q = story.say(TIME_DIFF, t1=when[i], t2=when[j], T2=_bare(when[j]))
        return Draft(sentences, q, story.step("difference", n[i], "-", n[j]))
    q = story.say(TIME_PAIR, t1=when[1], t2=when[2], T1=_bare(when[1]), T2=_bare(when[2]))
    return Draft(sentences, q, story.step(f"{items} {when[1]} and {when[2]}", n[1], "+", n[2]))


# Several people ----------------------------------------------------------------------------------------------------
EACH = pool("each",
    "{P} {~do_} {n items}.", "{P} {~do_} exactly {n items}.", "{P} {~do_} a total of {n items}.", "{n items} {were n} {@do_} by {P}.",
    "{P} {~do_} as many as {n items}.", "it was {n items} that {P} {~do_}.", "the number of {items} {P} {~do_} was {n}.", "there {were n} {n items} that {P} {~do_}.",
    "for {P}, the number of {items} was {n}.", "{n} is the number of {items} {P} {~do_}.", "{P}, on the other hand, {~do_} {n items}.", "{P} {~do_} {n items} in all.",
    "{P}'s number of {items} was {n}.", "next to {P}'s name it says {n items}.", "{P} {~do_} {items}, {n} of them.", "in {P}'s case, the number of {items} was {n}.", "{P} says: I {~do_} {n items}.", "as for {P}, the list shows {n items}.",
    "when {P}'s {items} were counted, there {were n} {n}.",
)  # fmt: skip
EACH_LIST = pool("each_list",
    "{list}.", "{list} [last week|at school|at the fair].", "[last week|yesterday|on Saturday], {list}.", "in one day, {list}.",
    "[last month|last summer|last Friday], {list}.", "it is known that {list}.", "{list}, as their friends know.", "on the same day, {list}.",
    "we know that {list}.", "according to the list, {list}.", "{list} that day.", "[during the holidays|in the spring|on Sunday], {list}.",
    "it turned out that {list}.", "a note on the wall says that {list}.", "{list}: these are the numbers.", "a group of friends kept count: {list}.", "at the end of the day, it was clear that {list}.", "everyone agrees that {list}.",
    "their teacher wrote down that {list}.",
)  # fmt: skip
P_ALL = pool("p_all",
    "how many {items} did they {=do_} [in all|altogether|in total|together]?", "how many {items} did {people} {=do_} [in all|together|altogether|in total]?", "what is the total number of {items} they {~do_}?", "together, how many {items} did they {=do_}?",
    "how many {items} were {@do_} [in all|in total|altogether]?", "how many {items} do they have [in all|altogether|combined]?", "in total, how many {items} did they {=do_}?", "find the number of {items} they {~do_} all together.",
    "find how many {items} they {~do_} [in all|altogether|in total].", "can you tell how many {items} {people} {~do_} in all?", "what is the total number of {items} {@do_}?", "all together, how many {items} did {people} {=do_}?",
    "what total number of {items} did they {=do_}?", "how many {items} is that [altogether|in all|in total]?", "[calculate|work out] the total number of {items} {people} {~do_}.", "how many {items} did the friends {=do_} in all?",
    "how many {items} did they {=do_} between them?", "{people} {~do_} how many {items} in total?", "what is the sum of all their {items}?", "counting all of them, how many {items} were {@do_}?",
    "how many {items} did they all {=do_} together?", "combined, how many {items} did {people} {=do_}?", "what do the {items} of {people} come to in all?", "so how many {items} did {people} {=do_} altogether?",
    "how many {items} does that make [in all|altogether|in total]?", "as a group, {people} {~do_} how many {items}?", "what was the grand total of {items}?",
    "{people} want to know how many {items} they {~do_} together. What is the answer?", "adding up everyone's {items}, how many are there?", "when everyone is counted, how many {items} is that?",
    "all in all, how many {items} did {people} {=do_}?", "a total of how many {items} did {people} {=do_}?", "do you know how many {items} {people} {~do_} in all?", "if the {items} of {people} are counted together, what is the total?",
    "the {items} of {people} make how many in all?", "find the sum of the {items} {people} {~do_}.", "how many {items} were {@do_} by the whole group?", "what is the combined number of {items} {people} {~do_}?",
    "how many {items} should {people} report as their total?",
)  # fmt: skip
P_PAIR = pool("p_pair",
    "how many {items} did {X} and {Y} {=do_} [together|in all|altogether]?", "how many {items} in total did {Y} and {X} {=do_}?", "what is the total number of {items} {X} and {Y} {~do_}?", "together, how many {items} did {X} and {Y} {=do_}?",
    "if {X} and {Y} put their {items} together, how many {items} would they have?", "how many {items} do {X} and {Y} have [together|altogether|combined]?", "counting only {X} and {Y}, how many {items} were {@do_}?", "what do {X}'s and {Y}'s {items} add up to?",
    "find how many {items} {X} and {Y} {~do_} together.", "can you tell how many {items} {X} and {Y} {~do_} in all?", "what total number of {items} did {X} and {Y} {=do_}?", "{X} and {Y} {~do_} how many {items} [in all|altogether]?",
    "[calculate|work out] the total number of {items} {X} and {Y} {~do_}.", "combined, how many {items} did {Y} and {X} {=do_}?", "what is the sum of {X}'s {items} and {Y}'s {items}?", "how many {items} were {@do_} by {X} and {Y} together?",
    "between them, how many {items} did {X} and {Y} {=do_}?", "taking {X} and {Y} together, how many {items} did they {=do_}?", "how many {items} did {X} {=do_} together with {Y}?", "not counting anyone else, how many {items} did {X} and {Y} {=do_}?",
    "if we add {X}'s {items} to {Y}'s, how many {items} is that?", "all together, how many {items} did {X} and {Y} {=do_}?", "how many {items} is that for {X} and {Y} combined?", "so how many {items} did {X} and {Y} {=do_} in total?",
    "as a pair, how many {items} did {X} and {Y} {=do_}?", "when {X}'s {items} are added to {Y}'s, what is the total?", "{X} and {Y} form a team. How many {items} did the team {=do_} in all?",
    "the {items} of {X} and {Y} make how many [together|in all]?", "suppose we look only at {X} and {Y}. How many {items} did they {=do_} in all?", "leaving everyone else out, how many {items} were {@do_} by {X} and {Y}?",
    "do you know how many {items} {X} and {Y} {~do_} [together|in all]?", "a total of how many {items} did {X} and {Y} {=do_}?", "add {X}'s {items} and {Y}'s {items}: how many are there?",
    "all in all, how many {items} did {X} and {Y} {=do_}?", "what was the combined number of {items} {X} and {Y} {~do_}?", "taken together, the {items} {X} and {Y} {~do_} come to what number?", "find the sum of {X}'s and {Y}'s {items}.",
    "how many of all the {items} were {@do_} by {X} or {Y}?", "what total do {X} and {Y} reach with their {items}?",
)  # fmt: skip
P_DIFF = pool("p_diff",
    "how many more {items} did {X} {=do_} than {Y}?", "how many fewer {items} did {Y} {=do_} than {X}?", "what is the difference between the number of {items} {X} and {Y} {~do_}?", "by how many {items} did {X} beat {Y}?",
    "how many more {items} than {Y} did {X} {=do_}?", "how many more {items} would {Y} have to {=do_} to match {X}?", "{X} {~do_} how many more {items} than {Y}?", "{Y} {~do_} how many fewer {items} than {X}?",
    "how many {items} more than {Y} did {X} {=do_}?", "how many less {items} did {Y} {=do_} than {X}?", "compared to {Y}, how many more {items} did {X} {=do_}?", "how far ahead of {Y} is {X}, in {items}?",
    "find how many more {items} {X} {~do_} than {Y}.", "can you tell how many more {items} {X} {~do_} than {Y}?", "how many {items} fewer did {Y} {=do_} than {X}?", "by how many {items} was {X} ahead of {Y}?",
    "[calculate|work out] the difference between {X}'s {items} and {Y}'s {items}.", "what is the difference between {X}'s and {Y}'s number of {items}?", "how many fewer {items} than {X} did {Y} {=do_}?", "how much larger is {X}'s number of {items} than {Y}'s?",
    "compared with {X}, how many fewer {items} did {Y} {=do_}?", "measured against {Y}, how many more {items} did {X} {=do_}?", "by how many {items} was {Y} behind {X}?", "{X} {~do_} more {items} than {Y}. How many more?",
    "{Y} {~do_} fewer {items} than {X}. How many fewer?", "how much smaller is {Y}'s number of {items} than {X}'s?", "how many more {items} were {@do_} by {X} than by {Y}?", "what number of {items} more did {X} {=do_} than {Y}?",
    "how many {items} did {X} {=do_} beyond {Y}'s number?", "when it comes to {items}, how many more did {X} {=do_} than {Y}?", "how many extra {items} did {X} {=do_} compared with {Y}?", "how many {items} does {Y} lack to be level with {X}?",
    "so how many more {items} did {X} {=do_} than {Y}?", "how many {items} separate {X} and {Y}?", "what must be added to {Y}'s number of {items} to get {X}'s?", "tell how many {items} more than {Y} {X} {~do_}.",
    "what is {X}'s lead over {Y}, in {items}?", "how big is the gap between {X} and {Y}, in {items}?", "subtracting {Y}'s {items} from {X}'s leaves how many?", "{X}'s number of {items} is larger than {Y}'s. By how many?",
    "by how many did {X}'s {items} outnumber {Y}'s?", "{Y} would have needed how many more {items} to equal {X}?", "if {Y}'s {items} are taken away from {X}'s, what number is left?", "how many {items} short of {X}'s number was {Y}?",
    "do you know how many fewer {items} {Y} {~do_} than {X}?", "setting {X} against {Y}, what is the difference in {items}?", "how many {items} must be added to what {Y} {~do_} to equal what {X} {~do_}?",
    "had {Y} wanted to draw level with {X}, how many more {items} would it have taken?", "how many {items} make the difference between {X} and {Y}?", "what number of {items} puts {X} ahead of {Y}?",
)  # fmt: skip
OTHER_KIND = pool("other_kind",
    "{O} {~do_} {n others}.", "{n others} {were n} {@do_} by {O}.", "{O} only {~do_} {others}, {n} of them.", "meanwhile, {O} {~do_} {n others}.",
    "there was also {O}, who {~do_} {n others}.", "{O} did not care for that and {~do_} {n others}.", "at the same time {O} {~do_} {n others}.", "{O} {~do_} something else: {n others}.",
    "{O}, a neighbor, {~do_} {n others}.", "{O} {~do_} a total of {n others}.", "[elsewhere|nearby], {O} {~do_} {n others}.", "as for {O}, it was {n others}.",
    "someone named {O} {~do_} {n others}.", "instead, {O} {~do_} {n others}.", "{n others} {were n} all that {O} {~do_}.", "{O} was there too, but {~do_} {n others}.", "{O}, who likes {others}, {~do_} {n} of them.",
    "a cousin named {O} {~do_} {n others}.",
)  # fmt: skip
SPLIT = pool("split",
    "{X} and {Y} {~do_} {n items} [together|in all|altogether|in total].", "together, {X} and {Y} {~do_} {n items}.", "{X} and {Y} {~do_} a total of {n items}.", "between them, {X} and {Y} {~do_} {n items}.", "in all, {X} and {Y} {~do_} {n items}.",
    "altogether, {n items} {were n} {@do_} by {X} and {Y}.", "{X} and {Y} worked together and {~do_} {n items}.", "the total number of {items} {X} and {Y} {~do_} is {n}.",
    "in total, {X} and {Y} {~do_} {n items}.", "there were {n items} that {X} and {Y} {~do_} together.", "{n} is the number of {items} {X} and {Y} {~do_} between them.", "{X} {~do_} some {items} and {Y} {~do_} the rest, {n items} in all.",
    "as a team, {X} and {Y} {~do_} {n items}.", "{X} and {Y}, who are friends, {~do_} {n items} between them.", "{n items} in all {were n} {@do_} by {X} and {Y}.",
    "{n}: that is how many {items} {X} and {Y} {~do_} together.", "adding {X}'s {items} to {Y}'s gives {n}.", "{X} {~do_} {items}, and so did {Y}: {n} altogether.", "of {n items}, some were {@do_} by {X} and the others by {Y}.",
    "when {X} and {Y} counted the {items} they {~do_}, there {were n} {n} in all.", "what {X} and {Y} {~do_} adds up to {n items}.", "{X}'s {items} and {Y}'s {items} came to {n} in all.",
)  # fmt: skip
SPLIT_ONE = pool("split_one",
    "{X} {~do_} {x} of them.", "of these, {X} {~do_} {x}.", "{X} {~do_} {x items}.", "{x} of them were {X}'s.", "{x items} were {@do_} by {X}.",
    "{x} of these {were x} {@do_} by {X}.", "{X}'s part was {x}.", "out of these {items}, {X} {~do_} {x}.",
    "{X} alone {~do_} {x} of them.", "of the {items}, {x} {were x} {X}'s.", "{X} {~do_} {x} and {Y} the rest.", "it was {X} who {~do_} {x} of them.",
    "{x} of those {items} came from {X}.", "{X}'s part of the {items} was {x}.", "the number {X} {~do_} was {x}.",
    "{X}'s number was {x}.", "{X} accounted for {x} of the {items}.", "{X} says: I {~do_} {x} of them.", "next to {X}'s name the number is {x}.", "on {X}'s side there {were x} {x items}.",
    "{X} {~do_} {x}, and all the others were {@do_} by {Y}.", "{x} is how many of them {X} {~do_}.",
)  # fmt: skip
SPLIT_ASK = pool("split_ask",
    "how many {items} did {Y} {=do_}?", "how many did {Y} {=do_}?", "how many of the {items} did {Y} {=do_}?", "what was {Y}'s part, in {items}?", "how many {items} were {@do_} by {Y}?", "find the number of {items} {Y} {~do_}.",
    "can you tell how many {items} {Y} {~do_}?", "what number of {items} did {Y} {=do_}?",
    "{Y} {~do_} how many {items}?", "how many of them were {@do_} by {Y}?", "how many of these {items} did {Y} {=do_}?", "[calculate|work out] how many {items} {Y} {~do_}.",
    "how many {items} must {Y} have {@do_}?", "how many {items} came from {Y}?", "so how many {items} did {Y} {=do_}?", "how many of the {items} were {Y}'s?",
    "what number of the {items} was {Y}'s?", "how many {items} are left for {Y}?",
    "the rest were {Y}'s. How many {items} is that?", "that leaves how many {items} for {Y}?", "{Y} {~do_} the rest. How many {items} was that?", "what was left for {Y}, in {items}?",
    "how many {items} should be written next to {Y}'s name?", "do you know how many of the {items} {Y} {~do_}?", "{Y} was the one who {~do_} the other {items}. How many were there?", "how many {items} did {Y} add to the total?",
    "of all the {items}, how many were {@do_} by {Y}?", "what number of {items} did {Y} account for?", "subtract to find how many {items} {Y} {~do_}.", "someone asks how many {items} {Y} {~do_}. What is the answer?",
    "how many {items} make up {Y}'s part?",
)  # fmt: skip


def people(story: Story, level: int) -> Draft:
    """Several people and one activity: all, two of them, or the difference; another's other things may stand by."""
    low, high = _activity(story)
    story.people, story.past = False, True
    if (
        story.rng.random() < 0.3
        and "items" in story.ctx
        and story.ctx["do_"] in ("buy", "get", "collect", "find", "make", "pick", "gather")
    ):
        story.ctx["do_"] = "have"
    story.plural = False
    story.names.clear()
    rng = story.rng
    items = story.ctx["items"]
    roll = rng.random()
    if level == 1 and roll < 0.2:
        one, other = story.name().name, story.name().name
        a, b = story.n(low, high), story.n(low, high)
        story.orderly = True
        return Draft(
            [story.say(SPLIT, X=one, Y=other, n=a + b), story.say(SPLIT_ONE, x=a)],
            story.say(SPLIT_ASK),
            story.step(f"{items.many} {other} {past(story.ctx['do_'])}", a + b, "-", a),
        )
    k = level + 1 if level > 1 else pick(rng, (2, 2, 3, 3, 4))
    names = [story.name().name for _ in range(k)]
    n = different(story, low, high, k)
    if rng.random() < 0.45:
        verb = past(str(story.ctx["do_"]))
        short = rng.random() < 0.35
        parts = [
            f"{name} {verb} {story.write(x)} {items.many}" if not i or not short else f"{name} {story.write(x)}"
            for i, (name, x) in enumerate(zip(names, n, strict=True))
        ]
        sentences = [story.say(EACH_LIST, list=listing(parts))]
    else:
        sentences = [story.say(EACH, P=name, n=x) for name, x in zip(names, n, strict=True)]
    i, j = larger_first(story, n)
    if rng.random() < 0.15:
        others = story.thing(pick(rng, v.SCENES)) if "with" not in str(story.ctx["do_"]) else items
        if others.many != items.many and story.ctx["do_"] in (
            "buy",
            "find",
            "get",
            "collect",
            "make",
            "sell",
            "count",
            "pick",
            "see",
        ):
            sentences.insert(
                rng.randrange(len(sentences) + 1),
                story.say(OTHER_KIND, O=story.name().name, n=story.n(low, high), others=others),
            )
    if level == 1 and k > 2 and roll < 0.55:
        return Draft(
            sentences,
            story.say(P_PAIR, X=names[i], Y=names[j]),
            story.step(f"{items.many} of {names[i]} and {names[j]}", n[i], "+", n[j]),
        )
    if level == 1 and (k > 2 or roll < 0.6):
        return Draft(
            sentences,
            story.say(P_DIFF, X=names[i], Y=names[j]),
            story.step(f"how many more {names[i]} {past(str(story.ctx['do_']))}", n[i], "-", n[j]),
        )
    q = story.say(P_ALL, people=listing(names))
    return Draft(sentences, q, story.total(f"{items.many} in all", n, f"{items.many} so far"))


SCHEMAS = ((times, 1, 3, 7), (people, 1, 3, 5))
