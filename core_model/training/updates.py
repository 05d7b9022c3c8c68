"""What the trainers that learn from attempts share: a falling rate, and a run of steps with its log."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core_model.gpt import GPT
from core_model.training.log import RunLog
from core_model.training.optimizing import Optimizing
from core_model.training.packing import Packed
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


class Updater(Optimizing):
    """Moves `model` by gradients that others have made, and keeps in `out` all that a resumed run needs."""

    def __init__(self, model: GPT, config: UpdateConfig, out: Path) -> None:
        super().__init__(model, config, out)
        self.config = config

    def update(self, loss: float, batch: Packed) -> Figures:
        """Apply the gradient that lies in the model. Raises Diverged, before a weight moves, when it or `loss` is not
        finite; `batch` is then kept for inspection."""
        config = self.config
        factor = rate_factor(self.step, config.steps, config.warmup, config.schedule, 1.0)
        self.set_rates(factor)
        return {"gradient_norm": self.apply(loss, batch), "rate": factor}

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
