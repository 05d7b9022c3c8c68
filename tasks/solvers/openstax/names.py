"""Plans for reading and writing numbers: in words, in digits, in scientific notation; which of two is greater."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.solvers.openstax.numerals import decimal_of, decimal_words, number_of, words_of
from tasks.solvers.plans import Plan

_NAME = re.compile(
    r"^(?:One .*?seconds\. )?Name (?:that|the|each|the following) (?:whole )?(?:number|decimal)s?\b.*|^Name (?:each|the) decimal"
)
_DECIMAL = re.compile(
    r"(?:[Ww]rite as a decimal|into a decimal number|[Ww]rite the following as a decimal)[.:] ([A-Za-z][A-Za-z\- ]+?)\.?$"
)
_VALUE = r"-? ?\d+(?: \d+/\d+|/\d+|\.\d+)?"
_ORDER = re.compile(rf"[Oo]rder .*?({_VALUE}) ?_+ ?({_VALUE})(?: using < or >)?\.?$")
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"


def name(question: str) -> Plan | None:
    """A number in words."""
    if not _NAME.search(question):
        return None
    text = re.sub(r"(?<=\d), (?=\d{3})", ",", question)
    found = re.findall(rf"(?<![\d.,(]){_NUMBER}(?![\d)])", text)
    if len(found) != 1 or re.search(r"\bin (?:19|20)\d\d\b", text):
        return None
    if "." in found[0]:
        words = decimal_words(found[0].replace(",", ""))
        return Plan("The last place names it.", answer=words) if words else None
    if "decimal" in question or found[0].startswith("-"):
        return None
    return Plan("Groups of three digits.", answer=words_of(int(found[0].replace(",", ""))))


def digits(question: str) -> Plan | None:
    """A number from words."""
    if found := _DECIMAL.search(question):
        value = decimal_of(found[1])
        return Plan("The last word names the place.", answer=format_number(value)) if value is not None else None
    if "digits" not in question:
        return None
    found = re.search(
        r"(?:number|digits[.:]) ([a-z][a-z,\- ]+?)(?: as a whole number using digits| using digits)?[.?]?$", question
    )
    whole = number_of(found[1]) if found else None
    return Plan("Groups of three digits.", answer=f"{whole:,}") if whole is not None else None


def _exact(text: str) -> Fraction:
    text = text.replace("- ", "-")
    whole, _, part = text.lstrip("-").rpartition(" ")
    value = Fraction(part) + int(whole or 0)
    return -value if text.startswith("-") else value


def order(question: str) -> Plan | None:
    """The sign between two numbers."""
    found = _ORDER.search(question)
    if not found:
        return None
    a, b = (_exact(text) for text in found.groups())
    if a == b:
        return None
    x, y = (text.replace("- ", "-") for text in found.groups())
    x, y = (re.sub(r"^(-?)(\d+) (\d+/\d+)$", lambda m: f"{m[1]}({m[2]}+{m[3]})", v) for v in (x, y))
    return Plan(
        f"Is {x} < {y}?", f"{x} < {y}", "calculator", read=lambda said: {"true": "<", "false": ">"}.get(said.strip())
    )


def sort(question: str) -> Plan | None:
    """Numbers from the smallest to the greatest, as they are written."""
    found = re.search(
        rf"from (?:smallest to largest|least to greatest)[.:] ((?:{_VALUE}(?:, |$))+)$", question.rstrip(". ")
    )
    items = found[1].split(", ") if found else []
    if len(items) < 2:
        return None
    by_value = {format_number(_exact(item)): item for item in items} | {str(_exact(item)): item for item in items}

    def read(said: str) -> str | None:
        names = [by_value.get(part) for part in said.strip().split(", ")]
        return ", ".join(str(n) for n in names) if len(names) == len(items) and None not in names else None

    return Plan("Sort them.", f"sort({', '.join(items)})", "calculator", read=read)


def scientific(question: str) -> Plan | None:
    """A number in scientific notation."""
    if (
        not re.search(r"(?:in|to) scientific notation", question)
        or "×" in question
        or "Convert each number in" in question
    ):
        return None
    found = re.findall(
        rf"(?<![\d.,-]){_NUMBER}(?!\d)", re.sub(r"\b(?:[A-Z][a-z]+ \d+, )?(?:19|20)\d\d\b(?!,)", "", question)
    )
    if len(set(found)) != 1:
        return None
    number = found[0].replace(",", "")
    program = f'from decimal import Decimal\nprint("{{:e}}".format(Decimal("{number}").normalize()))'

    def read(said: str) -> str | None:
        digits, _, power = said.strip().partition("e")
        return f"{digits} × 10^{int(power)}" if power else None

    return Plan("One digit before the point.", program, read=read)


def plain(question: str) -> Plan | None:
    """A number out of scientific notation."""
    found = re.findall(r"(-?\d+(?:\.\d+)?) ?× ?10\^\(?(-?\d+)\)?", question)
    if len(found) != 1 or not re.search(r"[Cc]onvert (?:each|this|the) number|[Cc]onvert to decimal form", question):
        return None
    number, power = found[0]
    return Plan(
        "Move the point.",
        f"{number}*10**{power}" if not power.startswith("-") else f"{number}*10**({power})",
        "calculator",
    )


PLANS = (name, digits, order, sort, scientific, plain)
