"""Parts of a whole as people say them: `three quarters`, `half`, `a third`, `twenty-seven fifths`, `3/5`."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TENS["fourty"] = 40
_NAMES = "third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PARTS = dict(zip(_NAMES, range(3, 13), strict=True))
_PARTS |= {"half": 2, "halve": 2, "twelth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20}


def part(text: str) -> Fraction | None:
    """The part that the words name; None for other words."""
    if re.fullmatch(r"\d{1,9}/[1-9]\d{0,8}", text):
        return Fraction(text)
    top, _, bottom = text.lower().rpartition(" ")
    tens, _, ones = top.partition("-")
    if top in ("", "a", "an"):
        numerator = 1
    elif top in _ONES:
        numerator = _ONES.index(top)
    elif tens in _TENS and (not ones or ones in _ONES[1:10]):
        numerator = _TENS[tens] + (_ONES.index(ones) if ones else 0)
    else:
        return None
    denominator = _PARTS.get(bottom.removesuffix("s"))
    return None if denominator is None else Fraction(numerator, denominator)
