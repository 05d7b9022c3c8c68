"""Plans for sequences: terms, sums, arithmetic and geometric ones, sums in sigma notation."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.openstax.numerals import number_of, ordinal_of
from tasks.solvers.plans import Plan

_N = r"(?:-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:/\d+)?|-?\.\d+)"
_COUNT = r"(\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen|fifteen|twenty)"
_START = re.compile(rf"(?:first term (?:is|of|a_1 =)?|a_1 =|a_\(1\) =) ?({_N}|[a-z]+)(?![\w(])")
_STEP = re.compile(
    rf"(?:difference|ratio)? ?(?:of|is|,)? ?\b(d|r) = ({_N})|common (difference|ratio)(?: is| of|,)? ({_N}|[a-z]+)\b"
)
_LIST = re.compile(rf"((?:{_N})(?:, ?(?:{_N})){{2,}}),? ?\.\.\.")
_LABELLED = re.compile(r"terms of the sequence\. |Use the explicit formula")
_SIMPLE_SUM = re.compile(r"∑([a-z]) = (\d)(\d)(?=[^\d])(.+)$")


def _number(text: str) -> Fraction | None:
    if re.fullmatch(_N, text):
        return Fraction(text.replace(",", ""))
    value = number_of(text)
    return None if value is None else Fraction(value)


def _text(value: Fraction) -> str:
    text = format_number(value)
    return f"({text})" if text.startswith("-") or "/" in text else text


def _given(question: str) -> tuple[Fraction, str, Fraction] | None:
    """First term, d or r, and its value."""
    firsts = [value for m in _START.finditer(question) if (value := _number(m[1])) is not None]
    for step in _STEP.finditer(question):
        by = _number(step[2] or step[4])
        if firsts and by is not None:
            return firsts[0], step[1] or ("d" if step[3] == "difference" else "r"), by
    return None


def _listed(question: str) -> list[Fraction] | None:
    found = _LIST.search(re.sub(r"(?<=\d),(?=\d{3}\b)", "", question))
    return [Fraction(part) for part in found[1].replace(" ", "").split(",")] if found else None


def _kind(terms: list[Fraction]) -> tuple[str, Fraction] | None:
    """d or r, and its value, of a list of terms; None for neither."""
    if len({b - a for a, b in zip(terms, terms[1:], strict=False)}) == 1:
        return "d", terms[1] - terms[0]
    if 0 not in terms and len({b / a for a, b in zip(terms, terms[1:], strict=False)}) == 1:
        return "r", terms[1] / terms[0]
    return None


def terms(question: str) -> Plan | None:
    """The first terms, from a formula or from the first term and the step."""
    wanted = re.search(rf"(?:[Ww]rite|[Ll]ist|are) the first {_COUNT} terms", question)
    count = _number(wanted[1]) if wanted else None
    if not count or re.search(r"piecewise|given any two| if n|sum of", question):
        return None
    given = _given(question)
    if given and "a_n" not in question and "a_(n" not in question:
        first, kind, by = given
        thought = "Add d each time." if kind == "d" else "Times r each time."
        return Plan(thought, f"from fractions import Fraction as F\na = F({str(first)!r})\nfor k in range({count}):\n    print(a, end=', ')\n    a {'+' if kind == 'd' else '*'}= F({str(by)!r})",
                    read=lambda said: said.strip().rstrip(","))  # fmt: skip
    found = re.search(r"[a-z]_n = ([^=;]+)$", question.rstrip(". ").strip())
    if not found or "_" in found[1]:
        return _recursive(question, int(count), wanted[1] if wanted else "")
    code = _formula(found[1], "n")
    if not code or letters(code) != ["n"]:
        return None
    program = f'from sympy import *\nn = symbols("n")\na = {code}\nprint(*[a.subs(n, k) for k in range(1, {count + 1})], sep=", ")'
    label = f"First {wanted[1]} terms: " if wanted and _LABELLED.search(question) else ""
    return Plan(f"Put in n = 1 to {count}.", program, read=lambda said: label + said.strip())


def _formula(text: str, x: str) -> str | None:
    """A term's formula with factorials as calls and fractions exact."""
    text = re.sub(rf"\^{x}(?={x})", f"^{x} ", text)
    code = translate(text)
    if code is None:
        return None
    code = re.sub(rf"\(([^()]+)\)!|\b({x}|\d+)!", lambda m: f"factorial({m[1] or m[2]})", code)
    code = re.sub(r"(?<![\w.*])(\d+)/(\d+)(?![\w.])", r"Rational(\1, \2)", code)
    return None if "!" in code else re.sub(r"(?<!\w)\d*\.\d+", lambda m: f'Rational("{m.group()}")', code)


