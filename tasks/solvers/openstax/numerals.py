"""Numbers in English words, both ways: `two hundred six`, `five and one hundredth`, `twenty-seventh`. No plans here."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = ("", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split())
_SCALES = ("", *"thousand million billion trillion quadrillion".split())
_VALUE = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS) if word}
_FIRST = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split(),
        range(1, 14),
        strict=True,
    )
)
_PARTS = dict(
    zip(
        "half third quarter fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        (2, 3, 4, 4, *range(5, 13)),
        strict=True,
    )
)
_PLACES = {
    "tenth": 1,
    "hundredth": 2,
    "thousandth": 3,
    "ten-thousandth": 4,
    "ten thousandth": 4,
    "hundred-thousandth": 5,
    "hundred thousandth": 5,
    "millionth": 6,
}
_UNITS = {word.replace(" ", "-"): places for word, places in _PLACES.items()}
WORD = rf"(?:{'|'.join(sorted([*_VALUE, 'hundred', *_SCALES[1:]], key=len, reverse=True))})"
SPELLED = re.compile(rf"\b{WORD}(?:[-, ]+(?:and )?{WORD})*\b", re.IGNORECASE)


def words_of(n: int) -> str:
    """`1204` as `one thousand, two hundred four`; |n| below 10^18."""
    if n < 0:
        return f"negative {words_of(-n)}"
    if n < 20:
        return _ONES[n]
    groups, scale = [], 0
    while n:
        n, group = divmod(n, 1000)
        if group:
            groups.append(f"{_below_thousand(group)} {_SCALES[scale]}".strip())
        scale += 1
    return ", ".join(reversed(groups))


def _below_thousand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        words.append(_ONES[rest] if rest < 20 else _TENS[tens] + (f"-{_ONES[ones]}" if ones else ""))
    return " ".join(words)


def number_of(text: str) -> int | None:
    """A whole number in words; None for anything else."""
    text = text.lower().strip()
    if text.startswith(("negative ", "minus ")):
        value = number_of(text.split(" ", 1)[1])
        return None if value is None else -value
    words = re.sub(r"[-,]| and ", " ", text).split()
    total = group = 0
    for word in words:
        if word in _VALUE:
            group += _VALUE[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES[1:]:
            total, group = total + (group or 1) * 1000 ** _SCALES.index(word), 0
        else:
            return None
    return total + group if words else None


def ordinal_of(text: str) -> int | None:
    """`twenty-seventh`, `6^th` or `27th` as a number."""
    text = text.lower().strip()
    if found := re.fullmatch(r"(\d+)\^?(?:st|nd|rd|th)", text):
        return int(found[1])
    head, _, last = text.rpartition("-")
    if last in _FIRST:
        tens = number_of(head) if head else 0
        return None if tens is None else tens + _FIRST[last]
    base = text.removesuffix("ieth") + "y" if text.endswith("ieth") else text.removesuffix("th")
    return number_of(base) if base != text else None


def part_of(text: str) -> str | None:
    """`three-eighths` as `3/8`."""
    found = re.fullmatch(r"(?:(\w+)[- ])?(\w+?)s?", text.lower().strip())
    if not found or (found[2] not in _PARTS and found[2] != "halve"):
        return None
    count = number_of(found[1]) if found[1] and found[1] not in ("a", "one") else 1
    return f"{count}/{_PARTS.get(found[2], 2)}" if count else None


def decimal_of(text: str) -> Fraction | None:
    """`thirteen and sixty-eight thousandths`, `negative five hundredths`."""
    text = text.lower().strip()
    negative = text.startswith(("negative ", "minus "))
    text = text.split(" ", 1)[1] if negative else text
    whole, _, rest = text.rpartition(" and ")
    places = next(
        (
            p
            for word, p in sorted(_PLACES.items(), key=lambda i: -len(i[0]))
            if rest.removesuffix("s").endswith(" " + word)
        ),
        None,
    )
    if places is None:
        return None
    word = next(
        w for w, p in sorted(_PLACES.items(), key=lambda i: -len(i[0])) if rest.removesuffix("s").endswith(" " + w)
    )
    count, before = number_of(rest.removesuffix("s").removesuffix(word)), number_of(whole) if whole else 0
    if count is None or before is None:
        return None
    value = before + Fraction(count, 10**places)
    return -value if negative else value


def decimal_words(text: str) -> str | None:
    """`5.01` as `five and one hundredth`."""
    found = re.fullmatch(r"(-?)(\d+)\.(\d{1,6})", text)
    if not found:
        return None
    sign, whole, digits = found.groups()
    unit = next(word for word, places in _UNITS.items() if places == len(digits))
    count = int(digits)
    part = f"{words_of(count)} {unit}{'' if count == 1 else 's'}"
    start = f"{words_of(int(whole))} and " if int(whole) else ""
    return ("negative " if sign else "") + start + part


def digits_for_words(text: str) -> str:
    """Number words of a sentence as digits: `twice a number plus nine` is `twice a number plus 9`."""

    def digits(match: re.Match[str]) -> str:
        value = number_of(match.group())
        return match.group() if value is None else str(value)

    text = re.sub(r"\b(?:negative|minus) (?=\w)", "-", SPELLED.sub(digits, text))
    return re.sub(r"-(?=[a-z])", "negative ", text)
