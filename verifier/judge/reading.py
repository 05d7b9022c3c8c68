"""A question and an attempt as the ids that a judge reads: the policy's own where they are known.

The judge sees what the policy saw and wrote, and nothing else: no gold answer, no verdict, no feedback on an earlier
attempt (an attempt is judged by itself, whether it is a first or a third one). Nor does it read what a solution says of
itself (`verifier.judge.evidence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from core_model.transcript import Role, Segment, Transcript
from tasks.task import Call, Solution, Thought
from verifier.judge.evidence import Sieve

Part = Literal["thought", "call", "operand", "answer", "given"]
"""What an id of a turn belongs to; `operand` is a digit in a call, `given` is what a tool wrote."""
_PARTS: dict[str, Part] = {
    "thought": "thought", "calculator": "call", "python": "call", "result": "given", "error": "given",
    "answer": "answer",
}  # fmt: skip
_NO_STEP: Part = "thought"
"""Of ids that stand in no step, as a turn that was cut may hold some."""


@dataclass(frozen=True)
class Reading:
    """`ids` of a dialogue as they are read; the policy's turn begins at `start`, and `parts` says what each id of it
    belongs to. `places` and `steps` speak of the turn as it was sampled, before rhetoric was left out."""

    ids: tuple[int, ...]
    start: int
    parts: tuple[Part, ...]
    steps: tuple[int, ...]
    """Where in the turn as sampled each step ends, the answer included."""
    places: tuple[int, ...]
    """For each id of the turn as sampled, which id of the turn as read is the last up to it; -1 before the first."""

    @property
    def own(self) -> tuple[bool, ...]:
        """Which ids of the turn as read no tool wrote."""
        return tuple(part != "given" for part in self.parts)


def read(transcript: Transcript, question: str, turn: Sequence[int], context: int, evidence: bool = True) -> Reading:
    """The reading of a turn, with `evidence` its rhetoric left out: what is read of it is read as it was sampled. One
    that is longer than the context loses its beginning, of the question first."""
    told = list(_told(transcript, turn))
    kept = _evidence(transcript, question, turn, told) if evidence else [True] * len(turn)
    ids = [token for token, keep in zip(turn, kept, strict=True) if keep]
    parts = [part for (part, _), keep in zip(told, kept, strict=True) if keep]
    places = [place - 1 for place in accumulate(kept)]
    opened = [i for i, (_, opens) in enumerate(told) if opens]
    steps = (*(i - 1 for i in opened[1:]), len(turn) - 1) if opened else ()
    prompt = transcript.prompt(question)
    dropped = max(0, len(prompt) + len(ids) - context)
    cut = max(0, dropped - len(prompt) + 1)
    prompt = prompt[dropped:] or transcript.prompt("")[-1:]
    return Reading(
        (*prompt, *ids[cut:]), len(prompt), tuple(parts[cut:]), steps, tuple(max(-1, place - cut) for place in places)
    )


def _told(transcript: Transcript, turn: Sequence[int]) -> Iterator[tuple[Part, bool]]:
    """Of each id: what it belongs to, and whether it opens a step."""
    marker = transcript.marker
    opening: dict[int, Part] = {marker[f"<|{role}|>"]: part for role, part in _PARTS.items()}
    end_result, part = marker["<|end_result|>"], _NO_STEP
    for token in turn:
        if token in opening:
            part = opening[token]
        digit = part == "call" and token not in opening and _is_digit(transcript, token)
        yield "operand" if digit else part, token in opening
        part = _NO_STEP if token == end_result else part


def _is_digit(transcript: Transcript, token: int) -> bool:
    return any(character.isdigit() for character in transcript.tokenizer.decode([token]))


def _evidence(
    transcript: Transcript, question: str, turn: Sequence[int], told: Sequence[tuple[Part, bool]]
) -> list[bool]:
    """Which ids are read: all but those of a thought that are no evidence; not its marker either when none are."""
    sieve, kept = Sieve(question), [True] * len(turn)
    starts = [i for i, (_, opens) in enumerate(told) if opens]
    for start, end in zip(starts, [*starts[1:], len(turn)], strict=True):
        part, inside = told[start][0], turn[start + 1 : end]
        if part == "thought":
            found = sieve.ids(transcript.tokenizer, inside)
            kept[start:end] = [any(found), *found]
        elif part == "given":
            ended = transcript.marker["<|end_result|>"]
            sieve.result(transcript.tokenizer.decode([token for token in inside if token != ended]))
    return kept


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
