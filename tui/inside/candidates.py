"""The sampling playground: the ids that might have come, and what temperature and filters make of them."""

from __future__ import annotations

from tui.glyphs import Span
from tui.inside.look import Look

SHOWN = 20


def candidates(look: Look) -> list[Span]:
    """The view for the selected token's place: the likeliest ids, without the knobs and with them."""
    inside, knobs = look.reading.inspection, look.knobs
    if look.place == 0:
        return [("quiet", "Nothing comes before the first token: choose another one.")]
    spans: list[Span] = [("quiet", "the next token after "), ("strong", f"{look.token(look.place - 1)}\n")]
    sampling, banned = knobs.sampling, look.reading.banned
    left = inside.drawn(look.place, sampling, banned)
    ids = "1 id" if left == 1 else f"{left:,} ids"
    width = look.bar - 5  # two bars a line
    spans += [("strong", ids), ("quiet", " could be drawn\n")]
    spans += [("quiet", f"  {'token':<14} {'model':<{width + 7}}  with knobs\n")]
    own = look.rows[look.place]
    found = inside.candidates(look.place, SHOWN, sampling, banned)
    for candidate in found:
        here = candidate.id == own.id
        mark = look.glyphs.of("pass") if here else " "
        bar = look.glyphs.line(candidate.probability, width)
        spans += [("good" if here else "plain", f"{mark} {look.spelled(candidate.id, 14)} ")]
        spans += [("quiet", f"{bar} {candidate.probability:.3f}   ")]
        if candidate.id in banned:
            spans.append(("bad", "not allowed\n"))
        elif candidate.sampled == 0:
            spans.append(("quiet", f"{look.glyphs.dash} never\n"))
        else:
            spans += [("tool", look.glyphs.line(candidate.sampled, width)), ("strong", f" {candidate.sampled:.3f}\n")]
    if all(candidate.id != own.id for candidate in found):
        given = "given" if own.probability is None else "sampled"
        spans += [("quiet", f"\n{given} here: "), ("strong", look.token(look.place)), ("quiet", ", not among these\n")]
    return spans
