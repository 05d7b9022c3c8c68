"""What the cache holds once a token is read: the sinks, the window, and what was evicted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tui.glyphs import Span, Style
from tui.inside.look import Look

LETTERS: dict[str, tuple[str, Style]] = {
    "sink": ("S", "good"), "window": ("W", "tool"), "evicted": (".", "bad"), "unread": (" ", "quiet"),
}  # fmt: skip


def slots(look: Look) -> list[Span]:
    """The view: the cache's shape, a letter a token, the tokens themselves, and what evicting cost."""
    inside = look.reading.inspection
    held = inside.slots(look.place)
    count = {name: held.count(name) for name in LETTERS}  # type: ignore[arg-type]
    if look.reading.streamed:
        shape = f"{inside.sinks} sinks and a window of {inside.window}: {inside.capacity} cells"
    else:
        shape = f"a full cache of {inside.capacity} cells: nothing is evicted"
    spans: list[Span] = [("strong", shape), ("quiet", "   w: another window\n"), ("quiet", "after token "),
                         ("strong", look.token(look.place)), ("quiet", f"  at {look.place}\n")]  # fmt: skip
    for name, (letter, style) in LETTERS.items():
        if name != "unread":
            share = count[name] / max(1, look.place + 1)
            spans += [
                (style, f" {letter} {name:<8}"),
                ("tool", look.glyphs.line(share, 16)),
                ("plain", f"  {count[name]:,}\n"),
            ]
    used = (count["sink"] + count["window"]) / inside.capacity
    spans += [("quiet", f" cells in use {100 * used:.0f} %\n\n")]
    spans += _letters(held, max(8, look.width - 1))
    spans += [*_cost(look), ("quiet", "\nthe row as the cache has it; what was evicted is left out\n")]
    for name, group in groupby(range(look.place + 1), key=lambda place: held[place]):
        places = list(group)
        if name == "evicted":
            spans.append(("bad", f" [{len(places):,} evicted] "))
        else:
            letter, style = LETTERS[name]
            spans.append((style, f" {letter} " + "".join(look.token(place) for place in places)))
    return spans


def _letters(held: Sequence[str], width: int) -> list[Span]:
    spans: list[Span] = []
    for start in range(0, len(held), width):
        for name, group in groupby(held[start : start + width]):
            letter, style = LETTERS[name]
            spans.append((style, letter * len(list(group))))
        spans.append(("plain", "\n"))
    return spans


def _cost(look: Look) -> list[Span]:
    """How far the reading is from what was recorded: what the evicted tokens were worth."""
    drift = look.reading.drift
    if drift is None or not look.reading.streamed:
        return []
    return [("quiet", "\nfurthest from the recorded log-probabilities: "), ("strong", f"{drift:.3f} nats\n")]
