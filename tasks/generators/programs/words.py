"""Words and letters: counting, reversing, sorting, shifting, comparing; a line of Python is the tool."""

from __future__ import annotations

import random

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool

FAMILY = "programs"
WORDS = (
    "apple banana cherry orange lemon grape melon peach river mountain forest desert island ocean valley meadow "
    "window table chair lamp mirror carpet kitchen garden bottle basket ladder hammer bridge castle tower village "
    "doctor teacher farmer sailor painter singer dancer writer driver baker summer winter autumn spring morning "
    "evening thunder lightning rainbow snowflake elephant giraffe kangaroo penguin dolphin octopus butterfly "
    "strawberry mississippi bookkeeper committee banjo quartz rhythm pumpkin zebra yellow purple silver golden "
    "happiness kindness freedom wisdom courage silence whisper shadow feather pebble lantern compass journey "
    "treasure mystery legend puzzle riddle marble candle blanket pillow ribbon button pocket needle thread "
    "forcefully carefully quickly slowly bravely gently level radar noon civic kayak rotor stats refer madam"
).split()
SENTENCES = (
    "the quick brown fox jumps over the lazy dog", "a small boat sailed across the calm lake",
    "she sells sea shells on the sea shore", "the old clock on the wall stopped at noon",
    "we walked along the river until the sun went down", "every morning the baker opens the shop at six",
    "the cat slept on the warm window sill all day", "my brother found a silver coin under the bridge",
    "the children built a tall tower out of wooden blocks", "a cold wind blew through the open door",
    "the train to the city leaves in twenty minutes", "nobody knew where the little path would lead",
)  # fmt: skip
COUNT = pool(
    'How many times does the letter "{c}" [appear|occur] in the text: "{text}"?',
    'How many {c}\'s are [there |]in "{text}"?',
    '[Count|Find out] [how often the letter "{c}" appears|how many letters are "{c}"] in "{text}".',
    'How often does "{c}" [occur|come up] in "{text}"?',
    'In "{text}", how many letters are "{c}"?',
    'The letter "{c}": how many times is it in "{text}"?',
    '<find> the number of times that "{c}" [appears|occurs] in "{text}".',
    '[Look at|Take] the text "{text}". How many of its letters are "{c}"?',
    'How many times do you [write|type] the letter "{c}" when you [write|type] "{text}"?',
)
REVERSE = pool(
    "Spell this word backward (example: sun -> nus): {text}",
    "[Write|Spell] {text!r} backwards.",
    "[What is {text!r} [reversed|spelled backward]?|Give {text!r} [reversed|spelled backward].]",
    "Reverse the [letters of|string] {text!r}.",
    "How is {text!r} spelled from back to front?",
    "Turn {text!r} around, letter by letter.",
    "What [do you get|comes out] if you [read|write] {text!r} from right to left?",
    "Give the letters of {text!r} in the opposite order[.|, as one word.]",
    "<find> the mirror image of the string {text!r}: last letter first.",
)
TURN = pool(
    "Reverse the order of the words: {text}",
    "[Write|Give] these words in reverse order: {text}",
    "Put the words of this sentence in the opposite order: {text}",
    "What are the words of this text from last to first: {text}",
    "Solve the following problem. Reverse the words, and give them separated by spaces: {text}",
    "[Say|List] the words of '{text}' [backwards, from the last to the first|from the last to the first].",
    "If '{text}' is read word by word from the end, what [does one read|is the result]?",
    "Turn the word order of '{text}' around.",
)
SORT = pool(
    "Sort these words in {order} order: {list}",
    "[Put|Arrange] in {order} order: {list}",
    "Your task is to sort words in {order} order. Words: {list}",
    "What is the {order} order of {list}?",
    "[List|Write down] {list} in {order} order, separated by commas.",
    "Words: {list}. Sort them in {order} order.",
    "[A librarian|A teacher|{name}] wants these words in {order} order: {list}. [What is the list?|Write the list.]",
    "How do {list} stand in {order} order?",
    "[Bring|Place] the words {list} [into|in] {order} order.",
)
SHIFT = pool(
    "Decrypt this Caesar cipher text [with a shift of|shifted by] {k}: {text}",
    "[Decode|Decipher] {text}: every letter was moved {k} {places} on in the alphabet.",
    "A Caesar cipher with shift {k} gave {text!r}. What was the [message|plain text]?",
    "Undo a Caesar shift of {k} on {text!r}.",
    "The text {text!r} is encrypted with a Caesar shift of {k}. What does it say?",
    "{name} [sends|writes] {text!r}, with every letter shifted by {k}. What does {name} mean?",
    "Move each letter of {text!r} back by {k} {places}[.| in the alphabet.| to read the message.]",
    "What does the Caesar cipher {text!r} say, if its key is {k}?",
    "[Break|Solve] the Caesar cipher {text!r}; [its shift is|the key is] {k}.",
)
ENCODE = pool(
    "Encrypt {text!r} with a Caesar [cipher of shift|shift of] {k}.",
    "Shift every letter of {text!r} by {k} {places} [on|forward] in the alphabet.",
    "What is {text!r} after a Caesar shift of {k}?",
    "Apply a Caesar cipher with key {k} to {text!r}.",
    "Move each letter of {text!r} {k} {places} on; after z comes a. What do you get?",
    "{name} [encodes|encrypts] {text!r} with a Caesar cipher of key {k}. What [is the result|does {name} send]?",
    "[Write|Give] {text!r} in a Caesar cipher with shift {k}.",
    "How does {text!r} look when each letter is replaced by the one {k} {places} later in the alphabet?",
)
ISOMORPHIC = pool(
    "Two strings are isomorphic if the characters in one can be replaced, each by one of its own, to get the other. Return True if these are isomorphic, or False otherwise:\n{a} {b}",
    "Are the strings {a!r} and {b!r} isomorphic?<tf>",
    "Can each letter of {a!r} be replaced by a letter of its own so that {b!r} results? Answer True or False.",
    "Do {a!r} and {b!r} have the same pattern of letters? Answer True or False.",
    "<decide> whether {a!r} and {b!r} are isomorphic strings: True or False?",
    "Is there a one-to-one exchange of letters that turns {a!r} into {b!r}?<tf>",
    "[True or False|Is it True or False]: {a!r} and {b!r} are isomorphic[.|?]",
    "If every letter gets one letter of its own in exchange, can {a!r} become {b!r}?<tf>",
)
ANAGRAM = pool(
    "Are {a!r} and {b!r} anagrams of each other?<tf>",
    "Is {b!r} an anagram of {a!r}? Answer True or False.",
    "Can the letters of {a!r} be rearranged to {b!r}? Answer True or False.",
    "Do {a!r} and {b!r} consist of the same letters, each as often? Answer True or False.",
    "<decide> whether {a!r} is an anagram of {b!r}: True or False?",
    "Can you [spell|write] {b!r} with the letters of {a!r}, using each exactly once?<tf>",
    "Is {a!r} a mix of the letters of {b!r}, none added and none left out?<tf>",
    "Do you get {b!r} by [shuffling|reordering] the letters of {a!r}?<tf>",
)
PALINDROME = pool(
    "Is {text!r} a palindrome?<tf>",
    "Does {text!r} read the same backwards? Answer True or False.",
    "<decide> whether {text!r} is a palindrome: True or False?",
    "True or False: {text!r} is a palindrome.",
    "Is {text!r} equal to itself reversed? Answer True or False.",
    "Is {text!r} the same [from left to right and from right to left|forwards and backwards]?<tf>",
    "If {text!r} is written from right to left, is it still the same?<tf>",
    "Does reversing {text!r} leave it as it is?<tf>",
)
LENGTH = pool(
    "How many {what} are [there |]in {text!r}?",
    "[Count the|Find the number of] {what} in {text!r}.",
    "What is the number of {what} in {text!r}?",
    "{text!r}: how many {what}?",
    "How many {what} does {text!r} [have|contain]?",
    "[Look at|Take] {text!r}. How many {what} [are there|does it have]?",
    "The text is {text!r}. [Give|Tell me|Work out] the number of its {what}.",
    "How many {what} would you count in {text!r}?",
)
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()
WHAT = {"vowels": 'sum(c in "aeiou" for c in {0!r})', "letters": "len({0!r}.replace(' ', ''))",
        "words": "len({0!r}.split())", "different letters": "len(set({0!r}) - {{' '}})"}  # fmt: skip