def _recursive(question: str, count: int, word: str) -> Plan | None:
    """a_1 and a rule for a_n in terms of a_(n - 1)."""
    found = re.search(rf"a_1 = ({_N}),?(?: and)? a_n = ([^=;]+?)(?:, ?(?:for )?n >= 2)?$", question.rstrip(". "))
    if not found or found[2].count("a_(n - 1)") != 1 or re.search(r"a_\(n - 2\)", found[2]):
        return None
    code = _formula(found[2].replace("a_(n - 1)", "A"), "n")
    if not code or not set(letters(code)) <= {"A", "n"}:
        return None
    program = f"from sympy import *\nA = S({found[1]!r})\nfor n in range(2, {count + 2}):\n    print(A, end=', ')\n    A = {code}"
    label = f"First {word} terms: " if _LABELLED.search(question) else ""
    return Plan("Each term from the one before.", program, read=lambda said: label + said.strip().rstrip(","))


def _wanted(question: str) -> int | None:
    """The number of the term that is asked for."""
    for found in re.finditer(r"[Ff]ind (?:the )?(?:a_\(?(\d+)\)?|([a-z\-]+|\d+\^?[a-z]+) term)", question):
        n = int(found[1]) if found[1] else ordinal_of(found[2])
        if n and n > 1:
            return n
    return None


def nth(question: str) -> Plan | None:
    """One term, from the first and the step or from a list."""
    n = _wanted(question)
    if not n or re.search(r"[Ff]ormula|general term|sum", question):
        return None
    given = _given(question)
    if not given and (listed := _listed(question)) and (kind := _kind(listed)):
        given = (listed[0], *kind)
    if not given:
        return None
    first, kind_, by = given
    label = f"a_{n} = " if "specified" in question or "a_n =" in question else ""
    if kind_ == "d":
        return Plan(
            f"{n - 1} steps of d.",
            f"{_text(first)} + ({n} - 1)*{_text(by)}",
            "calculator",
            read=lambda said: label + said.strip(),
        )
    return Plan(
        f"{n - 1} times by r.",
        f"{_text(first)}*{_text(by)}**({n} - 1)",
        "calculator",
        read=lambda said: label + said.strip(),
    )


def nth_and_general(question: str) -> Plan | None:
    """One term and the formula, from a list or from another term and the difference."""
    n, listed = _wanted(question), _listed(question)
    if not n or "general term" not in question:
        return None
    kind = _kind(listed) if listed else None
    if listed and kind and kind[0] == "r" and listed[0].denominator == kind[1].denominator == 1:
        a, r = listed[0], kind[1]
        return Plan(f"{n - 1} times by r.", f"{_text(a)}*{_text(r)}**({n} - 1)", "calculator",
                    read=lambda said: f"a_{n} = {int(said):,}. The general term is a_n = {a}({r})^(n - 1)")  # fmt: skip
    other = re.search(rf"(?:where the|whose) ([a-z\-]+) term is ({_N}|[a-z]+)", question)
    step = next((m for m in _STEP.finditer(question) if m[3] == "difference"), None)
    place = ordinal_of(other[1]) if other else None
    value, d = (_number(m) if m else None for m in (other and other[2], step and step[4]))
    if not place or value is None or d is None or value.denominator != 1 or d.denominator != 1:
        return None
    rule = _rule(int(d), int(value - place * d))
    return Plan(f"{n - place} steps of d.", f"{_text(value)} + ({n} - {place})*{_text(d)}", "calculator",
                read=lambda said: f"a_{n} = {said.strip()}. The general term is a_n = {rule}")  # fmt: skip


