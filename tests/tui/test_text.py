"""Text is safe to print, and JSON is one ASCII line."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.text import json_line, one_line, printable

ANY_TEXT = st.text(alphabet=st.characters())


@given(ANY_TEXT)
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    shown = printable(text)
    assert [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"] == []
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_printing_safe_text_changes_nothing(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_an_escape_is_spelled_out() -> None:
    assert printable("\x1b]0;title\x07 \x9b31m a\u202eb") == "\\x1b]0;title\\x07 \\x9b31m a\\u202eb"


def test_one_line_is_cut_to_its_limit() -> None:
    assert one_line("a\nb   c\u2028d") == "a b c d"
    assert one_line("x" * 50, 10) == "x" * 9 + "…"


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY_TEXT, lambda s: st.lists(s, max_size=3)))
def test_json_is_one_ascii_line_that_reads_back(value: object) -> None:
    line = json_line(value)
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line) == value


def test_numbers_that_json_lacks_become_null() -> None:
    assert json.loads(json_line({"a": float("nan"), "b": [float("inf")]})) == {"a": None, "b": [None]}
