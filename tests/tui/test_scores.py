"""A suite's items as numbers: disagreements, orders, proportions, and the plots of the verifier's scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.trace import Trace
from tests.tui.conftest import events
from tui.plots import reliability, risk_coverage
from tui.scores import chosen, disagrees, percent
from tui.services.told import Item


@pytest.mark.parametrize(("right", "status", "contradicts"), [
    (True, "verified", False), (False, "verified", True), (True, "refuted", True), (False, "refuted", False),
    (True, "unsure", False), (None, "verified", False),
])  # fmt: skip
def test_a_disagreement_is_between_verdict_and_gold(right: bool | None, status: str, contradicts: bool) -> None:
    item = Item(0, "19", right, Trace(events=tuple(events(status=status))))  # type: ignore[arg-type]
    assert disagrees(item) is contradicts


def test_items_are_ordered_by_their_place_whatever_order_they_came_in() -> None:
    items = [Item(i, "19", True, Trace(events=tuple(events()))) for i in (2, 0, 1)]
    assert [item.index for item in chosen(items, "all", "#")] == [0, 1, 2]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_plots_lose_no_answer(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability(pairs)
    assert sum(n for _, n, _, _ in bins) == len(pairs)
    assert round(sum(n * right for _, n, _, right in bins)) == sum(right for _, right in pairs)
    curve = risk_coverage(pairs)
    assert curve[-1][0] == 1.0
    assert abs(curve[-1][2] - (1 - sum(right for _, right in pairs) / len(pairs))) < 1e-9
    assert [point[0] for point in curve] == sorted({point[0] for point in curve})


def test_a_proportion_comes_with_its_interval() -> None:
    assert percent(18, 20) == "90.0 % [69.9, 97.2]"
    assert percent(0, 0) == "-"
