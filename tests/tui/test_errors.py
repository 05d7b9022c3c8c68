"""Every failure has a kind, one line, and the exit code of the contract."""

from __future__ import annotations

import click
import pydantic
import pytest

from agent.errors import QuestionError
from core_model.errors import ContextOverflow, WeightsError
from tui.errors import CommandError, describe


class Settings(pydantic.BaseModel):
    steps: int


def invalid() -> pydantic.ValidationError:
    with pytest.raises(pydantic.ValidationError) as caught:
        Settings.model_validate({"steps": "many"})
    return caught.value


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (click.UsageError("no"), "usage", 2),
        (CommandError("no"), "usage", 2),
        (QuestionError("empty"), "question", 2),
        (ContextOverflow("long"), "context", 2),
        (WeightsError("gone"), "weights", 3),
        (FileNotFoundError(2, "No such file or directory", "x.jsonl"), "file", 3),
        (KeyboardInterrupt(), "interrupted", 130),
        (click.Abort(), "interrupted", 130),
        (invalid(), "config", 2),
        (ZeroDivisionError("bug"), "internal", 70),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_kind_and_exit_code(error: BaseException, kind: str, code: int) -> None:
    failure = describe(error)
    assert (failure.kind, failure.exit_code) == (kind, code)


def test_an_invalid_setting_is_named() -> None:
    assert describe(invalid()).message.startswith("steps: ")


def test_a_message_is_one_line_that_cannot_steer_the_terminal() -> None:
    message = describe(CommandError("a\nb\x1b[31m" + "c" * 5000)).message
    assert message.startswith("a b\\x1b[31mccc")
    assert len(message) <= 600
