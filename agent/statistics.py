"""What follows from an attempt's end: an event for each check and for the verdict, and the model's statistics."""

from __future__ import annotations

from agent.budgets import Spent
from agent.events import AttemptFinished, CheckMade, Statistics, VerdictGiven
from verifier.verdict import Verdict


def of_verdict(attempt: int, verdict: Verdict) -> list[CheckMade | VerdictGiven]:
    """The checks in their order, and then the verdict."""
    checks = [CheckMade(attempt=attempt, check=check) for check in verdict.checks]
    return [*checks, verdict_given(attempt, verdict)]


def verdict_given(attempt: int, verdict: Verdict) -> VerdictGiven:
    return VerdictGiven(attempt=attempt, answer=verdict.answer, status=verdict.status, score=verdict.score)


def statistics(finished: AttemptFinished, used: Spent, batch: float = 0.0) -> Statistics:
    """Of an attempt that used so much. The prompt is what stands before the first sampled id."""
    own = sum(finished.sampled)
    prompt = finished.sampled.index(1) if own else len(finished.sampled)
    seconds = max(0.0, used.seconds - used.tool_seconds)
    logprobs = finished.logprobs
    return Statistics(
        attempt=finished.attempt,
        prompt_tokens=prompt,
        forced_tokens=len(finished.sampled) - prompt - own,
        sampled_tokens=used.tokens,
        seconds=round(seconds, 4),
        tool_seconds=round(used.tool_seconds, 4),
        tokens_per_second=round(used.tokens / seconds, 2) if seconds > 0 else None,
        mean_logprob=sum(logprobs) / len(logprobs) if logprobs else None,
        min_logprob=min(logprobs, default=None),
        batch=batch,
    )
