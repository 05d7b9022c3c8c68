"""Curricula and caps: weights over training, rows that come back no more often than allowed, streams that stay."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TrainingError
from agent.training.curriculum import Allotment, Schedule
from agent.training.mixture import Mixture
from core_model.tokenizers.char import CharTokenizer
from core_model.transcript import MARKERS, Rendered, Transcript
from tests.agent.public_data import write_public_data

TRANSCRIPT = Transcript(CharTokenizer((), MARKERS))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_public_data(tmp_path / "data")
    monkeypatch.setenv("PONDER_DATA", str(folder))
    return folder


def mixture(weights: dict[str, object], **settings: object) -> Mixture:
    given_ = {"tokens_per_step": 6000, "length": 400, "seed": 3, "loss_on_all": False} | settings
    return Mixture(weights, TRANSCRIPT, **given_)  # type: ignore[arg-type]


# --- schedules --------------------------------------------------------------------------------------------------


def test_a_number_is_a_schedule_that_stays() -> None:
    schedule = Schedule.of("mawps", 0.3)
    assert [schedule.at(p) for p in (0, 0.5, 1)] == [0.3, 0.3, 0.3] and schedule.constant


def test_between_points_a_weight_changes_evenly() -> None:
    schedule = Schedule.of("mawps", [[0.25, 1], [0.75, 0]])
    assert [schedule.at(p) for p in (0, 0.25, 0.5, 0.625, 0.75, 1)] == [1, 1, 0.5, 0.25, 0, 0]


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=5, unique=True),
    st.lists(st.floats(0, 10), min_size=5, max_size=5),
    st.floats(0, 1),
)
def test_a_weight_never_leaves_the_range_of_its_points(at: list[int], weights: list[float], progress: float) -> None:
    points = [[a / 100, w] for a, w in zip(sorted(at), weights, strict=False)]
    value = Schedule.of("x", points).at(progress)
    low, high = min(w for _, w in points), max(w for _, w in points)
    assert low - 1e-9 <= value <= high + 1e-9
    assert all(Schedule.of("x", points).at(a) == w for a, w in points)


@pytest.mark.parametrize(
    "value",
    ["0.5", True, None, [], [[0.5]], [[0, "1"]], [[0, -0.1]], [[0, 1], [0, 2]], [[0.5, 1], [0.2, 1]], [[0, 1], [2, 1]], float("nan")],
)  # fmt: skip
def test_a_weight_that_is_none_is_refused_with_its_source(value: object) -> None:
    with pytest.raises(TrainingError, match="mawps"):
        Schedule.of("mawps", value)


def test_a_mixture_without_any_weight_at_some_point_is_refused() -> None:
    with pytest.raises(TrainingError, match=r"no weight at 0\.5"):
        mixture({"arithmetic": [[0, 1], [0.5, 0], [1, 1]]})


# --- the stream -------------------------------------------------------------------------------------------------


def digest(made: Mixture, steps: tuple[int, ...] = (0, 1, 17)) -> str:
    total = hashlib.sha256()
    for step in steps:
        for document in made(step):
            total.update(repr((document.ids, document.mask)).encode())
    return total.hexdigest()[:16]


def test_configurations_with_plain_weights_keep_the_stream_they_had(data: Path) -> None:
    """The digest was taken before weights could be schedules."""
    weights: dict[str, object] = {"text:stories_train": 0.7, "text:tales_train": 0.2, "text:stories_valid": 0.0}
    assert digest(mixture(weights)) == "99c0d22d0df011df"


def before_schedules(
    draws: dict[str, Callable[[random.Random], Rendered | None]], weights: dict[str, float], step: int
) -> list[Rendered]:
    """The loop as it was before schedules and caps."""
    total = sum(weights.values())
    share = {name: weight / total for name, weight in weights.items() if weight > 0}
    rng = random.Random(f"3:{step}")
    used = dict.fromkeys(share, 0.0)
    documents: list[Rendered] = []
    while sum(used.values()) < 6000 * 1.03:
        name = min(share, key=lambda n: (used[n] + rng.random() * 64) / share[n])
        document = draws[name](rng)
        if document is None or len(document.ids) > 400:
            used[name] += 1
            continue
        used[name] += len(document.ids)
        documents.append(document)
    return documents


@pytest.mark.slow
def test_every_kind_of_source_is_drawn_as_by_the_loop_before_schedules(data: Path) -> None:
    weights = {"word_problems": 0.3, "mawps": 0.3, "deepmind": 0.2, "algebra": 0.1, "text:tales_train": 0.1}
    made = mixture(dict(weights), retry_share=0.2)
    draws = {name: source.draw for name, source in made.sources.items()}
    for step in (0, 5):
        assert made(step) == before_schedules(draws, weights, step)


def test_a_curriculum_moves_tokens_from_one_source_to_another(data: Path) -> None:
    made = mixture({"text:stories_train": [[0, 1], [1, 0]], "arithmetic": [[0, 0], [1, 1]]}, steps=100)
    shares = []
    for step in (0, 50, 99, 100):
        drawn = [d for d in made.drawn(step) if d.document and not d.dropped]
        tokens = Counter[str]()
        for d in drawn:
            tokens[d.source] += len(d.document.ids) if d.document else 0
        shares.append(tokens["arithmetic"] / tokens.total())
    assert shares[0] == 0 and 0.4 < shares[1] < 0.6 and shares[2] > 0.9 and shares[3] == 1


def test_a_scheduled_step_does_not_depend_on_the_steps_before(data: Path) -> None:
    def made() -> Mixture:
        return mixture({"arithmetic": [[0, 0.5], [1, 0.2]], "mawps": 0.5}, steps=40, cap={"mawps": 3})

    one, two = made(), made()
    for step in range(9):
        two(step)
    assert one(23) == two(23)


# --- caps -------------------------------------------------------------------------------------------------------


@given(st.integers(1, 30), st.integers(1, 5), st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_no_row_is_allotted_more_often_than_the_cap(rows: int, times: int, shares: list[float]) -> None:
    allotment = Allotment(rows, times, shares, "seed")
    drawn = Counter(row for step in range(len(shares) + 2) for row in allotment.of(step))
    assert all(count <= times for count in drawn.values())
    if sum(shares) > 0:
        assert drawn == dict.fromkeys(range(rows), times)
    assert all(not allotment.of(step) for step, share in enumerate(shares) if share == 0 and step + 1 < len(shares))


def questions(made: Mixture, steps: int) -> Counter[str]:
    texts = (TRANSCRIPT.parse(document.ids)[0].text for step in range(steps) for document in made(step))
    return Counter(texts)


def test_a_capped_row_comes_no_more_often_in_the_whole_training(data: Path) -> None:
    free = questions(mixture({"deepmind": 0.5, "arithmetic": 0.5}, steps=6), 6)
    capped = questions(mixture({"deepmind": 0.5, "arithmetic": 0.5}, steps=6, cap={"deepmind": 2}), 6)
    drills = {question for question in free if "Solve" in question and "*n" in question}
    assert max(free[q] for q in drills) > 10
    assert {q: n for q, n in capped.items() if q in drills} == dict.fromkeys(drills, 2)


def test_what_a_cap_takes_from_a_source_the_others_fill(data: Path) -> None:
    made = mixture({"deepmind": 0.9, "arithmetic": 0.1}, steps=50, cap={"deepmind": 1})
    assert sum(len(document.ids) for document in made(7)) >= 6000


def test_a_mixture_of_used_up_rows_alone_says_so(data: Path) -> None:
    made = mixture({"deepmind": 1.0}, steps=50, cap={"deepmind": 1})
    with pytest.raises(TrainingError, match="nothing is left to train on at step 0"):
        made(0)


@pytest.mark.parametrize(
    ("cap", "words"),
    [({"arithmetic": 2}, "no rows to count"), ({"gsm8k": 2}, "no rows"), ({"mawps": 0}, "how often"), ({"mawps": 1.5}, "how often")],
)  # fmt: skip
def test_a_cap_that_cannot_hold_is_refused(data: Path, cap: dict[str, int], words: str) -> None:
    with pytest.raises(TrainingError) as raised:
        mixture({"arithmetic": 0.5, "mawps": 0.5}, cap=cap)
    assert words in f"{raised.value} {raised.value.hint}"
