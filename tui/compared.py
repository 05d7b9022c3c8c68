"""Two runs of a suite held against each other, as text: the same figures on the command line and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import Glyphs, Span
from tui.text import one_line

if TYPE_CHECKING:
    from agent.compare import Comparison, Difference, Flip

FLIP_COLUMNS = ("#", "B", "gold", "A answered", "B answered", "family", "question")
SURE = 0.05
"""McNemar's p below which one run is called better."""
NAME_COLUMNS = 14


def run_line(run: dict[str, object]) -> str:
    """What a run was of, in the words of its config.toml."""
    kept = ("policy", "suite", "seed", "attempts", "samples")
    return "  ".join(f"{name} {one_line(str(run[name]))}" for name in kept if name in run)


def left_out(compared: Comparison) -> str:
    """Which items are not compared; empty when all are."""
    counts = {"only in A": compared.only_in_a, "only in B": compared.only_in_b, "unscored": compared.unscored}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f" (left out: {told})" if told else ""


def interval(row: Difference) -> str:
    """Of the paired difference, at 95 %, in points."""
    return "-" if row.ci95 is None else f"[{100 * row.ci95[0]:+.1f}, {100 * row.ci95[1]:+.1f}]"


def figures(compared: Comparison, glyphs: Glyphs, columns: int) -> list[Span]:
    """Both runs, the paired difference with its interval and McNemar's p, and the same for each family."""
    spans: list[Span] = []
    for name, run in (("A", compared.a), ("B", compared.b)):
        folder = str(run["folder"]).rsplit("/", 1)[-1]
        spans += [("strong", f"{name}  {one_line(folder, 100)}"), ("quiet", f"  {run_line(run)}\n")]
    total = compared.total
    spans += [("quiet", f"\n{compared.what} answers of {total.n} common items{left_out(compared)}\n")]
    if total.difference is None or total.accuracy_a is None or total.accuracy_b is None:
        return [*spans, ("doubt", "none of them could be scored")]
    spans += [
        ("plain", f"A {100 * total.accuracy_a:.1f} %   B {100 * total.accuracy_b:.1f} %   "), ("quiet", "B less A "),
        ("strong", f"{100 * total.difference:+.1f} {interval(total)} points"), ("quiet", "   McNemar p "),
        ("plain", f"{total.p:.3g}   "), judged(total, glyphs), ("plain", "\n"),
    ]  # fmt: skip
    if len(compared.by_family) > 1:
        spans += [("plain", "\n"), *_families(compared.by_family, columns)]
    return spans


def judged(row: Difference, glyphs: Glyphs) -> Span:
    """Which run is better, as far as McNemar's test can tell."""
    if row.p >= SURE or not row.difference:
        return "doubt", f"{glyphs.of('unsure')} not told apart"
    better = row.difference > 0
    return ("good", f"{glyphs.of('right')} B is better") if better else ("bad", f"{glyphs.of('wrong')} B is worse")


def _families(families: dict[str, Difference], columns: int) -> list[Span]:
    """A line each; two where one has not the room."""
    narrow = columns < 78
    spans: list[Span] = [("quiet", f"{'family':<{NAME_COLUMNS}} {'n':>5} {'A':>6} {'B':>6} {'B-A':>6}  ")]
    spans += [("quiet", ("\n" if narrow else "") + f"{'  ' if narrow else ''}{'95 % interval':<16} {'flips':<9} p\n")]
    for name, row in families.items():
        spans.append(("plain", f"{one_line(name, NAME_COLUMNS):<{NAME_COLUMNS}} {row.n:>5} "))
        if row.difference is None or row.accuracy_a is None or row.accuracy_b is None:
            spans.append(("quiet", "not scored\n"))
            continue
        accuracies = f"{100 * row.accuracy_a:>6.1f} {100 * row.accuracy_b:>6.1f} {100 * row.difference:>+6.1f}  "
        flips = f"+{row.only_b} -{row.only_a}"
        rest = f"{interval(row):<16} {flips:<9} {row.p:.3g}\n"
        spans += [("plain", accuracies), ("plain", f"\n  {rest}" if narrow else rest)]
    return spans


def flip_cells(number: int, flip: Flip, glyphs: Glyphs) -> list[Span]:
    """A row of the table of items that flipped, in the order of FLIP_COLUMNS."""
    gained: Span = ("good", f"{glyphs.of('right')} gained") if flip.gained else ("bad", f"{glyphs.of('wrong')} lost")
    answers = [glyphs.dash if a is None else one_line(a, 14) for a in (flip.answer_a, flip.answer_b)]
    return [
        ("quiet", str(number)), gained, ("plain", one_line(flip.gold, 14)), *(("plain", a) for a in answers),
        ("quiet", one_line(flip.family, 14)), ("plain", one_line(flip.question, 200)),
    ]  # fmt: skip
