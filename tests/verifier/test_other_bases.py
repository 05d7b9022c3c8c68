"""Numbers in other bases are read as they are written: compared as texts, never as nothing with a unit."""

from __future__ import annotations

import pytest

from verifier.answers import parse_answer
from verifier.equivalence import PRESETS, compare


@pytest.mark.parametrize("text", ["0xcacf", "0XCAFE meters", "-0xab", "0b1010", "0xca1f"])
def test_a_number_in_another_base_is_no_zero_with_a_unit(text: str) -> None:
    assert parse_answer(text).kind == "text"


def test_two_of_them_are_equal_when_they_say_the_same() -> None:
    assert compare("0xcacf", "0xCACF", PRESETS["reward"]).equal
    assert not compare("0xcacf", "0xcace", PRESETS["reward"]).equal
    assert not compare("0xcacf meters", "0xcacf dollars", PRESETS["reward"]).equal