def _text(rng: random.Random, level: int) -> str:
    if level == 1:
        return rng.choice(WORDS)
    if level == 2:
        return " ".join(rng.sample(WORDS, rng.randint(3, 5)))
    if level > 3:
        return " ".join(rng.sample(WORDS, rng.randint(13, 24)))
    return rng.choice(SENTENCES) if rng.random() < 0.5 else " ".join(rng.sample(WORDS, rng.randint(6, 12)))


def _count(rng: random.Random, level: int) -> Draft:
    text = _text(rng, level)
    c = rng.choice(text.replace(" ", "")) if rng.random() < 0.85 else rng.choice("aeiourstln")
    slots = {"c": c, "text": text}
    return Draft(str(text.count(c)), ((f"Count {c}.", f'print("{text}".count("{c}"))'),), slots, tool="python")


def _reverse(rng: random.Random, level: int) -> Draft:
    if level == 1:
        text = rng.choice(WORDS)
    elif level == 2:
        text = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(5, 12)))
    else:
        text = _text(rng, 2)
        if rng.random() < 0.6:
            answer = " ".join(reversed(text.split()))
            program = f'print(*"{text}".split()[::-1])'
            return Draft(answer, (("Reverse the list of words.", program),), {"text": text}, "words", tool="python")
    return Draft(text[::-1], (("Reverse it.", f'print("{text}"[::-1])'),), {"text": text}, "letters", tool="python")


