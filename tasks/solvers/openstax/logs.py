"""Plans for logarithms: values, the two forms, equations. The books' `log_264` is log base 2 of 64."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_LOG = re.compile(r"log_\(?(\d+/\d+|\d+|[a-z])\)?")


def _power_of(base: int, value: int) -> bool:
    while base > 1 and value % base == 0:
        value //= base
    return value == 1


def split(text: str) -> tuple[str, str] | None:
    """Base and argument of `log_264`, `log_x125`, `log_(1/2)16`, `log_9 1/81`; None where two readings hold."""
    text = text.strip()
    if found := re.fullmatch(
        r"log_\((\d+/\d+)\) ?\(?([^()]+)\)?|log_(\d+)\(([^()]+|sqrt\(\d+\))\)|log_([a-z]) ?\(?([^()]+)\)?|log_(\d+) (\S+)",
        text,
    ):
        base, argument = (g for g in found.groups() if g)
        return base, argument.replace(",", "")
    if found := re.fullmatch(r"(?:log|ln)(?!_) ?\(?([^()]+)\)?", text):
        return ("e" if text.startswith("ln") else "10"), found[1].replace(",", "")
    if not (found := re.fullmatch(r"log_([\d,]+)(/\d+)?", text)):
        if found := re.fullmatch(r"log_(\d)([a-z])", text):
            return found[1], found[2]
        return None
    digits, rest = found[1].replace(",", ""), found[2] or ""
    cuts = [(digits[:k], digits[k:] + rest) for k in range(1, len(digits)) if digits[k] != "0"]
    good = [
        (b, v)
        for b, v in cuts
        if int(b) > 1
        and (
            ("/" in v and v.startswith("1/") and _power_of(int(b), int(v[2:])))
            or (v.isdigit() and _power_of(int(b), int(v)))
        )
    ]
    return good[0] if len(good) == 1 else None


def _tail(question: str) -> str:
    text = re.split(r"[.:] (?=\S)|calculator |Evaluate |Solve |[Ff]or x ", question.rstrip(". ").strip())[-1].strip()
    return re.sub(r"(?: for [a-z])?(?: without using a calculator)?$", "", text)


def value(question: str) -> Plan | None:
    """The exact value of a logarithm."""
    if not re.search(r"exact value|[Ee]valuate|[Ss]implify", question) or re.search(
        r"round|change-of-base|[Pp]ropert|decimal|using a calculator\. Round|-\d", question
    ):
        return None
    found = split(_tail(question))
    if not found:
        return None
    base, argument = (translate(part) if part != "e" else "e" for part in found)
    if not base or not argument or letters(argument) not in ([], ["e"]) or letters(base) not in ([], ["e"]):
        return None
    call = f"simplify(log({argument}, {base}))" if base != "e" else f"simplify(ln({argument}))"
    return Plan(
        f"Which power of {base}?", call, "calculator", read=lambda said: said.strip() if "log" not in said else None
    )


def forms(question: str) -> Plan | None:
    """Exponential form to logarithmic and back."""
    tail = _tail(question)
    if tail.count("=") != 1:
        return None
    left, right = (side.strip() for side in tail.split("="))
    if (
        re.search(
            r"(?:to|in|as an?(?: equivalent)?) (?:equivalent )?(?:exponential|logarithmic) (?:form|equation)", question
        )
        is None
        or "solv" in question.lower()
    ):
        return None
    if "exponential form" in question or "exponential equation" in question:
        log, other = (left, right) if "log" in left or "ln" in left else (right, left)
        found = split(log)
        if not found:
            return None
        base, argument = found
        base, power = (f"({base})" if "/" in base else base), (f"({other})" if re.search(r"[-/+ ]", other) else other)
        said = f"{base}^{power} = {argument}" if log == left else f"{argument} = {base}^{power}"
        return Plan("The base to that power.", answer=said)
    found_power = re.fullmatch(r"(\(\S+\)|[\w.]+)\^(\([^()]+\)|[\w.]+)", left) or re.fullmatch(
        r"(\(\S+\)|[\w.]+)\^(\([^()]+\)|[\w.]+)", right
    )
    if not found_power:
        return None
    base, power = found_power[1], found_power[2].strip("()")
    other = right if found_power.string == left else left
    log = f"ln({other})" if base == "e" else f"log({other})" if base == "10" else f"log_{base}({other})"
    if "Convert" in question:
        log = log.replace("(" + other + ")", other) if not re.search(r"[-+ ]", other) else log
    return Plan("The power is the logarithm.", answer=f"{log} = {power}")


def _side(text: str) -> str | None:
    """One side of an equation, with log(argument, base) for each logarithm."""
    out = []
    for sign, term in re.findall(r"(^|[-+]) ?((?:[^-+()]|\([^()]*\))+)", text.strip()):
        found = re.fullmatch(r"(\d*)((?:log|ln).*)", term.strip())
        if not found:
            code = translate(term)
        else:
            pair = split(found[2])
            single = (
                re.fullmatch(r"log_(\d+?)(\d*[a-z])", found[2])
                or re.fullmatch(r"log_(\d+)\((.+)\)", found[2])
                or re.fullmatch(r"log_(\d)(\d+)", found[2])
            )
            pair = pair or ((single[1], single[2]) if single else None)
            inner = translate(pair[1]) if pair else None
            code = None if not pair or not inner else f"ln({inner})" if pair[0] == "e" else f"log({inner}, {pair[0]})"
            code = f"{found[1]}*{code}" if code and found[1] else code
        if not code:
            return None
        out.append(f"{' ' + sign + ' ' if sign else ''}{code}")
    return "".join(out) or None


def equation(question: str) -> Plan | None:
    """An equation with logarithms in one unknown; what makes a logarithm's argument negative is dropped."""
    tail = _tail(question)
    if (
        ("solve" not in question.lower() and "value of x" not in question)
        or tail.count("=") != 1
        or not re.search(r"log|ln", tail)
        or re.search(r"round|decimal|approx|graph", question)
    ):
        return None
    sides = [_side(side) for side in tail.split("=")]
    if None in sides:
        return None
    left, right = map(str, sides)
    names = [n for n in letters(f"{left} {right}") if n != "e"]
    if len(names) != 1:
        return None
    x = names[0]
    left, right = (re.sub(r"(?<![\w.])(\d+)/(\d+)", r"Rational(\1, \2)", side) for side in (left, right))
    program = (
        f'from sympy import *\n{x} = symbols("{x}", real=True)\nd = {left} - ({right})\n'
        f"print([r for r in solve(d, {x}) if all(N(term.args[0].subs({x}, r)) > 0 for term in d.atoms(log))])"
    )

    def read(said: str) -> str | None:
        inner = said.strip().strip("[]")
        if not inner or len(inner) > 60 or re.search(r"log|I|Piecewise|LambertW", inner):
            return None
        return ", ".join(
            f"{x} = {part.replace('exp', 'e^') if '(' in part else 'e' if part == 'E' else part}"
            for part in inner.split(", ")
        )

    return Plan("Powers on both sides, then try each.", program, read=read)


