"""The Model mode's views, over a real model read through the real inspection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptFinished, RunStarted
from agent.inside import Reading
from agent.policy import Ask
from agent.routing import TokenRouting
from core_model.cache import KVCache
from core_model.inspection import inspect
from tests.core_model.conftest import make_model
from tests.tui.conftest import events
from tui.errors import Failure
from tui.glyphs import Glyphs, Span
from tui.inside.attention import attention
from tui.inside.candidates import candidates
from tui.inside.experts import experts
from tui.inside.knobs import STEPS, TOP_P, Knobs, Name
from tui.inside.look import Look, Spot
from tui.inside.lookout import Angle, Lookout, Shape
from tui.inside.routed import Routed, recorded, reread
from tui.inside.slots import slots
from tui.inside.views import absent, inside
from tui.tokens import TokenRow
from verifier.verdict import Verdict

IDS = [2, *range(30, 60)]
MODEL = make_model()
SEEN = inspect(MODEL, IDS)


def look(place: int = 20, window: int | None = None, drift: float | None = 0.0, **changes: object) -> Look:
    cache = None if window is None else KVCache.sink(MODEL.config, 1, window, 4)
    reading = Reading(inspect(MODEL, IDS, cache), frozenset({7}), drift, window is not None)
    rows = [TokenRow(i, number, f"t{number}", None) for i, number in enumerate(IDS)]
    shape = {
        "width": 60,
        "place": place,
        "layer": 0,
        "head": 0,
        "knobs": Knobs(),
        "glyphs": Glyphs(ascii=True),
        "recorded": (),
    } | changes
    return Look(reading=reading, rows=rows, spell=lambda ids: [f"t{i}" for i in ids], **shape)  # type: ignore[arg-type]


def words(spans: list[Span]) -> str:
    return "".join(text for _, text in spans)


def test_experts_are_those_that_the_router_chose() -> None:
    seen = look()
    shown = words(experts(seen))
    for routing in seen.reading.inspection.routing:
        part = shown.split(f"layer {routing.layer + 1}  entropy")[1].split("layer")[0]
        chosen = {int(n) - 1 for n in re.findall(r"\+ expert (\d)", part)}
        assert chosen == set(routing.chosen[20].tolist())
    assert shown.count("%") == 8 and "mean entropy" in shown
    strip = "".join(re.findall(r"^[ \d]{3}([1-4\[\]]+)$", shown, re.M))
    first = [r.chosen[:, 0].tolist() for r in seen.reading.inspection.routing]
    assert strip == "".join(f"[{e + 1}]" if i == 20 else str(e + 1) for layer in first for i, e in enumerate(layer))


def test_a_dense_model_has_no_experts_to_show() -> None:
    reading = Reading(inspect(make_model(moe_every=0), IDS), frozenset(), None, False)
    seen = replace(look(), reading=reading)
    assert "dense" in words(experts(seen))


def told(layers: Sequence[int] = (1, 3), experts: int = 4, shift: int = 1) -> AttemptFinished:
    """An attempt over IDS whose trace recorded two experts a token, none of them from any weights."""
    chosen = [[[(i + k) % experts, (i + k + shift) % experts] for i in range(len(IDS))] for k in layers]
    routing = TokenRouting.of(layers, experts, chosen)
    verdict = Verdict(status="unsure", score=0.5, answer=None)
    return AttemptFinished(attempt=0, stop="answered", verdict=verdict, token_ids=tuple(IDS),
                           sampled=(0,) * len(IDS), routing=routing)  # fmt: skip


def test_experts_are_the_recorded_ones_with_the_scores_of_the_same_weights() -> None:
    layers = recorded(told())
    seen = look(recorded=layers)
    shown = words(experts(seen))
    assert shown.startswith("+ choices as the trace recorded them, the scores read again")
    scores = {routing.layer: routing.scores for routing in seen.reading.inspection.routing}
    for layer in layers:
        part = shown.split(f"layer {layer.layer + 1}  entropy")[1].split("layer")[0]
        assert [int(n) - 1 for n in re.findall(r"\+ expert (\d)", part)] == sorted(layer.chosen[20])
        assert re.findall(r"expert \d  [#.]+  ([\d.]+)", part) == [f"{s:.2f}" for s in scores[layer.layer][20].tolist()]


def test_of_other_weights_the_recorded_experts_stand_alone() -> None:
    shown = words(experts(look(recorded=recorded(told()), drift=2.5)))
    assert "scores of other weights are left out" in shown and "mean entropy" not in shown
    assert re.findall(r"\+ expert (\d)  choice (\d)", shown) == [("2", "1"), ("3", "2"), ("1", "2"), ("4", "1")]


def test_recorded_experts_need_no_weights() -> None:
    seen = look(recorded=recorded(told()))
    spot = Spot(seen.rows, 20, 60, seen.glyphs, seen.recorded)
    failure = Failure("weights", "no policy called 'gone'", "train it", 3)
    shown = words(absent(failure, "experts", spot))
    assert "no policy called 'gone'" in shown and "choices as the trace recorded them" in shown
    strip = "".join(re.findall(r"^[ \d]{3}([1-4\[\]]+)$", shown, re.M))
    first = [str((i + k) % 4 + 1) for k in (1, 3) for i in range(len(IDS))]
    assert strip.replace("[", "").replace("]", "") == "".join(first) and strip.count(f"[{first[20]}]") == 1
    assert "recorded" not in words(absent(failure, "attention", spot))


def test_experts_recorded_of_another_row_are_not_shown() -> None:
    other = told().model_copy(update={"token_ids": (2, 3)})
    assert recorded(other) == () and recorded(told().model_copy(update={"routing": None})) == ()


def test_the_load_of_what_was_recorded_is_that_of_the_inspection() -> None:
    for layer, routing in zip(reread(SEEN), SEEN.routing, strict=True):
        assert layer.load == pytest.approx(routing.load) and 0 <= layer.balance <= 1
    assert Routed(0, 4, [[0, 1], [2, 3]]).balance == pytest.approx(1) and Routed(0, 4, [[2]]).balance == 0


def test_a_reading_again_shows_what_the_trace_recorded_unless_the_window_is_another() -> None:
    attempt = told()
    started = events()[0]
    assert isinstance(started, RunStarted)

    class Other:
        def read(self, started: RunStarted, finished: AttemptFinished, window: int | None = None) -> Reading:
            return look(window=window, drift=2.5).reading

    lookout = Lookout(lambda policy: Other(), lambda policy: lambda ids: [f"t{i}" for i in ids])  # type: ignore[arg-type, return-value]
    lookout.read(started, attempt, None)
    angle = Angle("experts", 20, 0, 0, Knobs(), 60, ascii=True)
    shown = words(lookout.view(angle))
    assert "other weights made this trace" in shown and "choices as the trace recorded them" in shown
    lookout.read(started, attempt, 8)
    assert "as the trace recorded" not in words(lookout.view(replace(angle, window=8)))


def test_attention_lists_the_tokens_that_a_head_looks_at_most() -> None:
    seen = look(layer=1, head=2)
    shown = words(attention(seen))
    weights = seen.reading.inspection.looks(1, 2, 20)
    best = max(range(21), key=lambda i: weights[i])
    listed = re.findall(r"^ +(\d+)  (t\d+) +[#.]+  ([\d.]+)$", shown, re.M)
    assert listed[0] == (str(best), f"t{IDS[best]}", f"{weights[best]:.3f}")
    assert len(listed) == 10 and "layer 2 of 4, head 3 of 3" in shown
    assert len(re.findall(r"^ layer +\d +[\[ ]\d", shown, re.M)) == 4 and shown.count("[") == 1


def test_the_map_has_a_line_a_token_and_fits_the_pane() -> None:
    shown = words(attention(look(width=30)))
    lines = shown.split("the head's map")[1].splitlines()[1:]
    assert len(lines) == 21 and max(map(len, lines)) <= 30


def test_layers_and_heads_go_round() -> None:
    shape = Shape(layers=4, heads=3)
    assert (shape.turned(-1, 0), shape.turned(0, -1), shape.turned(4, 3)) == ((3, 0), (0, 2), (0, 0))


def test_slots_show_sinks_window_and_what_was_evicted() -> None:
    shown = words(slots(look(window=8)))
    assert "4 sinks and a window of 8: 12 cells" in shown
    assert "SSSS" + "." * 9 + "W" * 8 + "\n" in shown.replace(" " * 10, "")
    assert re.search(r"\n S t2.* \[9 evicted\]  W t", shown)  # letters, not colours alone
    assert "[9 evicted]" in shown and f"t{IDS[5]}" not in shown and f"t{IDS[20]}" in shown
    assert "nothing is evicted" in words(slots(look()))


def test_candidates_change_with_the_knobs_and_the_token_that_came_is_marked() -> None:
    plain = words(candidates(look()))
    assert plain.startswith("the next token after") and "420 ids could be drawn" not in plain
    assert "never" not in plain
    few = words(candidates(look(knobs=Knobs(top_k=3))))
    assert "3 ids could be drawn" in few and few.count("never") == 17
    greedy = words(candidates(look(knobs=Knobs(temperature=0.0))))
    assert "1 id could be drawn" in greedy and "1.000" in greedy
    assert f"t{IDS[20]}" in plain
    assert "Nothing comes before" in words(candidates(look(place=0)))


@given(st.sampled_from(list(STEPS)), st.lists(st.integers(-5, 5), max_size=12))
def test_a_knob_stays_on_its_steps_and_turns_the_way_it_is_turned(name: Name, turns: list[int]) -> None:
    knobs = Knobs()
    for by in turns:
        before, knobs = getattr(knobs, name), knobs.turned(name, by)
        after = getattr(knobs, name)
        assert after in STEPS[name]
        assert (after - before) * by > 0 or before == after
        assert by or before == after
    assert knobs.sampling.top_k == knobs.top_k


def test_the_knobs_begin_where_attempts_are_drawn() -> None:
    assert Ask("").top_p == TOP_P


@pytest.mark.parametrize(
    ("drift", "window", "told"),
    [
        (0.0, None, "as recorded"), (2.5, None, "other weights made this trace"), (None, None, "no log-probabilities"),
        (2.5, 8, "as if the cache had a window of 8"),
    ],
)  # fmt: skip
def test_every_view_says_how_far_to_trust_it(drift: float | None, window: int | None, told: str) -> None:
    for view in ("experts", "attention", "cache", "sampling"):
        assert told in words(inside(view, look(drift=drift, window=window), window))
