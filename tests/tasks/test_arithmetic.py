"""Generated arithmetic: right answers, canonical calls, phrasings held out."""

from __future__ import annotations

import ast
import random
import re
from fractions import Fraction

import pytest
import sympy

from tasks.generators.arithmetic import generate
from tasks.generators.arithmetic.expressions import Style, binary, grouped, negated, number, render, spell
from tasks.generators.arithmetic.phrases import (
    CHAINS,
    FRAMES,
    IMPERATIVE_FRAMES,
    IMPERATIVES,
    LISTS,
    NOUNS,
    PERCENTS,
    SINGLES,
    SYMBOL_FRAMES,
)
from tasks.quantities import quantities
from tasks.task import Call, Task

TABLES = (FRAMES, SYMBOL_FRAMES, IMPERATIVE_FRAMES, NOUNS, LISTS, SINGLES, IMPERATIVES, CHAINS, PERCENTS)


def rational(text: str) -> sympy.Rational:
    """An independent evaluation: Python's parser, sympy's numbers."""
    text = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", text)

    def walk(node: ast.expr) -> sympy.Rational:
        if isinstance(node, ast.Constant):
            return sympy.Rational(ast.get_source_segment(text, node))
        if isinstance(node, ast.UnaryOp):
            return -walk(node.operand)
        assert isinstance(node, ast.BinOp)
        left, right = walk(node.left), walk(node.right)
        return {
            ast.Add: lambda: left + right, ast.Sub: lambda: left - right, ast.Mult: lambda: left * right,
            ast.Div: lambda: left / right, ast.Pow: lambda: left**right,
        }[type(node.op)]()  # fmt: skip

    return walk(ast.parse(text, mode="eval").body)


def draw(n: int, **settings: object) -> list[Task]:
    return [generate(random.Random(f"test:{i}:{settings}"), **settings) for i in range(n)]  # type: ignore[arg-type]


def call(task: Task) -> str:
    assert task.solution is not None
    (step,) = task.solution.steps
    assert isinstance(step, Call)
    return step.input


@pytest.mark.parametrize("unseen", [False, True])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_answer_is_the_value_of_the_one_call(level: int, unseen: bool) -> None:
    for task in draw(300, level=level, unseen=unseen):
        assert task.level == level
        assert rational(call(task)) == sympy.Rational(task.answer)
        assert task.solution is not None and task.solution.answer == task.answer


def test_a_call_is_canonical_and_its_result_sane() -> None:
    for task in draw(800):
        assert re.fullmatch(r"[-+*/().%0-9]+", call(task)), task
        assert Fraction(task.answer).denominator <= 10**4
        assert abs(Fraction(task.answer).numerator) < 10**12
        assert not re.search(r"\d,\d", call(task))


def test_what_a_bare_expression_shows_is_what_is_calculated() -> None:
    same = str.maketrans({"×": "*", "x": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "[": "(", "]": ")", " ": ""})
    checked = 0
    for task in draw(6000):
        both_fractions = re.search(r"\d/\d+\)/\(", call(task))
        if task.template != "infix: {}" or both_fractions or re.search(r"\d \d", task.question):
            continue
        shown = task.question.replace("²", "**2").replace("³", "**3").replace("^", "**").replace(",", "")
        assert shown.translate(same) == call(task)
        checked += 1
    assert checked > 100


