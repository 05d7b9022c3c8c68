"""Attempts with labels, out of the folders that `ponder rollouts` and `ponder eval --out` write."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agent.batch import right
from agent.errors import TrainingError
from agent.judging import confidence
from agent.rundir import SETTINGS, TRACES, Row, read_rows
from core_model.transcript import Transcript
from tasks.task import Solution
from verifier.judge.reading import policy_turn, turn_of
from verifier.judge.storage import RunCount
from verifier.verdict import Verdict


@dataclass(frozen=True)
class Attempt:
    """An answered attempt: its problem, what was asked and done, the policy's turn as sampled, and whether it is
    right. `weight` is what it counts in training, beside the balance of problems."""

    problem: str
    family: str
    question: str
    solution: Solution
    turn: tuple[int, ...]
    right: bool
    verdict: Verdict
    confidence: float
    weight: float = 1.0


@dataclass(frozen=True)
class Folder:
    """A run folder's attempts, and what it says of itself."""

    name: str
    count: RunCount
    attempts: tuple[Attempt, ...]


def read_folder(path: Path, transcript: Transcript, training: bool = False) -> Folder:
    """The answered attempts of a run folder, a running one as far as it has come; those whose gold cannot be read are
    left out. For `training`, only a folder of the train split will do. Raises TrainingError."""
    try:
        settings = tomllib.loads((path / SETTINGS).read_text(encoding="utf-8"))
        rows = [row for _, row in read_rows(path / TRACES) if row is not None]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise TrainingError(f"{path} holds no run: {reason}", "make one: ponder rollouts SUITE --out DIR") from None
    split = str(settings.get("split", "test"))
    if training and split != "train":
        raise TrainingError(
            f"{path} holds questions of the {split} split", "train on rollouts of the train split; measure with --test"
        )
    attempts = tuple(attempt for row in rows for attempt in of_row(row, transcript))
    count = RunCount(
        suite=str(settings.get("suite", path.name)), split=split, seed=int(settings.get("seed", 0)),
        temperature=float(settings.get("temperature", 0.0)), problems=len({a.problem for a in attempts}),
        attempts=len(attempts), right=sum(a.right for a in attempts),
    )  # fmt: skip
    return Folder(path.name, count, attempts)


def of_row(row: Row, transcript: Transcript) -> Iterator[Attempt]:
    """The answered attempts of a row with a readable gold."""
    question = row.trace.result.question
    for finished in row.trace.attempts:
        solution = row.trace.solution(finished.attempt)
        if solution.answer is None:
            continue  # nothing to judge
        label = row.labels[finished.attempt] if row.labels else right(row.answer, solution.answer)
        if label is None:
            continue
        turn = policy_turn(transcript, finished.token_ids) or turn_of(transcript, solution)
        sure = confidence(finished.logprobs)
        yield Attempt(
            question,
            row.family,
            row.trace.asked(finished.attempt),
            solution,
            turn,
            label,
            finished.verdict,
            0.5 if sure is None else sure,
        )


def augmented(
    attempts: Sequence[Attempt], transcript: Transcript, seed: int, share: float = 0.25, weight: float = 0.25
) -> list[Attempt]:
    """A `share` of the right attempts with another attempt's answer, which is wrong by construction. Of praise nothing
    has to be taught: it is not read (`verifier.judge.evidence`)."""
    rng = random.Random(seed)
    answers = [a.solution.answer for a in attempts if a.solution.answer is not None]
    made: list[Attempt] = []
    for attempt in attempts:
        if attempt.right and rng.random() < share:
            other = another_answer(attempt, answers, rng)
            if other is not None:
                made.append(_changed(attempt, other, transcript, False, weight))
    return made


def another_answer(attempt: Attempt, answers: Sequence[str], rng: random.Random) -> Solution | None:
    """The attempt's solution with another answer of `answers` that is not equal to its own; None when none is drawn."""
    own = attempt.solution.answer or ""
    for _ in range(5):
        answer = rng.choice(answers)
        if right(own, answer) is False:
            return attempt.solution.model_copy(update={"answer": answer})
    return None


def _changed(attempt: Attempt, solution: Solution, transcript: Transcript, label: bool, weight: float) -> Attempt:
    turn = turn_of(transcript, solution)
    return replace(attempt, solution=solution, turn=turn, right=label, weight=weight)


def balanced(attempts: Iterable[Attempt]) -> list[float]:
    """The weight of each attempt: those of one problem have together what one problem is worth."""
    attempts = list(attempts)
    total: Counter[str] = Counter()
    for attempt in attempts:
        total[attempt.problem] += attempt.weight  # type: ignore[assignment]
    return [attempt.weight / total[attempt.problem] for attempt in attempts]
