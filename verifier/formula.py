"""The tree of an answer as it stands: out of its box and its dollars, with what the grammar does not know rewritten."""

from __future__ import annotations

import re

from verifier.dates import date, time_of_day
from verifier.dressing import modern, plain_digits
from verifier.extraction import boxes, single_backslashes
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node
from verifier.repeating import without_repetition

_WORDS = re.compile(r"[A-Za-z]{2,}(?:[\s,]+[A-Za-z]+)*|[A-Za-z]+(?:[\s,]+[A-Za-z]+)+")
_ALL_NUMBERS = re.compile(r"(?:the set of )?all (?:real (?:numbers|values)|reals)", re.IGNORECASE)
_TURNED = re.compile(r"(?:(?=\])|(?=.*\[\Z))([\[\]])([^\[\]]*[,;][^\[\]]*)([\[\]])", re.DOTALL)
"""]0, 1[: brackets turned outwards leave the end out."""


def formula(text: str) -> Node | None:
    """The tree of an answer; None for words and for what the grammar refuses."""
    text = single_backslashes(text)
    if "boxed" in text:
        text = strip_boxes(text)
    text = text.strip()
    if text.startswith("$") and text.endswith((".", ",")):
        text = text.rstrip(".,")
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        inner = text[len(opening) : len(text) - len(closing)]
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and len(text) > 2 * len(opening)
            and closing not in inner
        ):
            text = inner.strip()
            break
    text = plain_digits(text.replace(r"\n", " ") if r"\n\n" in text else text).strip()
    text = without_repetition(modern(text)).rstrip(".")
    if _ALL_NUMBERS.fullmatch(text):
        text = r"\mathbb{R}"
    if match := _TURNED.fullmatch(text):
        text = ("[" if match[1] == "[" else "(") + match[2] + ("]" if match[3] == "]" else ")")
    if _WORDS.fullmatch(text) or (date(text) or time_of_day(text)) is not None:
        return None
    try:
        return parse(text)
    except ParseError:
        return None


def strip_boxes(text: str) -> str:
    """The content of the last run of boxes, or the text when there is none."""
    runs = boxes(text)
    return ", ".join(dict.fromkeys(part or "{}" for part in runs[-1])) if runs else text  # an empty box is a part too
