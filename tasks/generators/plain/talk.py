"""Short talk and certain facts: greetings, what this is, days and months, shapes, opposites. No tool is needed."""

from __future__ import annotations

import random

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool

FAMILY = "plain"
GREET = pool(
    "{hello}[!|.|, everybody!|, Ponder!|]",
    "{hello}[, how are you?|, nice to meet you.|! Are you there?]",
    "{hello}. I am {name}.",
    "{hello}, it is me, {name}.",
    "{hello}, I have [a question|a problem|something to ask].",
    "{hello}! [Can you help me|Can I ask you something|Do you have a moment]?",
    "{hello}, [my name is {name}|{name} here].",
    "{hello} and welcome[.|!]",
    "{hello}, [I am|I'm] new here.",
    "{hello}. [It is nice|Nice|Good|Glad] to [meet|see] you[.|, Ponder.| here.]",
    "{hello}, [shall we start|can we begin|are you ready]?",
    "{hello} from {name}[!|.| and friends.]",
    "{hello}. I [need|could use|would like] [some help|your help|a hand] with [numbers|a sum|my homework|a puzzle].",
    "{hello}, [this is {name}|{name} speaking].",
    "{hello}! [How is it going|How are things|How do you do]?",
    "{hello}. [May|Could] I [ask you something|try a question|give you a task]?",
    "[I wanted to say|I just want to say|Just saying] {low}.",
    "{hello}, [are you|is anybody] [there|awake|listening]?",
    "[My name is|I am|They call me] {name}, {low}[.|!]",
    "{hello}, [my old|dear] friend[.|!]",
)
THANK = pool(
    "Thanks[!|.| a lot!| for your help.]",
    "Thank you[!|.| very much.|, that helped.]",
    "[Great|Nice|Perfect], thanks[.|!]",
    "Many thanks[!|.]",
    "That was [helpful|good|useful], thank you.",
    "[Nicely|Well] done, thank you[.|!]",
    "I am [very |]grateful[.| to you.]",
    "[You helped me a lot|That is all I needed], thanks.",
    "Thanks for [the answer|the explanation|your time|explaining that|the quick reply|being patient].",
    "Thank you for [the answer|the explanation|your time|explaining that|the quick reply|being patient].",
    "[Thanks|Thank you], [{name} is|I am|we are] [very |so |]happy with [that|the answer|the result].",
    "[Thanks|Thank you], [that is right|that was quick|I understand it now|it works].",
    "I [want to|would like to|must] thank you[.| for that.| very much.]",
    "[{name} says|{name} and I say] thank you[.|!]",
    "[Now I understand|Now I see|That makes sense|That solves it], [thanks|thank you].",
    "[Thanks|Thank you] [once more|again][.|!| for everything.]",
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
    "[Bye|Goodbye], {name} has to [go|leave|run] now.",
    "I [will|shall] [come back|be back|write again] [tomorrow|later|next week|soon].",
    "[That was|This was] [all|everything|my last question] for [today|now|this week], [bye|goodbye].",
    "[We are|I am] done [for today|for now|here][.|, see you.|, so long.]",
    "[It is late|It is time to go|My bus is here|Lunch is ready|The lesson is over], [bye|goodbye][.|!]",
    "[Sleep well|Have a good evening|Have a good weekend|Enjoy your day], [Ponder|my friend].",
    "[Bye|Goodbye] for [now|today][.|!|, Ponder.]",
    "[I am going to bed|I am going home|I am closing this|I will stop here] now[.|, see you.]",
)
ABILITY = pool(
    "What can you do[?| for me?]",
    "[How can you help me|What are you good at]?",
    "What kind of [questions|tasks] can you [handle|deal with]?",
    "What may I ask you?",
    "Tell me what you can [do|help with].",
    "What are your [skills|abilities|strengths]?",
    "[Which|What] [questions|problems] can I bring to you?",
    "With what can you be of help?",
    "What do you [know|know how to do]?",
    "[Can|Could] you [tell me|say|explain] what you can [do|help with]?",
    "[I would like to know|I wonder|Please tell me] what you are [able to do|good at|useful for].",
    "[Give|Show] me [an example|examples|a list] of [what you can do|the questions you can answer|your skills].",
    "[What|Which] [things|jobs|work] can you do [for me|for us|for a student|here]?",
    "[What|Which] [topics|subjects|areas] do you [know about|cover|understand]?",
    "[Is there anything|What is there that] you can [do|help with]?",
    "What [can I use you|are you made|are you useful] for?",
    "[I am new here|This is my first time|I have never used you], what can you do?",
    "[In what way|With what] can you [help|assist|be useful to] [me|us|a student|my class]?",
    "[Before we start|First of all|Tell me first], what [can you do|are you good at|are your strengths]?",
    "[{name} asks|{name} wants to know|A friend asks] what you can do.",
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
    "[Can|Could] you [tell me|say|explain] [who|what] you are?",
    "[I would like to know|I wonder|Please tell me] [who|what] you are.",
    "[Are you|Is this] [a real person|a robot|a chatbot|an assistant|a language model]?",
    "[What|Who] is [answering me|writing to me|behind this screen]?",
    "[What|Which] name do you [have|go by|use]?",
    "[How|By what name] [shall|should|may|can] I [call|address] you?",
    "[What kind of|What sort of|Which kind of] [program|machine|model|thing] are you?",
    "[Do you have|Have you got|Have you] a name?",
    "[{name} asks|{name} wants to know|A friend asks] [who|what] you are.",
    "[Before we start|First of all|Tell me first], [who|what] are you?",
    "[Am I|Are we] [talking|writing|speaking] to a [person|human|machine|computer|program]?",
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
    "[Can|Could] you [tell me|say] [what|which] day comes {word} {day}[?|, please?]",
    "[I forgot|I do not know|Help me remember] [what|which] day is {word} {day}.",
    "In [a|the|every] week, [what|which] day [comes|stands|is] [right |]{word} {day}?",
    "[Quick question|A question|One question]: [what|which] day [comes|is] {word} {day}?",
    "[{name} asks|A child asks|A friend asks] [what|which] day comes {word} {day}.",
    "[In a calendar|On a calendar], [what|which] day stands {word} {day}?",
    "{day}: [what|which] day comes {word} it?",
    "[Suppose|Let us say|Imagine] [today is {day}|it is {day} today]. [What|Which] day {be} {relative}?",
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
    "[Can|Could] you [tell me|say] [what|which] month comes {word} {month}[?|, please?]",
    "[I forgot|I do not know|Help me remember] [what|which] month is {word} {month}.",
    "In [a|the|every] year, [what|which] month [comes|stands|is] [right |]{word} {month}?",
    "[Quick question|A question|One question]: [what|which] month [comes|is] {word} {month}?",
    "[{name} asks|A child asks|A friend asks] [what|which] month comes {word} {month}.",
    "[Suppose|Let us say|Imagine] it is {month}. [What|Which] month {be} {near} month?",
    "[Name|Give|State] the month [that comes|that is|right|just] {word} {month}.",
    "[What|Which] month of the year [comes|is|stands] {word} {month}?",
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
    "[Can|Could] you [tell me|say] [what|which] month is number {n}[?|, please?]",
    "[I forgot|I do not know|Help me remember] [what|which] month is number {n}.",
    "[Quick question|A question|One question]: [what|which] is the {nth} month?",
    "[{name} asks|A child asks|A friend asks] [what|which] month is number {n}.",
    "[A date|A letter|A ticket|A receipt] [has|shows] month {n}. [What|Which] month is [that|it|meant]?",
    "[Counting from January|Starting with January], [what|which] is the {nth} month?",
    "[In|On] a calendar, [what|which] month [stands|comes] {nth}?",
    "[Say|Write|Give] month number {n} in [words|letters].",
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
    "[I need|I am looking for|I would like] the number of {many} that {thing} has.",
    "[{name} asks|A friend asks|My teacher asks] how many {many} {thing} has.",
    "[Everybody knows|It is well known|Many books say] how many {many} {thing} has. [What is the number|How many are there]?",
    "[A quiz|A test|A card] asks how many {many} {thing} has. [What|Which number] is right?",
    "[Think of|Take|Consider] {thing}. How many {many} does it have?",
    "{thing} has how many {many}?",
    "[Help me remember|I do not remember|I want to be sure]: how many {many} does {thing} have?",
    "[What|Which] is the number of {many} that {thing} has?",
    "[Do you remember|Are you able to say|Can you recall] how many {many} {thing} has?",
    "[As a number|In digits], how many {many} does {thing} have?",
    "[Teach me|Remind me|Let me know] how many {many} {thing} has.",
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
    "[Can|Could] you [tell me|give me|name] the opposite of {word!r}[?|, please?]",
    "[I need|I am looking for|I would like] [a word|one word] [that is|for] the opposite of {word!r}.",
    "[Quick question|A question|One question]: what is the opposite of {word}?",
    "[{name} asks|A child asks|My teacher asks] for the opposite of {word!r}.",
    "[What|Which] word is the [exact |]opposite of {word!r}?",
    "[Take|Consider] the word {word!r}. What is its opposite?",
    "[A crossword|A puzzle|A game] asks for the opposite of {word!r}. [What fits|Which word is it]?",
    "[Write|State|Say] the [opposite|antonym] of {word!r}.",
    "{word!r} [and what|and which word] are opposites?",
    "[What|Which word] would you [say|use] for the opposite of {word!r}?",
    "[Teach me|Remind me of|Let me know] the opposite of {word!r}.",
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
    "[Can|Could] you [tell me|give me|name] the capital of {land}[?|, please?]",
    "[Quick question|A question|One question]: what is the capital of {land}?",
    "[{name} asks|A child asks|My teacher asks] for the capital of {land}.",
    "[A quiz|A test|A card] asks for the capital of {land}. [What is right|Which city is it]?",
    "[Think of|Take|Consider] {land}. What is its capital?",
    "[I forgot|I do not remember|Help me remember] [what|which city] the capital of {land} is.",
    "[Write|State|Say|Give] the name of the capital of {land}.",
    "[Teach me|Remind me of|Let me know] the capital of {land}.",
    "[On a map of {land}|In {land}], which city is [marked as |]the capital?",
    "[What|Which] is the capital city of {land}[?|, please?]",
    "[{name} travels|We travel|A train goes] to the capital of {land}. [Which city is that|What is it called]?",
)
HELLOS = (
    "Hello;Hi;Hey;Good morning;Good evening;Good afternoon;Greetings;Hi there;Hello there;Good day;Hey there;Hello again;"
    "Hi again;Morning;Evening"
).split(";")
NAMES = (
    "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix Grace Hugo Iris Jonas Kira "
    "Luca Maya Nina Oskar Paula Rosa Samir Tara Uma Viktor Wanda Yusuf Zara"
).split()
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
    ("faces", "a tetrahedron", 4), ("edges", "a tetrahedron", 6), ("corners", "a square", 4), ("sides", "a rectangle", 4),
    ("sides", "a heptagon", 7), ("sides", "a decagon", 10), ("wheels", "a unicycle", 1), ("legs", "a dog", 4),
    ("legs", "an ant", 6), ("wings", "a bird", 2), ("wings", "a butterfly", 4), ("arms", "an octopus", 8),
    ("years", "a millennium", 1000), ("millimetres", "a centimetre", 10), ("millilitres", "a litre", 1000),
    ("kilograms", "a metric ton", 1000), ("degrees", "a straight angle", 180), ("minutes", "a day", 1440),
    ("seconds", "an hour", 3600), ("hours", "a week", 168), ("players", "a football team on the field", 11),
    ("keys", "a full piano", 88), ("cents", "a euro", 100), ("pence", "a pound", 100), ("letters", "the word 'seven'", 5),
)  # fmt: skip
PAIRS = ("hot cold;big small;up down;left right;open closed;early late;full empty;fast slow;hard soft;high low;light dark;"
         "long short;loud quiet;new old;rich poor;strong weak;true false;wet dry;wide narrow;young old;inside outside;"
         "first last;above below;more less;day night;yes no;win lose;start end;buy sell;push pull;deep shallow;thick thin;"
         "clean dirty;near far;happy sad;rough smooth;cheap expensive;heavy light;brave cowardly;front back;top bottom;"
         "arrive depart;remember forget;love hate;question answer;north south;east west;begin finish;arrival departure;"
         "increase decrease;add subtract;multiply divide;even odd;minimum maximum;success failure;enemy friend;"
         "always never;everything nothing;ancient modern;guilty innocent;absent present;victory defeat").split(";")  # fmt: skip
