"""Reading what a person hands in: a question from the arguments or a pipe, a file as UTF-8."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.errors import BROKEN_FILE, CommandError

MAX_STDIN_BYTES = 1_000_000
"""More than any question that the agent takes, and little enough to read from an endless pipe."""


def read_question(argument: str | None) -> str:
    """The question: the argument, or standard input when that is `-` or absent with something piped in.

    Raises CommandError (exit code 2) when there is none or it is not UTF-8 text.
    """
    if argument is None and sys.stdin.isatty():
        raise CommandError("no question", 'ponder ask "What is 15% of 240?", or `-` to read one from standard input')
    if argument is None or argument == "-":
        return _text(read_stdin(), "the question on standard input")
    try:  # bytes of the command line that are not UTF-8 arrive as lone surrogates
        return _text(argument.encode("utf-8", "surrogateescape"), "the question")
    except UnicodeEncodeError:
        raise CommandError("the question is not UTF-8 text", kind="question") from None


def read_stdin() -> bytes:
    """Standard input to its end. Raises CommandError above MAX_STDIN_BYTES."""
    data = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(data) > MAX_STDIN_BYTES:
        raise CommandError(f"standard input is longer than {MAX_STDIN_BYTES:,} bytes", kind="question")
    return data


def read_text(path: Path) -> str:
    """A file's text. Raises CommandError (exit code 3) when it is not UTF-8, OSError when it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"{path} is not UTF-8 text (byte {error.start})"
        raise CommandError(reason, kind="file", exit_code=BROKEN_FILE) from None


def _text(data: bytes, what: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "convert it first, for example with iconv"
        raise CommandError(f"{what} is not UTF-8 text (byte {error.start})", hint, kind="question") from None
    if "\0" in text:
        raise CommandError(f"{what} is binary: it holds NUL characters", kind="question")
    return text.rstrip("\r\n")
