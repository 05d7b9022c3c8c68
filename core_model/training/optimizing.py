"""What every trainer does with a gradient: two optimizers, one rate, one guard; and what a resumed run takes up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import torch

from core_model.gpt import GPT
from core_model.training.divergence import stop_unless_finite
from core_model.training.optim import Muon, split_parameters
from core_model.training.packing import Packed
from core_model.training.resume import Resumed, load_training_state, save_training_state


class Rates(Protocol):
    """The numbers of a configuration that are read here."""

    @property
    def muon_lr(self) -> float: ...
    @property
    def adamw_lr(self) -> float: ...
    @property
    def weight_decay(self) -> float: ...
    @property
    def clip(self) -> float: ...
    @property
    def threads(self) -> int: ...
    @property
    def keep_checkpoints(self) -> int: ...


class Optimizing:
    """`model` with Muon for its matrices and AdamW for the rest, counters, and checkpoints in `out`.

    With `bf16` Muon's iterations are in that precision; weights, gradients and momentum stay as they are.
    """

    def __init__(self, model: GPT, config: Rates, out: Path, bf16: bool = False) -> None:
        self.model, self.out, self._rates = model, out, config
        if config.threads:
            torch.set_num_threads(config.threads)
        matrices, others = split_parameters(model)
        precision = torch.bfloat16 if bf16 else None
        self.muon = Muon(matrices, config.muon_lr, weight_decay=config.weight_decay, iterate_in=precision)
        self.adamw = torch.optim.AdamW(others, config.adamw_lr, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
        self.step = 0
        self.tokens = 0
        self.seconds = 0.0

    def resume(self) -> Resumed | None:
        """Take up the newest whole checkpoint in `out`; None when there is none."""
        resumed = load_training_state(self.out, self.model, self.adamw, self.muon)
        if resumed is not None:
            state = resumed.state
            self.step, self.tokens, self.seconds = int(state["step"]), int(state["tokens"]), float(state["seconds"])
        return resumed

    def save(self) -> Path:
        """Write a checkpoint and give its folder."""
        state = {"step": self.step, "tokens": self.tokens, "seconds": self.seconds}
        return save_training_state(
            self.out, self.model, self.adamw, self.muon, state, keep=self._rates.keep_checkpoints
        )

    def set_rates(self, factor: float) -> dict[str, float]:
        """Learning rates of both optimizers, as the configuration's times `factor`."""
        rates = {"muon": self._rates.muon_lr * factor, "adamw": self._rates.adamw_lr * factor}
        for name, optimizer in (("muon", self.muon), ("adamw", self.adamw)):
            for group in optimizer.param_groups:
                group["lr"] = rates[name]
        return rates

    def apply(self, loss: float, batch: Packed, before: Callable[[], None] | None = None) -> float:
        """Move the weights by the gradient that lies in the model; gives its norm before clipping. Raises Diverged,
        before a weight moves, when it or `loss` is not finite; `batch` is then kept for inspection. `before` is called
        between the two."""
        norm = torch.nn.utils.get_total_norm([p.grad for p in self.model.parameters() if p.grad is not None])
        stop_unless_finite(self.out, self.step, loss, float(norm), self.model, batch)
        if before is not None:
            before()
        torch.nn.utils.clip_grads_with_norm_(self.model.parameters(), self._rates.clip, norm)
        self.muon.step()
        self.adamw.step()
        self.model.zero_grad(set_to_none=True)
        return float(norm)
