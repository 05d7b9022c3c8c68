"""The third column of a wide screen: the run's attempts side by side in numbers."""

from __future__ import annotations

from tui.detail import numbers
from tui.glyphs import Glyphs, Span
from tui.rows import scored
from tui.state import Run
from tui.text import one_line

COLUMNS = 28


def facts(run: Run, key: str, glyphs: Glyphs) -> list[Span]:
    """Answers and verdicts of all attempts, then the numbers of the one that the selected node belongs to."""
    if not run.attempts:
        return []
    spans: list[Span] = [("quiet", "attempts\n")]
    for attempt in run.attempts:
        answer = attempt.answer
        spans += [("plain", f"{attempt.number + 1}  "), ("strong", _cut(answer or glyphs.dash)), ("plain", "\n   ")]
        if attempt.finished is None:
            spans += [glyphs.named(attempt.phase), ("plain", "\n")]
        else:
            verdict = attempt.finished.verdict
            spans += [scored(glyphs, verdict.status, verdict.score), ("plain", "\n")]
            spans += [("quiet", f"   {glyphs.line(verdict.score, 20)}\n")]
    found = run.find(key)
    chosen = found[0] if found else run.best
    if chosen is not None and chosen.finished is not None:
        spans += [("quiet", f"\nattempt {chosen.number + 1}\n"), *numbers(chosen, glyphs, COLUMNS)]
        kinds = chosen.kinds
        spans += [("quiet", f"thoughts     {kinds['thought']}\ncalls        {kinds['call']}\n")]
        checks = chosen.finished.verdict.checks
        if checks:
            spans += [("quiet", "\nchecks\n")]
            for check in checks:
                style, words = glyphs.named(check.status)
                spans += [(style, words), ("plain", f"  {_cut(check.name)}\n")]
    return spans


def _cut(text: str) -> str:
    return one_line(text, COLUMNS - 4)
