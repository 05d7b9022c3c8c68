"""Plans for facts about numbers: divisors, multiples, opposites, roots, averages, a value tried in an equation."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.fractions import exact
from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_N = r"-?\d+(?: \d+/\d+|/\d+|\.\d+)?"
_MONEY = r"\$?(?<![\d.])\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d+)?"
_IS = re.compile(r"[Ii]s ([a-z]) = (-?[\d./]+) a solution (?:of|to|for)(?: the equation)?:? (.+=.+?)\??$")
_LISTED = re.compile(r"[.:] (.+=[^;]+); ?([a-z]) = (-?[\d./]+)$")
_PLACES = (
    "Ones",
    "Tens",
    "Hundreds",
    "Thousands",
    "Ten thousands",
    "Hundred thousands",
    "Millions",
    "Ten millions",
    "Hundred millions",
    "Billions",
)


def solution(question: str) -> Plan | None:
    """Whether a value solves an equation."""
    text = question.strip().rstrip(". ")
    if found := _IS.search(text):
        x, value, stated = found.groups()
    elif "solution" in question and (found := _LISTED.search(text)):
        stated, x, value = found.groups()
    else:
        return None
    sides = [translate(side) for side in stated.split("=")]
    if len(sides) != 2 or None in sides or letters(" ".join(map(str, sides))) != [x]:
        return None
    left, right = (re.sub(rf"(?<![a-z]){x}(?![a-z])", f"({value})", str(side)) for side in sides)
    return Plan(
        "Put it in.",
        f"{left} = {right}",
        "calculator",
        read=lambda said: {"true": "yes", "false": "no"}.get(said.strip()),
    )


def divisible(question: str) -> Plan | None:
    """Which of a few numbers divide a number."""
    if "divisib" not in question:
        return None
    text = question.rstrip(".? ")
    found = re.search(r"[.:] (\d[\d,]*)$", text) or re.search(r"[Ii]s (\d[\d,]*) divisible by", text)
    by = [int(n) for n in re.findall(r"(?<![\d,])(\d{1,2})(?!\d)", re.sub(r"[.:] \d[\d,]*$", "", text)) if int(n) < 12]
    if not found or not by or re.search(r"each number is divisible by \d\.", text):
        return None
    n = int(found[1].replace(",", ""))
    hits = [d for d in dict.fromkeys(by) if n % d == 0]
    if not hits:
        return None
    program = f'print(*[d for d in {list(dict.fromkeys(by))} if {n} % d == 0], sep=", ")'
    listed = "by 3, by" in text or "4, 5" in text

    def read(said: str) -> str:
        hits = said.strip()
        if "Is " in question:
            return hits
        return (
            f"Divisible by {hits}"
            if listed
            else f"divisible by {re.sub(', ([0-9]+)$', ', and ' + chr(92) + '1' if hits.count(',') > 1 else ' and ' + chr(92) + '1', hits)}"
        )

    return Plan("Try each.", program, read=read)


def factors(question: str) -> Plan | None:
    """All divisors, or all multiples below a bound."""
    text = question.rstrip(". ")
    if found := re.search(r"all (?:of )?the factors of (?:the given number|each number)?[.:]? ?(\d+)$", text):
        return Plan("Every divisor.", f"divisors({found[1]})", "calculator")
    found = re.search(r"multiples less than (\d+).*?[.:] (\d+)$", text)
    if not found:
        return None
    return Plan("Count up by it.", f'print(*range({found[2]}, {found[1]}, {found[2]}), sep=", ")')


def opposite(question: str) -> Plan | None:
    """Opposite, reciprocal or absolute value of a number."""
    found = re.search(
        rf"[Ff]ind (?:the|each) (opposite|additive inverse|reciprocal|multiplicative inverse|absolute value)(?: of(?: each number)?)?[.:]? ({_N})$",
        question.rstrip(". "),
    )
    if not found:
        return None
    value = exact(found[2])
    if found[1] in ("reciprocal", "multiplicative inverse"):
        return Plan("Top and bottom change places.", answer=str(1 / value)) if value else None
    text = found[2]
    other = text[1:] if text.startswith("-") else f"-{text}" if found[1] != "absolute value" else text
    return (
        Plan("The sign changes." if found[1] != "absolute value" else "Without the sign.", answer=other)
        if value
        else None
    )


def statistic(question: str) -> Plan | None:
    """Mean, median or mode of a list."""
    asked = re.search(
        r"[Ff]ind the (mean|median|mode|average)\b|[Ii]dentify the (mode)|[Ww]hat (?:was|is) the (mean|median|average)",
        question,
    )
    if not asked or re.search(r"round|distribution|deviation|[Nn]ormal|graph|table|sample", question):
        return None
    name = next(g for g in asked.groups() if g)
    lists = re.findall(rf"{_MONEY}(?:, (?:and ?)?{_MONEY}){{2,}}(?:,? and ?{_MONEY})?", question)
    if len(lists) != 1:
        return None
    values = [v.replace(",", "") for v in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", lists[0])]
    money = "$" if "$" in lists[0] else ""
    if name == "mode":
        program = f"from statistics import multimode\nprint(*multimode([{', '.join(values)}]))"
        return Plan(
            "What comes most often.", program, read=lambda said: said.strip() if " " not in said.strip() else None
        )
    call = f"{'median' if name == 'median' else 'mean'}({', '.join(values)})"

    def read(said: str) -> str | None:
        value = Fraction(said.strip())
        shown = f"{float(value):.2f}" if money and value.denominator != 1 else said.strip()
        return f"{money}{shown}" if money or "/" not in said else None

    return Plan(
        "The middle one when sorted." if name == "median" else "The sum over how many.", call, "calculator", read=read
    )


def place(question: str) -> Plan | None:
    """The place of a digit, counted from the right."""
    found = re.search(r"place value of the (\d) in (?:the number )?(\d[\d,]*)\?", question)
    digits = found[2].replace(",", "") if found else ""
    if not found or digits.count(found[1]) != 1:
        return None
    return Plan("Count places from the right.", answer=_PLACES[len(digits) - 1 - digits.index(found[1])])


def root(question: str) -> Plan | None:
    """A square root rounded, or between two whole numbers."""
    text = question.rstrip(". ")
    found = re.search(r"sqrt\((\d+)\)", text)
    if not found or text.count("sqrt") != 1:
        return None
    n = int(found[1])
    if re.search(r"[Rr]ound.*?two decimal places|approximate.*two decimal", text) and re.search(
        r"(?:[.:]|Round) sqrt\(\d+\)(?: to two decimal places)?$", text
    ):
        return Plan("Calculate it.", f"print(round({n}**0.5, 2))", read=lambda said: said.strip())
    if re.search(r"between (?:two )?consecutive whole numbers", text):
        low = int(n**0.5)
        return (
            Plan(f"{low}^2 < {n} < {low + 1}^2.", answer=f"{low} < sqrt({n}) < {low + 1}") if low * low != n else None
        )
    return None


PLANS = (solution, divisible, factors, opposite, statistic, place, root)
