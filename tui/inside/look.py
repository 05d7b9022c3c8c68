"""What is looked at: a reading, a token of it, a layer and a head, and how the next id would be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs
from tui.inside.knobs import Knobs
from tui.inside.routed import Routed
from tui.text import one_line
from tui.tokens import Texts, TokenRow, visible

if TYPE_CHECKING:
    from agent.inside import Reading


@dataclass(frozen=True)
class Spot:
    """A token of a row at `place`, and how many columns there are to show what is known of it. `recorded` has the
    experts of the row, layer by layer, where its trace recorded them."""

    rows: Sequence[TokenRow]
    place: int
    width: int
    glyphs: Glyphs
    recorded: Sequence[Routed]

    @property
    def bar(self) -> int:
        """Columns of a bar: lines of a view must not wrap beside the tokens of an 80-column screen."""
        return 16 if self.width >= 56 else 8

    def token(self, place: int, width: int = 0) -> str:
        """A token of the row, to be seen; padded or cut to `width` columns where one is given."""
        return fitted(visible(self.rows[place].text) or str(self.rows[place].id), width)


@dataclass(frozen=True)
class Look(Spot):
    """`layer` and `head` count from 0, and are shown from 1."""

    reading: Reading
    spell: Texts
    layer: int
    head: int
    knobs: Knobs

    def spelled(self, number: int, width: int = 0) -> str:
        """Any id of the vocabulary, likewise."""
        return fitted(visible(self.spell([number])[0]) or str(number), width)


def fitted(text: str, width: int) -> str:
    """Exactly `width` characters; all of them where that is 0."""
    return f"{one_line(text, width):<{width}}" if width else text
