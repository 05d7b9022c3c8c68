"""Traces as JSONL, out and in: one trace a line, and the same traces come back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from agent.errors import AgentError
from agent.trace import Trace


class ImportFailed(AgentError):
    """A line of a file that is to be imported holds no trace."""

    kind = "file"
    exit_code = 3


def jsonl(traces: Iterable[Trace]) -> Iterator[str]:
    """A line a trace, without the newline; ASCII, so that nothing in it is taken for the end of a line."""
    return (json.dumps(json.loads(trace.to_json())) for trace in traces)


def read_jsonl(lines: Iterable[str], name: str = "the file") -> Iterator[Trace]:
    """The traces of an export, or of the traces.jsonl of a batch run. Raises ImportFailed naming the first bad line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            trace = Trace.model_validate_json(json.dumps(row["trace"]) if "trace" in row else line)
        except ValidationError as error:
            raise _failed(name, number, error.errors()[0]["msg"]) from None
        except (ValueError, TypeError, RecursionError):
            raise _failed(name, number, "not a trace") from None
        if not trace.finished:
            raise _failed(name, number, "a trace without its beginning or its end")
        yield trace


def _failed(name: str, number: int, reason: str) -> ImportFailed:
    return ImportFailed(f"{name}, line {number}: {reason}", "a line is what `ponder traces export` writes")
