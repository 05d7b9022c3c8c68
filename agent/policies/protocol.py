"""ReAct as text: how a chat model that knows nothing of Ponder writes a thought, a call and an answer.

    Thought: the baker has 48 rolls and sells 29.        Thought: 19 are left.
    calculator: 48 - 29                                   Answer: 19

A reply ends at its first call or answer, and at the first "Observation:", which is not the model's to write. Calls in
the forms that models have seen elsewhere ("Action: calculator", then "Input: 48 - 29"; "Action: calculator[48 - 29]")
are read as well. A reply that follows none of this is read as a solution in prose.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from agent.chat_policy import final_answer
from agent.tools import Tool

Protocol = Literal["text", "native", "plain"]
"""How tools are offered: by the text above, as functions of the server's interface, or not at all."""
OBSERVATION = "Observation:"
MAX_INPUT_CHARACTERS = 8_000
"""A longer input to a tool is cut: no tool reads more."""
_OBSERVATION = re.compile(r"^\s*Observation\s*:", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(
    r"^\s*Action\s*:[ \t]*(?P<tool>[^\n:\[(]+)(?:\n\s*(?:Action )?Input\s*:[ \t]*|(?P<bracket>[\[(]))(?P<input>.*)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_ANSWER = re.compile(r"^\s*(?:Final )?Answer\s*:[ \t]*(?P<answer>[^\n]+)", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(r"^\s*(?:Thought|Action|(?:Final )?Answer)\s*:", re.IGNORECASE | re.MULTILINE)
_THOUGHT = re.compile(r"^\s*Thought\s*:\s*", re.IGNORECASE)
_FENCE = re.compile(r"```(?:\w+)?\n?(.*?)(?:```|\Z)", re.DOTALL)

_PLAIN = "Solve the problem step by step. End with a line that says: The answer is ..."
_NATIVE = (
    "Solve the problem. Compute with the tools, never in your head, one call at a time. When you know the answer, "
    "reply with a short explanation and end with a line of the form\nAnswer: ..."
)
_TEXT = """Solve the problem step by step. Compute with a tool, never in your head. The tools:
{tools}
To use one, write two lines of this form and stop:
Thought: what has to be computed
the name of the tool: what it is given
Its result comes back as a line that begins with Observation. When you know the answer, write two lines:
Thought: why
Answer: the answer alone"""
NEXT = "If this is what was asked, write the Answer; if not, the next Thought."
"""Stands behind an observation, as small models otherwise calculate for ever."""
EXAMPLE: tuple[tuple[str, str], ...] = (
    ("user", "A shelf holds 12 rows of 8 books. 30 books are lent. How many books are on the shelf?"),
    ("assistant", "Thought: 12 rows of 8 books, less the 30 that are lent.\ncalculator: 12 * 8 - 30"),
    ("user", f"{OBSERVATION} 66\n{NEXT}"),
    ("assistant", "Thought: 66 books are on the shelf.\nAnswer: 66"),
)
"""A dialogue before the question: small models copy a form more readily than they follow its description."""


@dataclass(frozen=True)
class Move:
    """What a reply comes to: a thought, and then a call, an answer, or neither."""

    thought: str
    tool: str | None = None
    input: str = ""
    answer: str | None = None


def system_text(protocol: Protocol, tools: Mapping[str, Tool]) -> str:
    """The first message of a dialogue."""
    if protocol == "plain" or not tools:
        return _PLAIN
    if protocol == "native":
        return _NATIVE
    return _TEXT.format(tools="\n".join(f"{name}: {describe(tool)}" for name, tool in tools.items()))


def describe(tool: Tool) -> str:
    """A tool in one line: the first of its docstring."""
    return (inspect.getdoc(type(tool)) or tool.name).splitlines()[0]


def read(text: str, tools: Iterable[str] = (), ended: bool = True) -> Move:
    """The move of a reply. `ended` says that the model stopped by itself: words that were cut off hold no answer."""
    cut = _OBSERVATION.search(text)
    if cut:
        text, ended = text[: cut.start()], True
    calls = [found for found in (_ACTION.search(text), _line(tools).search(text)) if found]
    call = min(calls, key=lambda found: found.start()) if calls else None
    answer = _ANSWER.search(text)
    if call and (answer is None or call.start() < answer.start()):
        bracketed = call.groupdict().get("bracket")
        name = call["tool"].strip().strip("`*\"'").lower()
        return Move(_thought(text[: call.start()]), name, _input(name, call["input"], bool(bracketed)))
    if answer is not None and (ended or answer.end() < len(text)):
        return Move(_thought(text[: answer.start()]), answer=answer["answer"].strip(" *`"))
    return Move(_thought(text), answer=final_answer(text) if ended else None)


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A line that begins with a tool's name; with no tools, nothing."""
    named = "|".join(map(re.escape, names)) or r"(?!)"
    return re.compile(rf"^\s*(?P<tool>{named})\s*:[ \t]*(?P<input>.*)", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def _line(tools: Iterable[str]) -> re.Pattern[str]:
    return _pattern(tuple(tools))


def _thought(text: str) -> str:
    return _THOUGHT.sub("", text.strip()).strip()


def _input(tool: str, text: str, bracketed: bool) -> str:
    """What a tool is given: a fenced block, or everything up to the next step; of a sum the part before its "=", as
    what stands behind that was made up."""
    fence = _FENCE.match(text.strip())
    if fence:
        return fence[1].strip()[:MAX_INPUT_CHARACTERS]
    following = _NEXT.search(text)
    kept = (text[: following.start()] if following else text).strip()
    if bracketed:
        kept = kept.rpartition("]" if "]" in kept else ")")[0] or kept
    if tool == "calculator":
        kept = kept.partition("\n")[0].partition("=")[0]
    return kept.strip().strip("`")[:MAX_INPUT_CHARACTERS]
