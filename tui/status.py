"""The status pill: what the app is doing, in glyph, word and numbers."""

from __future__ import annotations

from tui.glyphs import Glyphs, Span
from tui.rows import scored
from tui.services.asking import Asking

LEAST_SECONDS = 0.1
"""Of less, no speed is told."""


def clock(seconds: float) -> str:
    """Minutes and seconds: 0:07, 12:30."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"


def status(asking: Asking, glyphs: Glyphs) -> list[Span]:
    """State of the model or of the question; while it runs, how to stop it."""
    model, run = asking.model, asking.run
    if asking.failure is not None:
        hint = f" ({asking.failure.hint})" if asking.failure.hint else ""
        return [glyphs.named("broken"), ("plain", f"  {asking.failure.message}{hint}")]
    if asking.waiting is not None:
        return [glyphs.named("loading"), ("plain", f"  {model.seconds:.0f} s"), ("quiet", "  the question waits")]
    if asking.busy:
        return _running(asking, glyphs)
    if run.phase == "interrupted":
        shown = ": what came is shown, and not stored" if run.attempts else ""
        kept = shown if run.result is None else ": what there is is kept"
        return [glyphs.named("interrupted"), ("plain", f"  {clock(asking.seconds)}{kept}")]
    if run.result is not None:
        result = run.result
        answer = scored(glyphs, result.status, result.score)
        tries = f"{result.attempts} attempt" + ("s" if result.attempts != 1 else "")
        words = f"  {tries}  {result.tokens} tokens  {result.seconds:.1f} s{_speed(asking)}   Tab: to the trace"
        return [glyphs.named("done"), ("plain", "  "), answer, ("quiet", words)]
    if model.failure is not None:
        hint = f" ({model.failure.hint})" if model.failure.hint else ""
        return [glyphs.named("broken"), ("plain", f"  {model.failure.message}{hint}")]
    if model.agent is None:
        return [glyphs.named("loading"), ("plain", f"  {model.seconds:.0f} s")]
    return [glyphs.named("idle"), ("quiet", "  ask something")]


def _running(asking: Asking, glyphs: Glyphs) -> list[Span]:
    run = asking.run
    phase = "stopping" if asking.stopping else ("thinking" if run.phase == "idle" else run.phase)
    allowed = f"/{run.started.attempts}" if run.started else ""
    which = f"{run.current + 1}{allowed}"
    attempt = "" if not run.attempts else f" {which}" if phase == "verifying" else f"  attempt {which}"
    esc = "esc again to let go" if asking.stopping else "esc interrupts"
    return [glyphs.named(phase), ("plain", f"{attempt}  {clock(asking.seconds)}"),
            ("quiet", f"{_speed(asking)}  {esc}")]  # fmt: skip


def _speed(asking: Asking) -> str:
    """Sampled tokens a second over the attempts; of those that still run, about, by the parts of their thoughts."""
    ended = [a for a in asking.run.attempts if a.tokens_per_second is not None]
    open_ones = [a for a in asking.run.attempts if a.tokens_per_second is None and a.finished is None]
    seconds = sum(a.seconds for a in ended)
    writing = sum(a.writing_seconds for a in open_ones)
    if seconds + writing < LEAST_SECONDS:
        return ""
    tokens = sum(a.tokens for a in ended)
    about = ""
    if writing:
        from agent.policy import DELTA_TOKENS  # not before the first frame: it brings pydantic

        tokens += DELTA_TOKENS * sum(a.parts for a in open_ones)
        about = "~"
    return f"  {about}{tokens / (seconds + writing):.0f} tokens/s"
