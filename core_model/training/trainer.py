"""The training loop: one model, one source of documents, one process."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch.nn import functional as F

from core_model.checkpoint import load_training_state, save_training_state
from core_model.gpt import GPT
from core_model.layers.moe import MoE
from core_model.training.config import TrainConfig
from core_model.training.optim import Muon, split_parameters
from core_model.training.packing import IGNORED, Packed, pack
from core_model.training.schedule import rate_factor
from core_model.transcript import Rendered

Source = Callable[[int], Sequence[Rendered]]
"""Documents of a step, as a pure function of the step's number: so a resumed run sees what an unbroken one would."""

Progress = dict[str, float]
Report = Callable[[Progress], None]


def bf16_dot_products(device: torch.device) -> bool:
    """Whether bf16 matrix products are fast there: any CUDA card, or a processor with AVX512-BF16 or AMX."""
    if device.type == "cuda":
        return True
    probes = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(bool(getattr(torch.cpu, probe, lambda: False)()) for probe in probes)


class Trainer:
    """Trains `model` on `source`; everything that a step changes is in the checkpoint, so a kill loses minutes."""

    def __init__(self, model: GPT, source: Source, config: TrainConfig, out: Path) -> None:
        self.source, self.config, self.out = source, config, out
        device = config.device if config.device != "auto" else ("cuda" if torch.cuda.is_available() else "cpu")
        self.device = torch.device(device)
        if config.threads:
            torch.set_num_threads(config.threads)
        self.bf16 = config.precision == "bf16" or (config.precision == "auto" and bf16_dot_products(self.device))
        self.model = model.to(self.device).train()
        matrices, others = split_parameters(model)
        self.muon = Muon(matrices, config.muon_lr, weight_decay=config.weight_decay)
        self.adamw = torch.optim.AdamW(others, config.adamw_lr, betas=(0.9, 0.95), weight_decay=0.0)
        self.routers = [m.router for m in model.modules() if isinstance(m, MoE)]
        self.step = 0
        self.tokens = 0
        self.seconds = 0.0

    def resume(self) -> bool:
        """Take up the newest checkpoint in `out`; False when there is none."""
        state = load_training_state(self.out, self.model, self.adamw, self.muon)
        if state is None:
            return False
        self.step, self.tokens, self.seconds = int(state["step"]), int(state["tokens"]), float(state["seconds"])
        return True

    def save(self) -> None:
        state = {"step": self.step, "tokens": self.tokens, "seconds": self.seconds}
        save_training_state(self.out, self.model, self.adamw, self.muon, state)

    def train_step(self) -> Progress:
        """One optimizer step over one packed batch; gives loss, gradient norm and the routers' imbalance."""
        config = self.config
        batch = pack(self.source(self.step), config.rows, config.length).to(self.device)
        targets = int((batch.targets != IGNORED).sum())
        factor = rate_factor(self.step, config.steps, config.warmup, config.schedule, config.decay_fraction)
        for group in self.muon.param_groups:
            group["lr"] = config.muon_lr * factor
        for group in self.adamw.param_groups:
            group["lr"] = config.adamw_lr * factor
        loss_sum = 0.0
        load = [torch.zeros_like(router.balance) for router in self.routers]
        size = config.rows // config.accumulate
        for start in range(0, config.rows, size):
            loss, loads = self._micro_batch(batch.rows(start, start + size), targets)
            loss_sum += loss
            for total, part in zip(load, loads, strict=True):
                total += part
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
        self.muon.step()
        self.adamw.step()
        self.model.zero_grad(set_to_none=True)
        for router, total in zip(self.routers, load, strict=True):
            router.rebalance(total, config.balance_rate)
        self.step += 1
        self.tokens += int((batch.documents >= 0).sum())
        imbalance = max((float(t.max() / t.float().mean()) for t in load), default=1.0)
        return {"loss": loss_sum, "gradient_norm": float(norm), "imbalance": imbalance, "rate": factor}

    def _micro_batch(self, batch: Packed, targets: int) -> tuple[float, list[torch.Tensor]]:
        """Add this part's gradient; the head runs only where there is a target."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            hidden, stats = self.model.hidden(batch.ids, batch.positions, batch.mask())
            wanted = batch.targets != IGNORED
            logits = self.model.head(hidden[wanted])
        loss = F.cross_entropy(logits.float(), batch.targets[wanted], reduction="sum") / max(1, targets)
        z_loss = sum((s.z_loss for s in stats), torch.zeros((), device=self.device)) / self.config.accumulate
        (loss + self.config.z_loss * z_loss).backward()
        return float(loss.detach()), [s.load for s in stats]

    def run(self, report: Report | None = None) -> None:
        """Train to the last step, with a log line every `log_every` steps and checkpoints by the clock."""
        self.out.mkdir(parents=True, exist_ok=True)
        saved = logged = time.monotonic()
        started_tokens = self.tokens
        with (self.out / "log.jsonl").open("a") as log:
            while self.step < self.config.steps:
                before = time.monotonic()
                progress = self.train_step()
                now = time.monotonic()
                self.seconds += now - before
                if self.step % self.config.log_every == 0 or self.step == self.config.steps:
                    speed = (self.tokens - started_tokens) / max(1e-9, now - logged)
                    logged, started_tokens = now, self.tokens
                    eta = self.seconds / self.step * (self.config.steps - self.step)
                    line = {"step": self.step, "steps": self.config.steps, "tokens": self.tokens} | {
                        key: round(value, 5) for key, value in progress.items()
                    }
                    line |= {
                        "seconds": round(self.seconds, 1),
                        "tokens_per_second": round(speed),
                        "eta_seconds": round(eta),
                    }
                    log.write(json.dumps(line) + "\n")
                    log.flush()
                    if report is not None:
                        report(line)
                if now - saved > self.config.save_every_seconds:
                    self.save()
                    saved = time.monotonic()
        self.save()
