"""Plans for percent problems and simple interest, where the wording is fixed."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.solvers.openstax.numerals import number_of
from tasks.solvers.plans import Plan

_N = r"\$?(\d[\d,]*(?:\.\d+)?)"
_P = r"(\d[\d,]*(?:\.\d+)?)%"
_PART = re.compile(rf"(?:What(?: number)? is {_P} of {_N}|{_P} of {_N} is what(?: number)?)")
_WHOLE = re.compile(rf"(?:{_N} is {_P} of what(?: number| amount)?|{_P} of what(?: number| amount)? is {_N})")
_RATE = re.compile(rf"(?:{_N} is what percent of {_N}|[Ww]hat percent of {_N} is {_N})")
_CHANGE = re.compile(rf"(?:from|was) (?:about )?{_N}[^.]*? (?:to|cut to) (?:about )?{_N}")
_TURNED = re.compile(rf"\bto {_N}[^.]*? from {_N}")
_TENTH = re.compile(r"nearest tenth")
_TIME = r"(\d+|one|two|three|four|five|six|ten) ?-?years?"


def _plain(text: str) -> str:
    return text.replace(",", "").rstrip(".")


def _groups(found: re.Match[str]) -> list[str]:
    return [_plain(g) for g in found.groups() if g]


def _money(question: str, said: str) -> str:
    return f"${said}" if "$" in question else said


def basic(question: str) -> Plan | None:
    """What number is 65% of 40? Also as a proportion."""
    text = re.sub(r"(?<=\d), (?=\d{3})", ",", question)
    proportion = "proportion" in question.lower()
    if len(question) > 110 and not proportion:
        return None
    solved = "solve" in question.lower()
    end = (lambda said: f"; n = {said}") if solved else (lambda said: "")
    if found := _PART.search(text):
        p, whole = _groups(found)
        call = f"{p}/100*{whole}"
        if proportion:
            return Plan(
                "n over the whole.", call, "calculator", read=lambda said: f"n/{whole} = {p}/100{end(said.strip())}"
            )
        return Plan("Percent times the whole.", call, "calculator", read=lambda said: _money(question, said.strip()))
    if found := _WHOLE.search(text):
        part, p = _groups(found) if found[1] else reversed(_groups(found))
        call = f"{part}/({p}/100)"
        if proportion:
            return Plan(
                "The part over n.", call, "calculator", read=lambda said: f"{part}/n = {p}/100{end(said.strip())}"
            )
        return Plan("The part over the percent.", call, "calculator", read=lambda said: _money(question, said.strip()))
    if found := _RATE.search(text):
        part, whole = _groups(found) if found[1] else reversed(_groups(found))
        call = f"{part}/{whole}*100"
        if proportion:
            return Plan(
                "The part over the whole.",
                call,
                "calculator",
                read=lambda said: f"{part}/{whole} = n/100{end(said.strip() + '%')}",
            )
        return Plan(
            "The part over the whole.",
            call,
            "calculator",
            read=lambda said: f"{said.strip()}%" if "/" not in said else None,
        )
    return None


def sentence(question: str) -> Plan | None:
    """A sentence as a proportion."""
    if not re.search(r"as a proportion", question):
        return None
    text = question.rstrip(". ")
    found = re.search(rf"[.:] {_N} is to {_N} as {_N} is to {_N}$", text) or re.search(
        rf"[.:] {_N} ?[a-z ]*? (?:in|for|to|per|out of) {_N} ?[a-z ]*? is the same as {_N} ?[a-z ]*? (?:in|for|to|per|out of) {_N}",
        text,
    )
    return Plan("Equal ratios.", answer="{}/{} = {}/{}".format(*_groups(found))) if found else None


def is_proportion(question: str) -> Plan | None:
    """Whether two ratios are equal: cross products."""
    found = re.search(
        rf"[Dd]etermine whether (?:each|the) equation is a proportion[.:] {_N}/{_N} = {_N}/{_N}\.?$", question
    )
    if not found:
        return None
    a, b, c, d = _groups(found)
    return Plan(
        "Cross products.",
        f"{a}*{d} = {b}*{c}",
        "calculator",
        read=lambda said: {"true": "yes", "false": "no"}.get(said.strip()),
    )


def change(question: str) -> Plan | None:
    """Percent increase or decrease from one amount to another."""
    asked = re.search(r"percent (increase|decrease)", question)
    if not asked or re.search(r"increased by|markup|[Ff]ind the (?:original|new)", question):
        return None
    text = re.sub(r"\([^()]*\)", "", question)
    years = r"\b(?:in|In|of) (?:1[89]|20)\d\d\b"
    text = re.sub(years, "", text)
    if found := _TURNED.search(text):
        new, old = _groups(found)
    elif found := _CHANGE.search(text):
        old, new = _groups(found)
    else:
        amounts = re.findall(r"\$?(\d[\d,]*(?:\.\d+)?)", text)
        if len(amounts) != 2:
            return None
        old, new = map(_plain, amounts)
    if Fraction(old) == 0 or (Fraction(new) > Fraction(old)) != (asked[1] == "increase"):
        return None
    top = f"({new} - {old})" if asked[1] == "increase" else f"({old} - {new})"
    call = f"{top}/{old}*100"
    if _TENTH.search(question):
        call = f"round({call}, 1)"
    return Plan(
        "The change over what it was.",
        call,
        "calculator",
        read=lambda said: f"{said.strip()}%" if "/" not in said else None,
    )


def interest(question: str) -> Plan | None:
    """I = Prt for the one that is missing."""
    if "interest" not in question or re.search(
        r"compound|average|each|invests|total|two |some |\||complete sentence", question.replace("two years", "2 years")
    ):
        return None
    text = re.sub(r"(?<=\d), (?=\d{3})", ",", question)
    years, rate = re.search(_TIME, text, re.IGNORECASE), re.search(_P, text)
    amounts = [_plain(a) for a in re.findall(r"\$([\d,]+(?:\.\d+)?)", text)]
    if not years:
        return None
    t = number_of(years[1]) if years[1].isalpha() else int(years[1])
    if rate and len(amounts) == 1:
        r = rate[1]
        if re.search(r"[Hh]ow much interest|simple interest earned|[Ii]nterest (?:did|was earned\?)", text):
            return Plan("I = Prt.", f"{amounts[0]}*{r}/100*{t}", "calculator", read=_dollars)
        if re.search(
            r"[Ff]ind the principal|[Ww]hat was the principal|[Hh]ow much did \w+ (?:borrow|deposit)|had .* deposited|[Hh]ow much had",
            text,
        ):
            return Plan("P = I/(rt).", f"{amounts[0]}/({r}/100*{t})", "calculator", read=_dollars)
    if not rate and re.search(r"[Rr]ate", text) and len(set(amounts)) == 2:
        principal, earned = sorted(set(amounts), key=Fraction, reverse=True)
        return Plan(
            "r = I/(Pt).",
            f"{earned}/({principal}*{t})*100",
            "calculator",
            read=lambda said: f"{said.strip()}%" if "/" not in said else None,
        )
    return None


def _dollars(said: str) -> str | None:
    value = Fraction(said.strip())
    return (
        f"${int(value):,}"
        if value.denominator == 1
        else f"${float(value):,.2f}"
        if 100 % value.denominator == 0
        else None
    )


def shares(question: str) -> Plan | None:
    """Rates of tax, commission and tip; tips and commissions from their rates; sale prices."""
    amounts = [_plain(a) for a in re.findall(r"\$([\d,]+(?:\.\d+)?)", question)]
    rate = re.search(_P, question)
    if "brings" in question or "complete sentence" in question:
        return None
    if (
        not rate
        and len(amounts) == 2
        and re.search(
            r"rate of commission|sales tax rate|percent tip|[Ww]hat percent of (?:his|her|the|their)", question
        )
    ):
        whole, part = sorted(amounts, key=Fraction, reverse=True)
        return Plan(
            "The part over the whole.",
            f"{part}/{whole}*100",
            "calculator",
            read=lambda said: f"{said.strip()}%" if "/" not in said else None,
        )
    if (
        not rate
        and len(amounts) == 2
        and re.search(r"on sale for \$[\d,.]+ off", question)
        and re.search(r"sale price", question)
    ):
        return Plan(
            "The price less what is off.",
            f"{max(amounts, key=Fraction)} - {min(amounts, key=Fraction)}",
            "calculator",
            read=_dollars,
        )
    if rate and len(amounts) == 1:
        if re.search(
            r"leave .*tip|[Hh]ow much (?:was|is|will be) (?:the|her|his) commission|[Hh]ow much (?:should|is) (?:the|her|his) tip|how much should \w+ leave",
            question,
        ):
            return Plan(
                "Percent times the amount.", f"round({rate[1]}/100*{amounts[0]}, 2)", "calculator", read=_dollars
            )
        if re.search(r"sale price was \d+% of the original price", question):
            return Plan("The part over the percent.", f"{amounts[0]}/({rate[1]}/100)", "calculator", read=_dollars)
    return None


PLANS = (basic, sentence, is_proportion, change, interest, shares)
