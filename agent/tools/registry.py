"""Which tools there are: those that come with Ponder, and those of installed packages.

A package offers tools as entry points of the group `ponder.tools`:

    [project.entry-points."ponder.tools"]
    dice = "my_package.tools:dice"        # what @tool made, or any object with `name` and `run`
"""

from __future__ import annotations

import warnings
from importlib import metadata

from agent.tools.result import Tool
from agent.tools.shipped import Calculator, Python, Solve, calendar, units

ENTRY_POINTS = "ponder.tools"


def default_tools() -> dict[str, Tool]:
    """The shipped tools and the installed ones, by name. A package cannot take a shipped tool's name."""
    shipped: tuple[Tool, ...] = (Calculator(), Python(), Solve(), units, calendar)
    return {**installed_tools(), **{tool.name: tool for tool in shipped}}


def installed_tools() -> dict[str, Tool]:
    """Tools of other packages. One that cannot be loaded is left out with a warning that names it."""
    found: dict[str, Tool] = {}
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        try:
            tool = entry.load()
            if not isinstance(getattr(tool, "name", None), str) or not callable(getattr(tool, "run", None)):
                raise TypeError("not a tool: make one with agent.tools.tool")
        except Exception as error:
            warnings.warn(f"the tool {entry.name} ({entry.value}) cannot be used: {error}", stacklevel=2)
            continue
        found[tool.name] = tool
    return found
