"""Short talk and certain facts: greetings, what this is, days and months, shapes, opposites. No tool is needed."""

from __future__ import annotations

import random

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool

FAMILY = "plain"
GREET = pool(
    "{hello}[!|.|, there!|, Ponder!|]",
    "{hello}[, how are you?|, nice to meet you.|! Are you there?]",
    "{hello}. I am {name}.",
    "{hello}, it is me, {name}.",
    "{hello}, I have [a question|a problem|something to ask].",
    "{hello}! [Can you help me|Can I ask you something|Do you have a moment]?",
    "{hello}, [my name is {name}|{name} here].",
    "{hello} and welcome[.|!]",
)
THANK = pool(
    "Thanks[!|.| a lot!| for your help.]",
    "Thank you[!|.| very much.|, that helped.]",
    "[Great|Nice|Perfect], thanks[.|!]",
    "Many thanks[!|.]",
    "That was [helpful|good|useful], thank you.",
    "[Good|Well] done, thank you[.|!]",
    "I am [very |]grateful[.| to you.]",
    "[You helped me a lot|That is all I needed], thanks.",
)
LEAVE = pool(
    "[Bye|Goodbye|See you][!|.| later.]",
    "I [have|need] to go now.",
    "[Good night|Have a nice day][!|.]",
    "So long!",
    "That is all for [today|now].",
    "I am [leaving|off] now[.|, bye.|, goodbye.]",
    "[Until|See you] [tomorrow|next time][!|.]",
    "Take care[!|.]",
)
ABILITY = pool(
    "What can you do[?| for me?]",
    "[How can you help me|What are you good at]?",
    "What kind of [questions|tasks] can you [handle|deal with]?",
    "What may I ask you?",
    "Tell me what you can [do|help with].",
    "What are your [skills|abilities|strengths]?",
    "[Which|What] [questions|problems] can I bring to you?",
    "In what can you be of help?",
    "What do you [know|know how to do]?",
)
IDENTITY = pool(
    "Who are you?",
    "What is your name?",
    "What are you?",
    "Tell me about yourself.",
    "Are you [a person|human|a machine|a computer|a program]?",
    "[Who|What] am I [talking|writing] to?",
    "[Please introduce|Introduce] yourself.",
    "Say who you are.",
)
AFTER = pool(
    "[What|Which] day comes {word} {day}?",
    "[Tell me|Name] the day {word} {day}.",
    "Which weekday is {word} {day}?",
    "What is the day right {word} {day}?",
    "If today is {day}, what day {be} {relative}?",
    "Today is {day}. [What|Which] day {be} {relative}?",
    "[What|Which] day of the week is [just|directly] {word} {day}?",
    "{day} is today. Name the day [right |]{word} it.",
)
MONTH = pool(
    "[What|Which] month comes {word} {month}?",
    "[Tell me|Name] the month {word} {month}.",
    "What is the month {word} {month}?",
    "Which month is right {word} {month}?",
    "{month}: which month comes {word} it?",
    "It is {month}. [What|Which] month {be} {near} month?",
    "[What|Which] is the month [just|directly] {word} {month}?",
    "In the calendar, [what|which] month stands [just |]{word} {month}?",
)
NUMBERED = pool(
    "[What|Which] is month number {n} of the year?",
    "Name month {n} of the year.",
    "Which month is number {n}?",
    "What is the name of the {nth} month?",
    "Of the twelve months, which is number {n}?",
    "[Which|What] is the {nth} month[?| of the year?]",
    "[Tell me|Say] the [name|word] for month {n}.",
    "A form has {n} as its month. Which month is meant?",
)
FACT = pool(
    "How many {many} does {thing} have?",
    "[Tell me|Say] how many {many} {thing} has.",
    "Do you know how many {many} {thing} has?",
    "What number of {many} does {thing} have?",
    "Quick question: how many {many} does {thing} have?",
    "I forgot how many {many} {thing} has. [Help me.|Can you say?]",
    "[Can you say|Could you tell me] how many {many} {thing} has[?|, please?]",
    "[Give|State] the number of {many} that {thing} has.",
    "A child asks how many {many} {thing} has. What [is the answer|do you say]?",
)
OPPOSITE = pool(
    "What is the opposite of {word}?",
    "Give [the opposite|an antonym] of {word!r}.",
    "{word!r}: what is the opposite?",
    "Which word means the opposite of {word}?",
    "Name the opposite of {word}.",
    "What [do you call|is] the opposite of {word!r}?",
    "[Tell me|Find] a word that means the [opposite|reverse] of {word!r}.",
    "If something is not {word!r} but the opposite, what [word fits|is it]?",
)
CAPITAL = pool(
    "What is the capital of {land}?",
    "[Which|What] city is the capital of {land}?",
    "Name the capital of {land}.",
    "{land}: what is its capital?",
    "Tell me the capital [city |]of {land}.",
    "[What|Which] is {land}'s capital[?| city?]",
    "[I would like to know|Please say] what the capital of {land} is.",
    "{land} has which city as its capital?",
    "[I am looking for|I need to know] the capital of {land}. [What is it?|Which city is it?]",
)
HELLOS = "Hello;Hi;Hey;Good morning;Good evening;Good afternoon;Greetings;Hi there;Hello there;Good day".split(";")
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
FACTS = (
    ("days", "a week", 7), ("months", "a year", 12), ("hours", "a day", 24), ("minutes", "an hour", 60),
    ("seconds", "a minute", 60), ("sides", "a triangle", 3), ("sides", "a square", 4), ("sides", "a hexagon", 6),
    ("sides", "a pentagon", 5), ("sides", "an octagon", 8), ("faces", "a cube", 6), ("edges", "a cube", 12),
    ("corners", "a cube", 8), ("letters", "the English alphabet", 26), ("eggs", "a dozen", 12),
    ("cards", "a standard deck without jokers", 52), ("legs", "a spider", 8), ("legs", "an insect", 6),
    ("wheels", "a bicycle", 2), ("wheels", "a tricycle", 3), ("cents", "a dollar", 100), ("years", "a century", 100),
    ("years", "a decade", 10), ("degrees", "a right angle", 90), ("degrees", "a full circle", 360),
    ("metres", "a kilometre", 1000), ("centimetres", "a metre", 100), ("grams", "a kilogram", 1000),
    ("inches", "a foot", 12), ("feet", "a yard", 3), ("days", "a leap year", 366), ("strings", "a violin", 4),
    ("squares", "a chessboard", 64), ("bits", "a byte", 8), ("seasons", "a year in Europe", 4),
)  # fmt: skip
PAIRS = ("hot cold;big small;up down;left right;open closed;early late;full empty;fast slow;hard soft;high low;light dark;"
         "long short;loud quiet;new old;rich poor;strong weak;true false;wet dry;wide narrow;young old;inside outside;"
         "first last;above below;more less;day night;yes no;win lose;start end;buy sell;push pull").split(";")  # fmt: skip
