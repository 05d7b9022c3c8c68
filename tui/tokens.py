"""The tokens of an attempt, as recorded: which were given and which sampled, and how sure the policy was of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tui.along import values_by_place
from tui.glyphs import Glyphs, Span, Style
from tui.text import printable

if TYPE_CHECKING:
    from agent.events import AttemptFinished

COLUMNS = ("#", "token", "p", "by", "id", "")
Texts = Callable[[Sequence[int]], list[str]]


@dataclass(frozen=True)
class TokenRow:
    """One id of the row; `probability` is None for ids that the policy was given, `value` where no judge gave one."""

    place: int
    id: int
    text: str
    probability: float | None
    value: float | None = None


def token_rows(finished: AttemptFinished, texts: Texts | None) -> list[TokenRow]:
    """The row's ids in order; `texts` spells them, and without it they stay numbers."""
    spelled = texts(finished.token_ids) if texts is not None else [""] * len(finished.token_ids)
    logprobs = iter(finished.logprobs)
    values = values_by_place(finished)
    rows = []
    for place, (number, own) in enumerate(zip(finished.token_ids, finished.sampled, strict=False)):
        logprob = next(logprobs, None) if own else None
        probability = None if logprob is None else math.exp(logprob)
        rows.append(TokenRow(place, number, spelled[place], probability, values.get(place)))
    return rows


def columns(rows: Sequence[TokenRow]) -> tuple[str, ...]:
    """Of the table; a column of values where there are any."""
    return COLUMNS if all(row.value is None for row in rows) else (*COLUMNS[:3], "value", *COLUMNS[3:])


def least_sure(rows: Sequence[TokenRow], n: int = 8) -> list[TokenRow]:
    """The sampled tokens of the lowest probability, lowest first."""
    sampled = [row for row in rows if row.probability is not None]
    return sorted(sampled, key=lambda row: (row.probability or 0.0, row.place))[:n]


def token_cells(row: TokenRow, glyphs: Glyphs, *, valued: bool = False) -> list[Span]:
    """A row of the table: place, text, probability, the judge's value if `valued`, given or sampled, id, bar."""
    sure: Span = ("quiet", "")
    bar: Span = ("quiet", "")
    if row.probability is not None:
        style: Style = "good" if row.probability >= 0.9 else "doubt" if row.probability >= 0.5 else "bad"
        sure, bar = (style, f"{row.probability:.3f}"), ("tool", glyphs.line(row.probability, 12))
    value: list[Span] = [("plain", "" if row.value is None else f"{row.value:.2f}")] if valued else []
    by = "given" if row.probability is None else "sampled"
    return [
        ("quiet", str(row.place)),
        ("strong", visible(row.text)),
        sure,
        *value,
        ("quiet", by),
        ("quiet", str(row.id)),
        bar,
    ]


def visible(text: str) -> str:
    """A token's text with its spaces and line ends to be seen."""
    return printable(text.replace("\n", "\\n").replace("\t", "\\t")).replace(" ", "·")


def joined(rows: Sequence[TokenRow], glyphs: Glyphs) -> list[Span]:
    """The whole row as text, a paragraph for what was given and one for what was sampled, in turn. Tokens that the
    policy was not sure of stand between the quotes of `unsure_quotes`."""
    spans: list[Span] = []
    for sampled, run in groupby(rows, key=lambda row: row.probability is not None):
        spans += [("plain", "\n" if spans else ""), ("quiet", "sampled  " if sampled else "given  ")]
        for row in run:
            text = printable(row.text) or f"[{row.id}]"
            opening, closing = unsure_quotes(row.probability, glyphs)
            style: Style = "quiet" if not sampled else "plain" if not opening else "doubt"
            spans.append(("bad" if (row.probability or 0.0) < 0.5 and sampled else style, f"{opening}{text}{closing}"))
    return spans


def unsure_quotes(probability: float | None, glyphs: Glyphs) -> tuple[str, str]:
    """What marks a sampled token below 0.9, and doubled below 0.5; nothing marks any other."""
    if probability is None or probability >= 0.9:
        return "", ""
    if glyphs.ascii:
        return ("{", "}") if probability >= 0.5 else ("{{", "}}")
    return ("‹", "›") if probability >= 0.5 else ("«", "»")