def _rule(d: int, c: int) -> str:
    """d*n + c as the books print it."""
    rest = f" {'+' if c > 0 else '-'} {abs(c)}" if c else ""
    return f"{ {1: '', -1: '-'}.get(d, d) }n{rest}".replace(" n", "n")


def two_terms(question: str) -> Plan | None:
    """First term, difference and formula from two terms."""
    found = re.search(rf"[Tt]he ([a-z\-]+) term is ({_N}) and the ([a-z\-]+) term is ({_N})", question)
    if not found or "difference" not in question or "general term" not in question:
        return None
    i, j = ordinal_of(found[1]), ordinal_of(found[3])
    if not i or not j or i == j:
        return None
    call = f"solve(a + {i - 1}*d = {found[2]}, a + {j - 1}*d = {found[4]}, a, d)"

    def read(said: str) -> str | None:
        values = dict(part.split(" = ") for part in said.split(", "))
        if any(not re.fullmatch(r"-?\d+", v) for v in values.values()) or set(values) != {"a", "d"}:
            return None
        a, d = int(values["a"]), int(values["d"])
        return f"a_1 = {a}, d = {d}. The general term is a_n = {_rule(d, a - d)}"

    return Plan("Two equations for a_1 and d.", call, "calculator", read=read)


def sum_of_first(question: str) -> Plan | None:
    """The sum of the first terms of a list, or of a general term."""
    wanted = re.search(rf"sum of the first {_COUNT} terms", question)
    count = _number(wanted[1]) if wanted else None
    if not count:
        return None
    if found := re.search(r"a_n = ([^=]+)$", question.rstrip(". ")):
        code = _formula(found[1], "n")
        if not code or letters(code) != ["n"]:
            return None
        return Plan("Add them up.", f'from sympy import *\nn = symbols("n")\nprint(summation({code}, (n, 1, {count})))')
    listed = _listed(question)
    kind = _kind(listed) if listed and len(listed) > 2 else None
    if not kind or not listed:
        return None
    first, by = listed[0], kind[1]
    if kind[0] == "d":
        return Plan(
            "n/2 times first plus last.",
            f"{count}/2*({_text(first)} + {_text(first)} + ({count} - 1)*{_text(by)})",
            "calculator",
        )
    return Plan("a(1 - r^n)/(1 - r).", f"{_text(first)}*(1 - {_text(by)}**{count})/(1 - {_text(by)})", "calculator")


def sigma(question: str) -> Plan | None:
    """A short sum in sigma notation whose ends are one digit each."""
    found = _SIMPLE_SUM.search(question.rstrip(". "))
    code = _formula(found[4], found[1]) if found else None
    if (
        not found
        or not code
        or letters(code) != [found[1]]
        or not re.search(r"[Ee]xpand|[Ff]ind|[Ee]valuate", question)
    ):
        return None
    x, low, high = found[1], int(found[2]), int(found[3])
    if low >= high:
        return None
    program = f'from sympy import *\n{x} = symbols("{x}")\nt = [({code}).subs({x}, value) for value in range({low}, {high + 1})]\nprint(*t, sep=", ")\nprint(sum(t))'

    def read(said: str) -> str | None:
        items, total = said.strip().split("\n")
        shown = [f"({t})" if t.startswith("-") and i else t for i, t in enumerate(items.split(", "))]
        return f"{' + '.join(shown)} = {total}" if "xpand" in question else total

    return Plan(f"{x} from {low} to {high}.", program, read=read)


