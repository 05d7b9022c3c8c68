"""The Ask mode while things happen: thoughts and checks as they are made, the status pill, what an interruption keeps."""

from __future__ import annotations

import threading
from pathlib import Path

from agent.events import AttemptStarted, BudgetSpent, CheckMade, Retried, ThoughtDelta, VerdictGiven
from agent.store import Store
from tests.agent.test_checks_live import Slow
from tests.agent.test_checks_live import agent as checked_agent
from tests.tui.conftest import events
from tests.tui.stage import Gate, pilot_test, services, stage
from tests.tui.test_app_ask import RETRIED
from tui.widgets.pane import Pane


@pilot_test
async def test_a_thought_grows_in_the_tree_and_in_the_detail_while_it_is_written(own_home: Path) -> None:
    gates = [Gate(), Gate(), Gate()]
    parts = [ThoughtDelta(attempt=0, text=text) for text in ("Take ", "aw", "ay 29 from 48 and look again. ")]
    script = [*events()[:2], parts[0], gates[0], parts[1], gates[1], parts[2], gates[2], *events()[2:]]
    async with stage(services({"": script})) as on:
        await on.ask("q")
        await on.until(lambda: on.rows()[-1] == "· thought  Take ...")
        gates[0].set()
        await on.until(lambda: on.rows()[-1] == "· thought  Take aw ...")
        assert on.tree.selected == "a0.0"
        assert "Take aw" in on.app.screen.query_one("#detail", Pane).words
        gates[1].set()
        await on.until(lambda: on.rows()[-1] == "· thought  ... ay 29 from 48 and look again.")
        assert "Take away 29 from 48 and look again." in on.app.screen.query_one("#detail", Pane).words
        gates[2].set()
        await on.settle()
        assert on.rows()[2] == "· thought  Take away."
        assert len(on.rows()) == 8


@pilot_test
async def test_checks_and_the_verdict_appear_as_they_are_made(own_home: Path) -> None:
    gates = [Gate(), Gate()]
    made, checks = events(), events()[-2].verdict.checks
    script = [
        *made[:6], gates[0], CheckMade(attempt=0, check=checks[0]), gates[1],
        VerdictGiven(attempt=0, answer="19", status="verified", score=0.98), *made[6:],
    ]  # fmt: skip
    async with stage(services({"": script})) as on:
        await on.ask("q")
        await on.until(lambda: "★ verifying 1/3  0:00" in on.text())
        gates[0].set()
        await on.until(lambda: len(on.rows()) == 8)
        assert on.rows()[-2:] == ["★ verifying  19", "✓ pass  recomputation: 48 - 29 = 19 again"]
        gates[1].set()
        await on.settle()
        assert on.rows()[-2:] == ["★ ✓ verified 0.98  19", "✓ pass  recomputation: 48 - 29 = 19 again"]


@pilot_test
async def test_an_agents_check_is_shown_while_its_verifier_makes_the_next_one(own_home: Path) -> None:
    judge = Slow(free=threading.Event())
    async with stage(services(load=lambda: checked_agent(judge))) as on:
        await on.ask("What?")
        await on.until(lambda: on.rows()[-1] == "✓ pass  one: one.")
        assert on.rows()[-2] == "★ verifying  34" and "★ verifying 1/3" in on.text() and judge.made == ["one"]
        assert judge.free is not None
        judge.free.set()
        await on.settle()
        assert on.rows()[-4:] == ["★ ✓ verified 0.90  34", *(f"✓ pass  {name}: {name}." for name in judge.made)]


@pilot_test
async def test_the_pill_tells_the_speed_during_the_first_attempt(own_home: Path) -> None:
    gate = Gate()
    parts = [ThoughtDelta(attempt=0, text="hm ", at=0.2 * n) for n in range(1, 6)]
    script = [events()[0], AttemptStarted(attempt=0, temperature=0.0, seed=0, at=0.0), *parts, gate, *events()[2:]]
    async with stage(services({"": script})) as on:
        await on.ask("q")
        await on.until(lambda: "● thinking  attempt 1/3  0:00  ~40 tokens/s" in on.text())
        gate.set()
        await on.settle()


@pilot_test
async def test_a_retry_and_a_spent_budget_have_a_row(own_home: Path) -> None:
    spent = BudgetSpent(attempt=1, scope="attempt", kind="tokens", limit=64, used=64)
    script = [*RETRIED[:4], Retried(attempt=1, attempts=1, feedback="not 18"), *RETRIED[4:6], spent, *RETRIED[6:]]
    async with stage(services({"": script}), size=(140, 36)) as on:
        await on.ask("q")
        await on.settle()
        assert "↻ retry  another attempt, told: not 18" in on.rows()
        assert "■ budget  tokens of the attempt: 64 used, 64 allowed" in on.rows()


@pilot_test
async def test_esc_keeps_a_half_written_thought(own_home: Path) -> None:
    part = ThoughtDelta(attempt=0, text="Take aw")
    async with stage(services({"": [*events()[:2], part, Gate()]})) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 3)
        await on.press("escape")
        await on.settle()
        assert "· thought  Take aw  (cut off)" in on.rows()
        (kept,) = (Store.open().get(one.trace_id) for one in Store.open().list())
        assert part.text in [event.text for event in kept.events if event.type == "thought_delta"]


@pilot_test
async def test_a_second_esc_keeps_a_half_written_thought_too(own_home: Path) -> None:
    deaf = Gate(deaf=True)
    async with stage(services({"": [*events()[:2], ThoughtDelta(attempt=0, text="Take aw"), deaf]})) as on:
        await on.ask("q")
        await on.until(lambda: len(on.rows()) == 3)
        await on.press("escape", "escape")
        await on.settle()
        assert on.rows()[1:] == ["○ attempt 1  ■ interrupted", "· thought  Take aw  (cut off)"]
        assert "■ interrupted  0:00: what came is shown, and not stored" in on.text()
        deaf.set()
