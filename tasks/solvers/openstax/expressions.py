"""Plans for expressions whose instruction says more than simplify: like terms, sums of polynomials, forms of the answer."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.fractions import mixed
from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_POWER = re.compile(r"(\d+(?:\.\d+)?) × 10\^\(?(-?\d+)\)?")
_ZERO = re.compile(r"[.:] ?(.+?)(?: ?÷ ?|/)0(?:,? (?:where )?.+!= ?0)?$")
_OVER = re.compile(r"[.:] ?0(?: ?÷ ?|/)(\(?.+?\)?)(?:,? where .+!= ?\S+)?$")
_VALUES = r"((?:[a-z] = -?\d+(?:[./]\d+)?(?:, and |, | and )?)+)"
_EVALUATE = re.compile(rf"[Ee]valuate[^.:]*(?:[.:] )(.+?),? (?:when|for|if|given),? {_VALUES}$")
_WHEN_FIRST = re.compile(rf"[Ee]valuate[^.:]*[.:] When {_VALUES} (.+)$")
_AT = re.compile(r"[Ee]valuate[^.:]*[.:] (?:[a-zA-Z])\(([a-z])\) = (.+?)[;,] (?:[a-zA-Z])\((-?\d+(?:/\d+)?)\)$")


def _split(question: str) -> tuple[str, str] | None:
    """Instruction and the expression at the end."""
    text = question.rstrip(". ").strip()
    starts = [
        m.end() for m in re.finditer(r"[.:] (?=\S)|(?:Simplify|Divide|Multiply|Add|Subtract|Express) (?=[\d(\[])", text)
    ]
    for start in starts:
        if "=" not in text[start:] and translate(text[start:]):
            return text[:start].lower(), text[start:]
    return None


def undefined(question: str) -> Plan | None:
    """Something over zero, and zero over something."""
    if not re.search(r"[Ss]implify|[Dd]ivide", question) or re.search(r"\d, \d", question):
        return None
    text = question.rstrip(". ")
    if found := _OVER.search(text):
        return Plan("Zero over what is not zero.", answer="0") if found[1] not in ("0", "(0)") else None
    found = _ZERO.search(text)
    if (
        not found
        or re.search(r"[÷=]", found[1])
        or not translate(found[1].replace("$", ""))
        or re.search(r" [-+] (?![^(]*\))", found[1])
    ):
        return None
    return Plan("Nothing is divided by zero.", answer="undefined")


def evaluate(question: str) -> Plan | None:
    """An expression where the letters have values."""
    text = question.rstrip(". ")
    if found := _AT.search(text):
        body, values = found[2], {found[1]: found[3]}
    elif found := _EVALUATE.search(text):
        body, values = found[1], dict(re.findall(r"([a-z]) = (-?[\d./]+)", found[2]))
    elif found := _WHEN_FIRST.search(text):
        body, values = found[2], dict(re.findall(r"([a-z]) = (-?[\d./]+)", found[1]))
    else:
        return None
    code = translate(re.sub(r"(\d/\d) (?=[a-z])", r"\1", re.sub(r"(?<=[a-z\d])([-+])(?=\d)", r" \1 ", body)))
    if code is None or set(letters(code)) != set(values) or "root(" in code:
        return None
    for x, value in values.items():
        code = re.sub(rf"(?<![a-z]){x}(?![a-z])", f"({value})", code)
    return Plan("Put in the values.", code, "calculator")


def combined(question: str) -> Plan | None:
    """Sums and differences of polynomials, named in words."""
    text = question.rstrip(". ")
    if found := re.search(r"[Ss]ubtract:? (\(?[^.:]+?\)?) from ([^.:]+)$", text):
        a, b, sign = found[2], found[1], "-"
    elif found := re.search(r"[Ff]ind the (sum|difference) of ([^.:]+?\)?) and ([^.:]+)$", text):
        a, b, sign = found[2], found[3], "+" if found[1] == "sum" else "-"
    else:
        return None
    codes = [translate(part) for part in (a, b)]
    if None in codes or not set(letters(" ".join(map(str, codes)))) - {"i"}:
        return None
    return Plan("Like terms together.", f"expand(({codes[0]}) {sign} ({codes[1]}))", "calculator")


def like_terms(question: str) -> Plan | None:
    """Like terms put together, monomials in a list added."""
    parts = _split(question)
    if (
        not parts
        or not re.search(r"like terms|combin|monomials|identities|associative|distributive", parts[0])
        or "_" in question
    ):
        return None
    if re.search(r"identify|rewrite|given expression", parts[0]):
        return None
    text = parts[1]
    if re.search(r"add:? ?$", parts[0]) and ", " in text:
        text = " + ".join(f"({part})" for part in text.split(", "))
    code = translate(text)
    return (
        Plan("Like terms together.", f"expand({code})", "calculator")
        if code and letters(code) and "," not in code
        else None
    )


def scientific(question: str) -> Plan | None:
    """Products and quotients of numbers in scientific notation, as decimals."""
    if "decimal" not in question or len(_POWER.findall(question)) != 2:
        return None
    text = question.rstrip(". ")[_POWER.search(question).start() :]  # type: ignore[union-attr]
    code = translate(_POWER.sub(r"\1*10^(\2)", "(" + text).replace("^(", "^(")) if "(" in question else None
    return Plan("Calculate it.", code, "calculator") if code and not letters(code) else None


_DENIED = (
    "round", "estimate", "graph", "scientific", "words", "percent", "translate", "explain", "name ", "how many", "domain", "log", "convert", "matri", "determin",
    "factor", "probab", "factorial", "order of", "expanded", "rewrite", "commutative", "check by multiplying:", "by adding:", "reciprocal", "opposite", "inverse", "absolute value",
    "nearest", "reduce", "ratio ", "rate", "polar", "binomial", "evaluate the logarithm", "common", "fraction tiles", "real number", "summation", "infinite", "exponents", "equivalent", "trigon", "is it", "formula",
)  # fmt: skip
_VERB = re.compile(
    r"simplify|add|subtract|multipl|divide|evaluate|perform|find (?:the|each) (?:sum|difference|product|quotient)|calculate|express|mulitply|rationaliz"
)


def numeric(question: str) -> Plan | None:
    """A sum of numbers, however its answer is to be written."""
    parts = _split(question)
    if not parts or any(word in parts[0] for word in _DENIED) or not _VERB.search(parts[0]):
        return None
    code = translate(parts[1].replace("$", ""))
    if not code or "," in code or not re.search(r"[-+*/(]", code):
        return None
    names = letters(code)
    if names == ["i"]:
        return Plan(
            "i squared is -1.",
            f"expand({code})" if "/" not in code else f"simplify({code})",
            "calculator",
            read=_complex,
        )
    if names or (re.fullmatch(r"-?\d+/\d+", code) and "simplif" not in parts[0]):
        return None
    if "sqrt" in code or "root(" in code or re.search(r"\*\*\(?-?\d*/", code):
        if re.search(r"sqrt\(-|root\(-", code):
            return None
        return Plan("Simplify it.", f"simplify({code})", "calculator", read=lambda said: None if "i" in said else said)
    show = "mixed number" in parts[0] and "do not" not in parts[0] and "improper" not in parts[0]
    return Plan(
        "Calculate it.",
        code.replace(" ", ""),
        "calculator",
        read=lambda said: mixed(Fraction(said.strip())) if show else said,
    )


def _complex(said: str) -> str | None:
    """`11 + 10*i` as the books write it."""
    return re.sub(r"\*i\b", "i", said.strip()) if "sqrt" not in said else None


def imaginary(question: str) -> Plan | None:
    """Roots of negative numbers, as complex numbers."""
    parts = _split(question)
    if not parts or not re.search(r"complex number|in terms of i|standard form", parts[0]) or "equation" in parts[0]:
        return None
    code = translate(parts[1])
    if not code or letters(code) not in ([], ["i"]) or "," in code or "sqrt(-" not in code:
        return None
    return Plan("The root of -1 is i.", f"expand({code})", "calculator", read=_complex)


PLANS = (undefined, evaluate, combined, like_terms, scientific, imaginary, numeric)
