"""Words and letters: counting, reversing, sorting, shifting, comparing; a line of Python is the tool."""

from __future__ import annotations

import random

from tasks.generators.making import Draft, Generator
from tasks.generators.programs.words_phrases import (
    ANAGRAM,
    COUNT,
    ENCODE,
    ISOMORPHIC,
    LENGTH,
    PALINDROME,
    REVERSE,
    SHIFT,
    SORT,
    TURN,
)

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
    return Draft(answer, ((f"Sort in {order} order.", program),), slots, tool="python")


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
    decode = rng.random() < 0.6
    text = shifted(plain, k) if decode else plain
    program = (  # a letter that leaves its alphabet enters the other one: all get one case again
        f"from string import ascii_letters as a\nk = {-k if decode else k}\n"
        f'print("{text}".translate(str.maketrans(a, a[k:] + a[:k])).{"upper" if plain.isupper() else "lower"}())'
    )
    answer = plain if decode else shifted(plain, k)
    slots = {"text": text, "k": k, "places": "place" if k == 1 else "places", "name": rng.choice(NAMES)}
    thought = f"Decode: move back, -{k}." if decode else f"Encode: move on, {k}."
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
