"""The number of a month that is named, and how many days it has where that never changes."""

from __future__ import annotations

import re
from calendar import monthrange

from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.asked import DAYS, MONTHS

MAX_WORDS = 24
"""Longer questions tell more than a name."""
_COMMON_YEAR = 2023
_M = rf"(?:the )?(?:month (?:of )?)?['\"]?(?:{'|'.join(MONTHS)})['\"]?"
_IN_YEAR = r"(?: (?:in|of|among) (?:the |a )?(?:year|calendar|months|list of (?:the )?months))?"
_END = r"(?:,? please)?[.?!]?(?: (?:what (?:is (?:the answer|right)|do you say)|(?:just |only )?the number,? please)[.?!]?)?$"
"""Nothing more is told after what is asked for."""
_NUMBER = re.compile(
    rf"(?:\b(?:what|which)(?: month)? number (?:has|is|does|belongs to|stands for|goes with) {_M}(?: have| has| get)?|"
    rf"\b{_M} (?:is|has|gets) (?:what|which) (?:month )?number|\b(?:month number|number of the month) (?:of |for )?{_M}|"
    rf"\bas a number, (?:what|which) month is {_M}){_IN_YEAR}{_END}",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"(?:\bhow many days (?:does |has |are (?:there )?in |would you count in |in |is )?{_M}(?: have| has| got| last)?|"
    rf"\b(?:number|count) of days (?:in|of|for|that) {_M}(?: has)?|\b{_M} has how many days){_END}",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:without|except|excluding|besides|apart|working|business|school|weeks?|weekends?|left|gone|first|last|after|"
    r"before|until|since|from|by|if|plus|minus|times|twice|hal(?:f|ves)|both|fiscal|financial|lunar|islamic|hebrew|jewish|"
    r"roman|french|chinese|julian|alphabet\w*|starting|counting)\b",
    re.IGNORECASE,
)
"""What makes something else of a month, or of its place."""
_NAMES = re.compile(rf"\b(?:{'|'.join((*DAYS, *MONTHS))})\b", re.IGNORECASE)


class CalendarFacts(AnswerCheck):
    """A pass shows that the answer is the month's place in the year, or the days it has in every year."""

    name = "calendar facts"
    subject = "number or length of one month is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        question = question.strip()
        if len(question.split()) > MAX_WORDS or re.search(r"\d", question) or _MORE.search(question):
            return None
        names, said = _NAMES.findall(question), parse_answer(re.sub(r" days?\.?$", "", answer))
        if len(names) != 1 or names[0] in ("may", "march") or said.kind != "number" or said.value is None:
            return None
        month, name = MONTHS.index(names[0].lower()) + 1 if names[0].lower() in MONTHS else 0, names[0].capitalize()
        if month and _NUMBER.search(question):
            right, fact = month, f"{name} is month {month}"
        elif month not in (0, 2) and _LENGTH.search(question):  # February's days depend on the year
            right = monthrange(_COMMON_YEAR, month)[1]
            fact = f"{name} has {right} days"
        else:
            return None
        if said.percent or said.value != right:
            return broken(f"{fact}, not {shown(answer)}.")
        return held(f"{fact}.")
