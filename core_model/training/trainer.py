"""The training loop: one model, one source of documents, one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import torch
from torch import Tensor

from core_model.gpt import GPT
from core_model.layers.moe import MoE, RouterStats
from core_model.training.ahead import Ahead
from core_model.training.config import TrainConfig
from core_model.training.device import bf16_dot_products, choose_device
from core_model.training.linear_loss import linear_cross_entropy
from core_model.training.log import RunLog
from core_model.training.loss import chunked_cross_entropy
from core_model.training.monitor import StepMonitor, expert_figures
from core_model.training.optimizing import Optimizing
from core_model.training.packing import IGNORED, Packed, pack
from core_model.training.schedule import rate_factor
from core_model.training.wrap import compile_block, recompute_in_backward
from core_model.transcript import Rendered

Source = Callable[[int], Sequence[Rendered]]
"""Documents of a step, as a pure function of the step's number: so a resumed run sees what an unbroken one would."""

Progress = dict[str, float]
Report = Callable[[Progress], None]


class Trainer(Optimizing):
    """Trains `model` on `source`; everything that a step changes is in the checkpoint, so a kill loses minutes."""

    def __init__(self, model: GPT, source: Source, config: TrainConfig, out: Path) -> None:
        self.source, self.config = source, config
        self.ahead: Ahead | None = None
        self.device = choose_device(config.device)
        self.segmented = self.device.type == "cpu"  # elsewhere one masked call is quicker
        self.bf16 = config.precision == "bf16" or (config.precision == "auto" and bf16_dot_products(self.device))
        model = model.to(self.device).train()
        for block in model.blocks:
            if config.compile:
                compile_block(block)
            if config.activation_checkpointing:
                recompute_in_backward(block)
        super().__init__(model, config, out, self.bf16)
        mixtures = [(i, block.ff) for i, block in enumerate(model.blocks) if isinstance(block.ff, MoE)]
        self.moe_layers = [layer for layer, _ in mixtures]
        self.routers = [moe.router for _, moe in mixtures]

    def train_step(self, measured: bool = False) -> Progress:
        """One optimizer step over one packed batch; gives loss, gradient norm and the routers' imbalance, and when
        `measured` the figures of `monitor` too. Raises Diverged before any weight moves."""
        config = self.config
        batch = self._batch()
        factor = rate_factor(self.step, config.steps, config.warmup, config.schedule, config.decay_fraction)
        rates = self.set_rates(factor)
        monitor = StepMonitor(self.model, routing=not config.compile) if measured else None
        loss, load, inputs = self.accumulate(batch, monitor)
        figures: Progress = {}
        norm = self.apply(loss, batch, (lambda: figures.update(monitor.before_update())) if monitor else None)
        if monitor:
            figures |= monitor.after_update() | expert_figures(self.moe_layers, load)
            figures |= {f"learning_rate/{name}": rate for name, rate in rates.items()}
        for router, total, mean_input in zip(self.routers, load, inputs, strict=True):
            if config.balance_steps and self.step + 1 >= config.balance_steps:
                router.balance.zero_()
            else:
                router.rebalance(total, config.balance_rate)
            if config.revive_rate:
                router.revive(total, mean_input, config.revive_rate * factor)
        self.step += 1
        self.tokens += int((batch.documents >= 0).sum())
        imbalance = max((float(t.max() / t.float().mean()) for t in load), default=1.0)
        return {"loss": loss, "gradient_norm": norm, "imbalance": imbalance, "rate": factor} | figures

    def accumulate(self, batch: Packed, monitor: StepMonitor | None = None) -> tuple[float, list[Tensor], list[Tensor]]:
        """Add the batch's gradient, micro-batch by micro-batch; mean loss, and of each mixture the tokens per expert
        and the mean of its router's inputs.

        Each part is divided by the targets of the whole batch, so the sum is the gradient of the large batch.
        """
        config, targets = self.config, int((batch.targets != IGNORED).sum())
        loss_sum = 0.0
        load = [torch.zeros_like(router.balance) for router in self.routers]
        inputs = [torch.zeros(router.weight.shape[1], device=self.device) for router in self.routers]
        for part in self._parts(batch):
            loss, stats = self._micro_batch(part, targets, monitor)
            loss_sum += loss
            for total, mean, one in zip(load, inputs, stats, strict=True):
                total += one.load
                if one.mean_input is not None:
                    mean += one.mean_input / config.accumulate
        return loss_sum, load, inputs

    def _batch(self) -> Packed:
        return pack((self.ahead or self.source)(self.step), self.config.rows, self.config.length).to(self.device)

    def _parts(self, batch: Packed) -> Iterator[Packed]:
        size = self.config.rows // self.config.accumulate
        for start in range(0, self.config.rows, size):
            yield batch.rows(start, start + size)

    def _micro_batch(self, batch: Packed, targets: int, monitor: StepMonitor | None) -> tuple[float, list[RouterStats]]:
        """Add this part's gradient; the head runs only where there is a target."""
        config = self.config
        flat = batch.targets.flatten()
        wanted = (flat != IGNORED).nonzero()[:, 0]
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bf16):
            mask = batch.segments() if self.segmented else batch.mask()
            with monitor.watch(batch.documents >= 0) if monitor else nullcontext():
                hidden, stats = self.model.hidden(batch.ids, batch.positions, mask)
            states, chosen = hidden.flatten(0, 1).index_select(0, wanted), flat[wanted]  # (N, d_model), (N,)
            if config.loss_positions or config.loss_vocabulary:
                loss = chunked_cross_entropy(
                    states, self.model.head_weight, chosen, config.loss_positions, config.loss_vocabulary
                )
            else:
                loss = linear_cross_entropy(states, self.model.head_weight, chosen)
        loss = loss / max(1, targets)
        z_loss = sum((s.z_loss for s in stats), torch.zeros((), device=self.device)) / config.accumulate
        (loss + config.z_loss * z_loss).backward()
        return float(loss.detach()), stats

    def warm_up(self) -> float:
        """Compile by running one micro-batch whose gradient is thrown away; the seconds that took."""
        before = time.monotonic()
        self._micro_batch(next(self._parts(self._batch())), 1, None)
        self.model.zero_grad(set_to_none=True)
        return time.monotonic() - before

    @contextmanager
    def _drawing_ahead(self) -> Iterator[None]:
        with Ahead(self.source, self.config.steps) as self.ahead:
            try:
                yield
            finally:
                self.ahead = None

    def run(self, report: Report | None = None) -> None:
        """Train to the last step, with a log line every `log_every` steps and checkpoints by the clock."""
        config = self.config
        self.out.mkdir(parents=True, exist_ok=True)
        with RunLog(self.out, self.step, config.tensorboard) as log, self._drawing_ahead():
            extra = {"compile_seconds": self.warm_up()} if config.compile and self.step < config.steps else {}
            saved = logged = time.monotonic()
            started_tokens = self.tokens
            while self.step < config.steps:
                upcoming = self.step + 1
                measured = upcoming % config.log_every == 0 or upcoming == config.steps
                before = time.monotonic()
                progress = self.train_step(measured)
                now = time.monotonic()
                self.seconds += now - before
                if measured:
                    line = {"step": self.step, "steps": config.steps, "tokens": self.tokens} | {
                        name: float(f"{value:.6g}") for name, value in (progress | extra).items()
                    }
                    line |= {
                        "seconds": round(self.seconds, 1),
                        "tokens_per_second": round((self.tokens - started_tokens) / max(1e-9, now - logged)),
                        "eta_seconds": round(self.seconds / self.step * (config.steps - self.step)),
                    }
                    logged, started_tokens, extra = now, self.tokens, {}
                    log.write(self.step, line)
                    if report is not None:
                        report(line)
                if now - saved > config.save_every_seconds:
                    self.save()
                    saved = time.monotonic()
        self.save()
