"""A run as a tree to look at, and the reducer that makes it from events. No Textual and no I/O."""

from tui.state.reducer import fold, interrupted, reduce
from tui.state.run import Attempt, Kind, Node, Phase, Run

__all__ = ["Attempt", "Kind", "Node", "Phase", "Run", "fold", "interrupted", "reduce"]
