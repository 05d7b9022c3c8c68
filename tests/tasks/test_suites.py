"""Named suites: the same on every machine, apart by split, and exported as files that read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.families import TABLES
from tasks.readers import read_tasks
from tasks.suites import FAMILY_SUITES, SPLITS, SUITES, Suite, SuiteError, SuiteNotFound, export, suite
from tasks.task import Task


@pytest.mark.parametrize("name", SUITES)
def test_a_sample_is_as_large_as_asked_without_repeats_and_always_the_same(name: str) -> None:
    tasks = suite(name).sample(40, seed=3)
    assert len({task.question for task in tasks}) == 40
    assert tasks == suite(name).sample(40, seed=3)


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_says_what_it_is_in_a_line(name: str) -> None:
    assert SUITES[name].name == name
    assert 10 < len(SUITES[name].description) < 100


def test_a_longer_sample_begins_with_the_shorter() -> None:
    assert suite("core").sample(30)[:12] == suite("core").sample(12)


def test_another_seed_is_another_sample() -> None:
    assert suite("core").sample(5, seed=0) != suite("core").sample(5, seed=1)


@pytest.mark.parametrize("name", ["arithmetic", "word_problems"])
def test_splits_share_next_to_no_questions(name: str) -> None:
    samples = [{t.question for t in suite(name).sample(500, split=split)} for split in SPLITS]
    for i, one in enumerate(samples):
        for other in samples[:i]:
            assert len(one & other) < 5


TURNS = len(TABLES) + 2


def test_core_takes_turns_with_every_family() -> None:
    families = [task.family for task in suite("core").sample(2 * TURNS)]
    assert families[:TURNS] == families[TURNS:] and {*families} == {"arithmetic", "word_problems", *TABLES} - {
        "further_arithmetic"  # its tasks are of the family arithmetic
    }


@pytest.mark.parametrize("family", ["arithmetic", "word_problems"])
def test_a_templates_suite_shares_no_template_with_training(family: str) -> None:
    seen = {t.template for t in suite(family).sample(800, split="train")}
    assert not seen & {t.template for t in suite(f"{family}_templates").sample(300)}


def test_an_unknown_suite_is_answered_with_close_ones() -> None:
    with pytest.raises(SuiteNotFound, match="no suite is called 'arithmetics'") as caught:
        suite("arithmetics")
    assert "arithmetic" in caught.value.hint
    with pytest.raises(SuiteNotFound) as caught:
        suite("nonsense")
    assert all(name in caught.value.hint for name in SUITES)


def test_an_unknown_split() -> None:
    with pytest.raises(SuiteError, match="no split 'exam'"):
        suite("core").sample(1, split="exam")  # type: ignore[arg-type]


def test_a_suite_that_runs_dry_says_so() -> None:
    def one(_rng: object, unseen: bool) -> Task:
        return Task(id="1", question="1 + 1", answer="2", family="one")

    with pytest.raises(SuiteError, match="has only 1 different questions, not 3"):
        Suite("tiny", "a single question", (one,)).sample(3)


def test_an_export_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "core.jsonl"
    export("core", 12, 7, file)
    assert set(json.loads(file.read_text(encoding="utf-8").splitlines()[0])) == {
        "id", "question", "answer", "answer_kind", "family", "source", "level", "template", "split",
    }  # fmt: skip
    for ours, back in zip(suite("core").sample(12, 7), read_tasks(file), strict=True):
        assert (back.id, back.question, back.answer, back.source) == (ours.id, ours.question, ours.answer, ours.source)
        assert (back.level, back.template) == (ours.level, ours.template)


@pytest.mark.parametrize("name", FAMILY_SUITES)
def test_each_other_family_is_a_suite(name: str) -> None:
    tasks = suite(name).sample(len(FAMILY_SUITES[name].generators), seed=3)
    assert len({task.question for task in tasks}) == len(tasks) == len({task.source for task in tasks})
    assert all(task.solution is not None and task.answer for task in tasks)
    assert tasks == suite(name).sample(len(tasks), seed=3)
