"""What the trainers that learn from attempts share: two optimizers, a falling rate, checkpoints, and the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict, Field

from core_model.gpt import GPT
from core_model.training.divergence import stop_unless_finite
from core_model.training.log import RunLog
from core_model.training.optim import Muon, split_parameters
from core_model.training.packing import Packed
from core_model.training.resume import Resumed, load_training_state, save_training_state
from core_model.training.schedule import rate_factor

Figures = dict[str, float]
Report = Callable[[Figures], None]


class UpdateConfig(BaseModel):
    """Numbers of a run that starts from a trained policy: rates are small, and fall to zero along a cosine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: int = Field(40, ge=1)
    muon_lr: float = Field(0.0005, gt=0)
    """Muon's updates all have the same size, whatever the gradient's, so its rate says how far a step goes."""
    adamw_lr: float = Field(0.0001, gt=0)
    weight_decay: float = Field(0.0, ge=0)
    warmup: int = Field(2, ge=0)
    schedule: Literal["trapezoid", "cosine"] = "cosine"
    clip: float = Field(1.0, gt=0)
    """Largest norm of the whole gradient."""
    rows: int = Field(16, ge=1)
    """Attempts that go through the model at once."""
    seed: int = 0
    threads: int = Field(0, ge=0)
    """CPU threads; 0 leaves torch's own choice."""
    save_every_seconds: float = Field(240.0, ge=0)
    keep_checkpoints: int = Field(2, ge=1)
    log_every: int = Field(1, ge=1)


class Updater:
    """Moves `model` by gradients that others have made, and keeps in `out` all that a resumed run needs."""

    def __init__(self, model: GPT, config: UpdateConfig, out: Path) -> None:
        self.model, self.config, self.out = model, config, out
        if config.threads:
            torch.set_num_threads(config.threads)
        matrices, others = split_parameters(model)
        self.muon = Muon(matrices, config.muon_lr, weight_decay=config.weight_decay)
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
            self.out, self.model, self.adamw, self.muon, state, keep=self.config.keep_checkpoints
        )

    def update(self, loss: float, batch: Packed) -> Figures:
        """Apply the gradient that lies in the model. Raises Diverged, before a weight moves, when it or `loss` is not
        finite; `batch` is then kept for inspection."""
        config = self.config
        factor = rate_factor(self.step, config.steps, config.warmup, config.schedule, 1.0)
        for optimizer, rate in ((self.muon, config.muon_lr), (self.adamw, config.adamw_lr)):
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
        norm = torch.nn.utils.get_total_norm([p.grad for p in self.model.parameters() if p.grad is not None])
        stop_unless_finite(self.out, self.step, loss, float(norm), self.model, batch)
        torch.nn.utils.clip_grads_with_norm_(self.model.parameters(), config.clip, norm)
        self.muon.step()
        self.adamw.step()
        self.model.zero_grad(set_to_none=True)
        return {"gradient_norm": float(norm), "rate": factor}

    def run(self, step: Callable[[int], Figures], report: Report | None = None) -> None:
        """Call `step` with each number from where the run stands to its end, log what it gives, save by the clock.
        A figure named `tokens` counts into the run's tokens."""
        config = self.config
        self.out.mkdir(parents=True, exist_ok=True)
        with RunLog(self.out, self.step) as log:
            saved = time.monotonic()
            while self.step < config.steps:
                before = time.monotonic()
                figures = step(self.step)
                now = time.monotonic()
                self.step += 1
                self.seconds += now - before
                self.tokens += int(figures.pop("tokens", 0.0))
                if self.step % config.log_every == 0 or self.step == config.steps:
                    line: Figures = {"step": self.step, "steps": config.steps, "tokens": self.tokens}
                    line |= {name: float(f"{value:.6g}") for name, value in figures.items()}
                    line["seconds"] = round(self.seconds, 1)
                    line["eta_seconds"] = round(self.seconds / self.step * (config.steps - self.step))
                    log.write(self.step, line)
                    if report is not None:
                        report(line)
                if now - saved > config.save_every_seconds:
                    self.save()
                    saved = time.monotonic()
        self.save()