def exponential(question: str) -> Plan | None:
    """An exponential equation with one power: exact, and to three places."""
    tail = _tail(question)
    found = re.fullmatch(r"(\d*)(e|\d+|\(1/\d+\))\^(?:(\d*[a-z])|\(([a-z]) ([-+]) (\d+)\)) = ([\d,]+)", tail)
    if not found or not re.search(r"three decimal", question):
        return None
    factor, base, power, x, sign, by, right = found.groups()
    right = right.replace(",", "")
    if factor and int(right) % int(factor):
        return None
    target = str(int(right) // int(factor)) if factor else right
    k, x = (re.match(r"\d*", power)[0], power[-1]) if power else ("", x)  # type: ignore[index]
    name = "ln" if base == "e" else "log"
    exact = (
        f"ln{target}"
        if base == "e"
        else f"log{target}/log{base.strip('()')}"
        if "/" not in base
        else f"log{target}/(log{base.strip('()')})"
    )
    exact += f"/{k}" if k else f" {'-' if sign == '+' else '+'} {by}" if sign else ""
    value_of = f"{name}({target})" if base == "e" else f"log({target})/log({base.strip('()')})"
    number = f"({value_of})/{k}" if k else f"{value_of} {'-' if sign == '+' else '+'} {by}" if sign else value_of
    return Plan(
        "Logarithms on both sides.",
        f"evalf({number.replace('ln(', 'log(')}, 12)",
        "calculator",
        read=lambda said: f"{x} = {exact} ≈ {float(said):.3f}",
    )


PLANS = (value, forms, exponential, equation)
