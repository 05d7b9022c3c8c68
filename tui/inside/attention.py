"""Where a head looks: the token's weights one by one, all heads at a glance, and the head's map over the row."""

from __future__ import annotations

from itertools import pairwise

from tui.glyphs import Span
from tui.inside.look import Look

SHOWN = 10
"""Tokens that the selected one looks at most."""
ROWS = 24
"""Of the map: the tokens up to the selected one."""
NAME = 10
"""Columns of a token's name beside the map."""
KEYS = ", . layer   < > head"
"""Which choose a layer and a head."""


def attention(look: Look) -> list[Span]:
    """The view of one layer and head, from the selected token."""
    inside = look.reading.inspection
    weights = inside.looks(look.layer, look.head, look.place)
    which = f"layer {look.layer + 1} of {inside.layers}, head {look.head + 1} of {inside.heads}"
    spans: list[Span] = [("strong", which), ("quiet", f"   {KEYS}\nfrom token "), ("strong", look.token(look.place)),
                         ("quiet", f"  at {look.place}, to\n")]  # fmt: skip
    most = sorted(range(len(weights)), key=lambda i: (-weights[i], i))[:SHOWN]
    for place in most:
        bar = look.glyphs.line(weights[place], look.bar)
        spans += [("quiet", f"{place:>5}  "), ("strong", look.token(place, 14)), ("tool", bar)]
        spans += [("plain", f"  {weights[place]:.3f}\n")]
    spans += [("quiet", "\nall heads from here: the weight of the token that each looks at most\n")]
    return [*spans, *_heads(look), *_map(look)]


def _heads(look: Look) -> list[Span]:
    inside = look.reading.inspection
    spans: list[Span] = []
    for layer in range(inside.layers):
        spans.append(("quiet", f" layer {layer + 1:>2} "))
        for head in range(inside.heads):
            sharp = max(inside.looks(layer, head, look.place))
            here = (layer, head) == (look.layer, look.head)
            text = f"[{sharp:.1f}]" if here else f" {sharp:.1f} "
            spans.append(("strong" if here else "plain" if sharp >= 0.5 else "quiet", text))
        spans.append(("plain", "\n"))
    return spans


def _map(look: Look) -> list[Span]:
    """A line a token, a column a token looked at; where the pane is narrower, a column is the largest of several."""
    inside, wide = look.reading.inspection, look.place + 1
    columns = min(wide, max(8, look.width - NAME - 7))
    edges = [wide * c // columns for c in range(columns + 1)]
    first = max(0, wide - ROWS)
    title = f"\nthe head's map: lines are tokens {first} to {look.place}, columns 0 to {look.place}\n"
    spans: list[Span] = [("quiet", title)]
    for place, row in enumerate(inside.attention(look.layer, look.head, first, wide).tolist(), first):
        line = "".join(look.glyphs.bar(max(row[a:b])) for a, b in pairwise(edges))
        spans += [("quiet", f"{place:>5} "), ("strong" if place == look.place else "plain", look.token(place, NAME))]
        spans += [("tool", f"{line}\n")]
    return spans
