"""Slips of the pen in a call, and the tool's complaint: what the policy has to go on from when it has copied wrongly.

Of the calls that fail, most have the right form and a bracket too many, a sign lost or another letter. A policy that
has never seen a complaint writes nonsense after one. Here a call is miswritten in such a way, the real tool is asked,
and the right call follows; the miswritten one is not learned (agent/training/transcripts.py).
"""

from __future__ import annotations

import random
import re

from agent.training.observe import answered
from tasks.task import Call, Observation

TRIES = 3
_SIGNS = re.compile(r"[()\[\]\"',*+\-]")
_NAMES = re.compile(r"\b[a-z]\w*\b")


def miswritten(text: str, rng: random.Random) -> str:
    """The text with one slip: a sign lost or doubled, or a letter of a name lost or exchanged."""
    signs = [m.start() for m in _SIGNS.finditer(text)]
    names = [m.span() for m in _NAMES.finditer(text)]
    if names and (not signs or rng.random() < 0.3):
        start, end = rng.choice(names)
        at = rng.randrange(start, end)
        return text[:at] + (rng.choice("abcnpqsxyz") if end - start == 1 else "") + text[at + 1 :]
    if not signs:
        return text
    at = rng.choice(signs)
    return text[:at] + (text[at] * 2 if rng.random() < 0.5 else "") + text[at + 1 :]


def slip(call: Call, rng: random.Random) -> tuple[Call, Observation] | None:
    """The call miswritten, and what its tool says to that; None when no try was one that the tool complains of."""
    for _ in range(TRIES):
        text = miswritten(call.input, rng)
        said, ok = answered(call.tool, text)
        if not ok:
            return call.model_copy(update={"input": text}), Observation(text=said, ok=False)
    return None
