"""Plans for number problems, coins, tickets, ages and angles whose wording is fixed: one or two equations, one call."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.openstax.phrases import sentence, tidy
from tasks.solvers.plans import Plan

_N = r"(-?\$?\d[\d,]*(?:\.\d+)?)"
_ONE_NUMBER = re.compile(
    r"(?:^|[.:] )([^.:]*\ba number\b[^.:]*?(?: is | equals | results in | the result is )[^.:]*)\. Find the number\.?$"
)
_SUM = re.compile(rf"sum of two numbers? is {_N}")
_DIFFERENCE = re.compile(rf"(?:their difference|difference of the (?:two )?numbers|difference of two numbers) is {_N}")
_MORE = re.compile(
    rf"one number is {_N} (more|less|greater|smaller) than (?:(twice|{_N} times) )?(?:the other|another)"
)
_TIMES = re.compile(rf"one number is (twice|{_N} times) the other")
_TOTAL = re.compile(rf"(?:their sum|sum of the numbers) is {_N}")


def _value(text: str) -> str:
    return text.replace(",", "").replace("$", "")


def _text(question: str) -> str:
    """The story in small letters and digits, without the instruction before it."""
    story = re.sub(
        r"^.*?(?:word problem|solve the system|and solve|then solve|strategy[^.]*|system of equations|question)s?[.:] ",
        "",
        question,
    )
    text = tidy(story)
    for digit, word in (("1", "one"), ("2", "two")):
        text = re.sub(rf"\b{digit} (?=numbers?\b|angles?\b|complementary|supplementary)", f"{word} ", text)
    return text


def _said(names: tuple[str, ...], said: str, question: str) -> str | None:
    """The values, in the order of the names."""
    rows = said.strip().split("; ")
    values = dict(part.split(" = ") for part in rows[0].split(", "))
    if len(rows) != 1 or set(values) != set(names) or any(letters(v) for v in values.values()):
        return None
    shown = [values[name] for name in names]
    if "system" in question:
        return f"The numbers are {shown[0]} and {shown[1]}"
    return ", ".join(shown)


def one_number(question: str) -> Plan | None:
    """`The sum of a number and eight is 12.`"""
    found = _ONE_NUMBER.search(question.strip())
    if not found or re.search(r"second number|other", question):
        return None
    body = (
        tidy(found[1])
        .replace("a number", "n")
        .replace("the number", "n")
        .replace(", the result is", " is")
        .replace(" results in ", " is ")
    )
    stated = sentence(body)
    sides = [translate(side) for side in stated.split(" = ")] if stated else []
    if len(sides) != 2 or None in sides or letters(" ".join(map(str, sides))) != ["n"]:
        return None
    return Plan(
        "Call the number n.",
        f"solve({sides[0]} = {sides[1]}, n)",
        "calculator",
        read=lambda said: said if "," not in said else None,
    )


def two_numbers(question: str) -> Plan | None:
    """Two numbers from their sum and how they differ."""
    if (
        "umbers" not in question
        or not re.search(r"[Ff]ind the (?:two )?numbers", question)
        or re.search(r"product|square|consecutive|second|system", question)
    ):
        return None
    text = _text(question)
    total, gap, more, times = (p.search(text) for p in (_SUM, _DIFFERENCE, _MORE, _TIMES))
    total = total or _TOTAL.search(text)
    if re.search(r"increased|decreased", text):
        changed = re.search(rf"their sum is (increased|decreased) by {_N}, the result is {_N}", text)
        if not changed or not more:
            return None
        first = f"x + y {'+' if changed[1] == 'increased' else '-'} {_value(changed[2])} = {_value(changed[3])}"
    elif total:
        first = f"x + y = {_value(total[1])}"
    else:
        return None
    if gap:
        second = f"x - y = {_value(gap[1])}"
    elif more:
        factor = {"": "", "twice": "2*"}.get(more[3] or "", f"{_value(more[4])}*" if more[4] else "")
        second = f"x = {factor}y {'+' if more[2] in ('more', 'greater') else '-'} {_value(more[1])}"
    elif times:
        second = f"x = {'2' if times[1] == 'twice' else _value(times[2])}*y"
    else:
        return None
    return Plan(
        "Call them x and y.",
        f"solve({first}, {second}, x, y)",
        "calculator",
        read=lambda said: _said(("y", "x"), said, question),
    )


def consecutive(question: str) -> Plan | None:
    """Consecutive integers with a given sum."""
    text = tidy(question)
    found = re.search(
        rf"([234]) consecutive (even |odd )?(?:integers|numbers)[^.]*?(?:whose sum is|sum is) {_N}|sum of ([234]) consecutive (even |odd )?(?:integers|numbers) is {_N}",
        text,
    )
    if not found or "product" in text:
        return None
    count, kind, total = int(found[1] or found[4]), found[2] or found[5], _value(found[3] or found[6])
    step = 2 if kind else 1
    call = "solve(" + " + ".join(["n", *(f"(n + {step * k})" for k in range(1, count))]) + f" = {total}, n)"

    def read(said: str) -> str | None:
        if not re.fullmatch(r"-?\d+", said.strip()):
            return None
        return ", ".join(str(int(said) + step * k) for k in range(count))

    return Plan(f"n and the next {count - 1}, {step} apart.", call, "calculator", read=read)


def product(question: str) -> Plan | None:
    """Consecutive integers with a given product."""
    found = re.search(rf"product of two consecutive (even |odd )?(?:integers|numbers) is {_N}", question)
    if not found or "method" in question:
        return None
    step = 2 if found[1] else 1

    def read(said: str) -> str | None:
        low = said.strip().split(", ")
        if len(low) != 2 or not all(re.fullmatch(r"-?\d+", n) for n in low):
            return None
        a, b = sorted(map(int, low))
        return (
            f"{b} and {b + step}; {a} and {a + step}" if "Solve" in question else f"{a}, {a + step} and {b}, {b + step}"
        )

    return Plan(f"n(n + {step}).", f"solve(n*(n + {step}) = {_value(found[2])}, n)", "calculator", read=read)


def second_number(question: str) -> Plan | None:
    """`Twice a number plus three times a second number is ...`: two sentences, two equations."""
    if not re.search(r"second number", question) or "Find the numbers" not in question:
        return None
    text = tidy(
        re.sub(r"^.*?(?:solve the system|and solve|then solve)[.:] ", "", question).replace("Find the numbers", "")
    )
    text = re.sub(r"(?:the |a )?second(?: number)?", "y", re.sub(r"the first(?: number)?|a number", "x", text))
    stated = [sentence(part) for part in text.split(". ") if part.strip(". ")]
    if len(stated) != 2 or None in stated:
        return None
    codes = [" = ".join(str(translate(side)) for side in str(s).split(" = ")) for s in stated]
    if "None" in " ".join(codes) or letters(" ".join(codes)) != ["x", "y"]:
        return None
    return Plan(
        "Call them x and y.",
        f"solve({codes[0]}, {codes[1]}, x, y)",
        "calculator",
        read=lambda said: _said(("x", "y"), said, question),
    )


_COIN = {"pennies": "0.01", "nickels": "0.05", "dimes": "0.10", "quarters": "0.25"}


def coins(question: str) -> Plan | None:
    """Two kinds of coin, their value, and how many more there are of one."""
    text = tidy(question.replace("’", "'"))
    value = re.search(r"\$(\d[\d,]*(?:\.\d+)?)", text)
    names = list(dict.fromkeys(re.findall(r"pennies|nickels|dimes|quarters", text)))
    if not value or len(names) != 2 or "by solving" in text or "solve the equation" in text:
        return None
    found = re.search(
        r"number of ([a-z]+)(?: that \w+ has)? is (?:(-?\d+) (more|less) than )?(?:the|(twice)(?: the)?|(-?\d+) times(?: the)?) number of ([a-z]+)",
        text,
    ) or re.search(r"has (?:(-?\d+) (more|less) )?(?:(twice)|(\d+) times) as many ([a-z]+) as ([a-z]+)", text)
    if not found:
        return None
    if found.re.groups == 6 and found[1] in names and found[6] in names:
        a, b, more, sign, factor = found[1], found[6], found[2], found[3], "2" if found[4] else found[5] or "1"
    elif found[5] in names and found[6] in names:
        a, b, more, sign, factor = found[5], found[6], None, None, "2" if found[3] else found[4] or "1"
    else:
        return None
    x, y = a[0], b[0]
    each = _COIN[a], _COIN[b]
    rule = f"{factor}*{y}" if factor != "1" else y
    rule += f" {'+' if sign == 'more' else '-'} {more}" if more else ""
    call = f"solve({each[0]}*{x} + {each[1]}*{y} = {_value(value[1])}, {x} = {rule}, {x}, {y})"

    def read(said: str) -> str | None:
        values = dict(part.split(" = ") for part in said.strip().split(", "))
        if any(not re.fullmatch(r"\d+", v) for v in values.values()) or len(values) != 2:
            return None
        parts = [f"{values[x]} {a}", f"{values[y]} {b}"]
        if re.search(r"[Ff]ind the number of each", question):
            return " and ".join(reversed(parts))
        if asked := re.search(r"[Hh]ow many (\w+) and how many", question):
            who = re.search(r"does ([A-Z]\w+) have", question)
            return (f"{who[1]} has " if who else "") + " and ".join(
                parts if parts[0].endswith(asked[1]) else parts[::-1]
            )
        return ", ".join(parts)

    return Plan("Value of all, and how many.", call, "calculator", read=read)


def angles(question: str) -> Plan | None:
    """Complementary and supplementary angles, and the third angle of a triangle."""
    text = _text(question)
    if found := re.search(r"(complement|supplement) of an? (\d+(?:\.\d+)?)(?:°| degree)", text):
        whole = 90 if found[1] == "complement" else 180
        return Plan(f"Together {whole}.", f"{whole} - {found[2]}", "calculator", read=lambda said: f"{said.strip()}°")
    if found := re.search(
        r"(?:measures of )?two angles of a triangle (?:are|measure) (\d+(?:\.\d+)?)(?:°| degrees)? and (\d+(?:\.\d+)?)(?:°| degrees)?",
        text,
    ):
        return Plan(
            "Together 180.", f"180 - {found[1]} - {found[2]}", "calculator", read=lambda said: f"{said.strip()} degrees"
        )
    if found := re.search(r"one angle of a right triangle measures (\d+(?:\.\d+)?)(?:°| degrees)?", text):
        return Plan("The small ones make 90.", f"90 - {found[1]}", "calculator", read=lambda said: f"{said.strip()}°")
    return None


PLANS = (one_number, two_numbers, consecutive, product, second_number, coins, angles)
