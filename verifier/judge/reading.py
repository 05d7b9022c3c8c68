"""A question and an attempt as the ids that a judge reads: the policy's own where they are known.

The judge sees what the policy saw and wrote, and nothing else: no gold answer, no verdict, no feedback on an earlier
attempt (an attempt is judged by itself, whether it is a first or a third one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core_model.transcript import Role, Segment, Transcript
from tasks.task import Call, Solution, Thought


@dataclass(frozen=True)
class Reading:
    """`ids` of a dialogue; the policy's turn begins at `start`, and `own` marks its ids that no tool wrote."""

    ids: tuple[int, ...]
    start: int
    own: tuple[bool, ...]
    steps: tuple[int, ...]
    """Where in the turn each step ends, the answer included."""


def read(transcript: Transcript, question: str, turn: Sequence[int], context: int) -> Reading:
    """The reading of a turn. One that is longer than the context loses its beginning, of the question first."""
    prompt = transcript.prompt(question)
    dropped = max(0, len(prompt) + len(turn) - context)
    prompt, turn = prompt[dropped:], tuple(turn)[max(0, dropped - len(prompt) + 1) :]
    prompt = prompt or transcript.prompt("")[-1:]
    marker = transcript.marker
    opening = {marker[f"<|{role}|>"] for role in ("thought", "calculator", "python", "result", "error", "answer")}
    observing, own, ends = False, [], []
    for i, token in enumerate(turn):
        if token in opening:
            ends.append(i - 1)
        observing = token in (marker["<|result|>"], marker["<|error|>"]) or observing
        own.append(not observing)
        observing = observing and token != marker["<|end_result|>"]
    steps = (*(end for end in ends[1:]), len(turn) - 1) if ends else ()
    return Reading((*prompt, *turn), len(prompt), tuple(own), steps)


def turn_of(transcript: Transcript, solution: Solution) -> tuple[int, ...]:
    """The ids of a solution as the policy would have written it."""
    dialogue = [Segment("user", "")]
    for step in solution.steps:
        role: Role
        if isinstance(step, Thought):
            role, text = "thought", step.text
        elif isinstance(step, Call):
            role, text = ("python" if step.tool == "python" else "calculator"), step.input
        else:
            role, text = ("result" if step.ok else "error"), step.text
        dialogue.append(Segment(role, text))
    if solution.answer is not None:
        dialogue.append(Segment("answer", solution.answer))
    return transcript.render(dialogue).ids[len(transcript.prompt("")) :]


def policy_turn(transcript: Transcript, token_ids: Sequence[int]) -> tuple[int, ...]:
    """What follows the prompt in a whole row: the turn as it was sampled. Empty when the row has none."""
    assistant = transcript.marker["<|assistant|>"]
    return tuple(token_ids[token_ids.index(assistant) + 1 :]) if assistant in token_ids else ()
