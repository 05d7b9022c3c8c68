"""Fit the verifier's calibration on run folders: `python -m agent.training.calibrate RUN [RUN ...] [--out FILE]`.

Reads the traces that `ponder eval --out RUN` wrote, judges each attempt with today's checks, and fits the probability
that an answer equals gold, with thresholds for `--precision`. Prints the data card, and what the calibration is worth
on the folders after `--test`, which are not fitted on. `--out` writes the file that the verifier loads.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent.batch import right
from agent.errors import TrainingError
from agent.judging import confidence
from agent.provenance import source_digest
from agent.trace import Trace
from agent.training.trunk import Trunk
from core_model.errors import ModelError
from verifier import metrics
from verifier.calibration import Calibration, DataCard, SuiteCount, weigh
from verifier.calibration.fitting import Row, fit
from verifier.calibration.thresholds import answers_needed
from verifier.judge.storage import JudgeFileError, load_judge
from verifier.learned_judge import LearnedJudge, opinion
from verifier.universal import examine, signals_of

_HINT = "make a run with: ponder eval SUITE --out DIR"


@dataclass(frozen=True)
class Run:
    """What a run folder says of itself, and its answers."""

    suite: str
    seed: int
    policy: str
    rows: tuple[Row, ...]


def read_run(folder: Path, learned: LearnedJudge | None = None) -> Run:
    """The answers of a run folder; those whose gold cannot be read are left out.

    Raises TrainingError when the folder is no run or a trace in it is broken.
    """
    try:
        config = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
        lines = (folder / "traces.jsonl").read_text(encoding="utf-8").split("\n")
        rows = tuple(row for line in lines if line for row in _rows(json.loads(line), learned))
        return Run(config["suite"], config["seed"], config["policy"], rows)
    except OSError as error:
        raise TrainingError(f"{error.filename or folder} cannot be read: {error.strerror}", _HINT) from None
    except (ValueError, LookupError, AssertionError) as error:  # a ValidationError of pydantic is a ValueError
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "something is missing in it"
        raise TrainingError(f"{folder} is no finished run: {reason}", _HINT) from None


def _rows(line: dict[str, Any], learned: LearnedJudge | None) -> Iterator[Row]:
    trace = Trace.model_validate(line["trace"])
    question = trace.result.question
    for attempt in trace.attempts:
        solution = trace.solution(attempt.attempt)
        correct = None if solution.answer is None else right(line["answer"], solution.answer)
        if correct is None:
            continue
        _, stage = examine(question, solution)
        if stage == "proved":
            continue  # a check settles it; no curve is asked
        sure = confidence(attempt.logprobs)
        judged = attempt.values[-1] if attempt.values else None  # what the judge said when the attempt was made
        if learned is not None and stage != "refuted":
            judged = opinion(learned, question, solution)
        yield Row(question, stage, signals_of(question, solution, sure, judged), correct)


def calibrate(runs: Sequence[Run], *, precision: float, level: float) -> Calibration:
    """A calibration with its data card. Raises TrainingError when the runs do not suffice for any curve."""
    try:
        fitted = fit([row for run in runs for row in run.rows], precision=precision, level=level)
    except ValueError as error:
        raise TrainingError(str(error), "add runs, or harder suites") from None
    card = DataCard(
        fitted=datetime.now(UTC).date().isoformat(),
        code=f"verifier {source_digest(packages=('verifier',))}",  # the checks it belongs to
        policies=tuple(sorted({run.policy for run in runs})),
        suites=tuple(
            SuiteCount(
                suite=run.suite, seed=run.seed, problems=len({row.problem for row in run.rows}),
                answers=len(run.rows), right=sum(row.right for row in run.rows),
            )
            for run in runs
        ),
        precision=precision, level=level, fits=fitted.fits,
    )  # fmt: skip
    return fitted.calibration.model_copy(update={"card": card})


def worth(rows: Iterable[Row], calibration: Calibration) -> dict[str, Any]:
    """The figures of the verdicts that the calibration gives these answers."""
    labels, scores, statuses = [], [], []
    for row in rows:
        belief = None if row.stage == "refuted" else weigh(row.stage, row.signals, calibration)
        labels.append(int(row.right))
        scores.append(belief.probability if belief else calibration.refuted)
        statuses.append(belief.status if belief else "refuted")
    accepted = metrics.decisions(labels, [status == "verified" for status in statuses])
    refuted = metrics.decisions([1 - y for y in labels], [status == "refuted" for status in statuses])
    figures = {
        "auroc": metrics.auroc(labels, scores),
        "brier": metrics.brier(labels, scores),
        "ece": metrics.ece(labels, scores),
        "aurc": metrics.aurc(labels, scores),
        "verified": accepted.coverage,
        "verified_right": accepted.precision,
        "refuted": refuted.coverage,
        "refuted_wrong": refuted.precision,
    }
    rounded = {name: None if value is None else round(value, 4) for name, value in figures.items()}
    return {"answers": len(labels), "right": sum(labels)} | rounded


def _judge(file: Path | None, policy: str | None) -> LearnedJudge | None:
    """The judge in a file over its trunk; None without one. Raises JudgeFileError, WeightsError."""
    if file is None:
        return None
    trunk = Trunk.load(policy)
    return load_judge(file, trunk.model, trunk.transcript, trunk.weights_hash)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m agent.training.calibrate", description="Fit the verifier's calibration."
    )
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folders that `ponder eval --out` wrote")
    parser.add_argument("--test", nargs="+", type=Path, default=[], metavar="RUN", help="folders to measure on")
    parser.add_argument("--precision", type=float, default=0.95, help="of `verified`, and of `refuted` (0.95)")
    parser.add_argument("--level", type=float, default=0.95, help="confidence that the precision is kept (0.95)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the calibration there")
    parser.add_argument("--judge", type=Path, metavar="FILE", help="a judge to ask again; else the traces' own values")
    parser.add_argument("--policy", metavar="NAME|PATH", help="the trunk that the judge belongs to")
    options = parser.parse_args(arguments)
    if not (0.5 <= options.precision < 1 and 0.5 <= options.level < 1):
        parser.error("--precision and --level are at least 0.5 and below 1")
    try:
        learned = _judge(options.judge, options.policy)
        runs = [read_run(run, learned) for run in options.runs]
        made = calibrate(runs, precision=options.precision, level=options.level)
        tests = {str(run): worth(read_run(run, learned).rows, made) for run in options.test}
        if options.out is not None:
            made.save(options.out)
    except (TrainingError, JudgeFileError, ModelError, OSError) as error:
        print(f"error: {error}\n{getattr(error, 'hint', '')}".rstrip(), file=sys.stderr)
        return 2
    for card in made.card.fits if made.card else ():
        if card.accept is None and card.stage != "unchecked":
            needed = answers_needed(options.precision, options.level)
            where = f"on {card.answers} {card.stage} answers of {card.signals}"
            print(f"no threshold reaches precision {options.precision:g} {where}; it takes at least {needed} accepted "
                  "ones, all right", file=sys.stderr)  # fmt: skip
    print(json.dumps(made.model_dump(mode="json") | {"test": tests}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
