"""Solutions by a tool that is called by name: algebra and calculus that the calculator works out, asked of `@solve`
instead, where it gives the same result. (Generators write calls of `@units` and `@calendar` themselves.)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.training.observe import observe
from tasks.task import Call, Step, Thought

_ASKED = re.compile(r"solve\(([^(),]+=[^(),]+), [a-z]\)|((?:diff|factor|expand)\(.+\))")


def by_name(steps: Sequence[Step], answer: str) -> list[Step] | None:
    """The steps with the last call asked of `@solve`, and without the thought that explained the call; None where that
    would not say `answer`."""
    if len(steps) < 2 or not isinstance(steps[-1], Call) or not isinstance(steps[-2], Thought):
        return None
    found = _ASKED.fullmatch(steps[-1].input) if steps[-1].tool == "calculator" else None
    if found is None:
        return None
    call = Call(tool="solve", input=found[1] or found[2])
    seen = observe(call.tool, call.input)
    if seen is None or answer not in (seen, seen.split(" ")[0]):
        return None
    return [*steps[:-2], Thought(text="Solve it."), call]
