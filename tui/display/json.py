"""One event a line on stdout: what is stored is what is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui.display.plain import AnswerOnly
from tui.text import json_line

if TYPE_CHECKING:
    from agent.events import AnyEvent


class JsonDisplay(AnswerOnly):
    """`agent.events.EVENT.validate_json(line)` reads each line back."""

    def show(self, event: AnyEvent) -> None:
        print(json_line(json.loads(event.model_dump_json())), flush=True)