def classify(question: str) -> Plan | None:
    """Whether a sequence is arithmetic or geometric, and its step."""
    asked = re.search(
        r"(?:[Dd]etermine|[Ii]s the (?:given )?sequence).*?(arithmetic, geometric|arithmetic|geometric)", question
    )
    listed = _listed(question)
    if not asked or not listed or len(listed) < 3 or re.search("formula|sum", question):
        return None
    kind = _kind(listed)
    names = {"d": ("arithmetic", "difference"), "r": ("geometric", "ratio")}
    kinds = [asked[1]] if "," not in asked[1] else ["arithmetic", "geometric"]
    if not kind or names[kind[0]][0] not in kinds:
        if "because" in question or len(kinds) > 1 or "if so, indicate" not in question:
            return None
        return Plan("The steps differ.", answer=f"The sequence is not {asked[1]}")
    word, step = names[kind[0]]
    call = f"{_text(listed[1])} {'-' if kind[0] == 'd' else '/'} {_text(listed[0])}"
    if ". If so" in question or "? If so" in question:
        symbol = (
            " d ="
            if "Is the sequence" in question and kind[0] == "d" and "{" not in question and len(question) < 130
            else ""
        )
        return Plan("Every step is the same.", call, "calculator",
                    read=lambda said: f"The sequence is {word}. The common {step} is{symbol} {_shown(said, question)}")  # fmt: skip
    return Plan("Every step is the same.", call, "calculator",
                read=lambda said: f"The sequence is {word} with common {step} {kind[0]} = {_shown(said, question)}")  # fmt: skip


def _shown(said: str, question: str) -> str:
    """A step as the terms are written: as a decimal only among decimals."""
    value = Fraction(said.strip())
    return format_number(value) if re.search(r"\d\.\d", question) else str(value)


def step_of(question: str) -> Plan | None:
    """The common difference or ratio, or the number of terms, of a list."""
    listed = _listed(question)
    kind = _kind(listed) if listed and len(listed) > 2 else None
    if not listed or not kind or " then " in question:
        return None
    if re.search(r"[Ff]ind the common (difference|ratio) (?:for|of) the", question):
        sign = "-" if kind[0] == "d" else "/"
        start = "The common difference is " if kind[0] == "d" else "r = "
        return Plan(
            "From one term to the next.",
            f"{_text(listed[1])} {sign} {_text(listed[0])}",
            "calculator",
            read=lambda said: start + _shown(said, question),
        )
    last = re.search(rf"\.\.\., ({_N})\}}", question)
    if "number of terms" in question and last and kind[0] == "d":
        call = f"({_number(last[1])} - {_text(listed[0])})/{_text(kind[1])} + 1"
        return Plan("Steps from the first to the last, and one.", call, "calculator",
                    read=lambda said: f"There are {said.strip()} terms in the sequence")  # fmt: skip
    if re.search(r"explicit formula", question):
        return _explicit(listed[0], *kind)
    if "recursive formula" in question:
        first, by = _shown(str(listed[0]), question), _shown(str(abs(kind[1]) if kind[0] == "d" else kind[1]), question)
        if kind[0] == "r":
            return Plan("Each is the one before, times r.", answer=f"a_1 = {first}, a_n = {by}a_(n - 1)")
        sign = "+" if kind[1] > 0 else "-"
        end = ("; ", " n >= 2") if "for each" in question else (", ", "")
        return Plan(
            "Each is the one before, and d.", answer=f"a_1 = {first}{end[0]}a_n = a_(n - 1) {sign} {by}{end[1]}"
        )
    return None


def _explicit(first: Fraction, kind: str, by: Fraction) -> Plan:
    if kind == "d":
        return Plan(
            "a_1 + (n - 1)d.",
            f"expand({_text(first)} + (n - 1)*{_text(by)})",
            "calculator",
            read=lambda said: f"a_n = {said.strip()}",
        )
    head = "" if first == 1 else f"{format_number(first)} * "
    return Plan("a_1 times r^(n - 1).", answer=f"a_n = {head}{_text(by)}^(n - 1)")


PLANS = (terms, nth, nth_and_general, two_terms, sum_of_first, sigma, classify, step_of)
