"""The full-screen app: modes, bindings and services. What a mode shows is its screen's business."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import Any, ClassVar

from textual import events
from textual.app import App, ScreenStackError, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from tui.ascii import AsciiFilter
from tui.screens.ask import AskScreen
from tui.services.all import Services
from tui.services.background import all_ended
from tui.services.clipboard import copy
from tui.widgets.bars import MODE_NAMES

HIGH_CONTRAST = Theme(
    name="ponder-high-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    success="#00ff00",
    warning="#ffd700",
    error="#ff6060",
    dark=True,
)


def _later(module: str, name: str) -> Callable[[], Screen[None]]:
    """A mode's screen whose module is imported when the mode is first opened, or in the background before."""

    def make() -> Screen[None]:
        screen: Screen[None] = getattr(import_module(f"tui.screens.{module}"), name)()
        return screen

    return make


CONSOLE_SECONDS = 1.0
"""Between two looks at what was written under the app."""
PREPARE_SECONDS = 0.3
"""After the first frame: by then the footer is there, too."""
SECONDS_TO_STOP = 1.0
"""How long an engine that was told to stop may take; it looks at every token."""


def run_app(services: Services, **how: Any) -> int:
    """Run the app to its end and return its exit code; `how` goes to Textual's `App.run`.

    A thread that is still inside torch when Python shuts down aborts the process from C++. Where one does not stop,
    the process therefore ends here, without that shutdown.
    """
    with services.console.capture():
        try:
            code = PonderApp(services).run(**how) or 0
        finally:
            services.close()
    if not all_ended(SECONDS_TO_STOP):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


class PonderApp(App[int]):
    """`run_app(Services())` runs it. The model loads once the first screen is painted."""

    TITLE = "Ponder"
    CSS_PATH = "app.tcss"
    MODES: ClassVar[dict[str, Callable[[], Screen[None]]]] = {  # type: ignore[assignment]
        "ask": AskScreen, "traces": _later("traces", "TracesScreen"), "suites": _later("suites", "SuitesScreen"),
        "model": _later("model", "ModelScreen"),
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="app.help", tooltip="What this screen is and which keys it has"),
        Binding("question_mark", "help", "Help", show=False, id="app.help_too",
                tooltip="As F1, outside of text fields"),
        *(
            Binding(f"{name[0].lower()},{number}", f"mode('{mode}')", name[1], show=False, id=f"app.mode_{mode}",
                    tooltip=f"The {name[1]} mode")
            for number, (mode, name) in enumerate(MODE_NAMES.items(), 1)
        ),
        Binding("f8", "settings", "Settings", show=False, id="app.settings",
                tooltip="Attempts, temperature, suite, theme, keys"),
        Binding("f9", "console", "Console", show=False, id="app.console", tooltip="What libraries wrote meanwhile"),
        Binding("ctrl+q", "quit", "Quit", priority=True, id="app.quit", tooltip="Leave; a run is stopped"),
    ]  # fmt: skip

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._told = False
        self._ascii = [AsciiFilter()] if services.glyphs.ascii else []

    def on_mount(self) -> None:
        self.register_theme(HIGH_CONTRAST)
        theme, keymap = self.services.keeper.looks()
        if theme in self.available_themes:
            self.theme = theme
        self.set_keymap(keymap)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.begin_capture_print(self)
        self.set_interval(CONSOLE_SECONDS, self._listen)
        self.switch_mode("ask")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What does not have to be there before there is something to see."""
        self.services.model.start()
        self.set_timer(PREPARE_SECONDS, self.services.prepare)

    def on_print(self, event: events.Print) -> None:
        self.services.console.tell(event.text)

    def _listen(self) -> None:
        """Say so, once, when something was written under the app."""
        console, losses = self.services.console, self.services.model.losses
        console.tick()
        while losses:
            self.services.rereading.forget()
            self.notify(losses.pop(0), severity="warning", markup=False)
        if not console.unread:
            return
        from tui.screens.console import ConsoleScreen

        try:
            screen = self.screen
        except ScreenStackError:
            return  # the app is closing, and its last screen has gone
        if isinstance(screen, ConsoleScreen):
            screen.show()
        elif not self._told:
            self._told = True
            self.notify("Something was written under the app: F9 shows it.", timeout=4)

    def action_console(self) -> None:
        from tui.screens.console import ConsoleScreen

        self._told = False
        self.push_screen(ConsoleScreen(self.services.console))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each drawn line goes through: ours first, which knows a scroll bar by its style."""
        return [*self._ascii, *super().get_line_filters()]

    def get_key_display(self, binding: Binding) -> str:
        """A key's name; where there is ASCII alone, the word for it and not its sign."""
        shown = super().get_key_display(binding)
        return binding.key if self._ascii and not shown.isascii() else shown

    def copy_to_clipboard(self, text: str) -> None:
        """By the terminal (OSC 52), and by the system's own program, for a terminal that does not know that."""
        super().copy_to_clipboard(text)
        if not self.is_headless and not self.is_web:
            self.run_worker(partial(copy, text), thread=True, exit_on_error=False)

    def _keep_theme(self, theme: Theme) -> None:
        if theme.name != self.services.choices.theme:
            self.services.choose(theme=theme.name)

    def action_mode(self, mode: str) -> None:
        if mode in self.MODES and mode != self.current_mode:
            self.switch_mode(mode)

    async def action_quit(self) -> None:
        self.services.stop()
        self.exit(0)

    def action_help(self) -> None:
        """Show the help of whatever has the focus, or hide it again."""
        if self.screen.query("HelpPanel"):  # by name: its import costs a Markdown parser
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands on every screen; tui/palette.py has those of each."""
        for mode, (key, name) in MODE_NAMES.items():
            if mode in self.MODES:
                yield SystemCommand(f"Go to {name}", f"{key}", partial(self.action_mode, mode))
        yield SystemCommand("Settings", "Of questions and suites, theme, keys", self.action_settings)
        yield SystemCommand("Console", "What libraries wrote meanwhile", self.action_console)
        yield from super().get_system_commands(screen)
