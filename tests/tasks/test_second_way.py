"""What the generators' own helpers claim, a second way: by brute force, or by undoing it. (Answers: test_all_families.)"""

from __future__ import annotations

import random
import re
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.generators import programs
from tasks.generators.logic.boolean import ASCII, PYTHON, SYMBOLS, WORDS, Notation, random_formula, twin, worlds
from tasks.generators.logic.deduction import FORMS, PAIRS
from tasks.generators.programs.lists import factors, in_base
from tasks.generators.programs.words import shifted
from tests.tasks import certify_logic

N = 60


def tasks(table, name: str, **settings):  # type: ignore[no-untyped-def]
    return [table.GENERATORS[name](random.Random(seed), **settings) for seed in range(N)]


def integers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"-?\d+", text)]


def test_syllogisms_by_every_small_world() -> None:
    """A world says which of the eight kinds of things there are; a form is valid if no world refutes it."""
    kinds = list(product((False, True), repeat=3))  # in S, in M, in P

    def holds(form: int, pair: str, world: list[tuple[bool, ...]]) -> bool:
        one, two = ("smp".index(letter) for letter in pair)
        both, only = any(x[one] and x[two] for x in world), any(x[one] and not x[two] for x in world)
        return (not only, not both, both, only)[form]

    for (first, second, figure), follow in FORMS.items():
        one, two = PAIRS[figure]
        for conclusion in range(4):
            valid = True
            for present in product((False, True), repeat=8):
                world = [kind for kind, is_there in zip(kinds, present, strict=True) if is_there]
                if holds(first, one, world) and holds(second, two, world) and not holds(conclusion, "sp", world):
                    valid = False
            assert valid == (conclusion in follow), (first, second, figure, conclusion)


@given(st.integers(0, 10**9), st.booleans(), st.sampled_from((WORDS, SYMBOLS, ASCII)))
def test_a_formula_means_the_same_in_python_with_the_brackets_of_the_question(
    seed: int, turned: bool, notation: Notation
) -> None:
    rng = random.Random(seed)
    formula = random_formula(rng, "pqr", rng.randint(1, 4))
    if turned:
        formula = twin(rng, formula)
    shown, program = formula.written(notation), formula.written(PYTHON)
    holds, _ = certify_logic.formula(shown)
    for world in worlds("pqr"):
        value = eval(program, dict(world))  # noqa: S307 - a formula that was just written
        assert value == holds(world) == formula.value(world), (shown, program)
    twice = len(re.findall("(?=¬¬|~~|not not)", shown))
    assert program.count("(") == shown.count("(") + twice, (shown, program)


@given(st.integers(0, 10**9), st.integers(2, 36))
@settings(max_examples=200)
def test_a_base_is_read_back(n: int, base: int) -> None:
    assert int(in_base(n, base), base) == n


@given(st.text(alphabet="abcxyz ABC", max_size=30), st.integers(0, 25))
def test_a_shift_is_undone(text: str, k: int) -> None:
    assert shifted(shifted(text, k), -k) == text


@given(st.integers(2, 10**5))
def test_factors_multiply_to_the_number_and_are_prime(n: int) -> None:
    product_ = 1
    for p in factors(n):
        product_ *= p
        assert all(p % d for d in range(2, int(p**0.5) + 1))
    assert product_ == n and factors(n) == sorted(factors(n))


def test_countdown_expressions_use_each_number_once() -> None:
    from tasks.solvers.reasoning_gym.scoring import countdown

    for task in tasks(programs, "countdown"):
        assert task.solution is not None
        numbers = integers(task.answer.replace("-", " "))
        target = integers(task.solution.steps[0].text)[0]
        assert countdown(task.answer, numbers, target)
        assert task.solution.answer and countdown(task.solution.answer, numbers, target)
