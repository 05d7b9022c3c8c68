"""Transcript: the only place that turns a dialogue into token ids and a loss mask, and back.

    <bos> <user> question [<feedback> evidence] <assistant>
    <thought> ... <calculator> 48-29 <run> <result> 19 <end_result> ... <answer> 34 <end>

Each segment opens with a marker. The question, feedback and results are given, so they carry no loss; thoughts,
calls, the answer and every marker the policy has to choose do. An observation ends with `<end_result>`, so the
policy sees where a number stops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from core_model.tokenizers.protocol import Tokenizer

Role = Literal["user", "feedback", "thought", "calculator", "python", "result", "error", "answer"]

TOOLS: tuple[Role, ...] = ("calculator", "python")
OBSERVATIONS: tuple[Role, ...] = ("result", "error")
GIVEN: tuple[Role, ...] = ("user", "feedback", *OBSERVATIONS)
"""Roles the policy never writes: no loss is taken on them."""

MARKERS = (
    "<|pad|>",
    "<|bos|>",
    "<|user|>",
    "<|feedback|>",
    "<|assistant|>",
    "<|thought|>",
    "<|calculator|>",
    "<|python|>",
    "<|run|>",
    "<|result|>",
    "<|error|>",
    "<|end_result|>",
    "<|answer|>",
    "<|end|>",
)
"""Control symbols of the tokenizer, in id order."""


@dataclass(frozen=True)
class Segment:
    """One part of a dialogue. `trained` false takes the loss off a part the policy should not imitate."""

    role: Role
    text: str
    trained: bool = True


@dataclass(frozen=True)
class Rendered:
    """Token ids and, for each, whether it is a target of training (1) or given (0)."""

    ids: tuple[int, ...]
    mask: tuple[int, ...]


class Transcript:
    """Renders dialogues for one tokenizer. `asked` gives the words that a question is put to the policy in."""

    def __init__(self, tokenizer: Tokenizer, asked: Callable[[str], str] = str) -> None:
        self.tokenizer, self.asked = tokenizer, asked
        self.marker = {name: tokenizer.control(name) for name in MARKERS}
        self.end = self.marker["<|end|>"]
        self.run = self.marker["<|run|>"]
        self._role_of = {
            self._open(role): role for role in ("user", "feedback", "thought", *TOOLS, *OBSERVATIONS, "answer")
        }

    def _open(self, role: str) -> int:
        return self.marker[f"<|{role}|>"]

    def prompt(self, question: str, feedback: str = "") -> list[int]:
        """Ids that a policy continues: question, the evidence against an earlier attempt if any, its turn."""
        ids = [self.marker["<|bos|>"], self._open("user"), *self.tokenizer.encode(self.asked(question))]
        if feedback:
            ids += [self._open("feedback"), *self.tokenizer.encode(feedback)]
        return [*ids, self.marker["<|assistant|>"]]

    def again(self, question: str) -> list[int]:
        """Ids that follow an answer when the user asks once more, in these very words."""
        return [self._open("user"), *self.tokenizer.encode(question), self.marker["<|assistant|>"]]

    def thought(self, text: str) -> list[int]:
        """Ids of a thought as the policy would sample them."""
        return [self._open("thought"), *self.tokenizer.encode(text)]

    def observation(self, text: str, ok: bool = True) -> list[int]:
        """Ids that are forced into a row after a call: `<result>` or `<error>`, the text, `<end_result>`."""
        return [self._open("result" if ok else "error"), *self.tokenizer.encode(text), self.marker["<|end_result|>"]]

    def render(self, dialogue: Sequence[Segment]) -> Rendered:
        """Ids and loss mask of a whole dialogue: a user segment, perhaps feedback, then the policy's turn; after its
        answer the user may ask again."""
        question, *rest = dialogue
        if question.role != "user":
            raise ValueError(f"a dialogue opens with the user, not with {question.role}")
        feedback = rest.pop(0).text if rest and rest[0].role == "feedback" else ""
        ids = self.prompt(question.text, feedback)
        mask = [0] * len(ids)
        before = "user"
        for segment in rest:
            again = segment.role == "user" and before == "answer"
            part = self.again(segment.text) if again else self._policy_segment(segment)
            before = segment.role
            ids += part
            mask += [int(segment.trained and segment.role not in GIVEN)] * len(part)
        return Rendered(tuple(ids), tuple(mask))

    def _policy_segment(self, segment: Segment) -> list[int]:
        if segment.role in OBSERVATIONS:
            return self.observation(segment.text, segment.role == "result")
        if segment.role in GIVEN:
            raise ValueError(f"{segment.role} cannot stand inside the policy's turn")
        part = [self._open(segment.role), *self.tokenizer.encode(segment.text)]
        if segment.role in TOOLS:
            part.append(self.run)
        if segment.role == "answer":
            part.append(self.end)
        return part

    def text(self, text: str) -> Rendered:
        """A plain document for pretraining: `<bos>` text `<end>`, every token after `<bos>` a target."""
        ids = (self.marker["<|bos|>"], *self.tokenizer.encode(text), self.end)
        return Rendered(ids, (0,) + (1,) * (len(ids) - 1))

    def parse(self, ids: Sequence[int]) -> list[Segment]:
        """The segments in `ids`, whatever they are: ids before the first marker and stray ids are left out."""
        segments: list[Segment] = []
        role: Role | None = None
        body: list[int] = []
        closing = {
            self.marker[m] for m in ("<|assistant|>", "<|run|>", "<|end_result|>", "<|end|>", "<|bos|>", "<|pad|>")
        }
        for i in [*ids, self.end]:
            if i in self._role_of or i in closing:
                if role is not None:
                    segments.append(Segment(role, self.tokenizer.decode(body)))
                role, body = self._role_of.get(i), []
            else:
                body.append(i)
        return segments
