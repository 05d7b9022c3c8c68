"""What math-verify is known to get wrong, by its own issue numbers and tests: each is right here, under every preset."""

from __future__ import annotations

import pytest

from verifier.equivalence import PRESETS, compare

WRONGLY_EQUAL = [
    ("issue 14: tiny numbers are chopped to zero", "1/2004!", "1/2006!"),
    ("issue 14, in LaTeX", r"$\frac{1}{2004!}$", r"$\frac{1}{2006!}$"),
    ("issue 14: powers", "1/2^99", "1/2^98"),
    ("issue 14: powers, in LaTeX", r"$\frac{1}{2^{99}}$", r"$\frac{1}{2^{98}}$"),
    ("issue 60: equations are read as 0", "3*x-1*y+13=0", "3x+4y+14=0"),
    ("issue 60, in dollars", "$3x-1y+13=0$", "$3x+4y+14=0$"),
    ("issue 76: bold digits gain others", "234", "**73**"),
    ("issue 41: a root is dropped", "4", r"4\sqrt(2)"),
    ("issue 41, in braces", "$4$", r"$4\sqrt{2}$"),
    ("its own test: a sign", r"$1 - \frac{1}{e}$", r"$1 + \frac{1}{e}$"),
    ("test_yujianll: both signs", r"$\pm 2021$", "$2021$"),
    ("test_yujianll: times", "$12:00$", "$1:00$"),
    ("metric.py: the task echoed", "$3x^2$", r"$\frac{d}{dx} x^3$"),
]
WRONGLY_DIFFERENT = [
    ("issue 76: bold digits", "73", "**73**"),
    ("issue 37: digits as text", "13", r"$\text{13}$"),
    ("issue 41: a root in round brackets", r"4\sqrt{2}", r"4\sqrt(2)"),
]
NUMBERS_ONLY = {"numeral", "any_number"}
"""Presets that read one number, or look for one in prose."""
PRESET_NAMES = sorted(set(PRESETS) - NUMBERS_ONLY)


@pytest.mark.parametrize("preset", PRESET_NAMES)
@pytest.mark.parametrize("issue, gold, answer", WRONGLY_EQUAL, ids=lambda value: value[:40])
def test_what_it_calls_equal(issue: str, gold: str, answer: str, preset: str) -> None:
    assert not compare(gold, answer, PRESETS[preset]).equal, issue
    assert not compare(answer, gold, PRESETS[preset]).equal, issue


@pytest.mark.parametrize("preset", PRESET_NAMES)
@pytest.mark.parametrize("issue, gold, answer", WRONGLY_DIFFERENT, ids=lambda value: value[:40])
def test_what_it_calls_different(issue: str, gold: str, answer: str, preset: str) -> None:
    assert compare(gold, answer, PRESETS[preset]).equal, issue


def test_issue_25_both_orders_get_one_grade() -> None:
    for gold, answer in ((r"$x \in [0, 1]$", r"$0 \le x \le 1$"), ("$(1, 2)$", r"$\{1, 2\}$"), ("$x = 2$", "$2$")):
        assert compare(gold, answer).equal == compare(answer, gold).equal
