"""A trace into a file; the name's ending says in which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.display.lines import Narrator
from tui.errors import CommandError

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.trace import Trace

FORMS = {
    ".jsonl": "what `ponder traces import` reads",
    ".html": "a page of its own, for a browser",
    ".txt": "readable text",
    ".svg": "a picture of the screen",
}


def export(events: Sequence[AnyEvent], path: Path, picture: Callable[[], str]) -> None:
    """Write the trace. Raises CommandError for an ending that means nothing, or a file that is there already."""
    from agent.trace import Trace

    if path.suffix not in FORMS:
        forms = ", ".join(f"{name} ({words})" for name, words in FORMS.items())
        raise CommandError(f"{path.name!r} has no ending that says the form", forms, kind="file")
    if path.exists():
        raise CommandError(f"{path} is there already", "choose another name", kind="file")
    if path.suffix != ".svg" and (not events or events[-1].type != "result"):
        raise CommandError("the run has not ended yet", "wait for it, or interrupt it with Esc")
    text = picture() if path.suffix == ".svg" else _written(Trace(events=tuple(events)), path.suffix)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}", "choose another name", kind="file") from None


def _written(trace: Trace, form: str) -> str:
    if form == ".jsonl":
        from agent.export import jsonl

        return "".join(f"{line}\n" for line in jsonl([trace]))
    if form == ".html":
        from agent.export_html import page

        return page([trace])
    narrator, lines = Narrator(), [trace.started.question]
    lines += [text for event in trace.events for _, text in narrator.lines(event)]
    return "".join(f"{line}\n" for line in lines)
