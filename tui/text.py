"""Text from a model, a file or a person, made safe to print: nothing in it can move the cursor or set a title."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 without tab and newline, DEL
    "\x80-\x9f"  # C1: 0x9b opens an escape sequence on some terminals
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: they make text read as what it is not
    "\u061c\u200e\u200f"  # bidirectional marks: they reorder the neutral characters beside them
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff"  # lone surrogates, which no encoding can write
    "]"
)


def printable(text: str) -> str:
    """`text` with control characters spelled out (`\\x1b`); newlines and tabs stay."""
    return _UNSAFE.sub(lambda match: _spelled(match.group()), text)


def one_line(text: str, limit: int | None = None) -> str:
    """`text` printable and on one line, cut to `limit` characters."""
    line = printable(" ".join(text.split()))
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def json_line(value: Any) -> str:
    """One line of ASCII-only JSON, so that it is the same bytes in every locale; NaN and infinities become null."""
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:
        return json.dumps(json.loads(json.dumps(value), parse_constant=lambda _: None))


def _spelled(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
