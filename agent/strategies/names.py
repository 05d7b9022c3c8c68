"""The names of the strategies and of a retry's evidence. Importing this costs nothing: `--help` does."""

from __future__ import annotations

from typing import Literal, get_args

Name = Literal["retry", "single", "best-of", "majority", "weighted", "adaptive", "beam"]
NAMES: tuple[Name, ...] = get_args(Name)
"""The first one is the default."""
FIXED: frozenset[Name] = frozenset({"best-of", "majority", "weighted", "beam"})
"""These draw all that they may at once; the others stop as soon as they can."""
Evidence = Literal["check", "none", "status", "step"]
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
"""What a retry is told; the first one is the default."""
STUDIED = ("single", "best-of", "majority", "weighted", "adaptive", "beam", "retry", "retry-same",
           *(f"retry-{evidence}" for evidence in EVIDENCE[1:]))  # fmt: skip
"""What a study compares: every strategy, and retries that never tell the story otherwise, by what they are told."""
