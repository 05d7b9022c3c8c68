"""From an exception to what a person and a script are told: kind, message, hint, exit code.

Floors below raise exceptions that carry `kind`, `hint` and `exit_code` themselves; they are recognised by these
attributes, so that nothing heavy is imported to catch them. What is left is click's, pydantic's and Python's own.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from tui.text import one_line

DONE = 0
NOT_ACCEPTED = 1
USAGE = 2
BROKEN_FILE = 3
BUDGET = 4
INTERNAL = 70
"""Not in the contract: a bug is neither "not accepted" nor anything else that a script may rely on (sysexits.h)."""
INTERRUPTED = 130

MAX_MESSAGE_CHARS = 600


class CommandError(Exception):
    """A failure that the command line itself finds."""

    def __init__(self, message: str, hint: str = "", *, kind: str = "usage", exit_code: int = USAGE) -> None:
        super().__init__(message)
        self.kind, self.hint, self.exit_code = kind, hint, exit_code


@dataclass(frozen=True)
class Failure:
    """What is told about an exception, each text on one line."""

    kind: str
    message: str
    hint: str
    exit_code: int

    def as_json(self) -> dict[str, dict[str, str]]:
        return {"error": {"kind": self.kind, "message": self.message}}


def describe(error: BaseException) -> Failure:
    """The failure that `error` stands for; a bug becomes kind `internal`."""
    kind, message, hint, exit_code = _parts(error)
    return Failure(kind, one_line(message, MAX_MESSAGE_CHARS), one_line(hint, MAX_MESSAGE_CHARS), exit_code)


def _parts(error: BaseException) -> tuple[str, str, str, int]:
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "interrupted", "interrupted", "", INTERRUPTED
    if isinstance(error, click.ClickException):  # has an exit_code as well, but no kind
        return "usage", error.format_message(), _click_hint(error), USAGE
    exit_code = getattr(error, "exit_code", None)
    if isinstance(exit_code, int):
        kind = getattr(error, "kind", None) or type(error).__name__
        return str(kind), str(error), str(getattr(error, "hint", "") or ""), exit_code
    if _is_validation_error(error):
        return "config", _validation_message(error), "", USAGE
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return "file", f"{name}{error.strerror or error}", "", BROKEN_FILE
    message = f"{type(error).__name__}: {error}"
    return "internal", message, "this is a bug; PONDER_DEBUG=1 shows where it happened", INTERNAL


def _click_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"`{context.command_path} --help` shows what it takes" if context is not None else ""


def _is_validation_error(error: BaseException) -> bool:
    pydantic = sys.modules.get("pydantic")  # if nobody imported it, nobody raised from it
    return pydantic is not None and isinstance(error, pydantic.ValidationError)


def _validation_message(error: BaseException) -> str:
    details = error.errors()  # type: ignore[attr-defined]
    first = details[0]
    place = ".".join(str(part) for part in first["loc"]) or error.title  # type: ignore[attr-defined]
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return f"{place}: {first['msg']}{more}"