def _sort(rng: random.Random, level: int) -> Draft:
    words = rng.sample(WORDS, rng.randint(13 if level > 3 else 3, 3 + 3 * level + 5 * (level > 3)))
    descending = rng.random() < 0.4
    order = (
        rng.choice(("descending", "reverse alphabetical")) if descending else rng.choice(("ascending", "alphabetical"))
    )
    listed = ", ".join(words)
    program = f'print(*sorted("{listed}".split(", "){", reverse=True" if descending else ""}), sep=", ")'
    answer = ", ".join(sorted(words, reverse=descending))
    slots = {"list": listed, "order": order, "name": rng.choice(NAMES)}
    return Draft(answer, (("Sort the words.", program),), slots, tool="python")


def shifted(text: str, k: int) -> str:
    """Every letter `k` places on in the alphabet, in its own case."""
    return "".join(
        chr((ord(c) - base + k) % 26 + base) if c.isalpha() else c
        for c, base in ((c, 65 if c.isupper() else 97) for c in text)
    )


def _shift(rng: random.Random, level: int) -> Draft:
    plain, k = _text(rng, level), rng.randint(1, 25)
    if rng.random() < 0.5:
        plain = plain.upper()
    base = 65 if plain.isupper() else 97
    decode = rng.random() < 0.6
    text = shifted(plain, k) if decode else plain
    step = f"- {base} {'-' if decode else '+'} {k}"
    program = f'print("".join(chr((ord(c) {step}) % 26 + {base}) if c != " " else c for c in "{text}"))'
    answer = plain if decode else shifted(plain, k)
    slots = {"text": text, "k": k, "places": "place" if k == 1 else "places", "name": rng.choice(NAMES)}
    thought = "Move the letters back." if decode else "Move the letters on."
    return Draft(answer, ((thought, program),), slots, "decode" if decode else "encode", tool="python")


