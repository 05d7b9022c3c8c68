"""What is equal beyond plain numbers: expressions, sets, intervals, relations, matrices, units, dates, several boxes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.equivalence import PRESETS, compare
from verifier.identity import same
from verifier.mathparse import ParseError, parse, to_sympy
from verifier.numerals import numeral

EQUAL = [
    ("x + 1", "1 + x"), ("(x+1)^2", "x^2 + 2x + 1"), (r"\sqrt{8}/2", r"\sqrt{2}"), (r"\tan^2(y)+1", r"\sec^2(y)"), ("sqrt(2)", "1.41421356"), (r"\frac{\pi}{2}", "pi/2"), ("2^{1/4}", r"\sqrt{\sqrt{2}}"),
    ("{1, 2, 3}", "{3, 1, 2}"), (r"\{1, \sqrt{4}\}", r"\{2, 1\}"), ("(1, 2)", "(1, 2)"), (r"(1, \frac{1}{2})", "(1, 0.5)"), ("[0, 1)", r"\left[0, 1\right)"), ("x > 5", "5 < x"), ("x < 1", "-x > -1"), ("-2 < x < 7", "(-2, 7)"),
    (r"x \geq 5", r"[5, \infty)"), ("2x+4y-3=0", r"y=-\frac12x+\frac34"), ("x = 5, y = 2", "y = 2, x = 5"), ("(x, y) = (5, 8)", "(5, 8)"), (r"3 \pm \sqrt{2}", r"\{3+\sqrt{2}, 3-\sqrt{2}\}"), ("3+4i", "4i+3"), ("i^2", "-1"),
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{bmatrix}1&2\\3&4\end{bmatrix}"), (r"\begin{pmatrix}1&\frac12\end{pmatrix}", r"\begin{pmatrix}1&0.5\end{pmatrix}"), ("5 cm", "5 centimeters"), ("90^\\circ", "90 degrees"), ("5 cm^2", "5 square cm"),
    ("2021-03-04", "March 4, 2021"), ("4 March 2021", "2021-03-04"), (r"\binom{5}{2}", "10"), ("5!", "120"), (r"\lfloor 2.7 \rfloor", "2"), (r"\sum_{k=1}^{5} k", "15"), ("f(x) = 1", "1"), (r"\boxed{1} and \boxed{2}", "1, 2"), (r"3\frac{1}{2}", "3.5"),
    (r"\log_2 8", "3"), ("p=5,q=2;p=7,q=2", "(5,2),(7,2)"), ("ln(x^2)", "2*ln(x)"), ("|x|", "abs(x)"), (r"(-\infty,-8)\cup (8,\infty)", r"(8,\infty) \cup (-\infty,-8)"), ("<think>34 or 35?</think> 34", "34"), ("1.2e6", r"1.2 \times 10^6"),
]  # fmt: skip


@pytest.mark.parametrize("gold, answer", EQUAL)
def test_equal_both_ways(gold: str, answer: str) -> None:
    assert compare(gold, answer).equal and compare(answer, gold).equal


@pytest.mark.parametrize(
    "preset, gold, answer, equal",
    [
        ("transcript", "-2 < x < 7", "(-2, 7)", True), ("transcript", "(-2, 7)", "-2 < x < 7", False), ("strict", "-2 < x < 7", "(-2, 7)", False), ("strict", "5", "x = 5", False), ("math", "1, sqrt(4)", "2, 1", True),
        ("default", "1, sqrt(4)", "2, 1", False), ("exact", "1/2", r"\frac{100}{2}\%", False), ("exact", "sqrt(2)", "1.41421356", False), ("transcript", "2.74", "It costs 2,74 in all", True),
        ("transcript", "9", r"First $\boxed{8}$. No: the final answer is $9$.", True), ("transcript", "8", r"First $\boxed{8}$. No: the final answer is $9$.", False), ("gsm8k", "18", "9 * 2 = 18\nA: 18", True), ("gsm8k", "9", "9 * 2 = 18\n#### 18", False),
    ],
)  # fmt: skip
def test_presets_differ_where_they_say(preset: str, gold: str, answer: str, equal: bool) -> None:
    assert compare(gold, answer, PRESETS[preset]).equal is equal


@pytest.mark.parametrize("text, value", [("Ⅻ", 12), ("一百二十三", 123), ("两千零三", 2003), ("二〇二五", 2025), ("三万五千", 35000), ("2½²", 6.25), ("12 345,67", 12345.67), ("1.234.567,5", 1234567.5), ("MCMXCIV", 1994), ("hello", None), ("", None)])  # fmt: skip
def test_numerals(text: str, value: float | None) -> None:
    found = numeral(text)
    assert (None if found is None else float(found)) == value


def test_parsing_evaluates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("text was evaluated")

    monkeypatch.setattr(sympy, "sympify", refuse)
    monkeypatch.setattr(sympy, "parse_expr", refuse)
    monkeypatch.setattr("builtins.eval", refuse)
    assert str(to_sympy(parse("1/2 + 1/2"))) != "1"
    assert to_sympy(parse("1/2 + 1/2"), evaluate=True) == 1


@pytest.mark.parametrize(
    "text",
    ["(" * 100, "9" * 2000, "x" * 3000, "factorial(10**9)!" * 200, r"\def\x{1}", "a.b", "x[0].y", "1 2", "import os"],
)
def test_what_is_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse(text)


_LEAVES = st.sampled_from(["x", "y", "2", "3", "1/2"])
_EXPRESSIONS = st.recursive(
    _LEAVES,
    lambda e: st.tuples(e, st.sampled_from(["+", "-", "*"]), e).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(a=_EXPRESSIONS, b=_EXPRESSIONS)
def test_values_agree_with_sympy_about_polynomials(a: str, b: str) -> None:
    left, right = parse(a), parse(b)
    assert same(left, right) is bool(sympy.expand(to_sympy(left, True) - to_sympy(right, True)) == 0)


@settings(max_examples=60, deadline=None)
@given(text=_EXPRESSIONS)
def test_an_expression_equals_its_expansion(text: str) -> None:
    assert same(parse(text), parse(str(sympy.expand(to_sympy(parse(text), True))))) is True


def test_threads_and_tasks_compare_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(lambda n: compare(f"sqrt({n * n * 2})", f"{n}*sqrt(2)").equal, range(2, 14)))

    async def both() -> list[bool]:
        grades = [
            asyncio.to_thread(compare, "sqrt(8)", "2*sqrt(2)"),
            asyncio.to_thread(compare, "sqrt(8)", "3*sqrt(2)"),
        ]
        return [grade.equal for grade in await asyncio.gather(*grades)]

    assert asyncio.run(both()) == [True, False]


@pytest.mark.parametrize("empty", [r"2\frac{}{3}", r"2\frac{1}{}", r"2\frac{}{}", r"\frac{}{3}"])
@pytest.mark.parametrize("gold", ["2", "0", "2/3", "6", "1/3", "3"])
def test_a_fraction_without_top_or_bottom_is_no_number(empty: str, gold: str) -> None:
    assert not compare(gold, empty).equal and not compare(empty, gold).equal
