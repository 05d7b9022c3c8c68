"""`ponder compare`: two runs of `ponder eval`, item by item."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import options
from tui.compared import interval, left_out, run_line
from tui.errors import DONE
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from agent.compare import Comparison, Difference, Flip, What

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("compare", short_help="Compare two runs of `ponder eval`, item by item.")
@click.argument("dir_a", metavar="DIR_A", type=FOLDER)
@click.argument("dir_b", metavar="DIR_B", type=FOLDER)
@click.option("--attempt", "what", type=click.Choice(("final", "first")), default="final", show_default=True,
              help="What is compared: the answers given, or those of the first attempts.")  # fmt: skip
@click.option("--flips", type=click.IntRange(0), default=10, show_default=True, help="How many of each kind to print.")
@options.as_json
def command(dir_a: Path, dir_b: Path, what: What, flips: int, as_json: bool) -> int:
    """Is the run in DIR_B better than the one in DIR_A (each the --out of an `eval`)?

    Items are paired by question. Printed are the difference of the accuracies with its 95 % interval and McNemar's
    exact p-value, in all and per family, and the items that one run got right and the other wrong; --json has all.
    """
    from agent.compare import compare

    compared = compare(dir_a, dir_b, what)
    print(json_line(compared.as_dict()) if as_json else "\n".join(_lines(compared, flips)))
    return DONE


def _lines(compared: Comparison, flips: int) -> list[str]:
    lines = [f"{name}  {run['folder']}  {run_line(run)}" for name, run in (("A", compared.a), ("B", compared.b))]
    lines.append(f"{compared.what} answers of {compared.total.n} common items, in per cent" + left_out(compared))
    width = max([5, *(len(one_line(name)) for name in compared.by_family)])
    lines.append(f"{'':<{width}}  {'n':>5}  {'A':>6}  {'B':>6}  {'B-A':>6}  {'95 % interval':<16}  {'flips':<9}  p")
    rows = {"all": compared.total, **(compared.by_family if len(compared.by_family) > 1 else {})}
    lines += [f"{one_line(name):<{width}}  {_figures(row)}" for name, row in rows.items()]
    for word, gained in (("gained", True), ("lost", False)):
        found = [flip for flip in compared.flips if flip.gained == gained]
        if found:
            lines.append(f"{word} by B: {len(found)}")
            lines += [f"  {_flip(flip)}" for flip in found[:flips]]
    return lines


def _figures(row: Difference) -> str:
    if row.difference is None or row.ci95 is None or row.accuracy_a is None or row.accuracy_b is None:
        return f"{row.n:>5}"
    flips = f"+{row.only_b} -{row.only_a}"
    accuracies = f"{100 * row.accuracy_a:>6.1f}  {100 * row.accuracy_b:>6.1f}  {100 * row.difference:>+6.1f}"
    return f"{row.n:>5}  {accuracies}  {interval(row):<16}  {flips:<9}  {row.p:.3g}"


def _flip(flip: Flip) -> str:
    answers = " -> ".join("no answer" if a is None else one_line(a, 20) for a in (flip.answer_a, flip.answer_b))
    return f"{one_line(flip.question, 70)}  {answers}  (gold {one_line(flip.gold, 20)})"
