"""One view of the Model mode, whichever is wanted; and what stands there while there is nothing to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.errors import Failure
from tui.glyphs import Glyphs, Span
from tui.inside.attention import attention
from tui.inside.candidates import candidates
from tui.inside.experts import experts, recorded_experts
from tui.inside.look import Look, Spot
from tui.inside.slots import slots
from tui.services.inside import Inside
from tui.text import one_line
from tui.tokens import TokenRow, joined, least_sure, unsure_quotes, visible

INSIDE: dict[str, Callable[[Look], list[Span]]] = {
    "experts": experts, "attention": attention, "cache": slots, "sampling": candidates,
}  # fmt: skip


def inside(view: str, look: Look, window: int | None) -> list[Span]:
    """A view of what happened inside, under a line that says how far to trust it."""
    return [*_trust(look, window), *INSIDE[view](look)]


def absent(failure: Failure | None, view: str, spot: Spot) -> list[Span]:
    """What stands there instead: what the trace recorded, for the experts; and why the attempt could not be read again,
    or that it is being read."""
    told = recorded_experts(spot.recorded, spot) if view == "experts" and spot.recorded else []
    if failure is not None:
        words = f"  {one_line(failure.message)} ({one_line(failure.hint)})"
        return [spot.glyphs.named("broken"), ("plain", f"{words}\n"), *told]
    return [("doubt", f"{spot.glyphs.of('loading')} reading the attempt again with its weights\n"), *told]


def _trust(look: Look, window: int | None) -> list[Span]:
    """Whether this reading is the one that was recorded."""
    reading, glyphs = look.reading, look.glyphs
    if window is not None:
        return [("doubt", f"{glyphs.of('unknown')} as if the cache had a window of {window}\n")]
    if reading.drift is None:
        return [("quiet", "read again; no log-probabilities were recorded to compare with\n")]
    if reading.same:
        words = f"{glyphs.of('pass')} read again: as recorded, to {reading.drift:.5f} nats\n"
        return [("good", words)]
    words = f"{glyphs.of('fail')} off by {reading.drift:.2f} nats: other weights made this trace\n"
    return [("bad", words)]


def text(rows: Sequence[TokenRow], glyphs: Glyphs) -> list[Span]:
    """The least sure tokens, then the whole row, marked by how sure the policy was."""
    spans: list[Span] = [("quiet", "least sure\n")]
    for row in least_sure(rows):
        sure = (row.probability or 0.0) >= 0.9
        spans += [("plain" if sure else "doubt", f"{row.probability:.3f}  ")]
        spans += [("strong", visible(row.text) or str(row.id)), ("quiet", f"  at {row.place}\n")]
    unsure, very = ("below".join(unsure_quotes(p, glyphs)) for p in (0.5, 0.0))
    return [*spans, ("quiet", f"\nthe row, sampled tokens {unsure} 0.9 and {very} 0.5 between quotes\n"),
            *joined(rows, glyphs)]  # fmt: skip


def policy_card(known: Inside, policy: str, glyphs: Glyphs) -> list[Span]:
    """What is known of the policy as a whole."""
    from tui.commands.model import flatten

    if policy in known.failures:
        failure = known.failures[policy]
        return [glyphs.named("broken"), ("plain", f"  {failure.message} ({failure.hint})")]
    if policy not in known.cards:
        return [glyphs.named("loading")] if policy else []
    spans: list[Span] = []
    for name, value in flatten(known.cards[policy]):
        spans += [("quiet", f"{name}\n"), ("plain", f"  {one_line(value)}\n")]
    return spans
