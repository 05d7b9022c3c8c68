"""Which bindings there are, and a keymap as one line of text: `trace.copy=c app.help=f12`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding
from textual.dom import DOMNode


class KeymapError(ValueError):
    """A keymap that cannot be read, in words for the one who wrote it."""


def every_binding() -> Iterator[tuple[type[DOMNode], Binding]]:
    """Each binding with the class that declares it: of the app, its screens and its widgets. Imports them all."""
    modules = [import_module("tui.app")]
    for folder in ("tui.screens", "tui.widgets"):
        modules += [import_module(f"{folder}.{found.name}") for found in iter_modules(import_module(folder).__path__)]
    for module in modules:
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.__name__:
                for binding in vars(kind).get("BINDINGS", ()):
                    yield kind, binding if isinstance(binding, Binding) else Binding(*binding)


def parsed(text: str) -> dict[str, str]:
    """A keymap from its line. Raises KeymapError for what is no pair, or names no binding."""
    found: dict[str, str] = {}
    for pair in text.split():
        name, equals, keys = pair.partition("=")
        if not (name and equals and keys):
            raise KeymapError(f"keymap: {pair!r} is no pair of a binding and its key, such as trace.copy=c")
        found[name] = keys
    known = {binding.id for _, binding in every_binding() if binding.id} if found else set()
    for name in sorted(set(found) - known):
        near = get_close_matches(name, known, n=1)
        raise KeymapError(f"keymap: no binding is called {name}" + (f"; did you mean {near[0]}?" if near else ""))
    return found


def written(keymap: Mapping[str, str]) -> str:
    """The line of a keymap."""
    return " ".join(f"{name}={keys}" for name, keys in keymap.items())
