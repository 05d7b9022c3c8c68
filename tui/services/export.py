"""A trace into a file; the name's ending says in which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.display.lines import Narrator
from tui.errors import CommandError
from tui.text import json_line

if TYPE_CHECKING:
    from agent.events import AnyEvent

FORMS = {".jsonl": "one event a line", ".txt": "readable text", ".svg": "a picture of the screen"}


def export(events: Sequence[AnyEvent], path: Path, picture: Callable[[], str]) -> None:
    """Write the trace. Raises CommandError for an ending that means nothing, or a file that is there already."""
    if path.suffix not in FORMS:
        forms = ", ".join(f"{name} ({words})" for name, words in FORMS.items())
        raise CommandError(f"{path.name!r} has no ending that says the form", forms, kind="file")
    if path.exists():
        raise CommandError(f"{path} is there already", "choose another name", kind="file")
    text = picture() if path.suffix == ".svg" else _jsonl(events) if path.suffix == ".jsonl" else _text(events)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}", "choose another name", kind="file") from None


def _jsonl(events: Sequence[AnyEvent]) -> str:
    return "".join(f"{json_line(event.model_dump(mode='json'))}\n" for event in events)


def _text(events: Sequence[AnyEvent]) -> str:
    narrator, lines = Narrator(), []
    for event in events:
        if event.type == "run_started":
            lines.append(event.question)
        lines += [text for _, text in narrator.lines(event)]
    return "".join(f"{line}\n" for line in lines)
