"""The digit that a whole number has at a place, counted from the right; and numbers in scientific notation."""

from __future__ import annotations

import re
from fractions import Fraction

from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.whole_numbers import YES_NO, listed, operands, whole
from verifier.equivalence import strip_dressing
from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse

_POWERS = {"unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "million": 6}
_PLACE = re.compile(
    r"(?<![\w-])(?:(?:(ten|hundred)[ -])?(thousand|million)s?|(unit|one(?=s)|ten|hundred)s?)(?![\w-])", re.IGNORECASE
)
_DIGIT = re.compile(r"\bdigits?\b|\bcolumn\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:sum|add(?:ed)?|product|value of the|worth|how many|count(?:s|ed)? of|number of|round|nearest|between|largest|smallest|"
    r"reverse|abacus|beads|rod|base|binary|replace|change|swap|decimals?|tenths?|hundredths?|thousandths?)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(r"\bunits, tens,?(?: hundreds)? and so on\b", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\bscientific (?:notation|form)\b", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:back|from|out of|ordinary|plain|decimal|standard|product|multipl\w+|times|divided?|add|sum|plus|"
    r"exponent|power|mantissa|coefficient|significant|round(?:ed)?|nearest|figures?|hundred|thousand|[mb]illion|dozen)\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"(-?\d+(?:\.\d+)?) ?(?:\*|×|x|·) ?10 ?(?:\^|\*\*) ?\(?(-?\d{1,3})\)?")


class DigitPlace(AnswerCheck):
    """A pass shows that the answer is the digit of the question's number at the place that it names."""

    name = "digit place"
    subject = "digit at a place is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        text = _LABELS.sub(" ", question)
        places = list(_PLACE.finditer(text))
        if not _DIGIT.search(text) or _MORE.search(text) or YES_NO.search(text) or len(places) != 1:
            return None
        place = places[0]
        numbers = operands(text[: place.start()] + "x" + text[place.end() :], 1) or operands(
            text[: place.start()] + text[place.end() :], 1
        )
        said = whole(answer)
        if numbers is None or numbers[0] < 0:
            return None
        power = sum(_POWERS[word.lower()] for word in place.groups() if word)
        digit = numbers[0] // 10**power % 10
        if said != digit:
            return broken(f"The {place.group().lower()} digit of {shown(str(numbers[0]))} is not {shown(answer)}.")
        return held(f"{digit} stands in the {place.group().lower()} place of {shown(str(numbers[0]))}.")


class ScientificNotation(AnswerCheck):
    """A pass shows that the answer is a number from 1 to below 10 times a power of ten, and equals the question's."""

    name = "scientific notation"
    subject = "number is to be written in scientific notation"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not _SCIENTIFIC.search(question) or _BACK.search(question) or _WRITTEN.search(question):
            return None
        values = listed(question)
        if values is None or len(values) != 1 or values[0] == 0:
            return None
        match = _WRITTEN.fullmatch(strip_dressing(answer))
        if match is None:
            value = rational(parse(strip_dressing(answer)))
            return None if value == values[0] else broken(f"{shown(answer)} is not what the question's number is.")
        head, power = Fraction(match[1]), int(match[2])
        if head * Fraction(10) ** power != values[0]:
            return broken(f"{shown(answer)} is not what the question's number is.")
        if not 1 <= abs(head) < 10:
            return undecided(f"{shown(match[1])} is not from 1 to below 10, though the value is right.")
        return held(f"{shown(answer)} is the question's number, and {shown(match[1])} is from 1 to below 10.")
