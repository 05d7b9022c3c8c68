"""Where Ponder keeps what belongs to a person: PONDER_HOME, else the platform's own place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.store import TraceStore


def home() -> Path:
    """The folder; it is made when something is first kept there."""
    chosen = os.environ.get("PONDER_HOME")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("ponder", appauthor=False))


def trace_store() -> TraceStore:
    from agent.store import TraceStore

    return TraceStore(home())
