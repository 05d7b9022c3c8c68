"""The tokens of an attempt, as recorded: which were given and which sampled, and how sure the policy was of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs, Span
from tui.text import printable

if TYPE_CHECKING:
    from agent.events import AttemptFinished

Texts = Callable[[Sequence[int]], list[str]]


@dataclass(frozen=True)
class TokenRow:
    """One id of the row; `probability` is None for ids that the policy was given."""

    place: int
    id: int
    text: str
    probability: float | None


def token_rows(finished: AttemptFinished, texts: Texts | None) -> list[TokenRow]:
    """The row's ids in order; `texts` spells them, and without it they stay numbers."""
    spelled = texts(finished.token_ids) if texts is not None else [""] * len(finished.token_ids)
    logprobs = iter(finished.logprobs)
    rows = []
    for place, (number, own) in enumerate(zip(finished.token_ids, finished.sampled, strict=False)):
        logprob = next(logprobs, None) if own else None
        rows.append(TokenRow(place, number, spelled[place], None if logprob is None else math.exp(logprob)))
    return rows


def least_sure(rows: Sequence[TokenRow], n: int = 8) -> list[TokenRow]:
    """The sampled tokens of the lowest probability, lowest first."""
    sampled = [row for row in rows if row.probability is not None]
    return sorted(sampled, key=lambda row: (row.probability or 0.0, row.place))[:n]


def token_cells(row: TokenRow, glyphs: Glyphs) -> list[Span]:
    """A row of the table: place, id, text, given or sampled, probability, bar."""
    if row.probability is None:
        last: list[Span] = [("quiet", "given"), ("quiet", ""), ("quiet", "")]
    else:
        style = "good" if row.probability >= 0.9 else "doubt" if row.probability >= 0.5 else "bad"
        last = [("plain", "sampled"), (style, f"{row.probability:.3f}"), ("tool", glyphs.line(row.probability, 20))]  # type: ignore[list-item]
    return [("quiet", str(row.place)), ("quiet", str(row.id)), ("strong", visible(row.text)), *last]


def visible(text: str) -> str:
    """A token's text with its spaces and line ends to be seen."""
    return printable(text.replace("\n", "\\n").replace("\t", "\\t")).replace(" ", "·")


def joined(rows: Sequence[TokenRow]) -> list[Span]:
    """The whole row as one text, each sampled token coloured by how sure the policy was."""
    spans: list[Span] = []
    for row in rows:
        text = printable(row.text) or f"[{row.id}]"
        if row.probability is None:
            spans.append(("quiet", text))
        elif row.probability >= 0.9:
            spans.append(("plain", text))
        else:
            spans.append(("doubt" if row.probability >= 0.5 else "bad", text))
    return spans
