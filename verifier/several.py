"""Several attempts at one question, weighed together: an answer that was come by more than once is more likely right.

Wrong ways seldom meet (Wang et al. 2022, self-consistency), but a policy that misreads a story misreads it again. So a
curve, fitted on labelled runs of several attempts, says what sharing is worth beside what each attempt's own verdict
says; there is one for each stage, since ways of calculating meet for other reasons than readings do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.task import Solution
from verifier.calibration import SHIPPED, Calibration, Curve, Stage
from verifier.checks import shown
from verifier.checks.agreement import groups
from verifier.universal import settled
from verifier.verdict import Check, CheckStatus, Verdict

SIGNALS = ("first", "score", "share")
"""Whether the first, greedy attempt gave the answer; the best verdict's probability among the attempts that did; and
the share of attempts that did."""
FIRST, LATER = 0.75, 0.25
"""How the signal `first` says yes and no: any two values that differ would do, the slope follows."""


@dataclass(frozen=True)
class Shared:
    """An answer, the attempts that gave it, the one of them that was believed most, and what a curve is told."""

    attempts: tuple[int, ...]
    best: int
    stage: Stage
    signals: Mapping[str, float]


def shared(question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict]) -> list[Shared]:
    """The answers that no check refutes, those that most attempts gave first. None where an attempt was verified, or
    where there is but one: then its own verdict stands."""
    if len(solutions) < 2 or any(verdict.status == "verified" for verdict in verdicts):
        return []
    found = []
    for group in groups(solutions):
        best = max(group.attempts, key=lambda i: (verdicts[i].status != "refuted", verdicts[i].score, -i))
        stage = settled(verdicts[best].checks, question, solutions[best])
        if stage == "refuted" or stage == "proved":
            continue
        signals = {
            "first": FIRST if 0 in group.attempts else LATER,
            "score": verdicts[best].score,
            "share": (len(group.attempts) + 0.5) / (len(solutions) + 1),
        }
        found.append(Shared(group.attempts, best, stage, signals))
    return found


def together(
    question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], calibration: Calibration = SHIPPED
) -> list[Verdict]:
    """The verdicts of attempts at one question, each in the light of the others: attempts with the same answer get one
    probability, and with it a status. A verdict stays where it was refuted, or where `shared` or the calibration has
    nothing to say."""
    made = list(verdicts)
    for one in shared(question, solutions, verdicts):
        curve = calibration.agreement_of(one.stage)
        if curve is None:
            continue
        p = curve.probability(one.signals)
        verified = curve.accept_at is not None and p >= curve.accept_at
        check = _agreement(len(one.attempts), len(solutions), str(solutions[one.best].answer), p, curve, verified)
        for i in one.attempts:
            if verdicts[i].status != "refuted":
                status = "verified" if verified else "unsure"
                new = {"status": status, "score": p, "checks": (*verdicts[i].checks, check)}
                made[i] = verdicts[i].model_copy(update=new)
    return made


def best_of(solutions: Sequence[Solution], verdicts: Sequence[Verdict]) -> int:
    """The attempt to answer with: the highest score; of equals the one whose answer more attempts give, then the
    earlier. Any answer goes before none."""
    sharing = {i: len(group.attempts) for group in groups(solutions) for i in group.attempts}
    return max(range(len(solutions)), key=lambda i: (i in sharing, verdicts[i].score, sharing.get(i, 0), -i))


def _agreement(same: int, of: int, answer: str, p: float, curve: Curve, verified: bool) -> Check:
    status: CheckStatus = "pass" if verified else "unknown"
    needed = "" if verified or curve.accept_at is None else f", verified from {curve.accept_at:.0%} on"
    evidence = f"{same} of {of} attempts give {shown(answer)}: right {p:.0%} of the time{needed}."
    return Check(name="agreement", status=status, evidence=evidence)
