"""A suite's items as a table and as numbers: which rows are shown, in what order, and how well it goes so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs, Span
from tui.rows import duration
from tui.status import clock
from tui.text import one_line

if TYPE_CHECKING:
    from tui.services.suite_run import SuiteRun
    from tui.services.told import Item

COLUMNS = ("#", "right", "verdict", "score", "attempts", "time", "gold", "answer", "question")


def failed(item: Item) -> bool:
    return item.right is False


def disagrees(item: Item) -> bool:
    """The verdict and the gold answer contradict each other."""
    status = item.trace.result.status
    return (status == "verified" and item.right is False) or (status == "refuted" and item.right is True)


FILTERS: dict[str, Callable[[Item], bool]] = {
    "all": lambda item: True,
    "failed": failed,
    "disagreements": disagrees,
    "errors": lambda item: item.broken,
}
ORDERS: dict[str, Callable[[Item], tuple[float, int]]] = {
    "#": lambda item: (0.0, item.index),
    "score": lambda item: (item.trace.result.score, item.index),
    "attempts": lambda item: (-item.trace.result.attempts, item.index),
    "time": lambda item: (-item.trace.result.seconds, item.index),
}


def chosen(items: Sequence[Item], which: str, order: str) -> list[Item]:
    """The items that pass a filter, in an order."""
    return sorted((item for item in items if FILTERS[which](item)), key=ORDERS[order])


def cells(item: Item, glyphs: Glyphs) -> list[Span]:
    """A row of the table, in the order of COLUMNS."""
    result = item.trace.result
    right = glyphs.named({True: "right", False: "wrong", None: "unscored"}[item.right])
    answer = glyphs.dash if result.answer is None else one_line(result.answer, 14)
    return [
        ("quiet", str(item.index + 1)), right, glyphs.named(result.status), ("plain", f"{result.score:.2f}"),
        ("plain", str(result.attempts)), ("quiet", duration(result.seconds)), ("plain", one_line(item.gold, 14)),
        ("plain", answer), ("plain", one_line(result.question, 200)),
    ]  # fmt: skip


def against_gold(item: Item, glyphs: Glyphs) -> list[Span]:
    """The line over an opened trace: the gold answer, and what was answered."""
    result = item.trace.result
    answer = glyphs.dash if result.answer is None else one_line(result.answer, 200)
    right = glyphs.named({True: "right", False: "wrong", None: "unscored"}[item.right])
    return [("quiet", "gold "), ("strong", one_line(item.gold, 200)), ("quiet", "   answer "), ("plain", answer),
            ("plain", "   "), right]  # fmt: skip


def percent(part: int, whole: int) -> str:
    """A proportion with its 95 % interval."""
    from verifier.metrics import wilson_interval

    interval = wilson_interval(part, whole)
    if interval is None:
        return "-"
    low, high = interval
    return f"{100 * part / whole:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"


def progress(run: SuiteRun, glyphs: Glyphs, width: int = 24) -> list[Span]:
    """The line above the table: how far, how long, how well, and whether the verifier is to be trusted."""
    if run.failure is not None:
        hint = f" ({run.failure.hint})" if run.failure.hint else ""
        return [glyphs.named("broken"), ("plain", f"  {run.failure.message}{hint}")]
    if not run.total:
        if run.model.agent is None and not run.busy:
            if run.model.failure is None:
                return [glyphs.named("loading"), ("quiet", "  press r once it is there")]
            return [glyphs.named("broken"), ("plain", f"  {run.hindrance}"), ("quiet", " r tries it again.")]
        if run.busy:
            return [glyphs.named("running"), ("quiet", "  drawing the tasks")]
        return [("quiet", "Pick a suite and press r, or the button, to run it.")]
    done = len(run.items)
    state = "stopping" if run.stopping else "running" if run.busy else "done" if run.summary else "interrupted"
    spans = [glyphs.named(state), ("tool", f"  {glyphs.line(done / run.total, width)}"),
             ("plain", f"  {done}/{run.total}  {clock(run.seconds)}")]  # fmt: skip
    left = run.seconds_left
    if run.busy and left is not None:
        spans.append(("quiet", f"  about {clock(left)} left"))
    if state == "interrupted" and run.policy != run.model.name and run.model.name:
        spans.append(("quiet", f"  of policy {one_line(run.policy, 24)}: r begins another run"))
    elif state == "interrupted":
        spans.append(("quiet", "  r goes on where it stopped, with these settings"))
    return spans


def accuracy(run: SuiteRun, columns: int) -> list[Span]:
    """Running accuracy, and of the verifier: how much it accepts (coverage), and how much of that is right
    (precision). One line where there are 120 columns, two from 80, else three: no figure is cut."""
    first, second = ("   ", "   ") if columns >= 120 else ("\n", "   ") if columns >= 80 else ("\n", "\n")
    scored = [item for item in run.items if item.right is not None]
    right = sum(item.right is True for item in scored)
    accepted = [item for item in scored if item.trace.result.status == "verified"]
    trusted = sum(item.right is True for item in accepted)
    return [
        ("quiet", "accuracy "), ("strong", percent(right, len(scored))),
        ("quiet", f"{first}verifier coverage "), ("plain", percent(len(accepted), len(scored))),
        ("quiet", f"{second}precision "), ("plain", percent(trusted, len(accepted))),
    ]  # fmt: skip
