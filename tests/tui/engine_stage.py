"""An engine's process whose agent is scripted: what `tui.engine.process.main` does, without a model."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

from agent.errors import QuestionError
from agent.events import AnyEvent
from tests.tui.conftest import events
from tests.tui.stage import Gate, StageAgent
from tui.engine import process
from tui.services.talk import Talk

CODE = "import sys; sys.path.append(sys.argv.pop(1)); from tests.tui.engine_stage import main; main()"


def talk(policy: str | None = None) -> Talk:
    return Talk(policy, CODE)


class Stage(StageAgent):
    """Two questions end its process, one while it runs and one as by a bug in torch; `wait` waits to be stopped."""

    def stream(self, question: str, **how: Any) -> Iterator[AnyEvent]:
        if question == "die":
            yield from events()[:3]
            os.kill(os.getpid(), signal.SIGKILL)
        elif question == "print":
            os.write(1, b"not a part of the talk\n")
            print("nor this", flush=True)
        yield from super().stream(question, **how)


def main() -> None:
    deaf, wait = Gate(deaf=True), [*events()[:3], Gate()]
    scripts = {"wait": wait, "deaf": [*events()[:3], deaf], "wrong": [QuestionError("too long", "shorten it")]}
    agent = Stage(scripts)  # type: ignore[arg-type]
    process.loader = lambda policy: lambda: agent  # type: ignore[assignment, return-value]
    process.main()
