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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from agent.batch import right
from agent.errors import TrainingError
from agent.judging import confidence, read_attempt
from agent.provenance import source_digest
from agent.trace import Trace
from agent.training.trunk import Trunk
from core_model.errors import ModelError
from tasks.task import Solution
from verifier import metrics
from verifier.calibration import Calibration, DataCard, Stage, SuiteCount, weigh
from verifier.calibration.fitting import Row, fit, fit_agreement
from verifier.calibration.thresholds import answers_needed
from verifier.judge.storage import JudgeFileError, load_judge
from verifier.learned_judge import TokenJudge, opinion
from verifier.several import best_of, shared, together
from verifier.universal import PROVED_SCORE, examine, signals_of
from verifier.verdict import Check, Verdict

_HINT = "make a run with: ponder eval SUITE --out DIR"


@dataclass(frozen=True)
class Tried:
    """An attempt: what the checks left of it, the signals about it, and whether it is right."""

    solution: Solution
    checks: tuple[Check, ...]
    stage: Literal["refuted", "proved"] | Stage
    signals: Mapping[str, float]
    right: bool

    @property
    def asks(self) -> bool:
        """Whether a calibration says anything of it: not of what is proved, nor of no answer."""
        return self.stage != "proved" and self.solution.answer is not None

    def verdict(self, calibration: Calibration) -> Verdict:
        """What the verifier says of it with this calibration."""
        if self.stage == "refuted":
            return Verdict(status="refuted", score=calibration.refuted, answer=self.solution.answer, checks=self.checks)
        if self.stage == "proved":
            return Verdict(status="verified", score=PROVED_SCORE, answer=self.solution.answer, checks=self.checks)
        belief = weigh(self.stage, self.signals, calibration, sampled=True)
        return Verdict(status=belief.status, score=belief.probability, answer=self.solution.answer, checks=self.checks)


@dataclass(frozen=True)
class Run:
    """What a run folder says of itself, and the attempts at each of its questions."""

    suite: str
    seed: int
    policy: str
    tried: tuple[tuple[str, tuple[Tried, ...]], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The answers that a curve is asked about, or that a check refutes."""
        return tuple(
            Row(question, one.stage, one.signals, one.right)
            for question, made in self.tried
            for one in made
            if one.stage != "proved" and one.asks  # the first for the type
        )

    def together(self, calibration: Calibration) -> tuple[Row, ...]:
        """The answers of several attempts of which none is verified; of a question, the likeliest first."""
        rows = []
        for question, made in self.tried:
            verdicts = [one.verdict(calibration) for one in made]
            for one in shared(question, [one.solution for one in made], verdicts):
                rows.append(Row(question, one.stage, one.signals, made[one.best].right))
        return tuple(rows)


def read_run(folder: Path, learned: TokenJudge | None = None) -> Run:
    """The answers of a run folder; those whose gold cannot be read are left out.

    Raises TrainingError when the folder is no run or a trace in it is broken.
    """
    try:
        config = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
        lines = (folder / "traces.jsonl").read_text(encoding="utf-8").split("\n")
        tried = tuple(_tried(json.loads(line), learned) for line in lines if line)
        return Run(config["suite"], config["seed"], config["policy"], tried)
    except OSError as error:
        raise TrainingError(f"{error.filename or folder} cannot be read: {error.strerror}", _HINT) from None
    except (ValueError, LookupError, AssertionError) as error:  # a ValidationError of pydantic is a ValueError
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "something is missing in it"
        raise TrainingError(f"{folder} is no finished run: {reason}", _HINT) from None


def _tried(line: dict[str, Any], learned: TokenJudge | None) -> tuple[str, tuple[Tried, ...]]:
    trace = Trace.model_validate(line["trace"])
    question = trace.result.question
    made = []
    for attempt in trace.attempts:
        solution = trace.solution(attempt.attempt)
        correct = False if solution.answer is None else right(line["answer"], solution.answer)
        if correct is None:
            return question, ()  # gold cannot be read
        checks, stage = examine(question, solution)
        sure = confidence(attempt.logprobs)
        judged = attempt.values[-1] if attempt.values else None  # what the judge said when the attempt was made
        if learned is not None and stage not in ("refuted", "proved"):  # it reads what the policy read and wrote
            _, known = read_attempt(learned, trace.asked(attempt.attempt), solution, attempt)
            judged = opinion(known, question, solution)
        signals = signals_of(question, solution, sure, judged)
        made.append(Tried(solution, tuple(checks), stage, signals, correct))
    return question, tuple(made)


def calibrate(runs: Sequence[Run], *, precision: float, level: float) -> Calibration:
    """A calibration with its data card. Raises TrainingError when the runs do not suffice for any curve."""
    try:
        fitted = fit([row for run in runs for row in run.rows], precision=precision, level=level)
    except ValueError as error:
        raise TrainingError(str(error), "add runs, or harder suites") from None
    several = [row for run in runs for row in run.together(fitted.calibration)]
    curves, cards = fit_agreement(several, precision=precision, level=level)
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
        precision=precision, level=level, fits=fitted.fits, agreement=cards,
    )  # fmt: skip
    return fitted.calibration.model_copy(update={"card": card, "agreement": curves})


def worth(run: Run, calibration: Calibration) -> dict[str, Any]:
    """The figures of the verdicts that the calibration gives: of all attempts, and of the answers that a retry would
    give, by each attempt's own verdict (`alone`) and with the attempts weighed `together`."""
    figures = _figures([(one.right, one.verdict(calibration)) for _, made in run.tried for one in made if one.asks])
    alone: list[tuple[bool, Verdict]] = []
    weighed: list[tuple[bool, Verdict]] = []
    for question, made in run.tried:
        if made:
            solutions, verdicts = [one.solution for one in made], [one.verdict(calibration) for one in made]
            best = best_of(solutions, verdicts)
            alone.append((made[best].right, verdicts[best]))
            weighed.append((made[best].right, together(question, solutions, verdicts, calibration)[best]))
    return figures | {"alone": _figures(alone), "together": _figures(weighed)}


def _figures(answers: Sequence[tuple[bool, Verdict]]) -> dict[str, Any]:
    labels = [int(correct) for correct, _ in answers]
    scores = [verdict.score for _, verdict in answers]
    statuses = [verdict.status for _, verdict in answers]
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


def _judge(file: Path | None, policy: str | None) -> TokenJudge | None:
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
        tests = {str(run): worth(read_run(run, learned), made) for run in options.test}
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
