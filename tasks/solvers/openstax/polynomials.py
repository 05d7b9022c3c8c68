"""Plans for polynomials: common factors, division with a remainder, squares completed, binomials, names and degrees."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.openstax.numerals import ordinal_of
from tasks.solvers.plans import Plan


def _tail(question: str) -> str:
    return re.split(r"[.:] (?=\S)", question.rstrip(". ").strip())[-1]


def common_factor(question: str) -> Plan | None:
    """The greatest common factor of monomials, or taken out of a polynomial."""
    if re.search(r"[Ff]actor the (?:greatest common factor|GCF)|[Ff]actor (?:completely|by grouping)", question):
        code = translate(_tail(question))
        if not code or not letters(code) or not re.search(r" [-+] ", code):
            return None
        return Plan(
            "Take out what all terms share.",
            f"factor({code})",
            "calculator",
            read=lambda said: _factored(said, question),
        )
    found = re.search(
        r"[Ff]ind the (?:greatest common factor|GCF)(?: of(?: the expressions| each)?)?[:.]? (.+)$",
        question.rstrip(". "),
    )
    if not found:
        return None
    codes = [translate(part) for part in re.split(r", and |, | and ", found[1])]
    if len(codes) < 2 or None in codes or any(re.search(r" [-+] ", str(c)) for c in codes):
        return None
    return Plan("Find the gcd.", f"gcd({', '.join(map(str, codes))})", "calculator")


def _factored(said: str, question: str) -> str | None:
    """A product; a sum that stays as it is is prime."""
    if re.search(r"\(.*[-+]", said):
        return said
    return "prime" if "common" not in question else None


def _book(text: str) -> str:
    """`3*x**2` as the books print it."""
    return text.replace("**", "^").replace("*", "")


_DIVISION = (
    re.compile(r"[.:] \(?([^()÷]+)\)? ÷ \(([^()]+)\)$"), re.compile(r"(?:when|[.:]) (?:[a-z]\(x\) = )?([^.:=]+?) is divided by ([^.:=]+)$"),
    re.compile(r"(?:[Dd]ivide|to divide|Divide:) \(?([^().:]+?)\)? by \(?([^().:]+?)\)?$"), re.compile(r"[.:] \(([^()]+)\)/\(([^()]+)\)$"),
)  # fmt: skip


def division(question: str) -> Plan | None:
    """Quotient and remainder, or the remainder alone."""
    if not re.search(r"synthetic|long division|[Rr]emainder|[Dd]ivide", question) or re.search(
        r"whether|factor of|complex|Factor Theorem", question
    ):
        return None
    text = question.rstrip(". ")
    found = next((f for pattern in _DIVISION if (f := pattern.search(text))), None)
    a, b = (translate(part) for part in found.groups()) if found else (None, None)
    if not a or not b or len(letters(a + b)) != 1 or letters(a) != letters(b) or not re.search(r" [-+] ", b):
        return None
    if "Remainder Theorem" in question:
        return Plan("Divide, keep what is left.", f"mod({a}, {b})", "calculator")
    both = f'from sympy import *\nq, r = div("{a}", "{b}")\nprint(q)\nprint(r)'
    if re.search(r"quotient and (?:the )?remainder", question) and "long" not in question:
        if re.search(r"\(.*\)/\(", text):
            return Plan(
                "Divide, keep what is left.",
                both,
                read=lambda said: "Quotient: {}, remainder: {}".format(*map(_book, said.strip().split("\n"))),
            )
        return Plan("Divide, keep what is left.", both, read=lambda said: "; ".join(said.strip().split("\n")))

    def read(said: str) -> str | None:
        q, r = said.strip().split("\n")
        if "Specify" in question:
            rest = "" if r == "0" else f" {'-' if r.startswith('-') else '+'} {r.lstrip('-')}/({_book(b)})"
            return f"{_book(q)}{rest}, quotient: {_book(q)}, remainder: {_book(r)}" if not letters(r) else None
        return q if r == "0" else f"{q} + ({r})/({b})"

    return Plan("Divide, keep what is left.", both, read=read)


def is_factor(question: str) -> Plan | None:
    """Whether x - c divides a polynomial: the remainder tells."""
    found = re.search(
        r"whether \(?([a-z] [-+] \d+)\)? (?:is )?a factor of (?:[a-z]\(x\) = )?([^.:=]+)$|if ([a-z] [-+] \d+) is a factor of (?:[a-z]\(x\) = )?([^.:=]+)$",
        question.rstrip(". "),
    )
    if not found:
        return None
    b, a = (translate(found[i] or found[j]) for i, j in ((1, 3), (2, 4)))
    return (
        Plan(
            "A factor leaves no remainder.",
            f"mod({a}, {b})",
            "calculator",
            read=lambda said: "yes" if said.strip() == "0" else "no",
        )
        if a and b
        else None
    )


def square(question: str) -> Plan | None:
    """x^2 + bx completed: half of b goes in."""
    found = re.search(r"[Cc]omplete the square.*? ([a-z])\^2 ([-+]) (\d+(?:/\d+)?)\1$", question.rstrip(". "))
    if not found:
        return None
    half = Fraction(found[3]) / 2
    return Plan(f"Half of {found[3]} is {half}.", answer=f"({found[1]} {found[2]} {half})^2")


def binomial(question: str) -> Plan | None:
    """Powers of binomials expanded, one term of them, and binomial coefficients."""
    text = question.rstrip(". ")
    if found := re.search(r"(?:binomial coefficient|[Ee]valuate)[.:]? \( ?(\d+) (\d+) ?\)$", text):
        return Plan("n choose k.", f"comb({found[1]}, {found[2]})", "calculator")
    found = re.search(r"\(([^()]+?) ([-+]) ([^()]+?)\)\^(\d+)$", text)
    if not found or not re.search(r"[Ee]xpan|[Tt]erm|[Cc]oefficient", question):
        return None
    a, b = translate(found[1]), translate(("-" if found[2] == "-" else "") + found[3])
    n = int(found[4])
    if not a or not b or not letters(a):
        return None
    power = re.search(r"(?:the|[.:]) ([a-z])\^?(\d+)? ?-?term", text)
    place = next((p for m in re.finditer(r"([A-Za-z\-]+) term", text) if (p := ordinal_of(m[1]))), None)
    if power and a == power[1]:
        k = n - int(power[2] or 1)
        call = f"binomial({n}, {k})*({b})**{k}"
        if "oefficient" in question:
            return Plan(f"C({n}, {k}) times the rest.", call, "calculator") if not letters(b) else None
        return Plan(f"C({n}, {k}) times the powers.", f"expand({call}*{a}**{n - k})", "calculator")
    if place and "first" not in question:
        k = place - 1
        return Plan(
            f"C({n}, {k}) times the powers.", f"expand(binomial({n}, {k})*({a})**{n - k}*({b})**{k})", "calculator"
        )
    if re.search(r"expand", question) and "three" not in question and "without" not in question:
        return Plan(
            "Multiply out.",
            f"expand(({a} + {b})**{n})" if not b.startswith("-") else f"expand(({a} - {b[1:]})**{n})",
            "calculator",
        )
    return None


_SIZES = {1: "monomial", 2: "binomial", 3: "trinomial"}


def _terms(text: str) -> list[str]:
    return [t for t in re.split(r" ?[-+] ", text.strip()) if t]


def classify(question: str) -> Plan | None:
    """How many terms, which degree, which terms, an expression or an equation."""
    tail = _tail(question)
    if re.search(r"expression or (?:an )?equation", question):
        return Plan("Is there an equal sign?", answer="equation" if "=" in tail else "expression")
    if re.search(r"monomial, binomial, trinomial", question) and translate(tail):
        n = len(_terms(tail))
        other = "other polynomial" if "each of the following" in question and n > 3 else "polynomial"
        return Plan(f"Terms: {n}.", answer=_SIZES.get(n, other))
    code = translate(tail)
    if re.search(r"degree of (?:the|each) polynomial", question) and code and "(" not in code:
        sums = [sum(int(p or 1) for p in re.findall(r"[a-z](?:\^(\d+))?", term)) for term in _terms(tail)]
        return Plan("The largest sum of powers in a term.", answer=str(max(sums)))
    found = re.search(r"[Ii]dentify the terms in (?:the|each) expression\.? (.+)$", question.rstrip(". "))
    if found and " - " not in found[1] and translate(found[1]):
        return Plan("Between the plus signs.", answer=", ".join(_terms(found[1])))
    found = re.search(
        r"[Ii]dentify the coefficient of (?:the|each) term[.:] (-?\d*)([a-z][a-z^\d]*)$", question.rstrip(". ")
    )
    return Plan("The number before the letter.", answer={"": "1", "-": "-1"}.get(found[1], found[1])) if found else None


PLANS = (common_factor, is_factor, division, square, binomial, classify)
