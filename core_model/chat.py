"""ChatML: the dialogue that imported chat models were tuned on, as token ids.

    <|im_start|>system ... <|im_end|>   <|im_start|>user question <|im_end|>   <|im_start|>assistant

A policy folder says in chat.json that its model speaks it; a model trained here speaks `core_model.transcript`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from core_model.errors import WeightsError
from core_model.tokenizers.protocol import Tokenizer

CHAT_FILE = "chat.json"
START, END = "<|im_start|>", "<|im_end|>"
SYSTEM = "Solve the problem step by step. End with a line that says: The answer is ..."


class ChatML:
    """Renders questions for one tokenizer. Raises WeightsError for one without ChatML's two special tokens."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        try:
            self.start, self.end = tokenizer.control(START), tokenizer.control(END)
        except KeyError:
            raise WeightsError(
                f"{CHAT_FILE} says that this policy speaks ChatML, and its tokenizer has no {START}",
                f"import it again, or delete {CHAT_FILE}",
            ) from None
        self.tokenizer = tokenizer

    def prompt(self, question: str, feedback: str = "") -> list[int]:
        """Ids that the model continues; feedback on an earlier attempt stands behind the question."""
        asked = f"{question}\n\nAn earlier attempt was wrong: {feedback}" if feedback else question
        return self.dialogue((("system", SYSTEM), ("user", asked)))

    def dialogue(self, turns: Iterable[tuple[str, str]]) -> list[int]:
        """Ids of turns (role, text) and of the head of the assistant's next one, which the model continues."""
        told = [i for role, text in turns for i in self._turn(role, text)]
        return [*told, self.start, *self._encode("assistant\n")]

    def _turn(self, role: str, text: str) -> list[int]:
        return [self.start, *self._encode(f"{role}\n{text}"), self.end, *self._encode("\n")]

    def _encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text)


def speaks_chat(folder: Path) -> bool:
    """Whether a policy folder is marked as a chat model. Raises WeightsError for a mark that cannot be read."""
    path = folder / CHAT_FILE
    if not path.is_file():
        return False
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise WeightsError(f"{path} cannot be read: {error}", "import the model again") from None
    if not isinstance(found, dict) or found.get("format") != "chatml":
        raise WeightsError(f"{path} names no format that is known", 'it should hold {"format": "chatml"}')
    return True


def mark_chat(folder: Path, tokenizer: Tokenizer) -> bool:
    """Write the mark beside an imported policy whose vocabulary has ChatML's special tokens; whether it has."""
    chat = {START, END} <= set(tokenizer.control_symbols)
    if chat:
        (folder / CHAT_FILE).write_text(json.dumps({"format": "chatml"}) + "\n", encoding="utf-8")
    return chat