CAPITALS = dict(pair.split(":") for pair in (
    "France:Paris;Germany:Berlin;Italy:Rome;Spain:Madrid;Portugal:Lisbon;Greece:Athens;Austria:Vienna;Poland:Warsaw;"
    "Norway:Oslo;Sweden:Stockholm;Finland:Helsinki;Denmark:Copenhagen;Ireland:Dublin;Belgium:Brussels;Hungary:Budapest;"
    "Japan:Tokyo;China:Beijing;India:New Delhi;Egypt:Cairo;Kenya:Nairobi;Canada:Ottawa;Cuba:Havana;Peru:Lima;Chile:Santiago;"
    "Argentina:Buenos Aires;Australia:Canberra;Russia:Moscow;Turkey:Ankara;Iceland:Reykjavik;Mexico:Mexico City;"
    "Croatia:Zagreb;Romania:Bucharest;Bulgaria:Sofia;Serbia:Belgrade;Slovenia:Ljubljana;Slovakia:Bratislava;Estonia:Tallinn;"
    "Latvia:Riga;Lithuania:Vilnius;Ukraine:Kyiv;Albania:Tirana;Malta:Valletta;Thailand:Bangkok;Vietnam:Hanoi;"
    "Indonesia:Jakarta;South Korea:Seoul;Mongolia:Ulaanbaatar;Nepal:Kathmandu;Pakistan:Islamabad;Iran:Tehran;Iraq:Baghdad;"
    "Morocco:Rabat;Ethiopia:Addis Ababa;Ghana:Accra;Uganda:Kampala;Senegal:Dakar;Colombia:Bogota;Ecuador:Quito;"
    "Venezuela:Caracas;Uruguay:Montevideo;Paraguay:Asuncion;New Zealand:Wellington;Cyprus:Nicosia;Luxembourg:Luxembourg"
).split(";"))  # fmt: skip
CAN_DO = "I can answer questions with numbers, dates, logic and short programs. I use a calculator and Python."
AM = "I am Ponder, a small language model that reasons with tools. I am not a person."


