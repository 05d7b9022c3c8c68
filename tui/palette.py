"""What the command palette offers on each screen: a provider for each, beside the app's own commands.

A screen's keys come by themselves, with their tooltips; what else can be done by name is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Input, OptionList, Select

from tui.text import one_line

if TYPE_CHECKING:
    from tui.screens.compare import CompareScreen
    from tui.screens.model import ModelScreen
    from tui.screens.training import TrainingScreen

MOVES = ("down", "up", "first", "last", "left", "right")
"""Bindings that only move about: whoever looks for them has the key at hand."""
EARLIER = 50
"""Questions that the palette finds again."""
ROWS = 100
"""Of a list, that it finds."""


class Command(NamedTuple):
    """Something to do, by name."""

    name: str
    help: str
    run: Callable[[], object]


class ScreenCommands(Provider):
    """Whatever a key does on this screen now, but for moving about; `more` is found by searching only."""

    def keys(self) -> Iterator[Command]:
        able: list[tuple[DOMNode, Binding]] = [
            (active.node, active.binding) for active in self.screen.active_bindings.values() if active.enabled
        ]
        for view in self.screen.query("TraceView, OpenedTrace, TraceTree"):  # without the focus, too
            if view.region.height:
                able += [(view, binding) for binding in view.BINDINGS if isinstance(binding, Binding)]
        seen = set()
        for node, binding in able:
            place, _, name = (binding.id or "").rpartition(".")
            if place in ("", "app", "composer") or name in MOVES or binding.action in seen or not binding.description:
                continue
            seen.add(binding.action)
            run = partial(self.app.run_action, binding.action, node)
            yield Command(binding.description, binding.tooltip or "", run)

    def more(self) -> Iterator[Command]:
        """What has no key."""
        yield from ()

    def _lit(self, name: str, query: str) -> Content:
        """The name with the letters that match. Textual's own way reads it as markup, and some names are questions."""
        _, places = self.matcher(query).fuzzy_search.match(query, name)
        lit = Content(name)
        for place in places:
            lit = lit.stylize(self.match_style or "", place, place + 1)
        return lit

    async def discover(self) -> Hits:
        for command in self.keys():
            yield DiscoveryHit(Content(command.name), command.run, command.name, command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in (*self.keys(), *self.more()):
            if (match := matcher.match(command.name)) > 0:
                yield Hit(match, self._lit(command.name, query), command.run, command.name, command.help)


class AskCommands(ScreenCommands):
    """Questions that were asked before, to ask again."""

    def more(self) -> Iterator[Command]:
        from tui.widgets.composer import Composer

        composer = self.screen.query_one(Composer)
        for question in reversed(composer.asked[-EARLIER:]):
            yield Command(
                f"Ask again: {_label(question)}", "Puts it into the composer", partial(composer.fill, question)
            )


class TracesCommands(ScreenCommands):
    """The listed traces, by their question; what they can be filtered by."""

    def more(self) -> Iterator[Command]:
        from tui.filters import STATES, with_status
        from tui.widgets.trace_table import TraceTable

        table, search = self.screen.query_one(TraceTable), self.screen.query_one("#search", Input)
        if not table.display:
            return
        for state in (None, *STATES):
            wanted = with_status(search.value, state)
            yield Command(f"Show: {state or 'all'}", "Filters the list", partial(setattr, search, "value", wanted))
        for place in range(min(table.row_count, ROWS)):

            def run(place: int = place) -> None:
                table.move_cursor(row=place)
                table.action_select_cursor()

            yield Command(f"Open: {_label(str(table.get_row_at(place)[-1]))}", "A stored trace", run)


class SuitesCommands(ScreenCommands):
    """The suites that can be run."""

    def more(self) -> Iterator[Command]:
        from tasks.suites import FAMILY_SUITES, SUITES

        field = self.screen.query_one("#suite", Select)
        for name in (*SUITES, *FAMILY_SUITES):
            yield Command(f"Suite: {name}", "Sets the form; r runs it", partial(setattr, field, "value", name))


class ModelCommands(ScreenCommands):
    """The knobs of the sampling view."""

    def more(self) -> Iterator[Command]:
        from tui.inside.knobs import STEPS

        screen = cast("ModelScreen", self.screen)
        for name in STEPS:

            def run(name: str = name) -> None:
                setattr(screen, "knob", name)  # noqa: B010 - one of STEPS, which its type cannot see
                screen.action_view("sampling")

            yield Command(f"Knob: {name.replace('_', '-')}", "In the Sampling view; + and - turn it", run)


class CompareCommands(ScreenCommands):
    """The attempts that can stand on the left."""

    def more(self) -> Iterator[Command]:
        screen = cast("CompareScreen", self.screen)
        for place, attempt in enumerate(screen.left[0].attempts):
            yield Command(f"Left: attempt {attempt.number + 1}", "Of the left trace", partial(screen.take, place))


class RunComparisonCommands(ScreenCommands):
    """What the screen's keys do; there is no more."""


class TrainingCommands(ScreenCommands):
    """The training runs that were found."""

    def more(self) -> Iterator[Command]:
        screen = cast("TrainingScreen", self.screen)
        runs = screen.query_one("#runs", OptionList)
        for place, folder in enumerate(screen.folders):
            show = partial(setattr, runs, "highlighted", place)
            yield Command(f"Training run: {_label(folder.name)}", "Shows its curves", show)


def _label(text: str) -> str:
    return one_line(text, 60)
