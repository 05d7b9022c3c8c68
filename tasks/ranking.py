"""Programs that sort, rank and compare distances: the items stand in them as the question writes them.

What a program prints is the answer as it is asked for, an item in the question's own spelling or its letter, so nothing
has to be counted off, looked up or written in another way after it ran.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ranked:
    """The items of a question in its order, the values of those that are names, and letters where it offers choices."""

    items: Sequence[str]
    named: Mapping[str, str] = field(default_factory=dict)
    letters: Sequence[str] = ()

    def _opening(self) -> list[str]:
        lines = [f"{name} = {value}" for name, value in self.named.items()]
        if self.letters:
            pairs = ", ".join(f'"{letter}": {item}' for letter, item in zip(self.letters, self.items, strict=True))
            return [*lines, f"items = {{{pairs}}}"]
        return [*lines, f'items = "{", ".join(self.items)}".split(", ")']

    @property
    def _key(self) -> str:
        return "items.get" if self.letters else "eval"

    def sort(self, down: bool) -> str:
        """A program that prints all items, from the smallest or from the largest."""
        turned = ", reverse=True" if down else ""
        return "\n".join([*self._opening(), f'print(*sorted(items, key={self._key}{turned}), sep=", ")'])

    def kth(self, k: int, down: bool) -> str:
        """A program that prints the item with k others before it, counted from the smallest or from the largest."""
        return "\n".join([*self._opening(), f"print(sorted(items, key={self._key})[{-1 - k if down else k}])"])

    def closest(self, target: str) -> str:
        """A program that prints the item closest to a number or to one of the names."""
        value = "items[item]" if self.letters else "eval(item)"
        return "\n".join([*self._opening(), f"print(min(items, key=lambda item: abs({value} - {target})))"])

    def best(self, smaller: bool) -> str:
        """A program that prints the smaller or the larger of the items."""
        lines = [f"{name} = {value}" for name, value in self.named.items()]
        items = ", ".join(f'"{item}"' for item in self.items)
        return "\n".join([*lines, f"print({'min' if smaller else 'max'}({items}, key=eval))"])


def unequal(a: str, b: str) -> str:
    """A program that prints whether two numbers differ: the calculator has no sign for that."""
    return f"print({a} != {b})"
