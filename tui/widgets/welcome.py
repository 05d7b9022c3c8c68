"""What stands where a trace will be: what this is, and questions to try."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

EXAMPLES = (
    "What is 15% of 240?",
    "(17 + 5) * 3 - 8/4",
    "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
    "What is 3/4 + 5/6?",
    "A train travels 60 miles an hour for 3 hours. How far does it go?",
)
"""Questions of the kinds that the shipped policy has practised."""


class Welcome(Vertical):
    """An empty Ask screen says what to do next."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; align: center middle; padding: 1 2; }
    Welcome Static { width: 100%; max-width: 76; height: auto; text-align: left; }
    Welcome #title { text-style: bold; color: $text-accent; }
    Welcome #try { margin-top: 1; color: $text-muted; }
    Welcome OptionList { width: 100%; max-width: 76; height: auto; max-height: 12; border: none; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        yield Static("Ask a small model something, and watch it think.", id="title", markup=False)
        yield Static(
            "It calls a calculator, a verifier checks the answer, and a doubtful one is tried again. "
            "You see every step, and a verdict.",
            markup=False,
        )
        yield Static("Write a question below, or take one of these with the mouse or Tab and Enter:", id="try")
        yield OptionList(*EXAMPLES, markup=False, id="examples")
