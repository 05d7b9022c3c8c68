"""Plans for distance, rate and time: the third of them from the other two."""

from __future__ import annotations

import re

from tasks.solvers.openstax.phrases import tidy
from tasks.solvers.plans import Plan

_N = r"(\d[\d,]*(?:\.\d+)?(?: \d+/\d+|/\d+)?)"


def motion(question: str) -> Plan | None:
    """Distance, rate or time from the other two."""
    text = tidy(question)
    if re.search(
        r"\bthen\b|faster|slower|wind|current|each|apart|left|another|other|upstream|total|gas|average|back|walk.*bike|cost|\$",
        text,
    ):
        return None
    speed = re.search(rf"{_N} (?:miles per hour|mph)", text)
    hours = re.search(rf"(?<![/\d]){_N} hours?", text)
    miles = re.search(rf"(?<!/){_N} miles(?! per)", text)
    fix = [
        re.sub(r"^(\d+) (\d+/\d+)$", r"(\1 + \2)", m[1].replace(",", "")) if m else "" for m in (speed, hours, miles)
    ]
    if speed and hours and not miles and re.search(r"[Hh]ow (?:far|much distance|many miles)|distance", text):
        return Plan("Rate times time.", f"{fix[0]}*{fix[1]}", "calculator", read=lambda said: f"{said.strip()} miles")
    if (
        hours
        and miles
        and not speed
        and re.search(
            r"what rate|what speed|what was (?:the|his|her) (?:speed|rate|average speed)|average (?:rate|speed)|how fast|speed of",
            text,
        )
        and "round" not in text
        and "nearest" not in text
    ):
        return Plan(
            "Distance over time.",
            f"{fix[2]}/{fix[1]}",
            "calculator",
            read=lambda said: f"{said.strip()} mph" if "/" not in said else None,
        )
    if speed and miles and not hours and re.search(r"how (?:many hours|long)|what time", text):
        return Plan(
            "Distance over rate.",
            f"{fix[2]}/{fix[0]}",
            "calculator",
            read=lambda said: f"{said.strip()} hours" if "/" not in said else None,
        )
    return None


PLANS = (motion,)
