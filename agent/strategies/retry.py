"""Verify, then try again, until an attempt is verified: what was found against the first one is told to the second.
Where nothing was found, or it did not help, a story is told in other words, without numbers that were used and are not
asked about, and at any other question the attempt goes another way than the first (agent.strategies.turns)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.choosing import best_shared
from agent.strategies.doubt import doubtful_step
from agent.strategies.names import Evidence
from agent.strategies.protocol import OVER, Made, Round, Strategy
from agent.strategies.turns import turns
from agent.strategies.value import Value
from tasks.lettering import is_story
from verifier.checks.relevance import NAME as RELEVANCE
from verifier.universal import MAX_FEEDBACK_CHARACTERS, feedback


@dataclass(frozen=True)
class Retry(Strategy):
    """`evidence` is what the next attempt is told: nothing, the status, the first doubtful step, or what the failed
    check found. `value` finds doubtful steps; without one the least probable step is the doubtful one. Where nothing
    was found, or telling did not help, attempts are made `otherwise`: at the story retold (tasks.retelling), once
    numbers were used that belong to something else without these, and at what is no story, by another way."""

    evidence: Evidence = "check"
    value: Value | None = None
    otherwise: bool = True

    @property
    def name(self) -> str:
        if self.evidence == "check":
            return "retry" if self.otherwise else "retry-same"
        return f"retry-{self.evidence}"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        if not made:
            return Round(1)
        if any(one.verified for one in made):
            return OVER
        count = min(samples, left)
        told = "" if self.otherwise and (_took_foreign(made[-1]) or len(made) > 1) else self._told(made[-1])
        if told or not self.otherwise:
            return Round(count, told)
        if is_story(made[0].question):  # another way through a story is as often a misreading (docs/strategies.md)
            return Round(count, retold=True, shorter=any(map(_took_foreign, made)))
        first, tried = made[0].finished, {one.turn.after for one in made if one.turn is not None}
        return Round(count, turns=turns(first.token_ids, first.sampled, first.logprobs, count, tried))

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
