"""How a model is trained: one frozen object, stored with every run."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class TrainConfig(BaseModel):
    """Numbers of one training run. A step sees `rows` packed rows of `length` tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: int = Field(1000, ge=1)
    rows: int = Field(32, ge=1)
    length: int = Field(256, ge=8)
    accumulate: int = Field(2, ge=1)
    """Micro-batches a step; rows must divide by it."""
    muon_lr: float = Field(0.02, gt=0)
    adamw_lr: float = Field(0.003, gt=0)
    weight_decay: float = Field(0.01, ge=0)
    """Decoupled, on Muon's matrices only."""
    warmup: int = Field(40, ge=0)
    schedule: Literal["trapezoid", "cosine"] = "trapezoid"
    decay_fraction: float = Field(0.4, ge=0, le=1)
    """Part of the steps over which the trapezoid falls to zero."""
    clip: float = Field(1.0, gt=0)
    """Largest norm of the whole gradient."""
    z_loss: float = Field(1e-3, ge=0)
    balance_rate: float = Field(1e-3, ge=0)
    """Step of the routers' balancing bias."""
    balance_steps: int = Field(0, ge=0)
    """After this many steps the biases are set to 0 and stay there, and the model trains on without: such weights
    are plain Qwen3-MoE to other libraries, which have no place for a bias. 0: they are kept to the end."""
    revive_rate: float = Field(0.0, ge=0)
    """Logits a step, at full learning rate, by which an expert with less than half of an equal share is raised in the
    router's own weights: for training without a bias, where an expert that starves would stay dead."""
    seed: int = 0
    save_every_seconds: float = Field(240.0, gt=0)
    keep_checkpoints: int = Field(2, ge=1)
    """With 1, a checkpoint that turns out to be damaged leaves nothing to resume from."""
    log_every: int = Field(10, ge=1)
    """Steps between log lines; a logged step measures gradients, updates, activations and routing as well."""
    tensorboard: bool = False
    """Write the figures for TensorBoard too, in `tensorboard/` of the run (extra `tensorboard`)."""
    device: str = "auto"
    """auto: CUDA, else Apple's MPS, else the processor; or `cpu`, `cuda`, `cuda:1`, `mps`."""
    precision: Literal["auto", "fp32", "bf16"] = "auto"
    """auto: bf16 autocast on CUDA and on processors with bf16 dot products, else fp32. Master weights are fp32."""
    threads: int = Field(0, ge=0)
    """CPU threads; 0 leaves torch's own choice."""
    loss_positions: int = Field(0, ge=0)
    """Positions whose logits exist at once, computed again in the backward pass; 0: those of a micro-batch."""
    loss_vocabulary: int = Field(0, ge=0)
    """Columns of the vocabulary whose logits exist at once; 0: all."""
    activation_checkpointing: bool = False
    """Keep each block's inputs only and compute the block again in the backward pass: less memory, more time."""
    compile: bool = False
    """torch.compile of each block; the first log line says how many seconds its warm-up took."""

    @model_validator(mode="after")
    def _parts_are_equal(self) -> TrainConfig:
        if self.rows % self.accumulate:
            raise ValueError(f"rows ({self.rows}) must be a multiple of accumulate ({self.accumulate})")
        return self
