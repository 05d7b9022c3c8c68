"""Deterministic checks: each reads the question and the solution, and says pass, fail or unknown with its evidence."""

from __future__ import annotations

ALSO = " Also: "
"""Stands between the first thing that a check found and the others; feedback keeps what is before it."""
MAX_NAMED = 5


def shown(text: str, limit: int = 40) -> str:
    """Model text as evidence may hold it: one printable line, cut."""
    return "".join(c if c.isprintable() else " " for c in text[:limit]).strip()


def together(findings: list[str]) -> str:
    """The first finding as a sentence of its own, then the others."""
    return findings[0] + (ALSO + " ".join(findings[1:MAX_NAMED]) if len(findings) > 1 else "")
