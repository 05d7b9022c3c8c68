"""Plans that change the form of a number: fraction, decimal, percent, mixed number, ratio, rate."""

from __future__ import annotations

import re
from fractions import Fraction
from math import lcm

from tasks.solvers.plans import Plan

_VALUE = r"-?\$?\d[\d,]*(?: \d+/\d+|/\d+|\.\d+)?"
_TAIL = re.compile(
    rf"(?:[.:] |[Ww]rite |[Cc]onvert |mixed number |fraction )({_VALUE})(%?)(?: as an? (?:improper |simplified )?\w+| to an? \w+| as a mixed number)?\.?$"
)
_RATIO = re.compile(rf"(?:ratio as a fraction|fraction)\b.*?[.:] ({_VALUE})(?: (\w+))? to ({_VALUE})(?: (\w+))?\.?$")
_RATE = re.compile(rf"[.:] ({_VALUE}) ?([a-z]+)? (?:in|per|for) ({_VALUE}) ([a-z]+)\.?$")
_SINGULAR = {"feet": "foot", "inches": "inch"}


def exact(text: str) -> Fraction:
    """`-2 1/3`, `$1.50` or `0.5` as a fraction."""
    text = text.replace("$", "").replace(",", "")
    whole, _, part = text.lstrip("-").rpartition(" ")
    value = Fraction(part) + int(whole or 0)
    return -value if text.startswith("-") else value


def _terminates(value: Fraction) -> bool:
    rest = value.denominator
    for p in (2, 5):
        while rest % p == 0:
            rest //= p
    return rest == 1


def mixed(value: Fraction) -> str:
    """`-11/4` as `-2 3/4`."""
    whole, rest = divmod(abs(value.numerator), value.denominator)
    sign = "-" if value < 0 else ""
    if not rest or not whole:
        return str(value)
    return f"{sign}{whole} {rest}/{value.denominator}"


def _code(text: str) -> str:
    """A number as the calculator reads it."""
    text = text.replace("$", "").replace(",", "")
    return re.sub(r"^(-?)(\d+) (\d+/\d+)$", r"\1(\2 + \3)", text)


def form(question: str) -> Plan | None:
    """One number in another form."""
    found = _TAIL.search(question)
    head = question.lower()
    if (
        not found
        or re.search(r"round|repeating|word|each number|scientific|equivalent|tile|use the", head)
        or not re.search(r"convert|write", head)
    ):
        return None
    text, percent = found[1], bool(found[2])
    value, code = exact(text), _code(text)
    if re.search(r"percent to a decimal|% (?:to|as) a decimal", head) and percent:
        return Plan("Over 100.", f"{code}/100", "calculator")
    if re.search(r"percent to a fraction|% (?:to|as) a fraction", head) and percent:
        return (
            Plan("Over 100, in lowest terms.", f'from fractions import Fraction\nprint(Fraction("{code}") / 100)')
            if "(" not in code
            else None
        )
    if percent:
        return None
    if re.search(r"(?:to|as) a percent", head):
        return (
            Plan("Times 100.", f"{code}*100", "calculator", read=lambda said: f"{said.strip()}%")
            if _terminates(value)
            else None
        )
    if re.search(r"(?:to|as) a decimal", head) and "/" in text:
        return Plan("Top over bottom.", code, "calculator") if _terminates(value) else None
    if re.search(r"(?:to|as) an? (?:simplified )?(?:improper )?fraction", head) and "." in text:
        show = mixed if "mixed" in head else str
        program = f'from fractions import Fraction\nprint(Fraction("{code}"))'
        return Plan("Over a power of ten, in lowest terms.", program, read=lambda said: show(Fraction(said.strip())))
    if re.search(r"(?:to|as) an? improper fraction", head) and " " in text:
        whole, _, part = text.partition(" ")
        top, bottom = part.split("/")
        sign = "-" if whole.startswith("-") else ""
        call = f"{whole.lstrip('-')}*{bottom} + {top}"
        return Plan(
            "Whole times bottom, plus top.", call, "calculator", read=lambda said: f"{sign}{said.strip()}/{bottom}"
        )
    if re.search(r"(?:to|as) a mixed number", head) and re.fullmatch(r"-?\d+/\d+", text):
        return Plan(
            f"{abs(value).numerator} by {value.denominator}: {abs(value).numerator // value.denominator}, and the rest.",
            answer=mixed(value),
        )
    return None


