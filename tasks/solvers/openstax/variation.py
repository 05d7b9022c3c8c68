"""Plans for direct and inverse variation: the constant from one pair, then the equation or another value."""

from __future__ import annotations

import re

from tasks.solvers.plans import Plan

_LAW = re.compile(
    r"([a-z]) varies (directly|inversely) (?:as|with) (?:the )?(?:(square|cube|square root) of )?([a-z])\b"
)


def variation(question: str) -> Plan | None:
    """y = k x or y = k/x from one pair, and another value."""
    law = _LAW.search(question)
    if not law or question.count("varies") != 1 or "jointly" in question or "and inversely" in question:
        return None
    y, how, shape, x = law.groups()
    power = {"square": f"{x}^2", "cube": f"{x}^3", None: x}.get(shape)
    given = re.findall(
        r"\b([a-z]) (?:= |is )(-?\d+(?:\.\d+)?(?:/\d+)?)", question.replace(law.group(), "").replace(", then", ",")
    )
    if not power:
        return None
    values: dict[str, str] = {}
    later: list[tuple[str, str]] = []
    for name, number in given:
        if name in values:
            later.append((name, number))
        elif name in (x, y):
            values[name] = number
    if set(values) != {x, y}:
        return None
    p = int(power[2:]) if "^" in power else 1
    xs, ys = f"({values[x]})**{p}" if p > 1 else values[x], values[y]
    k = f"({ys})/({xs})" if how == "directly" else f"({ys})*({xs})"
    if (
        re.search(
            r"[Ff]ind (?:the equation|an equation)|[Ww]rite an equation|find the equation|write an equation", question
        )
        and not later
    ):
        shown = (
            (lambda said: f"{y} = {'' if said == '1' else said}{power}")
            if how == "directly"
            else (lambda said: f"{y} = {said}/{power if p == 1 else f'({power})'}")
        )
        return Plan(
            f"k = {y}/{power}." if how == "directly" else f"k = {y} times {power}.",
            k,
            "calculator",
            read=lambda said: shown(said.strip()),
        )
    if len(later) != 1:
        return None
    name, number = later[0]
    if name == x:
        new = f"({number})**{p}" if p > 1 else number
        call = f"{k}*({new})" if how == "directly" else f"{k}/({new})"
    elif p == 1:
        call = f"({number})/({k})" if how == "directly" else f"{k}/({number})"
    else:
        return None
    label = f"{y if name == x else x} = " if "unknown value" in question or "Write" in question else ""
    return Plan(
        f"k stays {'the ratio' if how == 'directly' else 'the product'}.",
        call,
        "calculator",
        read=lambda said: f"{label}{said.strip()}",
    )


PLANS = (variation,)
