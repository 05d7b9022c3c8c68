"""Reads an attempt again with its policy, and says what is seen of it from an angle. Works where the model works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import CommandError
from tui.glyphs import Glyphs, Span
from tui.inside.knobs import Knobs
from tui.inside.known import known
from tui.inside.look import Look
from tui.inside.routed import recorded
from tui.inside.views import inside
from tui.tokens import Texts, token_rows

if TYPE_CHECKING:
    from agent.events import AttemptFinished, RunStarted
    from agent.inside import Reader, Reading


@dataclass(frozen=True)
class Shape:
    """What can be chosen of a reading: its layers and heads."""

    layers: int
    heads: int

    def turned(self, layer: int, head: int) -> tuple[int, int]:
        """That layer and head, round and round."""
        return layer % self.layers, head % self.heads


@dataclass(frozen=True)
class Angle:
    """From where an attempt is looked at: a view, a token, a layer and a head, knobs, in so many columns. `window` is
    that of the cache, None for the one that the attempt had."""

    view: str
    place: int
    layer: int
    head: int
    knobs: Knobs
    width: int
    window: int | None = None
    ascii: bool = False


class Lookout:
    """One attempt at a time: `read` it, then `view` it. Both may take a while."""

    def __init__(
        self, load: Callable[[str], Reader] | None = None, texts: Callable[[str], Texts] | None = None
    ) -> None:
        self._load, self._texts = load or _load, texts or (lambda policy: known(policy).texts)
        self._readers: dict[str, Reader] = {}
        self._spellers: dict[str, Texts] = {}
        self._read: tuple[Reading, AttemptFinished, Texts] | None = None

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> Shape:
        """Read the attempt, to be viewed from now on. Raises WeightsError or ContextOverflow where it cannot be."""
        self._read, policy = None, started.policy
        if policy not in self._readers:
            self._readers[policy], self._spellers[policy] = self._load(policy), self._texts(policy)
        reading = self._readers[policy].read(started, finished, window)
        self._read = reading, finished, self._spellers[policy]
        return Shape(reading.inspection.layers, reading.inspection.heads)

    def view(self, angle: Angle) -> list[Span]:
        """What is seen of the attempt that was read last. Raises CommandError where none was."""
        if self._read is None:
            raise CommandError("no attempt has been read", "go to another attempt and back", kind="engine")
        reading, finished, texts = self._read
        rows, glyphs = token_rows(finished, texts), Glyphs(ascii=angle.ascii)
        told = recorded(finished) if angle.window is None else ()  # a smaller window has other tokens, and experts
        look = Look(rows=rows, place=min(angle.place, len(rows) - 1), width=angle.width, glyphs=glyphs, recorded=told,
                    reading=reading, spell=texts, layer=angle.layer, head=angle.head, knobs=angle.knobs)  # fmt: skip
        return inside(angle.view, look, angle.window)


def _load(policy: str) -> Reader:
    from agent.inside import Reader

    return Reader.load(policy)
