"""Displays: consumers of the event stream. The answer goes to stdout, everything else to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from agent.events import AnyEvent

DISPLAYS = ("auto", "rich", "plain", "json", "none")


class Display(AbstractContextManager[Any], Protocol):
    """Shows one run: `show` is called with each event in order, inside the `with` block."""

    def show(self, event: AnyEvent) -> None: ...


def display(name: str) -> Display:
    """The display called `name`; `auto` is rich where a person watches stderr, else plain."""
    if name == "auto":
        name = "rich" if sys.stderr.isatty() else "plain"
    return _MAKERS[name]()


def _rich() -> Display:
    from tui.display.rich import RichDisplay

    return RichDisplay()


def _plain() -> Display:
    from tui.display.plain import PlainDisplay

    return PlainDisplay()


def _json() -> Display:
    from tui.display.json import JsonDisplay

    return JsonDisplay()


def _none() -> Display:
    from tui.display.plain import AnswerOnly

    return AnswerOnly()


_MAKERS: dict[str, Callable[[], Display]] = {"rich": _rich, "plain": _plain, "json": _json, "none": _none}
