"""From filters and words to SQL: what `list` and `search` of the trace store ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from verifier.verdict import Status

EXCERPT_CHARACTERS = 80
NO_SUITE = "-"
"""As a filter: traces that were asked alone."""


@dataclass(frozen=True)
class Filters:
    """What a trace must be; None does not matter. Scores are inclusive; `policy` and `suite` are whole names, a suite
    of NO_SUITE that of no suite; each word of `text` must be in the question, the answer or a step."""

    text: str = ""
    status: Status | None = None
    min_score: float | None = None
    max_score: float | None = None
    suite: str | None = None
    policy: str | None = None

    def with_text(self, text: str) -> Filters:
        """The same, with other words to look for."""
        return replace(self, text=text)

    def clauses(self) -> tuple[list[str], list[Any]]:
        """Conditions on the table `traces`, and their values."""
        wanted = (
            ("traces.status = ?", self.status),
            ("traces.score >= ?", self.min_score),
            ("traces.score <= ?", self.max_score),
            (f"ifnull(traces.suite, '{NO_SUITE}') = ?", self.suite),
            ("traces.policy = ?", self.policy),
        )
        kept = [(clause, value) for clause, value in wanted if value is not None]
        return [clause for clause, _ in kept], [value for _, value in kept]


@dataclass(frozen=True)
class Query:
    """The tail of a SELECT (`FROM ...`), its order and its values."""

    tail: str
    order: str
    values: Sequence[Any]


def query(filters: Filters, *, indexed: bool, best_first: bool = False) -> Query:
    """Traces that pass the filters: newest first, or those that speak most of the words first.

    With an index, a word stands for every word that begins with it, whatever its case and accents; a word without
    letters and digits, and every word without an index, is looked for as it is anywhere in the text.
    """
    tables, order = "FROM traces", "traces.saved DESC, traces.id DESC"
    clauses, values = filters.clauses()
    found = words(filters.text)
    matched = [word for word in found if indexed and any(c.isalnum() for c in word)]
    plain = [word for word in found if word not in matched]
    if found:
        tables += " JOIN texts ON texts.id = traces.id"
    if matched:
        tables += " JOIN word_index ON word_index.rowid = traces.id"
        clauses.append("word_index MATCH ?")
        values.append(" AND ".join('"' + word.replace('"', '""') + '"*' for word in matched))
        if best_first:
            order = f"word_index.rank, {order}"
    for word in plain:
        clauses.append("texts.text LIKE ? ESCAPE '\\'")
        values.append("%" + re.sub(r"([\\%_])", r"\\\1", word) + "%")
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return Query(tables + where, f" ORDER BY {order}", values)


def words(text: str) -> list[str]:
    """The words that a search is for, each once; what no file could hold is left out."""
    readable = text.encode("utf-8", "ignore").decode().replace("\0", " ")
    return list(dict.fromkeys(readable.split()))


def excerpt(text: str, sought: Sequence[str]) -> str:
    """The line of `text` that holds the first of the sought words, cut around it; empty where none stands so."""
    for word in sought:
        at = text.lower().find(word.lower())
        if at < 0:
            continue
        line_start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        start = max(line_start, min(at - EXCERPT_CHARACTERS // 3, line_end - EXCERPT_CHARACTERS))
        end = min(line_end, start + EXCERPT_CHARACTERS)
        return ("…" if start > line_start else "") + text[start:end] + ("…" if end < line_end else "")
    return ""