def _isomorphic(rng: random.Random, level: int) -> Draft:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    a = "".join(rng.choices(alphabet[: 4 + 6 * level], k=rng.randint(13 if level > 3 else 3, 3 + 3 * level)))
    b = a.translate(str.maketrans(alphabet, "".join(rng.sample(alphabet, 26))))
    if rng.random() < 0.5:
        i = rng.randrange(len(b))
        b = b[:i] + rng.choice(b) + b[i + 1 :]
    same = len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))
    program = f'a, b = "{a}", "{b}"\nprint(len(set(zip(a, b))) == len(set(a)) == len(set(b)))'
    return Draft(str(same), (("Pairs must be one to one.", program),), {"a": a, "b": b}, tool="python")


def _anagram(rng: random.Random, level: int) -> Draft:
    a = rng.choice(WORDS) if level < 3 else "".join(rng.choices("abcdefg", k=9))
    letters = list(a)
    rng.shuffle(letters)
    if rng.random() < 0.5:
        letters[rng.randrange(len(letters))] = rng.choice("abcdeilnorst")
    b = "".join(letters)
    program = f'print(sorted("{a}") == sorted("{b}"))'
    return Draft(str(sorted(a) == sorted(b)), (("Compare the letters.", program),), {"a": a, "b": b}, tool="python")


def _palindrome(rng: random.Random, level: int) -> Draft:
    half = "".join(
        rng.choices("abcdefghijklmnoprst", k=rng.randint(6 if level > 3 else 2, 2 + level + 2 * (level > 3)))
    )
    text = half + rng.choice((half[::-1], half[-2::-1]))
    if rng.random() < 0.5:
        i = rng.randrange(len(text))
        text = text[:i] + rng.choice("abcde") + text[i + 1 :]
    program = f'print("{text}" == "{text}"[::-1])'
    return Draft(str(text == text[::-1]), (("Compare with the reverse.", program),), {"text": text}, tool="python")


def _length(rng: random.Random, level: int) -> Draft:
    text = _text(rng, level)
    what = rng.choice([w for w in WHAT if level > 1 or w != "words"])
    vowels = sum(map(text.count, "aeiou"))
    values = {"vowels": vowels, "letters": len(text) - text.count(" "), "words": text.count(" ") + 1,
              "different letters": len(set(text) - {" "})}  # fmt: skip
    program = f"print({WHAT[what].format(text)})"
    return Draft(str(values[what]), ((f"Count the {what}.", program),), {"what": what, "text": text}, tool="python")


LEVELS, BEYOND = (1, 2, 3), (4,)
LETTER_COUNTING = Generator(FAMILY, "letter_counting", LEVELS, {"": COUNT}, _count, BEYOND)
REVERSING = Generator(FAMILY, "reversing", LEVELS, {"letters": REVERSE, "words": TURN}, _reverse)
WORD_SORTING = Generator(FAMILY, "word_sorting", LEVELS, {"": SORT}, _sort, BEYOND)
CAESAR = Generator(FAMILY, "caesar", LEVELS, {"decode": SHIFT, "encode": ENCODE}, _shift, BEYOND)
ISOMORPHIC_STRINGS = Generator(FAMILY, "isomorphic", LEVELS, {"": ISOMORPHIC}, _isomorphic, BEYOND)
ANAGRAMS = Generator(FAMILY, "anagrams", LEVELS, {"": ANAGRAM}, _anagram)
PALINDROMES = Generator(FAMILY, "palindromes", LEVELS, {"": PALINDROME}, _palindrome, BEYOND)
TEXT_COUNTS = Generator(FAMILY, "text_counts", LEVELS, {"": LENGTH}, _length, BEYOND)
