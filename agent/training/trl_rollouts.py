"""Rollouts for TRL's GRPOTrainer: several turns in our environment, with tools, sampled from the model being trained.

    rollouts = Rollouts(environment)
    GRPOTrainer(model=exported, rollout_func=rollouts, reward_funcs=Rollouts.reward,
                train_dataset=Dataset.from_list(rollouts.rows()), ...)

The ids that tools and the environment wrote are masked out of the loss (`env_mask`). TRL itself is not imported here:
what it asks of a rollout function is this call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from agent.gym import Environment, Turn


class Rollouts:
    """TRL's `rollout_func` over one environment; prompts are questions of its tasks."""

    def __init__(self, environment: Environment, temperature: float = 1.0) -> None:
        self.environment, self.temperature = environment, temperature
        self.tasks = {task.question: task for task in environment.tasks}
        self.pad = environment.transcript.marker["<|pad|>"]

    def rows(self) -> list[dict[str, str]]:
        """The rows of a data set for the trainer."""
        return [{"prompt": question} for question in self.tasks]

    def __call__(self, prompts: Sequence[str], trainer: Any) -> dict[str, list[Any]]:
        """An episode a prompt: prompt ids, completion ids, log-probabilities (0 where given), mask and reward."""
        model = trainer.accelerator.unwrap_model(trainer.model)
        training = model.training
        model.eval()
        names = ("prompt_ids", "completion_ids", "logprobs", "env_mask", "env_reward")
        made: dict[str, list[Any]] = {name: [] for name in names}
        for prompt in prompts:
            for name, value in zip(names, self.episode(prompt, model), strict=True):
                made[name].append(value)
        model.train(training)
        return made

    def episode(self, prompt: str, model: Any) -> tuple[list[int], list[int], list[float], list[int], float | None]:
        """One episode, whole."""
        turn = self.environment.reset(task=self.tasks[prompt])
        start, logprobs = len(turn.ids), [0.0] * len(turn.ids)
        while not turn.done:
            turn, own = self._turn(turn, model)
            logprobs += own[: turn.taken]
            logprobs += [0.0] * (len(self.environment.ids) - len(logprobs))
        ids, mask = list(self.environment.ids), list(self.environment.sampled)
        return ids[:start], ids[start:], logprobs[start:], mask[start:], turn.reward

    @torch.no_grad()
    def _turn(self, turn: Turn, model: Any) -> tuple[Turn, list[float]]:
        """Sample up to the end of the turn, and step."""
        row = torch.tensor([self.environment.ids], device=model.device)
        made = model.generate(
            row,
            attention_mask=torch.ones_like(row),
            max_new_tokens=turn.room,
            do_sample=True,
            temperature=self.temperature,
            top_k=0,
            top_p=1.0,
            suppress_tokens=sorted(self.environment.banned_ids),
            eos_token_id=sorted(self.environment.stop_ids),
            pad_token_id=self.pad,
            output_logits=True,
            return_dict_in_generate=True,
        )
        ids = made.sequences[0, row.shape[1] :].tolist()
        scores = torch.stack(made.logits).squeeze(1).float().log_softmax(-1)  # (ids, vocabulary), before filters
        own = [float(scores[n, i]) for n, i in enumerate(ids)]
        return self.environment.step(ids, own), own

    @staticmethod
    def reward(completions: Sequence[Any], env_reward: Sequence[float | None], **_: Any) -> list[float | None]:
        """The environment's rewards, as a reward function; None, which TRL leaves out, for what cannot be scored."""
        assert len(completions) == len(env_reward)
        return list(env_reward)
