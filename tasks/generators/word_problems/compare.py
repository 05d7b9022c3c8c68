"""Comparisons: more, fewer, times as many, in either direction, in chains; and measures such as weight and height."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import past, pool
from tasks.generators.word_problems.story import Draft, Number, Story, Thing, listing

HOLDS = pool("holds",
    "{P} {has} {n items}.", "{P} {~do_} {n items}.", "{P} {has} [exactly |a total of |]{n items}.", "{n} is the number of {items} {P} {has}.",
    "{P} is the owner of {n items}.", "{P} {has} {n items} [in a box|at home|in a bag|in all].", "there {are n} {n items} in {P}'s collection.", "{P}'s collection is made up of {n items}.",
    "{n items} belong to {P}.", "the number of {items} {P} {has} is {n}.", "it is known that {P} {has} {n items}.", "{P} counts {n items}.",
    "{P} {has} {n items}, no more and no less.", "{P} says: I have {n items}.", "{P} {~own} {n items}.", "altogether, {P} {has} {n items}.",
    "in {P}'s collection, one can count {n items}.", "the {items} that belong to {P} number {n}.", "when {P}'s {items} are counted, there {are n} {n} of them.", "{P} {has} some {items}, {n} to be exact.",
    "everyone knows that {P} {has} {n items}.", "anyone who counts {P}'s {items} gets to {n}.", "{n items}: that is what {P} {has}.", "the list shows {n items} for {P}.",
)  # fmt: skip
MORE = pool("more",
    "{Y} {has} {d} more {items} than {X}.", "{Y} {has} {d} more than {X}.", "{Y} {has} {d} {items} more than {X}.", "compared with {X}, {Y} {has} {d} more {items}.",
    "{Y} {has} {d} more {items} than {X} {has}.", "{Y} {has} {d more items} than {X} does.".replace(" does", ""),
    "the number of {items} {Y} {has} is {d} more than {X}'s.", "{Y} {has} as many {items} as {X} and {d} more.", "{Y} {has} {d} {items} more than {X} {has}.", "{d} is how many more {items} {Y} {has} than {X}.",
    "{Y} {~own} {d} more {items} than {X}.", "there {are d} {d more items} in {Y}'s collection than in {X}'s.", "{X} would need {d more items} to have as many as {Y}.", "{Y} is ahead of {X} by {d items}.",
    "when compared to {X}, {Y} {has} {d} {items} more.", "{Y}'s {items} number {d} more than {X}'s.", "{Y} {has} more {items} than {X}: the difference is {d}.", "{Y} counts {d} more {items} than {X}.",
    "{X} {has} {d} fewer {items} than {Y}.", "with {d more items}, {X} would have just as many as {Y}.", "{Y}'s number of {items} is {X}'s plus {d}.", "{Y}'s {items} outnumber {X}'s by {d}.",
    "whatever number of {items} {X} {has}, {Y} {has} {d} more.", "to catch up with {Y}, {X} would have to get {d more items}.", "adding {d} to {X}'s number of {items} gives {Y}'s.",
    "when {X} and {Y} compare their {items}, {Y} turns out to have {d} more.", "{X} {~trail} {Y} by {d items}.", "in terms of {items}, {Y} is {d} up on {X}.",
)  # fmt: skip
FEWER = pool("fewer",
    "{Y} {has} {d} fewer {items} than {X}.", "{Y} {has} {d} fewer than {X}.", "{Y} {has} {d} less {items} than {X}.", "compared with {X}, {Y} {has} {d} fewer {items}.",
    "{Y} {has} {d} {items} fewer than {X}.", "{Y} {has} {d} {items} less than {X}.",
    "the number of {items} {Y} {has} is {d} less than {X}'s.", "{Y} {has} {d} fewer {items} than {X} {has}.",
    "{Y} {~own} {d} fewer {items} than {X}.", "{d} is how many fewer {items} {Y} {has} than {X}.", "there {are d} {d} fewer {items} in {Y}'s collection than in {X}'s.", "{Y} would need {d more items} to have as many as {X}.",
    "{Y} is behind {X} by {d items}.", "{Y} is {d items} short of {X}'s number.", "{Y}'s {items} number {d} fewer than {X}'s.", "{Y} {has} fewer {items} than {X}: the difference is {d}.",
    "{Y} lacks {d items} to have as many as {X}.", "{Y} counts {d} fewer {items} than {X}.",
    "{X} {has} {d} more {items} than {Y}.", "with {d more items}, {Y} would be level with {X}.", "{Y}'s number of {items} is {X}'s minus {d}.", "{X}'s {items} outnumber {Y}'s by {d}.",
    "whatever number of {items} {X} {has}, {Y} {has} {d} fewer.", "to catch up with {X}, {Y} would have to get {d more items}.", "taking {d} away from {X}'s number of {items} gives {Y}'s.",
    "when {X} and {Y} compare their {items}, {Y} turns out to have {d} fewer.", "{Y} {~trail} {X} by {d items}.", "in terms of {items}, {Y} is {d} down on {X}.",
)  # fmt: skip
TIMES = pool("times",
    "{Y} {has} {k} times as many {items} as {X}.", "{Y} {has} {k} times as many as {X}.", "{Y} {has} {k} times as many {items} as {X} {has}.", "{Y}'s {items} are {k} times as many as {X}'s.", "{Y} {has} {k} times the number of {items} {X} {has}.",
    "the number of {items} {Y} {has} is {k} times {X}'s.", "{Y} {~own} {k} times as many {items} as {X}.", "{Y}'s collection is {k} times as large as {X}'s.",
    "compared with {X}, {Y} {has} {k} times as many {items}.", "{k} times the number of {X}'s {items} is what {Y} {has}.", "{Y} {has} {k} times {X}'s number of {items}.", "there are {k} times as many {items} in {Y}'s collection as in {X}'s.",
    "when it comes to {items}, {Y} {has} {k} times as many as {X}.", "{X} {has} some {items}, and {Y} {has} {k} times that number.", "{Y} {has} [exactly|as much as] {k} times the number of {items} that {X} {has}.", "{Y} counts {k} times as many {items} as {X}.",
    "for every {one items} {X} {has}, {Y} {has} {k}.", "multiplying {X}'s number of {items} by {k} gives {Y}'s.", "{X} would need {k} times as many {items} to match {Y}.",
    "whatever number of {items} {X} {has}, {Y} {has} {k} times as many.", "{Y}'s number of {items} divided by {k} is {X}'s.", "when {X} and {Y} compare their {items}, {Y} turns out to have {k} times as many.",
    "it would take {k} times {X}'s {items} to equal {Y}'s.", "{X}'s number of {items}, taken {k} times, is {Y}'s.", "{Y}'s {items} outnumber {X}'s {k} to one.",
)  # fmt: skip
TWICE = pool("twice",
    "{Y} {has} twice as many {items} as {X}.", "{Y} {has} twice as many as {X}.", "{Y} {has} double the number of {items} {X} {has}.", "the number of {items} {Y} {has} is double {X}'s.", "{Y} {has} twice the number of {items} that {X} {has}.",
    "{Y} {~own} twice as many {items} as {X}.", "{Y}'s collection is twice as large as {X}'s.", "compared with {X}, {Y} {has} twice as many {items}.",
    "{Y} {has} double {X}'s number of {items}.", "the number of {items} {Y} {has} is twice {X}'s.", "twice the number of {X}'s {items} is what {Y} {has}.", "{Y} {has} two times as many {items} as {X}.",
    "{Y} counts twice as many {items} as {X}.", "{Y} {has} double as many {items} as {X}.", "{Y} {has} twice as many {items} as {X} {has}.",
    "for every {one items} {X} {has}, {Y} {has} two.", "doubling {X}'s number of {items} gives {Y}'s.", "{X} {has} half as many {items} as {Y}.", "{Y} {has} as many {items} as {X}, and then as many again.",
    "whatever number of {items} {X} {has}, {Y} {has} twice that.", "to match {Y}, {X} would need double the number of {items}.", "half of {Y}'s {items} would be exactly as many as {X} {has}.",
    "when {X} and {Y} compare their {items}, {Y} turns out to have twice as many.", "{Y}'s {items} outnumber {X}'s two to one.",
)  # fmt: skip
HALF = pool("half",
    "{Y} {has} half as many {items} as {X}.", "{Y} {has} half as many as {X}.", "{Y} {has} half the number of {items} {X} {has}.", "the number of {items} {Y} {has} is half of {X}'s.", "{Y} {has} only half as many {items} as {X}.",
    "{Y} {~own} half as many {items} as {X}.", "{Y}'s collection is half as large as {X}'s.", "compared with {X}, {Y} {has} half as many {items}.",
    "{Y} {has} half of {X}'s number of {items}.", "the number of {items} {Y} {has} is half {X}'s.", "half the number of {X}'s {items} is what {Y} {has}.", "{Y} {has} half as many {items} as {X} {has}.",
    "{Y} counts half as many {items} as {X}.", "{Y} {has} just half of the number of {items} that {X} {has}.", "{Y} only {has} half of what {X} {has} in {items}.",
    "for every two {items} {X} {has}, {Y} {has} one.", "halving {X}'s number of {items} gives {Y}'s.", "{X} {has} twice as many {items} as {Y}.", "to match {X}, {Y} would need double the number of {items}.",
    "whatever number of {items} {X} {has}, {Y} {has} half of that.", "twice {Y}'s number of {items} would be exactly as many as {X} {has}.", "{X}'s {items} outnumber {Y}'s two to one.",
    "when {X} and {Y} compare their {items}, {Y} turns out to have half as many.", "{Y}'s {items} come to half of {X}'s number.",
)  # fmt: skip
ASK_OF = pool("ask_of",
    "how many {items} does {Y} have?", "how many {items} did {Y} have?", "how many does {Y} have?", "what is the number of {items} {Y} has?", "find how many {items} {Y} has.", "how many {items} are {Y}'s?",
    "can you tell how many {items} {Y} has?", "how many {items} belong to {Y}?",
    "what number of {items} does {Y} have?", "{Y} has how many {items}?", "how many {items} does {Y} own?", "[calculate|work out] the number of {items} {Y} has.",
    "how many {items} are there in {Y}'s collection?", "how large is {Y}'s number of {items}?", "so how many {items} does {Y} have?", "tell how many {items} belong to {Y}.",
    "how many {items} must {Y} have?", "what is {Y}'s number of {items}?",
    "how many {items} does that make for {Y}?", "what size is {Y}'s collection of {items}?", "if you counted {Y}'s {items}, how many would there be?", "{Y}'s collection holds how many {items}?",
    "given this, how many {items} does {Y} have?", "how many {items} are in {Y}'s possession?", "do you know how many {items} {Y} has?", "that means {Y} has how many {items}?", "what is {Y}'s count of {items}?",
    "using these facts, find {Y}'s number of {items}.", "what about {Y}: how many {items} is that?", "someone asks how many {items} {Y} has. What is the right answer?", "how many {items} would you count in {Y}'s collection?",
    "{Y}'s number of {items} is what?", "write down how many {items} {Y} has.",
)  # fmt: skip
ASK_TOGETHER = pool("ask_together",
    "how many {items} do they have [in all|altogether|together|in total]?", "how many {items} do {people} have [together|altogether|in all]?", "what is the total number of {items}?", "together, how many {items} do they own?",
    "how many {items} are there [in all|altogether]?", "how many {items} do the {count} of them have [in all|combined]?", "in total, how many {items} do they have?", "what do all their {items} add up to?",
    "find how many {items} they have [together|altogether|in all].", "can you tell how many {items} {people} have in total?", "how many {items} do they have between them?", "what is the sum of all their {items}?",
    "how many {items} do {people} own [in all|together]?", "together {people} have how many {items}?", "[calculate|work out] the total number of {items} {people} have.", "how many {items} are theirs altogether?",
    "how many {items} would they have if they put them together?", "what is their total number of {items}?", "if they put all the {items} in a pile, how many are in it?", "how many {items} belong to {people} in all?",
    "what total number of {items} do {people} have?", "combined, how many {items} do {people} have?", "taken together, how many {items} do they have?", "how many {items} is that for {people} together?",
    "how many {items} does that make [in all|altogether|in total]?", "what is the grand total of {items}?", "if {people} pool their {items}, how many will there be?", "the {items} of {people} make how many altogether?",
    "counting everyone's {items}, what is the total?", "when {people} count all their {items} together, what number do they get?", "all in all, how many {items} are there?", "in all, {people} have how many {items}?",
    "how many {items} are there for the {count} of them together?", "suppose all the {items} went into one big box. How many would be inside?", "find the sum of the {items} that {people} have.", "how large is the combined collection of {items}?",
    "do you know how many {items} {people} have altogether?", "adding everything up, how many {items} do {people} have?", "{people} want to know how many {items} they have in all. What is the number?",
    "what do {people} have altogether, in {items}?", "add up the {items} of {people}: how many are there?",
)  # fmt: skip
ASK_MORE = pool("ask_more",
    "how many more {items} does {X} have than {Y}?", "how many fewer {items} does {Y} have than {X}?", "how many more {items} than {Y} does {X} have?", "by how many {items} is {X} ahead of {Y}?", "what is the difference between {X}'s and {Y}'s number of {items}?",
    "find how many more {items} {X} has than {Y}.", "how many {items} more does {X} have than {Y}?", "can you tell how many more {items} {X} has than {Y}?",
    "how many more {items} does {Y} need to have as many as {X}?", "how many {items} ahead of {Y} is {X}?", "{X} has how many more {items} than {Y}?", "what number of {items} does {X} have over {Y}?",
    "compared with {X}, how many fewer {items} does {Y} have?", "by how many {items} is {Y} behind {X}?", "[calculate|work out] the difference between {X}'s {items} and {Y}'s {items}.",
    "{X} has more {items} than {Y}. How many more?", "how many {items} must {Y} get to catch up with {X}?", "what is the gap between {X} and {Y}, in {items}?", "how many {items} would {X} have to lose to be level with {Y}?",
    "how much smaller is {Y}'s number of {items} than {X}'s?", "{Y} wants as many {items} as {X}. How many are still missing?", "how many {items} separate {X} and {Y}?", "subtracting {Y}'s {items} from {X}'s leaves how many?",
    "how many extra {items} does {X} have compared with {Y}?", "by how many do {X}'s {items} outnumber {Y}'s?", "if {X} and {Y} paired off their {items} one to one, how many of {X}'s would be left over?",
    "what must be added to {Y}'s number of {items} to reach {X}'s?", "measured in {items}, how far is {Y} behind {X}?", "what is {X}'s lead over {Y} in {items}?",
)  # fmt: skip


def _say_relation(story: Story, kind: str, d: int, x: str, y: str) -> None:
    """Context for a relation told about `y` against `x`."""
    story.ctx |= {"X": x, "Y": y, "d": d, "k": d}
    del kind


_POOLS = {"more": MORE, "fewer": FEWER, "times": TIMES, "twice": TWICE, "half": HALF}


def _relation(story: Story, base: Number, x: str, y: str, forward: bool) -> tuple[str, Fraction | None]:
    """A sentence about `y` in terms of `x`, and a step that finds y from x (`forward`) or x from y, given `base`.

    The value is None when these numbers do not allow the drawn relation.
    """
    rng = story.rng
    kind = pick(rng, ("more", "more", "fewer", "fewer", "times", "twice", "half"))
    d = {"times": pick(rng, (3, 3, 4, 5, 6, 8, 10)), "twice": 2, "half": 2}.get(kind) or story.n(2, max(3, story.scale))
    up = kind in ("more", "times", "twice")
    if not forward:
        up = not up
    operator = {True: "+" if kind in ("more", "fewer") else "*", False: "-" if kind in ("more", "fewer") else "/"}[up]
    if operator == "-" and d >= base:
        return "", None
    if operator == "/" and (base % d or base == d):
        return "", None
    unknown = y if forward else x
    _say_relation(story, kind, d, x, y)
    text = story.say(_POOLS[kind])
    return text, story.step(f"{story.ctx['items'].many} of {unknown}", base, operator, d)


def holdings(story: Story, level: int) -> Draft:
    """A relation and one known: the other (1), and then a total, a difference or a third person (2, 3)."""
    rng = story.rng
    story.people = False
    story.scene()
    story.ctx["do_"] = pick(rng, ("have", "have", story.ctx["gain"]))
    a, b = story.name().name, story.name().name
    n = story.n(3)
    forward = rng.random() < 0.6
    known = a if forward else b
    if not forward and rng.random() < 0.8:
        n = n * 2 if n % 2 else n
    text, value = _relation(story, n, a, b, forward)
    if value is None:
        return Draft([], "", Fraction(-1))
    story.ctx["do_"] = "have"
    base = story.say(HOLDS, P=known, n=n)
    unknown = b if forward else a
    sentences = [base, text] if rng.random() < (0.75 if forward else 0.5) else [text, base]
    if level == 1:
        return Draft(sentences, story.say(ASK_OF, Y=unknown), value)
    names, values = [known, unknown], [Fraction(n), value]
    for _ in range(level - 2):
        c = story.name().name
        who = len(names) - 1  # so that every step is needed
        text, value = _relation(story, values[who], names[who], c, True)
        if value is None:
            return Draft([], "", Fraction(-1))
        sentences.append(text)
        names.append(c)
        values.append(value)
    last = len(values) - 1
    if level == 2 and rng.random() < 0.25:  # a third person instead of a total
        c = story.name().name
        text, value = _relation(story, values[1], unknown, c, True)
        if value is None:
            return Draft([], "", Fraction(-1))
        return Draft([*sentences, text], story.say(ASK_OF, Y=c), value)
    if level == 2 and rng.random() < 0.75:
        q = story.say(ASK_TOGETHER, people=listing(names), count="two")
        return Draft(sentences, q, story.step(f"{story.ctx['items'].many} in all", values[0], "+", values[1]))
    i, j = (0, last) if level > 2 else (0, 1)
    if level == 2 and not any(w in " ".join(sentences) for w in ("times", "twice", "double", "half")):
        return Draft([], "", Fraction(-1))  # the difference would have been read, not computed
    if values[i] == values[j]:
        return Draft([], "", Fraction(-1))
    if values[i] < values[j]:
        i, j = j, i
    return Draft(
        sentences,
        story.say(ASK_MORE, X=names[i], Y=names[j]),
        story.step(f"{names[i]} minus {names[j]}", values[i], "-", values[j]),
    )


def chain_total(story: Story, level: int) -> Draft:
    """Three people in a chain, all of them together: two relations and two sums (level 4)."""
    story.people = False
    story.scene()
    story.ctx["do_"] = "have"
    names = [story.name().name for _ in range(3)]
    values = [Fraction(story.n(3))]
    sentences = [story.say(HOLDS, P=names[0], n=int(values[0]))]
    for i in (1, 2):
        text, value = _relation(story, values[i - 1], names[i - 1], names[i], True)
        if value is None:
            return Draft([], "", Fraction(-1))
        sentences.append(text)
        values.append(value)
    if story.rng.random() < 0.3:
        sentences = sentences[::-1]
    q = story.say(ASK_TOGETHER, people=listing(names), count="three")
    del level
    return Draft(sentences, q, story.total(f"{story.ctx['items'].many} in all", values, "two of them together"))


# Measures ----------------------------------------------------------------------------------------------------------
IS = pool("is_",
    "{P} {~is_} {n units}{adj}.", "[the record shows that |]{P} {~is_} {n units}{adj}.", "at the moment, {P} {~is_} {n units}{adj}.", "according to the label, {P} {~is_} {n units}{adj}.",
    "the {noun} of {P} is {n units}.", "{P}'s {noun} is {n units}.", "it is known that {P} {~is_} {n units}{adj}.", "[someone|a friend] found that {P} {~is_} {n units}{adj}.",
    "the {noun} of {P} was found to be {n units}.", "{P} {has} a {noun} of {n units}.", "in {units}, the {noun} of {P} is {n}.", "for {P}, the {noun} is {n units}.",
    "{n units} is the {noun} of {P}.", "in the table, the {noun} of {P} is given as {n units}.", "everyone agrees that {P} {~is_} {n units}{adj}.", "we know the {noun} of {P}: {n units}.",
    "{P} {~is_} exactly {n units}{adj}, no more and no less.", "when it comes to {noun}, {P} {~is_} {n units}{adj}.", "the {noun} listed for {P} is {n units}.",
)  # fmt: skip
IS_UP = pool("is_up",
    "{Y} is {d units} {up} than {X}.", "{Y} is {up} than {X} by {d units}.", "{Y} is {d units} {up} than {X} is.", "compared with {X}, {Y} is {d units} {up}.",
    "the {noun} of {Y} is {d units} more than that of {X}.", "{Y}'s {noun} is {d units} more than {X}'s.", "{Y} is {up} than {X}: the difference is {d units}.", "{X} is {d units} {down} than {Y}.",
    "when compared to {X}, {Y} is {d units} {up}.", "of {X} and {Y}, {Y} is the {up}, by {d units}.", "by {d units}, {Y} is {up} than {X}.", "there is a difference of {d units} between {X} and {Y}, and {Y} is {up}.",
    "the {noun} of {Y} is that of {X} plus {d units}.", "put next to {X}, {Y} is {d units} {up}.", "{X} and {Y} differ by {d units}, {Y} being the {up}.", "{X} would have to be {d units} {up} to match {Y}.",
    "adding {d units} to the {noun} of {X} gives that of {Y}.", "{Y} is not {down} than {X} but {d units} {up}.", "the {noun} of {X} falls short of {Y}'s by {d units}.",
)  # fmt: skip
IS_DOWN = pool("is_down",
    "{Y} is {d units} {down} than {X}.", "{Y} is {down} than {X} by {d units}.", "{Y} is {d units} {down} than {X} is.", "compared with {X}, {Y} is {d units} {down}.",
    "the {noun} of {Y} is {d units} less than that of {X}.", "{Y}'s {noun} is {d units} less than {X}'s.", "{Y} is {down} than {X}: the difference is {d units}.", "{X} is {d units} {up} than {Y}.",
    "when compared to {X}, {Y} is {d units} {down}.", "of {X} and {Y}, {Y} is the {down}, by {d units}.", "by {d units}, {Y} is {down} than {X}.", "there is a difference of {d units} between {X} and {Y}, and {Y} is {down}.",
    "the {noun} of {Y} is that of {X} minus {d units}.", "put next to {X}, {Y} is {d units} {down}.", "{X} and {Y} differ by {d units}, {Y} being the {down}.", "{Y} would have to be {d units} {up} to match {X}.",
    "taking {d units} off the {noun} of {X} gives that of {Y}.", "{Y} is not {up} than {X} but {d units} {down}.", "the {noun} of {Y} falls short of {X}'s by {d units}.",
)  # fmt: skip
IS_ASK = pool("is_ask",
    "{what} {verb_y} {Y}, in {units}?", "{how_many_y}?", "what is the {noun} of {Y} in {units}?", "in {units}, {what} {verb_y} {Y}?",
    "find the {noun} of {Y} in {units}.", "what is {Y}'s {noun}?", "what is {Y}'s {noun} in {units}?", "can you tell the {noun} of {Y} in {units}?",
    "[calculate|work out] the {noun} of {Y}, in {units}.", "how large is the {noun} of {Y}, in {units}?", "how many {units} is the {noun} of {Y}?", "in {units}, what is the {noun} of {Y}?",
    "{what} must {Y} be, in {units}?", "the {noun} of {Y} is how many {units}?", "do you know {what} {Y} {verb_y}, in {units}?", "what does that make the {noun} of {Y}, in {units}?", "how many {units} does the {noun} of {Y} come to?",
    "someone wants to know {what} {Y} {verb_y}. What is the answer in {units}?", "using these facts, find the {noun} of {Y} in {units}.", "what {noun} does {Y} have, in {units}?", "so {what} {verb_y} {Y}, in {units}?",
    "tell {what} {Y} {verb_y}, in {units}.", "the {noun} of {Y} is not given. What is it in {units}?",
)  # fmt: skip
IS_DIFF = pool("is_diff",
    "how much {up} is {X} than {Y}?", "by how many {units} is {X} {up} than {Y}?", "how many {units} {up} is {X} than {Y}?", "how many {units} {down} is {Y} compared with {X}?", "how much {down} is {Y} than {X}?", "what is the difference in {units} between {X} and {Y}?",
    "find the difference in {noun} between {X} and {Y}.", "how many {units} more is the {noun} of {X} than that of {Y}?",
    "what is the difference in {noun} between {X} and {Y}?", "can you tell how many {units} {up} {X} is than {Y}?", "by how much is {X} {up} than {Y}?", "{X} is how many {units} {up} than {Y}?",
    "by how many {units} is {Y} {down} than {X}?", "compared with {Y}, how much {up} is {X}?", "[calculate|work out] how much {down} {Y} is than {X}.", "compared with {X}, how many {units} {down} is {Y}?",
    "how many {units} apart are {X} and {Y}?", "what must be added to the {noun} of {Y} to get that of {X}, in {units}?",
    "{X} is {up} than {Y}. By how many {units}?", "how many {units} {up} would {Y} have to be to match {X}?", "how big is the difference in {noun} between {X} and {Y}?", "{Y} is how many {units} {down} than {X}?",
    "subtracting the {noun} of {Y} from that of {X} leaves how many {units}?", "how much less is the {noun} of {Y} than that of {X}?", "put next to {Y}, how many {units} {up} is {X}?",
    "{Y} is {down} than {X}. How many {units} is the difference?", "how many {units} must be taken off the {noun} of {X} to get that of {Y}?", "how many {units} lie between the {noun} of {X} and that of {Y}?",
    "what is {X}'s {noun} minus {Y}'s, in {units}?", "do you know by how many {units} {X} is {up} than {Y}?", "what is the gap in {noun} between {X} and {Y}, in {units}?",
)  # fmt: skip
IS_CHANGE = {"inch": ("grew", "taller")}
_NOUN = {
    "heavier": "weight",
    "longer": "length",
    "taller": "height",
    "more expensive": "price",
    "deeper": "depth",
    "older": "age",
}


def measures(story: Story, level: int) -> Draft:
    """Weights, heights, lengths, prices: the difference, or one of them from the difference."""
    rng = story.rng
    story.people = story.past = False
    if rng.random() < 0.45:
        verb, unit, up, down, low, high = pick(
            rng,
            (
                ("weigh", "pound", "heavier", "lighter", 40, 200),
                ("be", "inch", "taller", "shorter", 30, 80),
                ("be", "centimeter", "taller", "shorter", 90, 200),
                ("be", "year", "older", "younger", 4, 80),
                ("weigh", "kilogram", "heavier", "lighter", 20, 110),
            ),
        )
        a, b, c = (story.name().name for _ in range(3))
    else:
        subjects, verb, unit, up, down, low, high = pick(rng, v.ATTRIBUTES)
        a, b, c = rng.sample(subjects, 3)
    decimals = unit not in ("year", "dollar", "minute") and rng.random() < 0.2
    scale = pick(rng, (10, 100)) if decimals else 1
    noun = "length" if (up, unit) == ("longer", "minute") else _NOUN[up]
    adjective = (
        {"taller": " tall", "longer": " long", "deeper": " deep", "older": " old"}.get(up, "") if verb == "be" else ""
    )
    third = {"be": "is", "weigh": "weighs", "cost": "costs", "last": "lasts"}[verb]
    plain_adj = {
        "heavier": "heavy",
        "taller": "tall",
        "longer": "long",
        "deeper": "deep",
        "older": "old",
        "more expensive": "expensive",
    }[up]
    story.ctx |= {"units": Thing(unit, v.plural(unit).replace("inchs", "inches").replace("foots", "feet")), "is_": verb, "adj": adjective, "up": up, "down": down, "noun": noun,
                  "what": f"how {plain_adj}", "verb_y": "is", "does_": "is" if verb == "be" else "does", "tail": adjective if verb == "be" else f" {verb}"}  # fmt: skip
    del third
    x, y = (Fraction(between(rng, low * scale, high * scale), scale) for _ in range(2))
    if x == y:
        return Draft([], "", Fraction(-1))
    if level == 1 and rng.random() < 0.5:
        if x < y:
            x, y, a, b = y, x, b, a
        first = [story.say(IS, P=a, n=x), story.say(IS, P=b, n=y)]
        if rng.random() < 0.5:
            first.reverse()
        return Draft(first, story.say(IS_DIFF, X=a, Y=b), story.step(f"how much {up}", x, "-", y))
    names, value = [a, b, c], x
    sentences = [story.say(IS, P=a, n=x)]
    for i in range(level):
        d = Fraction(between(rng, 2 * scale, max(3, high // 3) * scale), scale)
        forward = i > 0 or rng.random() < 0.65
        tall = rng.random() < 0.5
        subject, reference = (names[i + 1], names[i]) if forward else (names[i], names[i + 1])
        adds = tall == forward
        if not adds and d >= value - 1:
            return Draft([], "", Fraction(-1))
        text = story.say(IS_UP if tall else IS_DOWN, Y=subject, X=reference, d=d)
        sentences.append(text)
        value = story.step(f"{noun} of {names[i + 1]}", value, "+" if adds else "-", d)
    if rng.random() < 0.3:
        sentences.reverse()
    units, asked = story.ctx["units"].many, names[level]
    how_many = f"how many {units}{adjective} is {asked}" if verb == "be" else f"how many {units} does {asked} {verb}"
    return Draft(sentences, story.say(IS_ASK, Y=asked, how_many_y=how_many), value)


SOME_OF_TWO = pool("some_of_two",
    "{t1} {X} {has} {n items} and {Y} {has} {m items}.", "{t1}, {X} {has} {n items} while {Y} {has} {m items}.", "{X} {has} {n items} and {Y} {has} {m items} {t1}.", "{t1}, {X} and {Y} {has} {n} and {m items}.",
    "{X} {has} {n items} {t1}, and {Y} {has} {m items}.", "{t1} {X} was the owner of {n items}, and {Y} of {m items}.", "there {were n} {n items} in {X}'s collection {t1}, and {m} in {Y}'s.", "{t1} {X} {has} {n} and {Y} {has} {m items}.",
    "{t1}, {X} counted {n items}, and {Y} counted {m items}.", "{t1}, {X}'s collection had {n items} in it and {Y}'s had {m items}.", "{t1} there {were n} {n items} of {X}'s and {m} of {Y}'s.", "{X} started {t1} with {n items}, and {Y} with {m items}.",
    "{t1}, {n items} belonged to {X} and {m items} to {Y}.", "when {X} and {Y} counted their {items} {t1}, {X} had {n} and {Y} had {m}.", "two friends collect {items}: {t1}, {X} had {n} and {Y} had {m}.",
    "the count {t1} was {n items} for {X} and {m} for {Y}.", "{t1}, {X}'s number of {items} was {n}, and {Y}'s was {m}.", "{X} owned {n items} {t1}. {Y} owned {m}.", "{t1} the {items} of {X} numbered {n} and those of {Y} numbered {m}.",
)  # fmt: skip
END_OF_TWO = pool("end_of_two",
    "now {X} has {p items} and {Y} has {q items}.", "now {X} has {p items}, and {Y} has {q}.", "today {X} has {p items} and {Y} has {q items}.", "at last {X} has {p} and {Y} has {q items}.",
    "{X} has {p items} now, and {Y} has {q items}.", "by now, {X} has {p items} and {Y} has {q}.", "now there are {p items} in {X}'s collection and {q items} in {Y}'s.", "these days {X} has {p items}, and {Y} has {q items}.",
    "{X}'s number of {items} is now {p}, and {Y}'s is {q}.", "today {X} counts {p items}, and {Y} counts {q items}.", "at present, {X} owns {p items} while {Y} owns {q items}.", "now {X} is the owner of {p items}, and {Y} of {q items}.",
    "now {p items} belong to {X} and {q items} to {Y}.", "as things stand today, {X} has {p items} and {Y} has {q}.", "{X} is now at {p items} and {Y} at {q}.", "when {X} and {Y} count their {items} now, {X} has {p} and {Y} has {q}.",
    "by now, {X}'s collection has grown to {p items} and {Y}'s to {q}.", "the count now is {p items} for {X} and {q} for {Y}.", "today {X}'s {items} number {p} and {Y}'s number {q}.",
)  # fmt: skip
GAIN_OF_TWO = pool("gain_of_two",
    "how many {items} did {X} {=do_}?", "how many more {items} does {X} have now than {t1}?", "by how many {items} did {X}'s number grow?", "how many new {items} does {X} have?",
    "find how many {items} {X} {~do_}.", "can you tell how many {items} {X} {~do_}?", "how many {items} has {X} added?", "how many more {items} did {X} {=do_}?",
    "how many {items} more does {X} have now than {t1}?", "what number of {items} did {X} {=do_}?", "how much larger is {X}'s number of {items} now than {t1}?", "how many {items} must {X} have {@do_}?",
    "{X} has more {items} now than {t1}. How many more?", "how many of {X}'s {items} are new?", "how many fewer {items} did {X} have {t1} than now?", "{X}'s number of {items} has grown. By how many?",
    "what is the difference between {X}'s number of {items} now and {t1}?", "how many {items} did {X} add to the collection?", "what is the increase in {X}'s number of {items}?",
    "how much smaller was {X}'s number of {items} {t1} than it is now?", "{X} {~do_} how many {items}?", "compared with the number {t1}, how many more {items} does {X} have now?",
)  # fmt: skip


OF_TWO_THEN = pool("of_two_then",
    "how many more {items} did {X} have than {Y} {t1}?", "{t1}, how many more {items} did {X} have than {Y}?", "how many fewer {items} than {X} did {Y} have {t1}?", "how far was {Y} behind {X} {t1}, in {items}?",
    "find how many more {items} {X} had than {Y} {t1}.", "{t1}, by how many {items} was {X} ahead of {Y}?", "{t1}, how many fewer {items} did {Y} have than {X}?", "what was the difference between {X}'s and {Y}'s number of {items} {t1}?",
    "how many {items} more than {Y} did {X} have {t1}?", "can you tell how many more {items} {X} had {t1} than {Y}?", "how many more {items} did {Y} need {t1} to have as many as {X}?", "{t1}, {X} had how many more {items} than {Y}?",
    "{X} had more {items} than {Y} {t1}. How many more?", "{t1}, how many {items} separated {X} and {Y}?", "thinking back to how things were {t1}, how many fewer {items} did {Y} have than {X}?",
    "{Y} had how many fewer {items} than {X} {t1}?", "how big was the gap between {X} and {Y} {t1}, in {items}?", "by how many did {X}'s {items} outnumber {Y}'s {t1}?", "how many extra {items} did {X} have {t1} compared with {Y}?",
    "{t1}, what was {X}'s lead over {Y} in {items}?", "[calculate|work out] the difference between {X}'s {items} and {Y}'s {items} {t1}.", "how much smaller was {Y}'s number of {items} than {X}'s {t1}?",
    "how many {items} short of {X}'s number was {Y} {t1}?",
)  # fmt: skip
OF_TWO_NOW = pool("of_two_now",
    "how many more {items} does {X} have now than {Y}?", "now how many more {items} does {X} have than {Y}?", "how many fewer {items} than {X} does {Y} have now?", "how far is {Y} behind {X} now, in {items}?",
    "find how many more {items} {X} has now than {Y}.", "by how many {items} is {X} ahead of {Y} now?", "now how many fewer {items} does {Y} have than {X}?", "what is the difference between {X}'s and {Y}'s number of {items} now?",
    "how many {items} more than {Y} does {X} have now?", "can you tell how many more {items} {X} now has than {Y}?", "how many more {items} does {Y} need now to have as many as {X}?", "{X} now has how many more {items} than {Y}?",
    "{X} has more {items} than {Y} now. How many more?", "at present, how many {items} separate {X} and {Y}?", "as things stand now, how many fewer {items} does {Y} have than {X}?", "{Y} now has how many fewer {items} than {X}?",
    "how big is the gap between {X} and {Y} now, in {items}?", "by how many do {X}'s {items} now outnumber {Y}'s?", "how many extra {items} does {X} have now compared with {Y}?", "what is {X}'s lead over {Y} now, in {items}?",
    "[calculate|work out] the difference between {X}'s {items} and {Y}'s {items} today.", "how much smaller is {Y}'s number of {items} than {X}'s now?", "{Y} wants to have as many {items} as {X} has now. How many are missing?",
)  # fmt: skip


def two_people_change(story: Story, level: int) -> Draft:
    """Two people at two times: one's gain, or who has more at one time."""
    story.people = False
    story.past = story.orderly = True
    story.scene()
    story.ctx["do_"] = story.ctx["gain"]
    x, y = story.name().name, story.name().name
    n, m, p, q = (story.n(3) for _ in range(4))
    p, q = n + p, m + q
    sentences = [
        story.say(
            SOME_OF_TWO, t1=pick(story.rng, ("last week", "yesterday", "last month", "on Monday")), X=x, Y=y, n=n, m=m
        )
    ]
    did = past(str(story.ctx["gain"]))
    if story.rng.random() < 0.6:
        sentences.append(
            pick(
                story.rng,
                (
                    f"over the weekend they both {did} more.",
                    f"then both of them {did} some more.",
                    f"they {did} more {story.ctx['items'].many}.",
                ),
            )
        )
    sentences.append(story.say(END_OF_TWO, p=p, q=q))
    first = story.rng.random() < 0.5
    del level
    roll, when = story.rng.random(), str(story.ctx["t1"])
    if roll < 0.45:
        a, b, t = (n, m, when) if roll < 0.22 else (p, q, "now")
        if a == b:
            return Draft([], "", Fraction(-1))
        (u, big), (w, small) = ((x, a), (y, b)) if a > b else ((y, b), (x, a))
        q_ = story.say(OF_TWO_THEN if t == when else OF_TWO_NOW, X=u, Y=w)
        return Draft(sentences, q_, story.step(f"how many more {u} had {t}", big, "-", small))
    story.ctx |= {"X": x if first else y}
    now, before = (p, n) if first else (q, m)
    return Draft(
        sentences,
        story.say(GAIN_OF_TWO),
        story.step(f"{story.ctx['items'].many} {story.ctx['X']} added", now, "-", before),
    )


SCHEMAS = ((holdings, 1, 4, 6), (chain_total, 4, 4, 4), (measures, 1, 2, 3), (two_people_change, 1, 1, 2))
