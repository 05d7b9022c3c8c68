"""The plots of a run, from the numbers of its summary alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent.errors import AgentError
from agent.plots.chart import Chart
from agent.plots.run import attempts, reliability, risk_coverage
from agent.plots.strategies import strategies

PLOTS = {"reliability.svg": reliability, "risk_coverage.svg": risk_coverage, "attempts.svg": attempts}


class PlotFolderError(AgentError):
    """A folder that plots cannot be written to."""

    kind = "plots"


def open_folder(folder: Path) -> None:
    """Make the folder, so that one that cannot be made is told of before a long run and not after it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None


def draw(summary: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write each plot as an SVG file and return the paths. Raises PlotFolderError."""
    return _write({name: plot(summary) for name, plot in PLOTS.items()}, folder)


def draw_study(study: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write the plot of a study of strategies, and return its path. Raises PlotFolderError."""
    return _write({"strategies.svg": strategies(study)}, folder)


def _write(charts: Mapping[str, Chart], folder: Path) -> list[Path]:
    open_folder(folder)
    written = []
    for name, chart in charts.items():
        path = folder / name
        try:
            path.write_text(chart.to_svg(), encoding="utf-8")
        except OSError as error:
            raise _unwritable(path, error) from None
        written.append(path)
    return written


def _unwritable(path: Path, error: OSError) -> PlotFolderError:
    return PlotFolderError(f"{path} cannot be written: {error.strerror}", "choose another folder for --plots")
