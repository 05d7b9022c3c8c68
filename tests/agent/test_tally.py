"""The tally of a run under way: accuracy over all sessions, speed over this one."""

from __future__ import annotations

from agent.figures import proportion
from agent.tally import Tally


def test_accuracy_counts_earlier_sessions_and_speed_does_not() -> None:
    now = iter([100.0, 104.0])
    tally = Tally([True, None, False], clock=lambda: next(now))
    tally.add(True)
    tally.add(None)  # gold that cannot be read: worked on, but not scored
    low, high = proportion(2, 3)["ci95"]
    assert tally.notes(left=6) == {
        "right": f"66.7 % [{100 * low:.1f}, {100 * high:.1f}]", "each second": "0.50", "left": "12 s",
    }  # fmt: skip


def test_nothing_is_said_before_anything_is_known() -> None:
    assert Tally(clock=lambda: 1.0).notes(left=3) == {}
