"""Where Ponder keeps what it writes for its user: the state directory of the platform."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """PONDER_HOME, or the platform's place for the state of programs."""
    return Path(os.environ.get("PONDER_HOME") or platformdirs.user_state_dir("ponder", appauthor=False))


def former_homes() -> tuple[Path, ...]:
    """Where earlier versions kept traces: the same, and the platform's place for data."""
    if os.environ.get("PONDER_HOME"):
        return (home(),)
    return (home(), Path(platformdirs.user_data_dir("ponder", appauthor=False)))
