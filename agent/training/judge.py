"""`ponder train judge`: a probe over the policy's frozen trunk, from labelled rollouts, with its figures.

The trunk reads every attempt once; what it has to say is kept, and the probe is fitted on that. So it is one command
and minutes, and it is run again whenever the policy's weights change: a probe speaks of one trunk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent.errors import TrainingError
from agent.training.judge_baselines import BagOfWords, checks_alone, majority
from agent.training.judge_data import Attempt, augmented, balanced, read_folder
from agent.training.judge_fit import ProbeSettings, fit_probe, read_after
from agent.training.judge_report import Worth, worth
from agent.training.trunk import Trunk
from verifier.judge.features import see
from verifier.judge.probe import ProbeJudge
from verifier.judge.storage import JudgeCard, save_judge

MIN_OF_EACH = 20
"""Right and wrong attempts without which a probe is not worth fitting."""
UNUSUAL = 0.01
"""Share of training questions that count as unusual."""
Report = Callable[[str], None]


def train_judge(
    rollouts: Sequence[Path],
    out: Path,
    *,
    policy: str | Path | None = None,
    tests: Sequence[Path] = (),
    hold_out: Sequence[str] = (),
    seed: int = 0,
    settings: ProbeSettings | None = None,
    report: Report = lambda line: None,
) -> dict[str, Any]:
    """Fit a probe on `rollouts` of the train split but for the families in `hold_out`, write it to `out`, and measure
    it on `tests`, run folders of any kind, beside every baseline. Raises TrainingError, WeightsError."""
    settings = replace(settings or ProbeSettings(), seed=seed)
    trunk = Trunk.load(policy)
    settings = replace(settings, layers=read_after(settings.layers, len(trunk.model.blocks)))
    folders = [read_folder(path, trunk.transcript, training=True) for path in rollouts]
    attempts = [a for folder in folders for a in folder.attempts if a.family not in hold_out]
    right = sum(a.right for a in attempts)
    if min(right, len(attempts) - right) < MIN_OF_EACH:
        raise TrainingError(
            f"{right} right and {len(attempts) - right} wrong attempts are too few to fit on",
            f"add rollouts: it takes {MIN_OF_EACH} of each",
        )
    report(f"{len(attempts)} attempts at {len({a.problem for a in attempts})} problems, {right} right")
    more = augmented(attempts, trunk.transcript, seed)
    readings = [trunk.read(a.question, a.turn, settings.evidence) for a in (*attempts, *more)]
    found = see(trunk.model, readings, settings.layers, settings.surprise, settings.parts)
    seen = [one.features.half() for one in found]  # there are many
    report(f"read {sum(map(len, seen))} ids, {len(more)} attempts made of others among them")
    probe = fit_probe(seen, [a.right for a in (*attempts, *more)], balanced([*attempts, *more]), settings)
    card = JudgeCard(
        trunk=trunk.weights_hash, layers=settings.layers, surprise=settings.surprise, hidden=settings.hidden,
        trained=datetime.now(UTC).date().isoformat(), runs=tuple(f.count for f in folders),
        held_out_families=tuple(hold_out), loss=settings.loss, seed=seed, parts=settings.parts,
        evidence=settings.evidence,
        unusual_below=unusual_below(attempts, [one.question for one in found[: len(attempts)]]),
    )  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    save_judge(out, probe, card)
    report(f"{out}: {out.stat().st_size / 1000:.0f} kB")
    judge = ProbeJudge(
        trunk.model,
        trunk.transcript,
        probe,
        settings.layers,
        settings.surprise,
        parts=settings.parts,
        evidence=settings.evidence,
    )
    words = BagOfWords(trunk.model.config.vocab_size)
    words.fit(_texts(attempts, trunk), [a.right for a in attempts], balanced(attempts))
    measured = {
        name: [row.as_json() for row in rows] for name, rows in measure(judge, words, trunk, tests, hold_out).items()
    }
    return {"out": str(out), "card": card.model_dump(mode="json"), "tests": measured}


def unusual_below(attempts: Sequence[Attempt], questions: Sequence[float | None]) -> float | None:
    """The mean log-probability that UNUSUAL of the training questions are below, each question once; None where there
    are too few to tell."""
    by_problem = {a.problem: q for a, q in zip(attempts, questions, strict=True) if q is not None}
    ordered = sorted(by_problem.values())
    at = int(UNUSUAL * len(ordered))
    return round(ordered[at], 4) if at else None


def measure(
    judge: ProbeJudge, words: BagOfWords, trunk: Trunk, tests: Sequence[Path], hold_out: Sequence[str] = ()
) -> dict[str, list[Worth]]:
    """The judge and every baseline on each test folder; with `hold_out`, on the attempts at those families apart."""
    found: dict[str, list[Worth]] = {}
    for path in tests:
        folder = read_folder(path, trunk.transcript)
        parts = {folder.name: list(folder.attempts)}
        if hold_out:
            parts[f"{folder.name}, held-out families"] = [a for a in folder.attempts if a.family in hold_out]
        for name, attempts in parts.items():
            if attempts:
                rows = compare(judge, words, trunk, attempts)
                found[f"{name}: {len(attempts)} attempts, {sum(a.right for a in attempts)} right"] = rows
    return found


def compare(judge: ProbeJudge, words: BagOfWords, trunk: Trunk, attempts: Sequence[Attempt]) -> list[Worth]:
    """The judge, then each baseline with how much better the judge ranks the same attempts."""
    readings = [judge.reading(a.question, a.turn) for a in attempts]
    p = [values.probability for values in judge.values_of(readings)]
    problems, labels = [a.problem for a in attempts], [a.right for a in attempts]
    baselines: list[tuple[str, Sequence[float], bool]] = [
        ("mean log-probability", [a.confidence for a in attempts], False),
        ("length (shorter)", [-float(len(a.turn)) for a in attempts], False),
        ("bag of words", words.scores(_texts(attempts, trunk)), True),
        ("checks alone", [checks_alone(a) for a in attempts], False),
        ("verdict as it was", [a.verdict.score for a in attempts], True),
    ]
    if len(attempts) > len(set(problems)):
        baselines.append(("majority", majority(attempts), False))
    rows = [worth("judge", problems, labels, p)]
    return rows + [worth(name, problems, labels, s, judge=p, probability=is_p) for name, s, is_p in baselines]


def _texts(attempts: Sequence[Attempt], trunk: Trunk) -> list[tuple[Sequence[int], Sequence[int]]]:
    return [(trunk.transcript.tokenizer.encode(a.question), a.turn) for a in attempts]
