"""Solutions by the tools that are called by name: what a calculator or a program works out, asked of `@units`,
`@calendar` or `@solve` instead, where that tool gives the same result."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from agent.training.observe import observe
from tasks.task import Call, Step, Thought

_DATE = r"date\((\d+), (\d+), (\d+)\)"
_SCALES = {"Less 32, times 5/9.": ("Fahrenheit", "Celsius"), "Times 9/5, plus 32.": ("Celsius", "Fahrenheit")}
_RATIO = re.compile(r"1 (\w+) is (\d+) (\w+)\.")
_NUMBER = r"-?\d+(?:\.\d+)?"


def _iso(*parts: str) -> str:
    return date(*map(int, parts)).isoformat()


def _month(match: re.Match[str]) -> str:
    return f"days in {date(2000, int(match[2]), 1):%B} {match[1]}"


Rewrite = Callable[[re.Match[str]], str]
_CALENDAR: tuple[tuple[re.Pattern[str], Rewrite], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        (
            rf"from datetime import date, timedelta\nprint\({_DATE} ([-+]) timedelta\(days=(\d+)\)\)",
            lambda m: f"{_iso(*m.groups()[:3])} {m[4]} {m[5]} days",
        ),
        (
            rf"from datetime import date\nprint\(\({_DATE} - {_DATE}\)\.days\)",
            lambda m: f"days from {_iso(*m.groups()[3:])} to {_iso(*m.groups()[:3])}",
        ),
        (
            rf"from datetime import date, timedelta\na, b = {_DATE}, {_DATE}\nprint\(sum\(.*weekday\(\) < 5 .*",
            lambda m: f"working days from {_iso(*m.groups()[:3])} to {_iso(*m.groups()[3:])}",
        ),
        (
            rf'from datetime import date\nprint\({_DATE}\.strftime\("%A"\)\)',
            lambda m: f"weekday {_iso(*m.groups())}",
        ),
        (r'from calendar import isleap\nprint\("yes" if isleap\((\d+)\) else "no"\)', lambda m: f"leap {m[1]}"),
        (r"from calendar import monthrange\nprint\(monthrange\((\d+), (\d+)\)\[1\]\)", _month),
    )
)


def named(thought: str, call: Call) -> tuple[str, str] | None:
    """(tool, its input) of a tool called by name that works out the same as a call behind this thought; None where
    there is none of that shape."""
    if call.tool == "python":
        for pattern, rewrite in _CALENDAR:
            if match := pattern.fullmatch(call.input):
                return "calendar", rewrite(match)
        return None
    if match := re.fullmatch(r"solve\(([^(),]+=[^(),]+), [a-z]\)|((?:diff|factor|expand)\(.+\))", call.input):
        return "solve", match[1] or match[2]
    if thought in _SCALES and (number := re.match(rf"\(?({_NUMBER})", call.input)):
        given, wanted = _SCALES[thought]
        return "units", f"{number[1]} {given} to {wanted}"
    ratio, written = _RATIO.fullmatch(thought), re.fullmatch(rf"({_NUMBER})([*/])(\d+)", call.input)
    if ratio and written and written[3] == ratio[2]:
        units = ratio[1], ratio[3]
        given, wanted = units if written[2] == "*" else units[::-1]
        return "units", f"{written[1]} {given} to {wanted}"
    return None


def by_name(steps: Sequence[Step], answer: str) -> list[Step] | None:
    """The steps with the last call asked of a tool by name, and without the thought that explained the call; None where
    that would not say `answer`."""
    if len(steps) < 2 or not isinstance(steps[-1], Call) or not isinstance(steps[-2], Thought):
        return None
    found = named(steps[-2].text, steps[-1])
    if found is None:
        return None
    tool, text = found
    seen = observe(tool, text)
    if seen is None or answer not in (seen, seen.split(" ")[0]):
        return None
    thought = Thought(text=_WORDS[tool])
    return [*steps[:-2], thought, Call(tool=tool, input=text)]


_WORDS = {"units": "Convert the units.", "calendar": "Look at the calendar.", "solve": "Solve it."}
