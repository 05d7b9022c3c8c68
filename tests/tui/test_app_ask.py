"""The Ask mode, driven by keys: a question, its trace, interrupting, retries, following, folding, searching."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from agent.errors import QuestionError
from agent.events import Answered, AttemptFinished, AttemptStarted, ThoughtWritten
from agent.store import Store
from core_model.errors import WeightsError
from tests.tui.conftest import TRACE_ID, events
from tests.tui.stage import Gate, StageAgent, StillClock, pilot_test, services, stage
from tui.screens.compare import CompareScreen
from tui.widgets.composer import Composer
from tui.widgets.pane import Pane
from tui.widgets.trace_view import TraceView
from verifier.verdict import Check, Verdict

REFUTED = Verdict(
    status="refuted", score=0.1, answer="18",
    checks=(Check(name="recompute", status="fail", evidence="48 - 29 is 19, not 18"),),
)  # fmt: skip
RETRIED = [
    *events()[:2],
    Answered(attempt=0, text="18"),
    AttemptFinished(attempt=0, stop="answered", verdict=REFUTED),
    AttemptStarted(attempt=1, temperature=0.7, seed=1, feedback="48 - 29 is 19, not 18"),
    ThoughtWritten(attempt=1, text="Again."),
    Answered(attempt=1, text="19"),
    AttemptFinished(attempt=1, stop="answered", verdict=events()[-2].verdict, sampled=(1, 1), seconds=0.5),
    events()[-1],
]


@pilot_test
async def test_a_question_is_answered_and_its_trace_is_kept(own_home: Path) -> None:
    made = services()
    async with stage(made) as on:
        await on.type("What is 48 - 29")
        await on.press("enter")
        await on.settle()
        assert on.rows() == [
            "✓ verified 0.98  ? What is 48 - 29",
            "○ attempt 1  ✓ verified 0.98  0.0 ms",
            "· thought  Take away.",
            "→ calculator  48 - 29",
            "← result  19  0.0 ms",
            "= answer  19",
            "★ ✓ verified 0.98  19",
            "✓ pass  recomputation: 48 - 29 = 19 again",
        ]
        assert "✓ done  ✓ verified 0.98  1 attempt  12 tokens" in on.text()
        assert [one.trace_id for one in Store.open().list()] == [TRACE_ID]


@pilot_test
async def test_what_was_chosen_reaches_the_agent(own_home: Path) -> None:
    made = services(load=lambda: agent)
    agent = StageAgent()
    made.choose(attempts=5, temperature=0.3, seed=9)
    async with stage(made) as on:
        await on.ask("q")
        await on.settle()
    settings = {"attempts": 5, "samples": 1, "temperature": 0.3, "seed": 9, "max_seconds": None}
    assert agent.asked == [("q", settings)]


@pilot_test
async def test_the_trace_grows_while_the_agent_works_and_typing_goes_on(own_home: Path) -> None:
    gate = Gate()
    async with stage(services({"": [*events()[:3], gate, *events()[3:]]})) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 3)
        assert "● thinking  attempt 1/3  0:00" in on.text()
        await on.type("next")
        assert on.app.screen.query_one(Composer).text == "next"
        gate.set()
        await on.settle()
        assert len(on.rows()) == 8


@pilot_test
async def test_esc_interrupts_and_keeps_what_there_is(own_home: Path) -> None:
    made = services({"": [*events()[:4], Gate()]})
    async with stage(made) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 4)
        await on.press("escape")
        await on.settle()
        assert "■ interrupted" in on.text()
        assert "→ calculator  48 - 29" in on.rows()
        assert "■ stopped  on request" in on.rows()
        assert [one.trace_id for one in Store.open().list()] == [TRACE_ID]
        assert on.app.is_running


@pilot_test
async def test_a_second_esc_lets_go_of_an_agent_that_does_not_stop(own_home: Path) -> None:
    deaf = Gate(deaf=True)
    async with stage(services({"q": [*events()[:3], deaf]})) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 3)
        await on.press("escape")
        await on.until(lambda: "esc again to let go" in on.text())
        await on.press("escape")
        await on.settle()
        assert "■ interrupted" in on.text()
        await on.ask("another")
        await on.settle()
        assert on.rows()[0].startswith("✓ verified")
        deaf.set()


@pilot_test
async def test_a_retry_is_a_sibling_with_its_verdict(own_home: Path) -> None:
    async with stage(services({"": RETRIED}), size=(140, 36)) as on:
        await on.ask("q")
        await on.settle()
        attempts = [row for row in on.rows() if row.startswith("○")]
        assert [row[:40] for row in attempts] == [
            "○ attempt 1  ✗ refuted 0.10  0.0 ms",
            "○ attempt 2 (retry)  ✓ verified 0.98  50",
        ]
        await on.press("tab", "right_square_bracket", "right_square_bracket")
        detail = on.app.screen.query_one("#detail", Pane)
        assert "told after the one before: 48 - 29 is 19, not 18" in detail.words
        assert "4 tokens/s" in on.app.screen.query_one("#facts", Pane).words


@pilot_test
async def test_the_cursor_follows_the_newest_node_until_the_user_moves(own_home: Path) -> None:
    first, second = Gate(), Gate()
    script = [*events()[:3], first, events()[3], second, *events()[4:]]
    async with stage(services({"": script})) as on:
        await on.ask("q")
        await on.until(lambda: on.tree.selected == "a0.0")
        first.set()
        await on.until(lambda: on.tree.selected == "a0.1")
        on.tree.focus()
        await on.press("k", "k")
        assert not on.tree.following
        second.set()
        await on.settle()
        assert on.tree.selected == "a0"
        await on.press("f")
        assert (on.tree.selected, on.tree.following) == ("a0.3", True)


@pilot_test
@pytest.mark.slow
async def test_thoughts_hide_and_results_fold(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.ask("q")
        await on.settle()
        on.tree.focus()
        await on.press("ctrl+t")
        assert not [row for row in on.rows() if "thought" in row]
        await on.press("ctrl+o")
        assert not [row for row in on.rows() if "result" in row]
        await on.press("ctrl+t", "ctrl+o")
        assert len(on.rows()) == 8


@pilot_test
@pytest.mark.slow
async def test_search_goes_from_match_to_match(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.ask("q")
        await on.settle()
        on.tree.focus()
        await on.press("slash", "1", "9")
        assert on.tree.selected == "a0.1.0"
        await on.press("enter")
        assert on.tree.selected == "a0.2"
        await on.press("escape", "N")
        assert on.tree.selected == "a0.1.0"
        assert on.tree.has_focus


@pilot_test
@pytest.mark.slow
async def test_the_text_under_the_cursor_is_copied(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.ask("q")
        await on.settle()
        on.tree.focus()
        await on.press("j", "j", "y")
        assert on.app.clipboard == "Take away."


@pilot_test
@pytest.mark.slow
async def test_the_palette_reaches_the_trace_while_the_composer_has_the_focus(own_home: Path) -> None:
    async with stage(services({"": RETRIED})) as on:
        await on.ask("q")
        await on.settle()
        await on.press("ctrl+p")
        await on.until(lambda: isinstance(on.app.screen, CommandPalette))
        await on.press(*"compare")
        await on.until(lambda: "Two attempts side by side" in on.text())
        await on.press("enter", "enter")
        await on.until(lambda: isinstance(on.app.screen, CompareScreen))


@pilot_test
@pytest.mark.slow
async def test_the_composer_remembers_what_was_asked(own_home: Path) -> None:
    made = services()
    made.keeper.remember(["first", "second"])
    async with stage(made) as on:
        composer = on.app.screen.query_one(Composer)
        await on.type("dra")
        await on.press("up")
        assert composer.text == "second"
        await on.press("up", "up")
        assert composer.text == "first"
        await on.press("down", "down")
        assert composer.text == "dra"
        await on.press("ctrl+j")
        await on.type("ft")
        await on.press("enter")
        await on.settle()
        assert composer.text == ""
    assert made.keeper.history() == ["first", "second", "dra\nft"]


@pilot_test
async def test_an_example_fills_the_composer(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.press("shift+tab", "down", "enter")
        composer = on.app.screen.query_one(Composer)
        assert composer.text == "(17 + 5) * 3 - 8/4"
        assert composer.has_focus


@pilot_test
async def test_a_new_question_starts_from_an_empty_screen(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.ask("q")
        await on.settle()
        await on.press("ctrl+n")
        assert "Ask a small model something" in on.text()
        assert not on.app.screen.query_one(TraceView).display


@pilot_test
async def test_one_question_at_a_time(own_home: Path) -> None:
    gate = Gate()
    async with stage(services({"": [*events()[:3], gate, *events()[3:]]})) as on:
        on.keep_notices()
        await on.ask("q")
        await on.ask("another")
        await on.until(lambda: "One question at a time" in on.text())
        assert on.app.screen.query_one(Composer).text == "another"
        gate.set()
        await on.settle()


@pilot_test
async def test_a_question_waits_for_the_model(own_home: Path) -> None:
    gate, agent = Gate(), StageAgent()

    def load() -> StageAgent:
        gate.wait()
        return agent

    made = services(load=load)
    from tui.app import PonderApp

    app = PonderApp(made)
    async with app.run_test(size=(100, 30)) as pilot:
        from tests.tui.stage import Stage

        on = Stage(app, pilot)
        await on.until(lambda: "loading the model  0 s" in on.text())
        await on.until(lambda: made.model.loading)
        assert isinstance(made.clock, StillClock)
        made.clock.now += 3
        await on.ask("q")
        await on.until(lambda: "loading the model  3 s  the question waits" in on.text())
        assert on.rows() == ["? q"]
        gate.set()
        await on.settle()
        assert agent.asked[0][0] == "q"


@pilot_test
async def test_a_model_that_cannot_be_loaded_is_told_with_what_to_do(own_home: Path) -> None:
    def load() -> StageAgent:
        raise WeightsError("no policy is called 'tiny'", "ponder model list shows them")

    async with stage(services(load=load)) as on:
        await on.until(lambda: "no policy is called 'tiny' (ponder model list shows them)" in on.text())
        await on.ask("q")
        await on.settle()
        assert "✗ failed" in on.text()
        assert on.app.is_running


@pilot_test
async def test_a_question_that_cannot_be_asked_is_told(own_home: Path) -> None:
    wrong = QuestionError("the question is too long", "shorten it")
    async with stage(services({"": [wrong]})) as on:  # type: ignore[list-item]
        await on.ask("q")
        await on.until(lambda: "the question is too long (shorten it)" in on.text())


@pilot_test
async def test_a_trace_that_cannot_be_kept_costs_a_warning(own_home: Path) -> None:
    async with stage(services()) as on:
        own_home.mkdir(exist_ok=True)
        (own_home / "traces").write_text("a file where the folder should be")
        await on.ask("q")
        await on.settle()
        await on.until(lambda: "could not be kept" in on.text())
        assert "✓ verified 0.98" in on.text()


@pilot_test
async def test_quitting_does_not_wait_for_the_engine(own_home: Path) -> None:
    deaf = Gate(deaf=True)
    async with stage(services({"": [*events()[:3], deaf]})) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 3)
        await on.press("ctrl+q")
        await on.until(lambda: not on.app.is_running)
        assert on.app.return_code == 0
        deaf.set()


@pilot_test
@pytest.mark.slow
async def test_as_many_panes_as_there_is_room_for(own_home: Path) -> None:
    async with stage(services(), size=(70, 24)) as on:
        await on.ask("q")
        await on.settle()
        for columns, panes in ((70, 1), (100, 2), (140, 3), (79, 1), (80, 2), (119, 2), (120, 3)):
            await on.pilot.resize_terminal(columns, 30)
            await on.pilot.pause()
            shown = [w for w in (on.tree, *on.app.screen.query(Pane)) if w.region.width > 0]
            assert len(shown) == panes


@pilot_test
async def test_a_narrow_screen_opens_the_detail_and_esc_goes_back(own_home: Path) -> None:
    async with stage(services(), size=(60, 24)) as on:
        await on.ask("q")
        await on.settle()
        on.tree.focus()
        await on.press("j", "enter")
        detail = on.app.screen.query_one("#detail", Pane)
        await on.until(lambda: detail.has_focus and detail.region.width == 60)
        await on.press("escape")
        await on.until(lambda: on.tree.has_focus and detail.region.width == 0)


@pilot_test
@pytest.mark.slow
async def test_a_terminal_too_small_is_told_so_until_it_grows(own_home: Path) -> None:
    async with stage(services(), size=(30, 10)) as on:
        assert "needs at least 40 × 12" in on.text()
        await on.pilot.resize_terminal(80, 24)
        await on.pilot.pause()
        assert "needs at least" not in on.text()
        assert "Ask a small model" in on.text()