def _said(answer: str, **slots: object) -> Draft:
    return Draft(answer, (), slots, str(slots.get("pool", "")))


def _greet(rng: random.Random, level: int) -> Draft:
    kind = rng.choice(("greet", "greet", "thank", "leave"))
    answer = {"greet": "Hello! What is your question?", "thank": "You are welcome.", "leave": "Goodbye!"}[kind]
    hello = rng.choice(HELLOS)
    return _said(answer, pool=kind, hello=hello, low=hello.lower(), name=rng.choice(NAMES))


def _about(rng: random.Random, level: int) -> Draft:
    kind = rng.choice(("ability", "identity"))
    return _said(CAN_DO if kind == "ability" else AM, pool=kind, name=rng.choice(NAMES))


def _calendar(rng: random.Random, level: int) -> Draft:
    after = rng.random() < 0.6
    word = "after" if after else "before"
    kind = rng.choice(("day", "month", "number"))
    step = 1 if after else -1
    name = rng.choice(NAMES)
    if kind == "day":
        i = rng.randrange(7)
        relative = "tomorrow" if after else "yesterday"
        be = "is" if after else "was"
        return _said(DAYS[(i + step) % 7], pool=kind, word=word, day=DAYS[i], relative=relative, be=be, name=name)
    i = rng.randrange(12)
    if kind == "month":
        near, be = ("next", "is") if after else ("last", "was")
        return _said(MONTHS[(i + step) % 12], pool=kind, word=word, month=MONTHS[i], near=near, be=be, name=name)
    nth = f"{i + 1}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(i + 1, 'th') }"
    return _said(MONTHS[i], pool=kind, n=i + 1, nth=nth, name=name)


