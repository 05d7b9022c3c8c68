"""Multiplicative problems: equal groups, prices, speeds, percentages, averages, and mixtures with sums."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.change import NOW
from tasks.generators.word_problems.story import Story, Thing
from tasks.task import Call, Thought

GROUPS = (
    "{A} {had} {g} {boxes} with {p} {items} in each.", "there are {g} {boxes}. Each {box} holds {p} {items}.", "{A} puts {p} {items} in each of {g} {boxes}.",
    "each of the {g} {boxes} contains {p} {items}.", "{A} {had} {g} {boxes} of {items}. Each {box} {had} {p} {items}.",
    "{A} packed {g} {boxes}, and each one has {p} {items}.", "{A} bought {g} {boxes} of {items}. There were {p} {items} in each {box}.",
    "in the {place} there are {g} {boxes} and every {box} has {p} {items} in it.", "{items} come {p} to a {box}. {A} {had} {g} {boxes}.",
)  # fmt: skip
ASK_GROUPS = (
    "How many {items} does {A} have in all?", "How many {items} are there in total?", "How many {items} are there altogether?", "How many {items} is that in all?",
    "What is the total number of {items}?", "How many {items} does {A} have?", "How many {items} are in the {boxes}?", "How many {items} are there?",
)  # fmt: skip
SHARE = (
    "{A} {had} {q}. {he} wants to put them equally into {g} {boxes}.", "{q} are shared equally among {g} {boxes}.", "{A} divides {q} evenly between {g} {boxes}.",
    "{A} is putting {q} into {g} {boxes} so that each {box} has the same number.", "there are {q} for {g} {boxes}.", "{A} splits {q} into {g} equal {boxes}.",
)  # fmt: skip
ASK_SHARE = (
    "How many {items} go in each {box}?", "How many {items} will each {box} have?", "How many {items} are in each {box}?", "What is the number of {items} per {box}?",
    "How many {items} should {he} put in each {box}?",
)  # fmt: skip
PER = (
    "{A} {had} {q}. {he} puts {p} in each {box}.", "each {box} holds {p} {items}. {A} {had} {q}.", "{A} {had} {q} and packs them {p} to a {box}.",
    "a {box} can hold {p} {items}. There are {q} to pack.", "{A} wants to put {q} into {boxes} of {p}.", "{A} {had} {q}. If {p} {items} fit in one {box}, {he} needs several {boxes}.",
)  # fmt: skip
ASK_PER = (
    "How many {boxes} are needed?", "How many {boxes} does {A} need?", "How many {boxes} can {he} fill?", "What number of {boxes} will hold them all?",
    "How many {boxes} will there be?", "How many {boxes} did {he} use?",
)  # fmt: skip
PRICE = (
    "{A} buys {g} {items} for {m} each.", "each {item} costs {m}. {A} buys {g} of them.", "one {item} costs {m}. {A} wants {g} {items}.", "at {m} apiece, {A} takes {g} {items}.",
    "a {item} costs {m}, and {A} bought {g} {items}.", "{A} bought {g} {items} at {m} each.", "{items} cost {m} each. {A} bought {g}.",
    "the price of a {item} is {m}, and {A} needs {g}.",
)  # fmt: skip
ASK_COST = (
    "How much did {A} spend?", "How much does {he} pay?", "How much do the {items} cost in all?", "What is the total cost?", "How much money did {A} spend on {items}?",
    "How much did {he} spend in total?", "How much will it cost?", "What does {A} have to pay?",
)  # fmt: skip
PAY = (
    "{he} pays with {w}.", "{he} gives the clerk {w}.", "{A} had {w}.", "{he} hands over {w}.", "{A} paid with {w}.", "{A} went to the store with {w}.",
)  # fmt: skip
ASK_CHANGE = (
    "How much change does {he} get?", "How much change did {A} get back?", "How much money is left?", "What is {his} change?", "How much money does {A} have left?",
)  # fmt: skip
SPENT = (
    "{A} spent {m} on a {x} and {k} on a {y}.", "{A} bought a {x} for {m} and a {y} for {k}.", "a {x} costs {m} and a {y} costs {k}. {A} buys both.", "for a {x} {A} paid {m}, for a {y} {k}.",
    "{A} bought a {x} that cost {m} and a {y} that cost {k}.", "at the mall {A} spent {m} on a {x} and {k} on a {y}.",
)  # fmt: skip
ASK_SPENT = (
    "How much did {A} spend in all?", "How much did {he} spend altogether?", "In total, how much money did {A} spend?", "What did the two cost together?", "How much money did {A} spend?",
)  # fmt: skip
ASK_MORE = (
    "How much more did {A} spend on the {x} than on the {y}?", "How much more does the {x} cost than the {y}?", "How much less did the {y} cost than the {x}?",
    "By how much is the {x} dearer than the {y}?", "What is the difference in price between the {x} and the {y}?",
)  # fmt: skip
EARNED = (
    "{A} earns {m} an hour {doing}.", "{A} makes {m} for each hour of {doing}.", "{A} gets {m} per hour for {doing}.", "for every hour of {doing} {A} is paid {m}.",
    "{A} charges {m} per hour for {doing}.",
)  # fmt: skip
JOBS = (
    "washing cars",
    "mowing lawns",
    "walking dogs",
    "babysitting",
    "tutoring",
    "cleaning",
    "painting fences",
    "raking leaves",
)
SPEED = (
    "{A} drives {s} miles per hour for {t} hours.", "a {car} travels at {s} kilometers per hour for {t} hours.", "{A} runs {s} miles an hour for {t} hours.",
    "for {t} hours a {car} keeps going at {s} miles per hour.", "{A} walked for {t} hours at {s} miles per hour.", "a {car} goes {s} miles each hour. It travels for {t} hours.",
)  # fmt: skip
ASK_FAR = (
    "How far did {he} go?",
    "How far does it go?",
    "How many miles is that?",
    "What distance is covered?",
    "How far is the trip?",
)
DAILY = (
    "{A} {reads} {p} {pages} every day.", "each day {A} {reads} {p} {pages}.", "{A} {reads} {p} {pages} a day.", "day after day {A} {reads} {p} {pages}.", "{A} {reads} {p} {pages} per day.",
)  # fmt: skip
READS = (("reads", "pages", "read"), ("writes", "pages", "write"), ("runs", "miles", "run"), ("bakes", "cakes", "bake"), ("solves", "problems", "solve"), ("sells", "tickets", "sell"),
         ("plants", "trees", "plant"), ("makes", "toys", "make"), ("does", "push-ups", "do"), ("drinks", "glasses of water", "drink"), ("washes", "dishes", "wash"))  # fmt: skip
ASK_DAYS = (
    "How many {pages} does {A} {read} in {t} days?", "How many {pages} will {he} {read} in {t} days?", "How many {pages} in all does {he} {read} over {t} days?",
    "After {t} days, how many {pages} is that?", "How many {pages} did {A} {read} after {t} days?",
)  # fmt: skip
ASK_HOWLONG = (
    "How many days does {he} need for {t} {pages}?", "How many days will it take {A} to {read} {t} {pages}?", "In how many days does {A} {read} {t} {pages}?",
    "{t} {pages} take {him} how many days?", "How long, in days, will {t} {pages} take?",
)  # fmt: skip
PERCENT = (
    "{A} {had} {q}. {p}% of them are {c}.", "there are {q}, and {p}% of them are {c}.", "of {q}, {p}% are {c}.", "{p} percent of {A}'s {q} are {c}.", "{A} {had} {q}, of which {p}% are {c}.",
)  # fmt: skip
ASK_PERCENT = (
    "How many {items} are {c}?",
    "How many of them are {c}?",
    "How many {c} {items} are there?",
    "What number of {items} is {c}?",
    "How many {c} {items} does {A} have?",
)
DISCOUNT = (
    "a {item} costs {m}. It is on sale for {p}% off.", "the price of a {item} was {m}, and it is cut by {p}%.", "a {item} that costs {m} is sold at a discount of {p}%.",
    "with {p}% taken off, {A} buys a {item} marked {m}.", "{A} gets {p}% off a {item} that costs {m}.",
)  # fmt: skip
ASK_SALE = (
    "What is the sale price?",
    "How much does it cost now?",
    "How much does {A} pay?",
    "What is the new price?",
    "How much is the {item} now?",
)
RECTANGLE = (
    "a {room} is {x} meters long and {y} meters wide.", "a rectangular {room} measures {x} feet by {y} feet.", "the length of a {room} is {x} meters and its width is {y} meters.",
    "{A}'s {room} is {x} feet long; it is {y} feet wide.", "a {room} has a length of {x} meters and a width of {y} meters.",
)  # fmt: skip
ROOMS = ("garden", "room", "field", "carpet", "park", "playground", "poster", "yard", "table", "pool")
AGES = (
    "{A} is {x} years old. {B} is {d} years older.", "{A} is {x}. {B} is {d} years older than {A}.", "{B} is {d} years older than {A}, who is {x}.", "{d} years separate {A}, who is {x}, from {B}, who is older.",
    "{A} is {x} years old and {B} is {d} years older than {A}.",
)  # fmt: skip
ASK_AGE = ("How old is {B}?", "What is {B}'s age?", "How old is {B} now?", "{B} is how old?")
EACH_PERSON = (
    "{k} friends want to share them equally.", "{he} shares them equally among {k} friends.", "{he} divides them evenly between {k} children.", "{k} children each get the same number.",
    "{he} gives the same number to each of {k} friends.",
)  # fmt: skip
ASK_EACH = (
    "How many {items} does each one get?",
    "How many {items} will each get?",
    "How many does each of them receive?",
    "What is one share?",
    "How many {items} did each person get?",
)


def _slots(story: Story) -> tuple[dict[str, object], Thing]:
    a, thing, (box, boxes) = story.person(actor=False), story.thing(), story.container()
    slots: dict[str, object] = {
        "A": a.name, "he": a.he, "his": a.his, "him": a.him, "item": thing.one, "items": thing.many, "box": box, "boxes": boxes,
        "place": story.rng.choice(v.PLACES),
    }  # fmt: skip
    return slots, thing


def groups(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """g groups of p: the total; then, at level 2 and 3, some are taken away, added or shared out."""
    s, thing = _slots(story)
    g, p = story.n(2, max(9, min(60, story.scale))), story.n(2, max(9, min(100, story.scale)))
    sentences = [story.say("groups", GROUPS, g=story.write(g), p=story.write(p), **s)]
    value = story.step(f"{s['items']} in all", g, "*", p)
    if level == 1:
        return sentences, story.say("ask_groups", ASK_GROUPS, **s), value
    return _then(story, s, thing, sentences, value, level - 1)


def _then(
    story: Story, s: dict[str, object], thing: Thing, sentences: list[str], value: Fraction, left: int
) -> tuple[list[str], str, Fraction]:
    """Go on with a pile of things: lose, gain, share."""
    for i in range(left):
        kind = story.rng.choice(("lose", "gain", "share" if i == left - 1 else "lose"))
        divisors = [k for k in range(2, 13) if value % k == 0]
        if kind == "share" and divisors and value > 3:
            k = story.rng.choice(divisors)
            sentences.append(story.say("each", EACH_PERSON, k=story.write(k), **s))
            value = story.step("share of each", value, "/", k)
            return sentences, story.say("ask_each", ASK_EACH, **s), value
        lose, gain = story.lose(thing)[0], story.gain(thing)[0]
        if kind == "gain" or value < 3:
            x = story.n(2)
            sentences.append(
                story.rng.choice(
                    (f"{s['A']} {gain} {story.write(x)} more.", f"Then {s['he']} {gain} {x} more {s['items']}.")
                )
            )
            value = story.step(f"{s['items']} now", value, "+", x)
        else:
            x = story.n(1, min(int(value) - 1, max(5, story.scale)))
            sentences.append(
                story.rng.choice(
                    (f"{s['A']} {lose} {story.q(x, thing)}.", f"Then {s['he']} {lose} {story.q(x, thing)}.")
                )
            )
            value = story.step(f"{s['items']} left", value, "-", x)
    return sentences, story.say("now", NOW, **s), value


def sharing(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """A pile into equal groups: how many in each, or how many groups; at level 2 the pile is a sum first."""
    s, thing = _slots(story)
    g, p = story.n(2, 20), story.n(2, max(9, min(60, story.scale)))
    total = g * p
    sentences: list[str] = []
    if level == 2 and total > 4:
        x = story.n(1, total - 1)
        he = s["he"]
        sentences = [story.rng.choice((
            f"{s['A']} {story.has} {story.q(x, thing)}. {str(he).capitalize()} {story.gain(thing)[0]} {total - x} more.",
            f"{s['A']} {story.gain(thing)[0]} {story.q(x, thing)} and then {total - x} more.",
        ))]  # fmt: skip
        story.step(f"{s['items']} in all", x, "+", total - x)
        if story.rng.random() < 0.5:
            sentences.append(story.say("each", EACH_PERSON, k=story.write(g), **s))
            return sentences, story.say("ask_each", ASK_EACH, **s), story.step("share of each", total, "/", g)
        sentences.append(f"Each {s['box']} holds {story.write(p)} {s['items']}.")
        return sentences, story.say("ask_per", ASK_PER, **s), story.step(f"{s['boxes']} needed", total, "/", p)
    if story.rng.random() < 0.5:
        sentences.append(story.say("share", SHARE, q=story.q(total, thing), g=story.write(g), **s))
        return (
            sentences,
            story.say("ask_share", ASK_SHARE, **s),
            story.step(f"{s['items']} in each {s['box']}", total, "/", g),
        )
    sentences.append(story.say("per", PER, q=story.q(total, thing), p=story.write(p), **s))
    return sentences, story.say("ask_per", ASK_PER, **s), story.step(f"{s['boxes']} needed", total, "/", p)


def _price(story: Story, high: int = 40) -> Fraction:
    if story.rng.random() < 0.35:
        return Fraction(story.rng.randint(25, high * 100), 100)
    return Fraction(story.rng.randint(1, high))


def shopping(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """g at a price; level 2: change from a note, or a second purchase; level 3: both."""
    s, _ = _slots(story)
    g, m = story.n(2, 15), _price(story)
    sentences = [story.say("price", PRICE, g=story.write(g), m=story.money(m), **s)]
    cost = (
        story.step(f"cost of the {s['items']}", m, "*", g)
        if story.rng.random() < 0.3
        else story.step(f"cost of the {s['items']}", g, "*", m)
    )
    if level >= 3 or (level == 2 and story.rng.random() < 0.4):
        other, k = story.thing("food", "toy"), _price(story, 20)
        article = "an" if other.one[0] in "aeiou" else "a"
        if level == 4:
            h = story.n(2, 9)
            sentences.append(f"{str(s['he']).capitalize()} also buys {h} {other.many} at {story.money(k)} each.")
            k = story.step(f"cost of the {other.many}", h, "*", k)
        else:
            sentences.append(story.rng.choice((
                f"{str(s['he']).capitalize()} also buys {article} {other.one} for {story.money(k)}.",
                f"Then {s['he']} buys {article} {other.one} that costs {story.money(k)}.",
            )))  # fmt: skip
        cost = story.step("cost of everything", cost, "+", k)
        if level == 2:
            return sentences, story.say("ask_cost", tuple(p for p in ASK_COST if "{items}" not in p), **s), cost
    if level >= 2:
        note = next(n for n in (5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**5) if n > cost)
        sentences.append(story.say("pay", PAY, w=story.money(note), **s))
        return sentences, story.say("ask_change", ASK_CHANGE, **s), story.step("money left", note, "-", cost)
    return sentences, story.say("ask_cost", ASK_COST, **s), cost


def two_prices(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """Two things bought: together, or how much more the one; level 2: change."""
    s, _ = _slots(story)
    x, y = story.things(2, "toy", "food")
    m, k = _price(story, 60), _price(story, 60)
    if m == k:
        m += 1
    words = s | {"x": x.one, "y": y.one, "m": story.money(m), "k": story.money(k)}
    sentences = [story.say("spent", SPENT, **words)]
    for vowel_word in (x.one, y.one):
        if vowel_word[0] in "aeiou":
            sentences[0] = (
                sentences[0]
                .replace(f" a {vowel_word}", f" an {vowel_word}")
                .replace(f"A {vowel_word}", f"An {vowel_word}")
            )
    if level == 2:
        cost = story.step("cost of both", m, "+", k)
        note = next(n for n in (5, 10, 20, 50, 100, 200, 500) if n > cost)
        sentences.append(story.say("pay", PAY, w=story.money(note), **s))
        return sentences, story.say("ask_change", ASK_CHANGE, **s), story.step("money left", note, "-", cost)
    if story.rng.random() < 0.5:
        return sentences, story.say("ask_spent", ASK_SPENT, **words), story.step("cost of both", m, "+", k)
    if m < k:
        words |= {"x": y.one, "y": x.one}
    return (
        sentences,
        story.say("ask_more", ASK_MORE, **words),
        story.step("difference in price", max(m, k), "-", min(m, k)),
    )


def wages(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    s, _ = _slots(story)
    m, t = story.n(3, 30), story.n(2, 12)
    job = story.rng.choice(JOBS)
    sentences = [story.say("earned", EARNED, m=story.money(m), doing=job, **s)]
    he = str(s["he"]).capitalize()
    if level == 1 and story.rng.random() < 0.35:
        return (
            sentences,
            f"How many hours does {s['he']} have to work to earn ${m * t}?",
            story.step("hours of work", m * t, "/", m),
        )
    sentences.append(
        story.rng.choice(
            (
                f"{he} worked {t} hours.",
                f"Last week {s['A']} worked for {t} hours.",
                f"{he} works for {story.write(t)} hours.",
            )
        )
    )
    value = story.step("money earned", m, "*", t)
    if level == 1:
        return (
            sentences,
            story.rng.choice(
                (f"How much money did {s['A']} earn?", f"How much does {s['he']} earn?", f"How much did {s['A']} make?")
            ),
            value,
        )
    x = story.n(2, int(value) - 1)
    if story.rng.random() < 0.5:
        sentences.append(f"{he} spent ${x} on lunch.")
        return sentences, f"How much money does {s['A']} have left?", story.step("money left", value, "-", x)
    sentences.append(f"{he} already had ${x} saved.")
    return sentences, f"How much money does {s['A']} have now?", story.step("money now", value, "+", x)


def travel(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    s, _ = _slots(story)
    speed, t = story.n(3, 80), story.n(2, 12)
    car = story.rng.choice(("car", "train", "bus", "boat", "truck"))
    if level == 1 and story.rng.random() < 0.5:
        if story.rng.random() < 0.5:
            question = story.rng.choice(
                (
                    f"How many hours will it take to go {speed * t} miles at {speed} miles per hour?",
                    f"{s['A']} drives at {speed} miles per hour. How long does it take {s['him']} to drive {speed * t} miles?",
                )
            )
            return [], question, story.step("hours needed", speed * t, "/", speed)
        question = story.rng.choice(
            (
                "What is the speed in miles per hour?",
                f"How fast was {s['he']} going, in miles per hour?",
                "How many miles per hour is that?",
            )
        )
        return (
            [f"{s['A']} traveled {speed * t} miles in {story.write(t)} hours."],
            question,
            story.step("speed", speed * t, "/", t),
        )
    sentences = [story.say("speed", SPEED, s=speed, t=story.write(t), car=car, **s)]
    value = story.step("distance", speed, "*", t)
    return (
        sentences,
        story.say(
            "ask_far",
            tuple(p.replace("{he}", "it") if "{A}" not in SPEED[0] else p for p in ASK_FAR),
            **(s | {"he": s["he"] if str(s["A"]) in sentences[0] else "it"}),
        ),
        value,
    )


def daily(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """p a day for t days: the total or the days; level 2: of a whole, how much is left."""
    s, _ = _slots(story)
    reads, pages, read = story.rng.choice(READS)
    p, t = story.n(2, max(12, min(60, story.scale))), story.n(2, 30)
    words = s | {"reads": reads, "pages": pages, "read": read}
    sentences = [story.say("daily", DAILY, p=story.write(p), **words)]
    if level == 2:
        value = story.step(f"{pages} in {t} days", p, "*", t)
        whole = int(value) + story.n(3)
        he = str(s["he"]).capitalize()
        sentences.append(f"{he} wants to {read} {whole} {pages} in all.")
        return (
            sentences,
            f"How many {pages} are left to {read} after {t} days?",
            story.step(f"{pages} left", whole, "-", value),
        )
    if story.rng.random() < 0.55:
        return (
            sentences,
            story.say("ask_days", ASK_DAYS, t=story.write(t), **words),
            story.step(f"{pages} in {t} days", p, "*", t),
        )
    return sentences, story.say("ask_howlong", ASK_HOWLONG, t=p * t, **words), story.step("days needed", p * t, "/", p)


def percent(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    s, thing = _slots(story)
    p = story.rng.choice((10, 20, 25, 30, 40, 50, 60, 75, 80, 90, 5, 15))
    if story.rng.random() < 0.5:
        m = story.n(1, 30) * 20
        sentences = [story.say("discount", DISCOUNT, p=p, m=story.money(m), **s)]
        if str(s["item"])[0] in "aeiou":
            sentences[0] = (
                sentences[0].replace(f" a {s['item']}", f" an {s['item']}").replace(f"A {s['item']}", f"An {s['item']}")
            )
        off = _percent_of(story, p, m, "money off")
        return sentences, story.say("ask_sale", ASK_SALE, **s), story.step("sale price", m, "-", off)
    n = story.n(1, 30) * 20
    c = story.rng.choice(v.COLORS)
    sentences = [story.say("percent", PERCENT, p=p, q=story.q(n, thing), c=c, **s)]
    value = _percent_of(story, p, n, f"{c} {s['items']}")
    if level == 1:
        return sentences, story.say("ask_percent", ASK_PERCENT, c=c, **s), value
    return sentences, f"How many {s['items']} are not {c}?", story.step(f"not {c}", n, "-", value)


def _percent_of(story: Story, p: int, n: int, label: str) -> Fraction:
    story.steps += [Thought(text=label), Call(input=f"{p}%*{n}")]
    return Fraction(p * n, 100)


def rectangle(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    s, _ = _slots(story)
    x, y = story.n(3, 60), story.n(2, 40)
    sentences = [story.say("rectangle", RECTANGLE, x=x, y=y, room=story.rng.choice(ROOMS), **s)]
    if level == 1:
        return (
            sentences,
            story.rng.choice(
                ("What is its area?", "What is the area?", "How many square units does it cover?", "Find its area.")
            ),
            story.step("area", x, "*", y),
        )
    half = story.step("length and width", x, "+", y)
    return (
        sentences,
        story.rng.choice(
            (
                "What is its perimeter?",
                "How long is the fence around it?",
                "What is the distance around it?",
                "Find the perimeter.",
            )
        ),
        story.step("perimeter", 2, "*", half),
    )


def ages(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    a, b = story.person(actor=False), story.person(actor=False)
    x, d = story.n(2, 60), story.n(2, 30)
    sentences = [story.say("ages", AGES, A=a.name, B=b.name, x=x, d=d)]
    value = story.step(f"age of {b.name}", x, "+", d)
    if level == 1:
        return sentences, story.say("ask_age", ASK_AGE, B=b.name), value
    if story.rng.random() < 0.5:
        t = story.n(2, 20)
        return sentences, f"How old will {b.name} be in {t} years?", story.step("age then", value, "+", t)
    return (
        sentences,
        story.rng.choice((f"How old are {a.name} and {b.name} together?", "What is the sum of their ages?")),
        story.step("ages together", x, "+", value),
    )


def average(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    a, k = story.person(actor=False), level
    n = [story.n(3, 90) for _ in range(k)]
    n[-1] += -sum(n) % k
    what = story.rng.choice(("scored", "ran", "collected", "read"))
    unit = {"scored": "points", "ran": "laps", "collected": "stamps", "read": "pages"}[what]
    listed = f"{', '.join(map(str, n[:-1]))} and {n[-1]}"
    sentences = (
        [
            story.rng.choice(
                (f"{a.name} {what} {listed} {unit} in {k} days.", f"In {k} games {a.name} {what} {listed} {unit}.")
            )
        ]
        if k > 1
        else []
    )
    total = story.total(f"{unit} in all", n)
    value = story.step(f"average {unit}", total, "/", k)
    return (
        sentences,
        story.rng.choice(
            (f"What is the average number of {unit}?", f"How many {unit} is that on average?", "What is the mean?")
        ),
        value,
    )


def two_groups(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """g groups of p and h groups of r: together, or the difference."""
    s, _ = _slots(story)
    g, p, h, r = (story.n(2, max(9, min(30, story.scale))) for _ in range(4))
    (b1, b1s), (b2, b2s) = story.container(), story.container()
    while b1 == b2:
        b2, b2s = story.container()
    items = s["items"]
    sentences = [story.rng.choice((
        f"{s['A']} {story.has} {g} {b1s} with {p} {items} each and {h} {b2s} with {r} {items} each.",
        f"A {b1} holds {p} {items} and a {b2} holds {r} {items}. {s['A']} fills {g} {b1s} and {h} {b2s}.",
        f"There are {g} {b1s} of {p} {items} and {h} {b2s} of {r} {items}.",
    ))]  # fmt: skip
    x = story.step(f"{items} in {b1s}", g, "*", p)
    y = story.step(f"{items} in {b2s}", h, "*", r)
    if x == y or story.rng.random() < 0.65:
        return (
            sentences,
            story.say("ask_groups", tuple(q for q in ASK_GROUPS if "{boxes}" not in q), **s),
            story.step(f"{items} in all", x, "+", y),
        )
    big, small = ((b1s, x), (b2s, y)) if x > y else ((b2s, y), (b1s, x))
    return (
        sentences,
        f"How many more {items} are in the {big[0]} than in the {small[0]}?",
        story.step("difference", big[1], "-", small[1]),
    )


SCHEMAS = (
    (groups, 1, 4, 4), (sharing, 1, 2, 4), (shopping, 1, 4, 4), (two_prices, 1, 2, 3), (wages, 1, 2, 2), (travel, 1, 1, 2), (daily, 1, 2, 3), (percent, 2, 2, 2),
    (rectangle, 1, 2, 1), (ages, 1, 2, 2), (average, 2, 4, 1), (two_groups, 3, 3, 2),
)  # fmt: skip
