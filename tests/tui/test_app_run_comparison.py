"""Two runs compared in the app, by keys: marked in the list of past runs, figures, families, flips and their traces."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent.compare import compare
from tests.agent.test_compare import items, run
from tests.tui.stage import Stage, pilot_test, services, stage
from tui.compared import figures, judged
from tui.glyphs import Glyphs
from tui.screens.compare import CompareScreen
from tui.screens.past_runs import PastRunsScreen
from tui.screens.run_comparison import FlipTable, RunComparisonScreen
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.pane import Pane


@pytest.fixture
def runs(own_home: Path) -> Path:
    return two_runs(own_home)


def two_runs(home: Path) -> Path:
    """`old` and `new`, the newer one first in the list; `new` gains two items and loses one."""
    folder = home / "runs"
    folder.mkdir(parents=True)
    run(folder / "old", items("110100"))
    run(folder / "new", items("101110"))
    os.utime(folder / "old" / "traces.jsonl", (1, 1))
    return folder


async def compared(on: Stage) -> None:
    await on.press("f4", "p", "down", "m")
    await on.until(lambda: "A unfinished  old" in on.text())
    await on.press("up", "c")
    await on.until(lambda: isinstance(on.app.screen, RunComparisonScreen) and "flipped" in on.text())


@pilot_test
async def test_two_runs_are_marked_and_compared_and_the_traces_of_a_flip_opened(runs: Path) -> None:
    async with stage(services()) as on:
        await compared(on)
        words = on.app.screen.query_one("#figures", Pane).words
        assert words.startswith("A  old") and "B  new" in words
        assert "final answers of 6 common items" in words and "A 50.0 %   B 66.7 %" in words
        total = compare(runs / "old", runs / "new").total
        assert total.ci95 is not None
        assert f"+16.7 [{100 * total.ci95[0]:+.1f}, {100 * total.ci95[1]:+.1f}] points   McNemar p 1 " in words
        assert "not told apart" in words
        assert "sums" in words and "words" in words
        await on.until(lambda: "3 items flipped: 2 gained by B, 1 lost" in on.text())
        table = on.app.screen.query_one(FlipTable)
        assert [cell.plain for cell in table.get_row_at(0)] == ["1", "✗ lost", "1", "1", "0", "words", "q1"]
        await on.press("down", "enter")
        await on.until(lambda: isinstance(on.app.screen, CompareScreen))
        left, right = (on.app.screen.query_one(f"#{side}", Pane).words for side in ("left", "right"))
        assert "q2" in left and "q2" in right and " 0\n" in left and " 1\n" in right
        await on.press("escape", "b")
        await on.until(lambda: on.app.screen.query_one(OpenedTrace).display is True)
        await on.until(lambda: "run B   gold 1   answer 1" in on.text() and "q2" in on.text())
        await on.press("escape")
        await on.until(lambda: table.has_focus and "3 items flipped" in on.text())
        await on.press("x")
        await on.until(lambda: "1 gained by B, 2 lost" in on.text())
        await on.press("escape")
        assert isinstance(on.app.screen, PastRunsScreen)


@pytest.mark.slow
@pilot_test
async def test_what_is_missing_for_a_comparison_is_told(runs: Path) -> None:
    (runs / "new" / "traces.jsonl").write_text("")
    async with stage(services(), size=(80, 24)) as on:
        await on.press("f4", "p", "c")
        assert "Mark one run with m" in [note.message[:19] for note in on.app._notifications]
        await on.press("m", "down", "c")
        words = ("have no question in common", "Esc goes back")
        await on.until(
            lambda: all(w in " ".join(on.text().split()) for w in words)
        )  # lines end where the paths let them
        await on.press("enter", "a", "escape", "escape")
        assert on.app.current_mode == "suites" and not isinstance(on.app.screen, PastRunsScreen)


@pytest.mark.parametrize(("one", "other", "words"), [
    ("0" * 10, "1" * 10, "B is better"), ("1" * 10, "0" * 10, "B is worse"), ("10", "01", "not told apart"),
])  # fmt: skip
def test_a_run_is_called_better_only_where_mcnemar_says_so(tmp_path: Path, one: str, other: str, words: str) -> None:
    found = compare(run(tmp_path / "a", items(one)), run(tmp_path / "b", items(other)))
    assert judged(found.total, Glyphs())[1].endswith(words)


@pytest.mark.parametrize("columns", [46, 78, 116])
def test_the_table_of_families_is_as_wide_as_there_is_room(tmp_path: Path, columns: int) -> None:
    names = ("a family with a long name", "words")
    a, b = run(tmp_path / "a", items("1" * 40), names), run(tmp_path / "b", items("0" * 40), names)
    text = "".join(words for _, words in figures(compare(a, b), Glyphs(), columns))
    table = text[text.index("family") :].splitlines()
    assert max(len(line) for line in table) <= columns
    assert "a family with\u2026" in text and text.count("+0 -20") == 2
