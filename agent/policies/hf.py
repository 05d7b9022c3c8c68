"""A transformers model on this machine, in our loop with our tools: extra `transformers`.

Attempts are made one after another; a request to stop, or a deadline, is looked at after every token.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from agent.errors import AgentError
from agent.events import Failed
from agent.policies.dialogue import Dialogue, Reply
from agent.policies.protocol import OBSERVATION, Protocol
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.tools import Tool


class LocalModelError(AgentError):
    """A folder that transformers cannot run as a chat model."""

    kind = "weights"
    exit_code = 3


class HFPolicy:
    """A causal language model with a chat template, by the text protocol or in plain prose."""

    def __init__(self, model: Any, tokenizer: Any, name: str = "hf", protocol: Protocol = "text") -> None:
        """`model` and `tokenizer` are transformers'. Raises LocalModelError without a chat template."""
        if not getattr(tokenizer, "chat_template", None):
            raise LocalModelError(f"{name} has no chat template", "take an instruction-tuned model")
        self.model, self.tokenizer, self.name, self.protocol = model.eval(), tokenizer, name, protocol
        self._special = tuple(sorted(set(tokenizer.all_special_tokens) | set(tokenizer.get_added_vocab()), key=len))

    @classmethod
    def load(cls, folder: str | Path, protocol: Protocol = "text") -> HFPolicy:
        """A model in a folder; nothing is fetched and no code of the folder is run. Raises LocalModelError."""
        try:
            from transformers import AutoModelForCausalLM, AutoTokenizer
        except ImportError:
            hint = 'pip install "ponder[transformers]"'
            raise LocalModelError("a policy in transformers' format needs transformers", hint) from None
        if not Path(folder).is_dir():
            raise LocalModelError(f"{folder} is no folder", "give the folder of a model: hf:FOLDER")
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
            model = AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False, use_safetensors=True
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise LocalModelError(f"{folder}: {reason}", "is this a folder of a transformers model?") from None
        return cls(model, tokenizer, f"hf:{Path(folder).name}", protocol)

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says, one attempt after another."""
        for index, ask in enumerate(asks):
            dialogue = Dialogue(ask, {} if self.protocol == "plain" else tools, self.protocol)
            while dialogue.stop is None:
                prompt = self._prompt(dialogue)
                if prompt.shape[1] >= self._context:
                    told = f"the dialogue has {prompt.shape[1]} tokens; this model reads at most {self._context - 1}"
                    yield index, Failed(attempt=ask.attempt, boundary="budget", message=told)
                    dialogue.stop = "context"
                    break
                reply = self._complete(prompt, dialogue, should_stop)
                if should_stop is not None and should_stop():
                    dialogue.stop = "stopped"
                elif ask.deadline is not None and time.monotonic() > ask.deadline:
                    dialogue.stop = "seconds"
                else:
                    yield from ((index, step) for step in dialogue.take(reply))
            yield index, dialogue.rollout()

    @property
    def _context(self) -> int:
        return int(getattr(self.model.config, "max_position_embeddings", None) or 2**31)

    def _prompt(self, dialogue: Dialogue) -> torch.Tensor:
        """Ids (1, T) by the model's own template. A special token that stands in a text is broken up, as the template
        would make it one."""
        messages = [{**message, "content": self._harmless(message["content"])} for message in dialogue.messages]
        text = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        ids = self.tokenizer(text, add_special_tokens=False, return_tensors="pt")["input_ids"]
        return torch.as_tensor(ids).to(self.model.device)

    def _harmless(self, text: str) -> str:
        for special in self._special:
            if len(special) > 1 and special in text:
                text = text.replace(special, f"{special[0]} {special[1:]}")
        return text

    def _complete(self, prompt: torch.Tensor, dialogue: Dialogue, should_stop: ShouldStop | None) -> Reply:
        from transformers import StoppingCriteriaList

        ask = dialogue.ask

        def over(_ids: torch.Tensor, _scores: Any, **_: Any) -> torch.Tensor:
            late = ask.deadline is not None and time.monotonic() > ask.deadline
            return torch.tensor([late or (should_stop is not None and should_stop())], device=prompt.device)

        limit = min(dialogue.tokens_left, self._context - prompt.shape[1])
        choice: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
        if ask.temperature > 0:
            choice = {"do_sample": True, "temperature": ask.temperature, "top_p": ask.top_p, "top_k": 0}
        stops = {"stop_strings": [OBSERVATION], "tokenizer": self.tokenizer} if self.protocol == "text" else {}
        pad = self.tokenizer.pad_token_id
        with torch.random.fork_rng(), torch.inference_mode():
            torch.manual_seed(ask.seed)
            ids = self.model.generate(
                input_ids=prompt,
                attention_mask=torch.ones_like(prompt),
                max_new_tokens=limit,
                stopping_criteria=StoppingCriteriaList([over]),
                pad_token_id=self.tokenizer.eos_token_id if pad is None else pad,
                **choice,
                **stops,
            )
        new = ids[0, prompt.shape[1] :]
        return Reply(self.tokenizer.decode(new, skip_special_tokens=True), len(new) < limit, len(new))
