"""The sampling playground's knobs: what each may be set to, and what it is set to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from core_model.sampling import Sampling

Name = Literal["temperature", "top_k", "top_p", "min_p"]
STEPS: dict[Name, tuple[float, ...]] = {
    "temperature": tuple(i / 10 for i in range(31)),
    "top_k": (0, 1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 40, 60, 80, 100, 200),
    "top_p": (*(i / 20 for i in range(1, 20)), 0.98, 0.99, 1.0),
    "min_p": (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.0),
}
OFF: dict[Name, tuple[float, str]] = {
    "temperature": (0.0, "greedy"), "top_k": (0, "all"), "top_p": (1.0, "all"), "min_p": (0.0, "all"),
}  # fmt: skip
"""The value with which a knob does nothing, or takes one id alone, and the word for it."""

TOP_P = 0.95
"""Of every sampled attempt: the default of `agent.policy.Ask`, which traces do not record."""


@dataclass(frozen=True)
class Knobs:
    """As `core_model.sampling.Sampling`, without its penalties."""

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0

    def turned(self, name: Name, by: int) -> Knobs:
        """One knob turned by so many steps; it stops at its ends. A value between two steps goes to the next."""
        if by == 0:
            return self
        steps, value = STEPS[name], getattr(self, name)
        if by > 0:
            onward = [s for s in steps if s > value + 1e-9]
            new = onward[min(by, len(onward)) - 1] if onward else steps[-1]
        else:
            back = [s for s in steps if s < value - 1e-9]
            new = back[max(by, -len(back))] if back else steps[0]
        changed: dict[str, Any] = {name: int(new) if name == "top_k" else new}
        return replace(self, **changed)

    def shown(self, name: Name) -> str:
        """A knob's value, with a word where it is off."""
        value = getattr(self, name)
        off, word = OFF[name]
        return f"{value:g} ({word})" if value == off else f"{value:g}"

    @property
    def sampling(self) -> Sampling:
        from core_model.sampling import Sampling

        return Sampling(temperature=self.temperature, top_k=self.top_k, top_p=self.top_p, min_p=self.min_p)