CAPITALS = dict(pair.split(":") for pair in (
    "France:Paris;Germany:Berlin;Italy:Rome;Spain:Madrid;Portugal:Lisbon;Greece:Athens;Austria:Vienna;Poland:Warsaw;"
    "Norway:Oslo;Sweden:Stockholm;Finland:Helsinki;Denmark:Copenhagen;Ireland:Dublin;Belgium:Brussels;Hungary:Budapest;"
    "Japan:Tokyo;China:Beijing;India:New Delhi;Egypt:Cairo;Kenya:Nairobi;Canada:Ottawa;Cuba:Havana;Peru:Lima;Chile:Santiago;"
    "Argentina:Buenos Aires;Australia:Canberra;Russia:Moscow;Turkey:Ankara;Iceland:Reykjavik;Mexico:Mexico City"
).split(";"))  # fmt: skip
CAN_DO = "I can answer questions with numbers, dates, logic and short programs. I use a calculator and Python."
AM = "I am Ponder, a small language model that reasons with tools. I am not a person."


def _said(answer: str, **slots: object) -> Draft:
    return Draft(answer, (), slots, str(slots.get("pool", "")))


def _greet(rng: random.Random, level: int) -> Draft:
    kind = rng.choice(("greet", "greet", "thank", "leave"))
    answer = {"greet": "Hello! What is your question?", "thank": "You are welcome.", "leave": "Goodbye!"}[kind]
    return _said(answer, pool=kind, hello=rng.choice(HELLOS), name=rng.choice(NAMES))


def _about(rng: random.Random, level: int) -> Draft:
    kind = rng.choice(("ability", "identity"))
    return _said(CAN_DO if kind == "ability" else AM, pool=kind)


def _calendar(rng: random.Random, level: int) -> Draft:
    after = rng.random() < 0.6
    word = "after" if after else "before"
    kind = rng.choice(("day", "month", "number"))
    step = 1 if after else -1
    if kind == "day":
        i = rng.randrange(7)
        relative = "tomorrow" if after else "yesterday"
        be = "is" if after else "was"
        return _said(DAYS[(i + step) % 7], pool=kind, word=word, day=DAYS[i], relative=relative, be=be)
    i = rng.randrange(12)
    if kind == "month":
        near, be = ("next", "is") if after else ("last", "was")
        return _said(MONTHS[(i + step) % 12], pool=kind, word=word, month=MONTHS[i], near=near, be=be)
    return _said(MONTHS[i], pool=kind, n=i + 1, nth=f"{i + 1}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(i + 1, 'th') }")


def _fact(rng: random.Random, level: int) -> Draft:
    many, thing, n = rng.choice(FACTS)
    return _said(str(n), many=many, thing=thing)


def _opposite(rng: random.Random, level: int) -> Draft:
    word, other = rng.choice(PAIRS).split()
    return _said(other, word=word)


def _capital(rng: random.Random, level: int) -> Draft:
    land = rng.choice(list(CAPITALS))
    return _said(CAPITALS[land], land=land)


GREETINGS = Generator(FAMILY, "greetings", (1,), {"greet": GREET, "thank": THANK, "leave": LEAVE}, _greet)
ABOUT = Generator(FAMILY, "about", (1,), {"ability": ABILITY, "identity": IDENTITY}, _about)
DAYS_AND_MONTHS = Generator(
    FAMILY, "days_and_months", (1,), {"day": AFTER, "month": MONTH, "number": NUMBERED}, _calendar
)
FACTS_KNOWN = Generator(FAMILY, "facts", (1,), {"": FACT}, _fact)
OPPOSITES = Generator(FAMILY, "opposites", (1,), {"": OPPOSITE}, _opposite)
CAPITAL_CITIES = Generator(FAMILY, "capitals", (1,), {"": CAPITAL}, _capital)
