"""No test leaks into training: neither a question nor thirteen words of one in a row."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.generators import unseen_words
from tasks.generators.arithmetic import LEVELS
from tasks.generators.word_problems import vocabulary as v
from tasks.leaks import COMMON, Index, N, body, files_of, ngrams, questions_of, words
from tasks.multiply.names import BOYS, GIRLS
from tasks.suites import SUITES, suite
from tasks.task import Task

LONG = "On Monday morning Ann took 24 red pens to the old school house, and Ben took 9. How many pens are there?"


def task(question: str, ident: str = "t") -> Task:
    return Task(id=ident, question=question, answer="1", family="any")


def test_a_question_is_the_same_whatever_its_dressing() -> None:
    index = Index.of([task("What is 3 + 4?", "test")])
    leak = index.leak(task("  what is\n3 + 4", "train"))
    assert leak is not None and (leak.train, leak.test, leak.kind) == ("train", "test", "question")
    assert index.leak(task("What is 3 - 4?")) is None and index.leak(task("What is 4 + 3?")) is None


def test_thirteen_words_of_the_body_are_a_leak_and_twelve_are_not() -> None:
    index = Index.of([task(LONG)])
    inner = " ".join(words(body(LONG))[1 : N + 1])
    leak = index.leak(task(f"Then {inner} went home. What now?"))
    assert leak is not None and leak.kind == "13-gram" and leak.shared == inner
    assert index.leak(task(f"Then {' '.join(inner.split()[:-1])} went home. What now?")) is None


def test_what_is_asked_is_asked_alike_everywhere() -> None:
    asked = "how many of the red pens that Ann took to the old school house on Monday morning are left?"
    assert body(f"She lost 3. So {asked}") == "She lost 3. So "
    assert Index.of([task(f"She lost 3. {asked}")]).leak(task(f"He lost 4. {asked}")) is None


def test_a_row_of_words_in_many_tests_is_a_phrase_of_their_form() -> None:
    phrase = "based on the above information tell whether the following statement is true or false here"
    tests = [task(f"Fact {i}. {phrase}: {i} is even.", str(i)) for i in range(COMMON + 1)]
    assert Index.of(tests[:-1]).leak(task(f"Fact x. {phrase}: y.")) is not None
    assert Index.of(tests).leak(task(f"Fact x. {phrase}: y.")) is None


@given(st.text(max_size=300))
def test_every_text_leaks_into_itself_or_is_too_short(text: str) -> None:
    index = Index.of([task(text)])
    assert (index.leak(task(text)) is not None) == (len(words(text)) >= 3)
    assert all(len(gram) == N for gram in ngrams(words(text)))


@cache
def training() -> tuple[Task, ...]:
    return (*suite("core").sample(1500, split="train"), *suite("words").sample(500, split="train", seed=1))


@pytest.mark.parametrize("name", SUITES)
def test_no_suite_leaks_into_what_training_draws(name: str) -> None:
    leaks = Index.of(suite(name).sample(200)).leaks(training())
    assert [leak for leak in leaks if leak.kind == "question"] == []
    told = [leak for leak in leaks if leak.test.startswith(("wp-", "ar-", "arithmetic", "word_problems"))]
    assert len(told) <= 2  # a distractor of thirteen words, by chance: one in a thousand, and it decides nothing


def test_no_test_template_occurs_in_training() -> None:
    seen = {t.template for t in suite("core").sample(1500, split="train")}
    assert not seen & {t.template for t in suite("templates").sample(300)}


def test_extrapolation_is_above_every_level_of_training() -> None:
    levels = {t.level for t in suite("extrapolate").sample(150) if t.family == "word_problems"}
    assert min(levels) > max(LEVELS) and len(levels) >= 2


def test_the_vocabulary_suite_has_no_name_and_no_thing_of_training() -> None:
    names = {*v.MALE, *v.FEMALE, *v.SURNAMES, *GIRLS, *BOYS}
    things = {many for scene in v.SCENES for _, many in scene.things}
    for t in suite("vocabulary").sample(150):
        found = set(words(t.question))
        assert not names & set(t.question.replace("'", " ").replace(".", " ").split())
        assert not things & found


def test_no_held_out_word_is_on_a_list_of_training() -> None:
    names = {*v.MALE, *v.FEMALE, *v.SURNAMES, *GIRLS, *BOYS}
    assert not names & {*unseen_words.HER, *unseen_words.HIS, *unseen_words.SURNAMES}
    things = {pair for scene in v.SCENES for pair in scene.things} | {
        pair for sort in v.SORTS.values() for pair in sort
    }
    assert not things & set(unseen_words.THINGS)


def test_files_are_told_apart_by_their_names_and_read_whatever_their_answers(tmp_path: Path) -> None:
    for name in ("a_train", "a_valid", "b_dev", "c"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"question": "1 + 1 =", "gold": 2}) + "\n", encoding="utf-8")
    train, tests = files_of(tmp_path)
    assert [p.stem for p in train] == ["a_train"] and [p.stem for p in tests] == ["a_valid", "b_dev"]
    assert [t.id for t in questions_of(train[0])] == ["a_train-1"]


DETERMINERS = frozenset("a an each every the this that his her per".split())


def test_a_verb_that_is_spelled_as_a_thing_stays_a_verb() -> None:
    questions = [t.question for t in suite("vocabulary").sample(300)]
    assert any("can you" in question.lower() for question in questions)
    things = {word for pair in unseen_words.THINGS for word in pair}
    for question in questions:
        told = words(question)
        verbs = [a for before, a in pairwise(told) if a in things and before not in DETERMINERS]
        assert "_" not in question and not any(f"{verb} you" in question.lower() for verb in verbs)