def as_ratio(question: str) -> Plan | None:
    """A percent over 100; the digits after its point go with it."""
    found = re.findall(r"(\d+)(?:\.(\d+))?%", question)
    if len(found) != 1 or not re.search(r"[Ww]rite (?:the|each) percent as a ratio", question):
        return None
    whole, part = found[0][0], found[0][1].rstrip("0")
    return Plan("Percent is per hundred.", answer=f"{whole}{part}/{100 * 10 ** len(part)}")


def ratio(question: str) -> Plan | None:
    """A ratio as a fraction in lowest terms."""
    found = _RATIO.search(question)
    if not found or (found[2] and found[4] and found[2] != found[4]) or re.search(r"[Tt]ranslate", question):
        return None
    a, b = _code(found[1]), _code(found[3])
    if "." not in a + b:
        return Plan(
            "The first over the second.", f"({a})/({b})", "calculator", read=lambda said: str(Fraction(said.strip()))
        )
    return Plan(
        "The first over the second.", f'from fractions import Fraction\nprint(Fraction("{a}") / Fraction("{b}"))'
    )


def rate(question: str) -> Plan | None:
    """A rate as a fraction, or per one unit."""
    found = _RATE.search(question)
    if not found or not re.search(r"unit rate|rate as a fraction", question):
        return None
    a, b = _code(found[1]), _code(found[3])
    money, what = "$" if "$" in found[1] else "", f" {found[2]}" if found[2] else ""
    one = _SINGULAR.get(found[4], re.sub(r"s$", "", found[4]))
    if "fraction" in question:
        value = exact(found[1]) / exact(found[3])
        units = "" if value.denominator == 1 else f"{value.denominator} "
        unit = one if value.denominator == 1 else found[4]
        top = f"{money}{value.numerator}{what}"
        read = f"{top if money else f'({top})'}/({units or '1 '}{unit})"
        return (
            Plan("Divide both by what they share.", f"gcd({a}, {b})", "calculator", read=lambda said: read)
            if "." not in a + b
            else None
        )
    call = f"({a})/({b})" if "ound" not in question else f"round(({a})/({b}), 2)"
    if not money and found[2] == "miles" and one == "hour":
        return Plan("For one hour.", call, "calculator", read=lambda said: f"{said.strip()} mph")
    return Plan(
        f"For one {one}.",
        call,
        "calculator",
        read=lambda said: f"{money}{_cents(said) if money else said.strip()}{what}/{one}",
    )


def _cents(said: str) -> str:
    return f"{float(Fraction(said.strip())):.2f}"


def price(question: str) -> Plan | None:
    """The price of one."""
    if not re.search(r"[Ff]ind (?:the|each) unit price\.? ?(?!and)", question) or "better" in question:
        return None
    found = re.search(
        r"(?:\d+-pack of|[.:]) ([A-Za-z' ,\-]+?),? (?:at )?(?:(\d+) ?(\w+)? ?)?for \$([\d.]+)\.?$", question
    )
    count = (found[2] or (re.search(r"(\d+)-pack", question) or [None, None])[1]) if found else None
    if not found or not count:
        return None
    noun = (found[3] or found[1]).split()[-1].lower()
    one = _SINGULAR.get(noun, re.sub(r"(?<=x)es$|s$", "", noun))
    end = f"/{one}" if "necessary" in question or "nearest cent." in question else ""
    return Plan(
        "The price over how many.",
        f"round({found[4]}/{count}, 2)",
        "calculator",
        read=lambda said: f"${_cents(said)}{end}",
    )


def lcd(question: str) -> Plan | None:
    """The least common denominator, or fractions brought to it."""
    parts = re.findall(r"(?<![\w/])(-?\d+)/(\d+)(?![\w/])", question)
    if len(parts) < 2:
        return None
    if re.search(r"[Ff]ind the (?:least common denominator|LCD)", question):
        return Plan("The least common multiple.", f"lcm({', '.join(b for _, b in parts)})", "calculator")
    given = re.search(r"LCD = (\d+)", question)
    if not given or not re.search(r"equivalent fractions", question):
        return None
    common = lcm(*(int(b) for _, b in parts))
    if common != int(given[1]):
        return None
    shown = [f"{int(a) * common // int(b)}/{common}" for a, b in parts]
    return Plan(f"Both over {common}.", answer=", ".join(shown))


def repeating(question: str) -> Plan | None:
    """One repeating digit as a fraction."""
    found = re.search(
        r"[Ww]rite (?:the|each) repeating decimal (?:0\.(\d) - )?as a fraction\.?(?: 0\.(\d) -)?$", question
    )
    digit = (found[1] or found[2]) if found else None
    return Plan("One digit repeats: over 9.", answer=str(Fraction(int(digit), 9))) if digit else None


PLANS = (form, as_ratio, ratio, rate, price, lcd, repeating)
