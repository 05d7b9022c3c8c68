"""A typed function with a docstring becomes a tool: schema, validation, errors in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from agent.tools import FunctionTool, ToolDefinitionError, ToolError, tool


@tool
def echo(text: str) -> str:
    """Say it again.

    More about it is not for the policy.
    """
    return text


@tool(name="scale", seconds=2.0)
def scaled(
    amount: Annotated[int, Field(ge=0, description="how many")], unit: Literal["g", "kg"], times: float = 1.0
) -> dict[str, Any]:
    """Scale an amount."""
    return {"amount": amount * times, "unit": unit}


@tool
def total(numbers: list[int]) -> int:
    """Add numbers."""
    return sum(numbers)


@tool
def half(of: int) -> Fraction:
    """Half of a number, exactly."""
    if of == 13:
        raise ToolError("13 brings bad luck")
    return Fraction(of, 2)


def test_the_schema_comes_from_the_hints() -> None:
    assert scaled.name == "scale" and scaled.description == "Scale an amount." and scaled.seconds == 2.0
    assert scaled.parameters["properties"] == {
        "amount": {"description": "how many", "minimum": 0, "title": "Amount", "type": "integer"},
        "unit": {"enum": ["g", "kg"], "title": "Unit", "type": "string"},
        "times": {"default": 1.0, "title": "Times", "type": "number"},
    }
    assert scaled.parameters["required"] == ["amount", "unit"] and scaled.parameters["additionalProperties"] is False
    assert echo.description == "Say it again."


@given(st.text())
def test_a_single_text_is_taken_as_it_is(text: str) -> None:
    assert echo.run(text).text == text


@given(st.integers(0, 10**6), st.sampled_from(["g", "kg"]))
def test_several_arguments_are_a_json_object(amount: int, unit: str) -> None:
    result = scaled.run(json.dumps({"amount": amount, "unit": unit, "times": 2}))
    assert result.ok and json.loads(result.text) == {"amount": 2 * amount, "unit": unit}


@pytest.mark.parametrize(
    "made, text, said",
    [
        (total, "[1, 2, 3]", "6"), (half, "7", "3.5"), (half, "1", "0.5"), (half, "-3", "-1.5"),
    ],
)  # fmt: skip
def test_a_single_argument_of_another_type_is_read(made: FunctionTool, text: str, said: str) -> None:
    assert (made.run(text).text, made.run(text).ok) == (said, True)


@pytest.mark.parametrize(
    "made, text, said",
    [
        (scaled, '{"amount": -1, "unit": "g"}', "amount: Input should be greater than or equal to 0"),
        (scaled, '{"amount": 1, "unit": "lb"}', "unit: Input should be 'g' or 'kg'"),
        (scaled, '{"amount": 1}', "unit: Field required"),
        (scaled, '{"amount": 1, "unit": "g", "extra": 2}', "extra: Extra inputs are not permitted"),
        (scaled, "3 kg", "write the arguments of scale as a JSON object with amount, unit, times"),
        (scaled, "[" * 100_000, "the input has more than 20,000 characters"),
        (scaled, "[" * 19_000, "write the arguments of scale as a JSON object with amount, unit, times"),
        (total, "many", "numbers: Input should be a valid list"),
        (half, "13", "13 brings bad luck"),
    ],
)
def test_what_is_wrong_with_arguments_is_an_observation(made: FunctionTool, text: str, said: str) -> None:
    result = made.run(text)
    assert (result.text, result.ok, result.broken) == (said, False, False)


def test_named_arguments_of_a_native_call_are_validated_too() -> None:
    assert json.loads(scaled.call({"amount": 2, "unit": "g"}).text) == {"amount": 2.0, "unit": "g"}
    assert not scaled.call({"amount": "many"}).ok


def test_a_function_that_raises_is_broken_and_says_so() -> None:
    @tool
    def divide(by: int) -> float:
        """Divide one."""
        return 1 / by

    result = divide.run("0")
    assert (result.text, result.ok, result.broken) == (
        "divide failed: ZeroDivisionError: division by zero",
        False,
        True,
    )
    assert divide(4) == 0.25  # it still is a function


def undocumented(text: str) -> str:
    return text


def untyped(text) -> str:  # type: ignore[no-untyped-def]
    """Say it."""
    return str(text)


def variable(*texts: str) -> str:
    """Say them."""
    return "".join(texts)


def unknown(text: Nowhere) -> str:  # type: ignore[name-defined]  # noqa: F821
    """Say it."""
    return text


def indescribable(text: Callable[[], object], more: object()) -> str:  # type: ignore[valid-type]
    """Say it."""
    return ""


@pytest.mark.parametrize(
    "function, why",
    [
        (undocumented, "no docstring"), (untyped, "has no type"), (variable, "takes \\*texts"), (unknown, "cannot be read"),
        (indescribable, "cannot be described|cannot be read"), (lambda text: text, "cannot name a tool"),
    ],
)  # fmt: skip
def test_a_function_that_cannot_be_a_tool_is_explained(function: Callable[..., object], why: str) -> None:
    with pytest.raises(ToolDefinitionError, match=why) as caught:
        tool(function)
    assert caught.value.hint
