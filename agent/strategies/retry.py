"""Verify, then try again: until an attempt is verified, the next one is told what was found against the last; where
nothing was, the story in other words; and where it took numbers that are not asked about, the story without these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.choosing import best_shared
from agent.strategies.doubt import doubtful_step
from agent.strategies.names import Evidence
from agent.strategies.protocol import OVER, Made, Round, Strategy
from agent.strategies.value import Value
from verifier.checks.relevance import NAME as RELEVANCE
from verifier.universal import MAX_FEEDBACK_CHARACTERS, feedback


@dataclass(frozen=True)
class Retry(Strategy):
    """`evidence` is what the next attempt is told: nothing, the status, the first doubtful step, or what the failed
    check found. `value` finds doubtful steps; without one the least probable step is the doubtful one. Where there is
    nothing to tell, an attempt is made at the story `retold` (tasks.retelling), and once numbers were used that belong
    to something else, at the story without these."""

    evidence: Evidence = "check"
    value: Value | None = None
    retold: bool = True

    @property
    def name(self) -> str:
        if self.evidence == "check":
            return "retry" if self.retold else "retry-same"
        return f"retry-{self.evidence}"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        if not made:
            return Round(1)
        if any(one.verified for one in made):
            return OVER
        told = "" if self.retold and _took_foreign(made[-1]) else self._told(made[-1])
        retold = self.retold and not told
        return Round(min(samples, left), told, retold, shorter=retold and any(map(_took_foreign, made)))

    def choose(self, made: Sequence[Made]) -> int:
        return best_shared(made)

    def _told(self, last: Made) -> str:
        if self.evidence == "check":
            return feedback(last.finished.verdict)
        if self.evidence == "none":
            return ""
        if self.evidence == "step":
            return doubtful_step(last, self.value)[:MAX_FEEDBACK_CHARACTERS]
        answer = last.solution.answer
        status = "refuted" if last.finished.verdict.status == "refuted" else "doubtful"
        said = f"The answer {answer} is {status}." if answer is not None else "There was no answer."
        return said[:MAX_FEEDBACK_CHARACTERS]


def _took_foreign(last: Made) -> bool:
    """Whether the check of relevance is what speaks against the attempt."""
    against = last.finished.verdict.evidence_against
    return bool(against) and against[0].name == RELEVANCE
