"""Every source of a mixture is held against all that measures, and a leak is found wherever it is put."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training import public
from agent.training.decontaminate import SourceReport, decontaminate, lines
from agent.training.families import generate
from agent.training.measured_questions import WHOLE, MeasuredQuestions
from agent.training.sources import documents_without_tests
from tasks.leaks import Index, N, words
from tasks.task import Task
from tests.agent.public_data import STORY, put_rows, put_text, write_public_data

LONG = "On Monday morning Ann took 24 red pens to the old school house by the river, and Ben took 9 of them."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_public_data(tmp_path / "data")
    monkeypatch.setenv("PONDER_DATA", str(folder))
    return folder


@pytest.fixture
def small_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.training.decontaminate.SUITE_TASKS", 9)


def report(data: Path, name: str, sampled: int = 20) -> SourceReport:
    (found,) = decontaminate([name], {}, data, sampled).sources
    return found


def task(question: str, answer: str = "1", family: str = "any") -> Task:
    return Task(id="t", question=question, answer=answer, family=family)


@pytest.mark.usefixtures("small_suites")
def test_clean_sources_leak_nothing_and_the_report_says_what_was_read(data: Path) -> None:
    found = decontaminate(["mawps", "deepmind", "word_problems", "text:stories_train"], {}, data, 20)
    assert found.leaks == 0
    assert [(s.source, s.kind, s.whole) for s in found.sources] == [
        ("mawps", "public rows", True), ("deepmind", "public rows", True), ("word_problems", "generated", False),
        ("text:stories_train", "text", True),
    ]  # fmt: skip
    assert found.tests["mawps_valid.jsonl"] == 1 and found.tests["suite templates"] == 9
    assert found.sources[2].checked == 20 and found.sources[3].checked == 5


@pytest.mark.usefixtures("small_suites")
def test_a_public_row_that_gives_a_test_away_is_left_out_of_the_mixture(data: Path) -> None:
    question = "Ann has 22 pens and buys 5 more. How many pens has she now?"
    put_rows(data / "verifier" / "solutions_dev.jsonl", [{"question": question, "gold": "27"}])
    found = report(data, "mawps")
    assert found.left_out == 1 and found.leaks == 0
    assert question not in [t.question for t in public.human(data, "mawps")]


@pytest.mark.usefixtures("small_suites")
def test_the_folder_of_what_may_not_be_trained_on_measures_too(data: Path) -> None:
    question = "Ann has 21 pens and buys 4 more. How many pens has she now?"
    put_rows(data / "nc" / "asdiv_train.jsonl", [{"question": question, "answer": "25"}])
    assert report(data, "mawps").left_out == 1


@pytest.mark.usefixtures("small_suites")
def test_a_generated_question_that_is_a_test_is_found(data: Path) -> None:
    asked = {generate("plain", Random(seed)).question for seed in range(3000)}
    put_rows(data / "verifier" / "solutions_dev.jsonl", [{"question": text, "gold": "1"} for text in sorted(asked)])
    found = report(data, "plain", sampled=300)
    assert found.found["solutions_dev.jsonl"]["question"] > 0 and found.leaks > 0
    assert "question" not in found.found.get("suite plain", {})  # a hash keeps a suite's questions for tests


@pytest.mark.usefixtures("small_suites")
def test_text_that_holds_a_test_question_is_found(data: Path) -> None:
    put_rows(data / "qa" / "book_dev.jsonl", [{"id": "q1", "question": "Solve 3*x + 4 = -8 for x.", "answer": "-4"}])
    put_rows(data / "qa" / "long_dev.jsonl", [{"id": "q2", "question": f"{LONG} How many are left?", "answer": "15"}])
    text = f"{STORY.format(n=7)} Exercise 12. Solve 3*x + 4 = -8 for x. Then rest.\n{LONG} So it went."
    put_text(data / "text" / "book_train.txt", [text, STORY.format(n=8)])
    found = report(data, "text:book_train")
    assert found.found == {"book_dev.jsonl": {"whole question": 1}, "long_dev.jsonl": {f"{N}-gram": 1}}
    assert {e.train for e in found.examples} == {"document 1"}


@pytest.mark.usefixtures("small_suites")
def test_clean_text_has_no_line_that_gives_a_test_away_and_every_other(data: Path) -> None:
    put_rows(data / "qa" / "book_dev.jsonl", [{"id": "q1", "question": "Solve 3*x + 4 = -8 for x.", "answer": "-4"}])
    kept = [STORY.format(n=7), "Exercises.", "Then rest.", STORY.format(n=9)]
    text = [*kept[:2], "12. Solve", "3*x + 4 = -8 for x.", *kept[2:]]
    put_text(data / "text" / "book_train.txt", ["\n".join(text)])
    assert documents_without_tests(data / "text" / "book_train.txt") == ("\n".join(kept),)
    (found,) = decontaminate(["text:book_train"], {}, data, 1, clean_text=True).sources
    assert found.leaks == 0 and found.left_out == 2


@given(
    st.lists(st.sampled_from(["Ann has 3 red pens", "and buys 4 blue ones. How many?", "So it", "went."]), max_size=9)
)
def test_nothing_is_found_in_text_that_was_cleaned(lines_: list[str]) -> None:
    tests = MeasuredQuestions()
    tests.add("file", [task("Ann has 3 red pens and buys 4 blue ones. How many?")])
    cleaned = tests.without("\n".join(lines_))
    found = list(tests.of_text("document", "\n".join(lines_)))
    assert (cleaned == "\n".join(lines_)) == (not found)


@pytest.mark.usefixtures("small_suites")
def test_what_training_text_shares_with_validation_text_is_told_as_a_share(data: Path) -> None:
    held = STORY.format(n=101)
    put_text(
        data / "text" / "copy_valid.txt",
        [
            held,
            "A quite different tale of a bear, a bee and a very long winter night in the far north, told by nobody yet.",
        ],
    )
    overlap = report(data, "text:stories_train").overlap
    own = len(words(held)) - N + 1
    assert 0 < overlap["copy_valid.txt"] < 1 and overlap["copy_valid.txt"] == pytest.approx(own / (own + 10), abs=0.1)


@pytest.mark.usefixtures("small_suites")
def test_without_public_data_the_suites_are_held_against_and_the_report_says_so() -> None:
    found = decontaminate(["arithmetic"], {}, None, 20)
    assert not found.public_data and any("PONDER_DATA" in line for line in lines(found))
    assert all(name.startswith("suite ") for name in found.tests)


@given(st.lists(st.sampled_from("ann ben has 3 4 pens and or more red blue".split()), min_size=1, max_size=30))
def test_all_files_at_once_find_what_each_index_alone_finds(question: list[str]) -> None:
    tests = [task("Ann has 3 red pens and 4 blue pens and more red pens or more blue pens."), task("Ben has 4 pens")]
    alone = Index.of(tests).leak(task(" ".join(question)))
    together = MeasuredQuestions()
    together.add("file", tests)
    found = list(together.of_task(task(" ".join(question))))
    assert [(f.kind, f.test_file) for f in found] == ([(alone.kind, "file")] if alone else [])


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_question_is_found_wherever_it_stands_in_text(before: int, after: int) -> None:
    question = "Ann has 3 red pens and buys 4 blue ones. How many?"
    tests = MeasuredQuestions()
    tests.add("file", [task(question)])
    text = " ".join(["fox"] * before + [question] + ["hen"] * after)
    assert [f.kind for f in tests.of_text("document", text)] == ["whole question"]
    short = " ".join(question.split()[: WHOLE - 1])
    assert not list(tests.of_text("document", short))


# --- drills in a fixed form -------------------------------------------------------------------------------------


def drills(data: Path, tests: list[dict[str, object]], train: list[str]) -> list[str]:
    put_rows(data / "qa" / "dm_mathematics_valid.jsonl", tests)
    rows: list[dict[str, object]] = [
        {"id": f"d{i}", "question": question, "answer": "2", "source": "deepmind_mathematics/x"}
        for i, question in enumerate(train)
    ]
    put_rows(data / "qa" / "dm_mathematics_train.jsonl", rows)
    return [t.question for t in public.exercises(data, "deepmind")]


def test_of_drills_the_same_question_is_a_leak_whatever_its_dressing(data: Path) -> None:
    test = {"id": "v", "question": "Solve 3*n + 4 = 10 for n.", "answer": "2"}
    assert drills(data, [test], ["solve  3*n+4 = 10 for n", "Solve 3*n + 4 = 13 for n."]) == [
        "Solve 3*n + 4 = 13 for n."
    ]


def test_of_drills_the_same_calculation_in_other_words_is_a_leak(data: Path) -> None:
    test = {"id": "v", "question": "Solve 3*n + 4 = 10 for n.", "answer": "2"}
    assert drills(data, [test], ["Suppose 3*b + 4 = 10. What is b?", "What is 3 + 4?"]) == ["What is 3 + 4?"]


def test_drills_that_share_thirteen_signs_by_chance_stay(data: Path) -> None:
    test = {"id": "v", "question": "Expand (2*h**2 + 0*h**2 + 4*h**2 + h**2)*(478*h + 3).", "answer": "7*h"}
    near = "Simplify 2*h**2 + 0*h**2 + 4*h**2 + h**2 - 5*h**2."
    assert Index.of([task(str(test["question"]))]).leak(task(near)) is not None
    assert drills(data, [test], [near]) == [near]


def test_the_rule_for_drills_holds_for_drills_alone(data: Path) -> None:
    put_rows(
        data / "qa" / "openstax_exercises_valid.jsonl", [{"id": "v", "question": f"{LONG} How many?", "answer": "15"}]
    )
    rows: list[dict[str, object]] = [{"id": "o", "question": f"{LONG} What now?", "answer": "3", "source": "openstax"}]
    put_rows(data / "qa" / "openstax_exercises_train.jsonl", rows)
    assert public.exercises(data, "openstax") == ()


@pytest.mark.usefixtures("small_suites")
def test_a_report_can_be_kept_as_json(data: Path) -> None:
    found = decontaminate(["text:tales_train"], {}, data, 1)
    assert json.loads(json.dumps(asdict(found)))["sources"][0]["source"] == "text:tales_train"