def _fact(rng: random.Random, level: int) -> Draft:
    many, thing, n = rng.choice(FACTS)
    return _said(str(n), many=many, thing=thing, name=rng.choice(NAMES))


def _opposite(rng: random.Random, level: int) -> Draft:
    word, other = rng.choice(PAIRS).split()
    return _said(other, word=word, name=rng.choice(NAMES))


def _capital(rng: random.Random, level: int) -> Draft:
    land = rng.choice(list(CAPITALS))
    return _said(CAPITALS[land], land=land, name=rng.choice(NAMES))


GREETINGS = Generator(FAMILY, "greetings", (1,), {"greet": GREET, "thank": THANK, "leave": LEAVE}, _greet)
ABOUT = Generator(FAMILY, "about", (1,), {"ability": ABILITY, "identity": IDENTITY}, _about)
DAYS_AND_MONTHS = Generator(
    FAMILY, "days_and_months", (1,), {"day": AFTER, "month": MONTH, "number": NUMBERED}, _calendar
)
FACTS_KNOWN = Generator(FAMILY, "facts", (1,), {"": FACT}, _fact)
OPPOSITES = Generator(FAMILY, "opposites", (1,), {"": OPPOSITE}, _opposite)
CAPITAL_CITIES = Generator(FAMILY, "capitals", (1,), {"": CAPITAL}, _capital)
