"""A mixture as a training configuration describes it: `[mixture]`, `[cap]`, `[practice]`, `retry_share`, `[train]`.

[mixture]                             # shares of tokens
word_problems = [[0, 0.5], [1, 0.2]]  # half at the start, falling evenly to a fifth at the end
mawps = 0.1
[cap]
mawps = 4                             # no row is drawn more than four times in the whole training
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from agent.errors import TrainingError
from agent.training.mixture import Mixture
from core_model.training.config import TrainConfig
from core_model.transcript import Transcript


def train_config(settings: Mapping[str, Any]) -> TrainConfig:
    """The numbers of the run that a configuration describes. Raises TrainingError."""
    try:
        return TrainConfig.model_validate(settings.get("train", {}))
    except ValidationError as error:
        reason = error.errors()[0]
        raise TrainingError(
            f"[train] {'.'.join(map(str, reason['loc']))}: {reason['msg']}", "see TrainConfig"
        ) from None


def from_settings(
    settings: Mapping[str, Any], transcript: Transcript, config: TrainConfig, loss_on_all: bool
) -> Mixture:
    """The mixture of a configuration, as its run draws it. Raises TrainingError, DataMissing."""
    if not isinstance(settings.get("mixture"), Mapping):
        raise TrainingError("the configuration has no [mixture]", "name sources and their weights under [mixture]")
    return Mixture(
        settings["mixture"],
        transcript,
        config.rows * config.length,
        config.length,
        config.seed,
        loss_on_all=loss_on_all,
        retry_share=float(settings.get("retry_share", 0.0)),
        practice={schema: float(weight) for schema, weight in settings.get("practice", {}).items()},
        steps=config.steps,
        cap=settings.get("cap", {}),
    )