def test_every_number_of_a_plain_call_stands_in_the_question() -> None:
    for task in draw(1500):
        if task.template.startswith(("single", "chain", "list", "percent")):
            continue  # half, double, an average: these bring their own numbers
        present = {q.value for q in quantities(re.sub(r"(?<![a-z])x|[×*·÷/()−–^+[\]²³-]", " ", task.question))}
        present |= {Fraction(2), Fraction(3)} if re.search("squared|cubed|[²³]", task.question) else set()
        used = {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", call(task))}
        assert used <= present, task


def test_the_same_seed_gives_the_same_task() -> None:
    assert draw(50) == draw(50)


def test_there_is_no_fifth_level() -> None:
    with pytest.raises(ValueError, match="levels 1 to 4, not 5"):
        generate(random.Random(0), level=5)


def test_an_id_stands_for_a_question() -> None:
    tasks = draw(1000)
    assert len({t.id for t in tasks}) == len({t.question for t in tasks})


# --- phrasings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_fifth_of_every_table_is_held_out(table: object) -> None:
    seen, unseen = {str(p) for p in table.seen}, {str(p) for p in table.unseen}  # type: ignore[attr-defined]
    assert not seen & unseen
    assert len(unseen) >= 0.2 * len(seen | unseen)


def test_no_template_is_both_seen_and_unseen() -> None:
    seen = {t.template for t in draw(3000)}
    unseen = {t.template for t in draw(3000, unseen=True)}
    assert len(seen) > 150
    assert not seen & unseen


def test_an_unseen_question_uses_a_held_out_phrase_or_frame() -> None:
    def text(phrase: object) -> str:
        return phrase if isinstance(phrase, str) else phrase[1]  # type: ignore[index]

    held_out = [text(p) for table in TABLES for p in table.unseen]  # type: ignore[attr-defined]
    for task in draw(1000, unseen=True):
        assert any(phrase in task.template for phrase in held_out), task.template


def test_numbers_vary_in_length_and_kind() -> None:
    found = [n for t in draw(2000) for n in re.findall(r"\d+(?:\.\d+)?", call(t))]
    assert {len(n) for n in found if "." not in n} >= {1, 2, 3, 4, 5, 6}
    assert any("." in n for n in found) and any(n.startswith("0.0") for n in found)
    assert any(re.fullmatch(r"(\d)\1{2,}", n) for n in found) and any(re.fullmatch(r"\d0{2,}\d*", n) for n in found)


# --- expressions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression, canonical",
    [
        (binary("*", binary("+", number("17"), number("5")), number("3")), "(17+5)*3"),
        (binary("-", number("9"), binary("-", number("5"), number("2"))), "9-(5-2)"),
        (binary("-", binary("-", number("9"), number("5")), number("2")), "9-5-2"),
        (binary("-", number("5"), number("-3")), "5-(-3)"),
        (binary("-", number("5"), number("-3"), bare_negative=True), "5--3"),
        (binary("**", number("-3"), number("2")), "(-3)**2"),
        (binary("/", number("3/4"), number("5/6")), "(3/4)/(5/6)"),
        (binary("+", number("3/4"), number("5/6")), "3/4+5/6"),
        (binary("*", number("2 1/2"), number("4")), "(2+1/2)*4"),
        (binary("of", number("15%"), number("240")), "15%*240"),
        (negated(binary("+", number("3"), number("4"))), "-(3+4)"),
        (binary("/", number("8"), grouped(number("4"))), "8/(4)"),
    ],
)
def test_brackets_stand_where_they_are_needed(expression: object, canonical: str) -> None:
    assert expression.canonical == canonical  # type: ignore[attr-defined]
    assert rational(canonical) == sympy.Rational(expression.value)  # type: ignore[attr-defined]


def test_a_style_changes_how_an_expression_looks() -> None:
    power = binary("**", number("7"), number("2"))
    sum_ = binary("*", binary("+", number("1200"), power), number("-3"))
    assert render(sum_, Style(spacing="none")) == "(1200+7**2)*(-3)"
    assert render(sum_, Style(times="×", minus="−", power="²", commas=True)) == "(1,200 + 7²) × (−3)"
    assert render(sum_, Style(spacing="sums", power="^")) == "(1200 + 7^2)*(-3)"
    words = Style(plus="plus", times="times", power="words", negative="negative ", spelled=True)
    assert render(sum_, words) == "(1200 plus seven squared) times (negative three)"


def test_fractions_are_divided_without_brackets_where_the_sign_tells_them_apart() -> None:
    quotient = binary("/", number("3/4"), number("5/6"))
    assert render(quotient, Style(over="÷")) == "3/4 ÷ 5/6"
    assert render(quotient, Style()) == "(3/4) / (5/6)"


def test_spelled_numbers_are_read_back() -> None:
    assert [quantities(spell(n))[0].value for n in range(100)] == list(range(100))
