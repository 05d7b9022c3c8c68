"""Decimals that repeat for ever, written as the fractions that they are: 0.1\\overline{6}, 0.1(6), 0.1666..."""

from __future__ import annotations

import re

MAX_REPEATED = 40
"""Digits before and within what repeats; longer ones stay as they are written."""
_DIGITS = rf"[0-9]{{0,{MAX_REPEATED}}}"
_MARKED = re.compile(
    rf"(?<![\w.])([0-9]{{1,{MAX_REPEATED}}})\.({_DIGITS})"
    rf"(?:\\(?:overline|bar|dot)\s*\{{?([0-9]{{1,{MAX_REPEATED}}})\}}?|\(([0-9]{{1,{MAX_REPEATED}}})\))(?![\w(.])"
)
_TRAILING = re.compile(
    rf"(?<![\w.])([0-9]{{1,{MAX_REPEATED}}})\.({_DIGITS}?)(?:([0-9])\3{{2,{MAX_REPEATED}}}|([0-9]{{2,6}})\4{{1,9}})"
    r"(?:\.\.\.|…|\\[cl]?dots\b)(?![\w.])"
)


def _fraction(match: re.Match[str]) -> str:
    """1.2 and the digits 34 as 1.2343434...: (1234 - 12)/990."""
    whole, fixed, period = match.group(1), match.group(2), match.group(3) or match.group(4)
    bottom = (10 ** len(period) - 1) * 10 ** len(fixed)
    return f"({int(whole + fixed + period) - int(whole + fixed)})/({bottom})"


def without_repetition(text: str) -> str:
    """The text with repeating decimals as fractions; `3.141...`, whose digits do not repeat, stays."""
    if "." not in text:
        return text
    return _TRAILING.sub(_fraction, _MARKED.sub(_fraction, text))
