"""The day or month before or after one that is named, and the month of a number: closed lists, so a rule can tell."""

from __future__ import annotations

import re

from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.asked import DAYS, MONTHS
from verifier.equivalence import strip_dressing

MAX_WORDS = 24
"""Longer questions tell more than a name."""
_NAME = re.compile(rf"\b({'|'.join((*DAYS, *MONTHS))})\b(?:'s)?", re.IGNORECASE)
_BEFORE = re.compile(
    r"\bbefore\b|\byesterday\b|\bprevious\b|\bpreced\w+|\blast month\b|\bprior\b|\bearlier\b|\bjust left\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\b(?!wards)|\btomorrow\b|\bnext\b|\bfollow\w*|\blater\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twice|weeks|fortnight|years|date of|days|weekend|"
    r"how|other|hours?|minutes?|o'clock|last (?:day|mon|tue|wed|thu|fri|sat|sun)|alphabet\w*|(?<!in )letters|letter ['\"]?[a-z]\b['\"]?|starts|begins|ends|"
    r"beginning with|starting with(?! january)|short(?:er|est)|long(?:er|est)|(?:work|working|business|school|trading|bank)[ -]?days?|"
    r"next weekday|spell\w*|rhym\w*)\b|\b(?:before|after)\b.*\b(?:before|after)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"\b(?:yesterday|tomorrow|(?:last|next|previous|following) (?:day|month)) (?:was|is|will be|were)(?: a)? (?:{'|'.join((*DAYS, *MONTHS))})\b|"
    rf"\b(?:{'|'.join((*DAYS, *MONTHS))}) (?:was|comes|follows|precedes|is(?! (?:(?:the day )?today|the month we are in)\b))\b",
    re.IGNORECASE,
)
"""What names the other of the two: "If yesterday was Monday, what day is it?"; "Monday comes after which day?"."""
_LEFT_OPEN = re.compile(
    rf"((?:(?<=before )|(?<=after ))(?:{'|'.join((*DAYS, *MONTHS))})) is(?= (?:what|which|called|\.\.\.))",
    re.IGNORECASE,
)
"""In "the day after Friday is what?" the name is still the one to start from."""
_OF_WEEK = re.compile(
    r"\b(?:two|three|four|five|six|seven) days\b(?= (?:of|in) |,)|\bdays? of the week\b|\bof the year\b|"
    r"\b(?:order|list|row) of (?:the )?days\b|\blearn(?:s|ing)? the days\b|\bdays quiz\b|\bday \d{1,2} of (?=month \d)",
    re.I,
)
_NUMBER = re.compile(r"(?<![\d.:/-])(\d{1,2})(?:st|nd|rd|th)?(?![\d/-]|[.:]\d)")
_MONTH_WORD = re.compile(r"\bmonths?\b|\bjanuary, february\b", re.IGNORECASE)
_IN_ORDER = re.compile(
    r", in order\b|\bwith january as 1 and december as 12\b|\bout of january, february and so on\b|\bcounted from 1\b|"
    r"\bfrom 1\b|\b(?:counting|starting) (?:from|with) january\b|\bfrom january\b",
    re.IGNORECASE,
)


class Neighbours(AnswerCheck):
    """A pass shows that the answer is the day or month next to the one named, or the month that the number counts."""

    name = "calendar names"
    subject = "neighbour of one day or month, or month of a number, is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        text = _LEFT_OPEN.sub(r"\1", _IN_ORDER.sub(" ", _OF_WEEK.sub(" ", question)))
        named, numbers = {n.lower() for n in _NAME.findall(text)}, _NUMBER.findall(text)
        said = strip_dressing(answer).rstrip(".").lower()
        if (
            len(question.split()) > MAX_WORDS
            or _MORE.search(text)
            or _TURNED.search(text)
            or said not in (*DAYS, *MONTHS)
        ):
            return None
        before, after = _BEFORE.search(text) is not None, _AFTER.search(text) is not None
        if len(_BEFORE.findall(text)) + len(_AFTER.findall(text)) > 1:
            return None  # "the day after Monday is tomorrow"
        if len(named) == 1 and not numbers and before != after:
            (name,) = named
            ring = DAYS if name in DAYS else MONTHS
            right = ring[(ring.index(name) + (1 if after else -1)) % len(ring)]
        elif not named and len(numbers) == 1 and 1 <= int(numbers[0]) <= 12 and _MONTH_WORD.search(question):
            if before or after:
                return None
            right = MONTHS[int(numbers[0]) - 1]
        else:
            return None
        if said != right:
            return broken(f"It is {right.capitalize()}, not {shown(answer)}.")
        return held(f"{right.capitalize()} it is in the calendar.")
