"""A mixture as a training configuration describes it: `[mixture]`, `[cap]`, `[practice]`, `retry_share`, `[train]`.

preface_share = 0.2                   # stories with prose before them that does not matter
clean_text = true                     # lines of text that give a test away are left out
[mixture]                             # shares of tokens
word_problems = [[0, 0.5], [1, 0.2]]  # half at the start, falling evenly to a fifth at the end
mawps = 0.1
[cap]
mawps = 4                             # no row is drawn more than four times in the whole training
[practice]                            # 1 where nothing is said
two_sizes = 2                         # stories of this schema come twice as often as others,
"plain/capitals" = 3                  # tasks of this generator three times as often as others of their family
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agent.errors import TrainingError
from agent.training.curriculum import Schedule
from agent.training.mixture import Mixture
from core_model.checkpoint import DEFAULT_POLICY, WEIGHTS, load_tokenizer, policy_folder
from core_model.tokenizers.protocol import Tokenizer
from core_model.training.config import TrainConfig
from core_model.transcript import Transcript
from tasks.families import TABLES


def train_config(settings: Mapping[str, Any]) -> TrainConfig:
    """The numbers of the run that a configuration describes. Raises TrainingError."""
    try:
        return TrainConfig.model_validate(settings.get("train", {}))
    except ValidationError as error:
        reason = error.errors()[0]
        raise TrainingError(
            f"[train] {'.'.join(map(str, reason['loc']))}: {reason['msg']}", "see TrainConfig"
        ) from None


def schedules_of(settings: Mapping[str, Any]) -> dict[str, Schedule]:
    """The weight of each source of a configuration over training. Raises TrainingError."""
    weights = settings.get("mixture")
    if not isinstance(weights, Mapping) or not weights:
        raise TrainingError("the configuration has no [mixture]", "name sources and their weights under [mixture]")
    return {name: Schedule.of(name, value) for name, value in weights.items()}


def from_settings(
    settings: Mapping[str, Any], transcript: Transcript, config: TrainConfig, loss_on_all: bool
) -> Mixture:
    """The mixture of a configuration, as its run draws it. Raises TrainingError, DataMissing."""
    schedules_of(settings)
    for name in settings.get("practice", {}):
        family, named, generator = name.partition("/")
        if named and generator not in TABLES.get(family, {}):
            known = ", ".join(TABLES.get(family, TABLES))
            raise TrainingError(f"[practice] names {name!r}, and there is no such generator", f"there are: {known}")
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
        clean_text=settings.get("clean_text") is True,
        preface_share=float(settings.get("preface_share", 0.0)),
    )


def tokenizer_of(settings: Mapping[str, Any], policy: str | None = None) -> tuple[Tokenizer, str]:
    """The tokenizer that a configuration trains with, and whose it is: that of `policy` where one is named, else of
    its `tokenizer` or `init`. Where the run that makes those has not been here: of the policy that ships."""
    for named in (policy,) if policy else (settings.get("tokenizer"), settings.get("init")):
        if named and (policy or (WEIGHTS / str(named)).is_dir() or Path(str(named)).is_dir()):
            return load_tokenizer(policy_folder(named)), str(named)
    return load_tokenizer(policy_folder()), f"{DEFAULT_POLICY}, which ships; the configuration's own is not here"
