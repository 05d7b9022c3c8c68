"""Self-correction as training transcripts: the question, the verifier's evidence against a wrong attempt, a right one.

The form is that of a retry in the agent's loop: the policy is told the evidence, not its former steps. The evidence is
about an attempt that the policy itself made, and it is the verifier's own words: gold says which attempts are right,
and no word of gold is in the transcript.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.training.attempts import Tried
from agent.training.collect import Judged
from core_model.transcript import Rendered, Transcript
from verifier.universal import feedback


def corrected(transcript: Transcript, right: Tried, evidence: str) -> Rendered:
    """The right attempt's own ids, told after `evidence`."""
    question = right.task.question
    said = len(transcript.prompt(question, right.feedback))
    prompt = transcript.prompt(question, evidence)
    whole = right.rendered
    return Rendered((*prompt, *whole.ids[said:]), (*([0] * len(prompt)), *whole.mask[said:]))


def corrections(transcript: Transcript, group: Sequence[Judged], most: int) -> list[Rendered]:
    """Up to `most` transcripts from the attempts at one problem, each with other evidence: that of a wrong attempt
    which a check failed, before a right attempt which no check failed."""
    wrong = (one.verdict for one in group if not one.right and one.verdict.status == "refuted")
    evidence = [text for text in dict.fromkeys(map(feedback, wrong)) if text]
    sound = [one.tried for one in group if one.right and one.verdict.status != "refuted"]
    if not sound:
        return []
    return [corrected(transcript, sound[i % len(sound)], text) for i, text in enumerate(evidence[:most])]
