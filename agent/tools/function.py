"""`@tool`: a typed function with a docstring becomes a tool.

The JSON schema comes from the type hints, arguments are validated by pydantic before the function is called, and what
is wrong with them is an observation. A tool with one parameter takes a call's text as it is; one with several takes a
JSON object. The function runs in this process and is its author's responsibility: it must not evaluate its input.
"""

from __future__ import annotations

import inspect
import json
import re
import time
import typing
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, overload

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import to_json

from agent.errors import AgentError
from agent.tools.result import ToolResult
from tasks.numbers import format_number

NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
MAX_INPUT_CHARACTERS = 20_000
"""A longer input is refused before it is read."""
DEFAULT_SECONDS = 10.0


class ToolDefinitionError(AgentError):
    """A function that cannot be a tool: a missing docstring or type hint, a bad name."""

    kind = "tool"


class ToolError(Exception):
    """Raised by a tool's author to say, in words for the policy, what is wrong with the input."""


class FunctionTool:
    """A function as a tool: `name`, `description`, `parameters` (JSON schema), and at most `seconds` for a call."""

    def __init__(self, function: Callable[..., Any], name: str | None = None, seconds: float = DEFAULT_SECONDS) -> None:
        """Raises ToolDefinitionError, saying what the function lacks."""
        self.function, self.seconds = function, seconds
        self.name = name or str(getattr(function, "__name__", ""))
        if not NAME.fullmatch(self.name):
            raise ToolDefinitionError(
                f"{self.name!r} cannot name a tool", "use up to 32 of a-z, 0-9 and _, beginning with a letter"
            )
        self.description = inspect.cleandoc(function.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
        if not self.description:
            raise ToolDefinitionError(f"the tool {self.name} has no docstring", "say in one line what it does")
        if seconds <= 0:
            raise ToolDefinitionError(f"the tool {self.name} has no time to run", "give it seconds above 0")
        self.arguments = _arguments(function, self.name)
        self.parameters: dict[str, Any] = self.arguments.model_json_schema()
        self.parameters.pop("title", None)
        self._names = tuple(self.arguments.model_fields)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The function itself, for Python code."""
        return self.function(*args, **kwargs)

    def run(self, text: str) -> ToolResult:
        """Call the function with what a policy wrote. Never raises."""
        started = time.monotonic()
        try:
            arguments = self._read(text)
        except ToolError as error:
            return ToolResult(str(error), False, time.monotonic() - started)
        return self.call(arguments)

    def call(self, arguments: Mapping[str, Any]) -> ToolResult:
        """Call the function with named arguments, such as those of a native tool call. Never raises."""
        started = time.monotonic()
        try:
            checked = self.arguments.model_validate(dict(arguments))
            given = {name: getattr(checked, name) for name in self._names}
            text, ok, broken = _said(self.function(**given)), True, False
        except ValidationError as error:
            text, ok, broken = _complaint(error), False, False
        except ToolError as error:
            text, ok, broken = str(error) or "the tool refused", False, False
        except Exception as error:
            text, ok, broken = f"{self.name} failed: {type(error).__name__}: {error}", False, True
        return ToolResult(text, ok, time.monotonic() - started, broken)

    def _read(self, text: str) -> dict[str, Any]:
        if len(text) > MAX_INPUT_CHARACTERS:
            raise ToolError(f"the input has more than {MAX_INPUT_CHARACTERS:,} characters")
        if not self._names:
            return {}
        if len(self._names) == 1:
            return {self._names[0]: self._single(text)}
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise ToolError(f"write the arguments of {self.name} as a JSON object with {', '.join(self._names)}")
        return given

    def _single(self, text: str) -> Any:
        """The text itself where the parameter takes text; what it says in JSON where only that is of the right type."""
        field = self.arguments.model_fields[self._names[0]]
        if field.annotation is str:
            return text
        try:
            self.arguments.model_validate({self._names[0]: text})
        except ValidationError:
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                return text
        return text


@overload
def tool(function: Callable[..., Any], /) -> FunctionTool: ...
@overload
def tool(
    *, name: str | None = None, seconds: float = DEFAULT_SECONDS
) -> Callable[[Callable[..., Any]], FunctionTool]: ...
def tool(
    function: Callable[..., Any] | None = None, /, *, name: str | None = None, seconds: float = DEFAULT_SECONDS
) -> FunctionTool | Callable[[Callable[..., Any]], FunctionTool]:
    """Make a tool of a typed function with a docstring: `@tool`, or `@tool(name="celsius", seconds=1.0)`.

    Raises ToolDefinitionError, saying what the function lacks.
    """
    if function is not None:
        return FunctionTool(function, name, seconds)
    return lambda function: FunctionTool(function, name, seconds)


def _arguments(function: Callable[..., Any], name: str) -> type[BaseModel]:
    """The function's parameters as a pydantic model that refuses any other."""
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except (NameError, TypeError) as error:
        raise ToolDefinitionError(
            f"the type hints of {name} cannot be read: {error}", "import what they name"
        ) from None
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise ToolDefinitionError(f"{name} takes {parameter}", "give each parameter a name that a policy can use")
        if parameter.name not in hints:
            raise ToolDefinitionError(f"the parameter {parameter.name} of {name} has no type", "add a type hint")
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (hints[parameter.name], default)
    try:
        return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)
    except Exception as error:  # pydantic has several kinds, one for each thing it cannot describe
        raise ToolDefinitionError(
            f"the parameters of {name} cannot be described: {str(error).splitlines()[0]}", "use types that JSON has"
        ) from None


def _complaint(error: ValidationError) -> str:
    """What is wrong with the arguments, in one line and without the input itself."""
    said = []
    for one in error.errors(include_url=False, include_input=False, include_context=False)[:3]:
        where = ".".join(str(part) for part in one["loc"])
        said.append(f"{where}: {one['msg']}" if where else one["msg"])
    return "; ".join(said)


def _said(value: Any) -> str:
    """A result in words: text as it is, exact numbers as the calculator writes them, anything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return format_number(value)
    if value is None:
        return "done"
    return to_json(value, fallback=str).decode()
