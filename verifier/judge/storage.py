"""The judge's file: the probe's few numbers, and of which trunk they speak: on another they mean nothing."""

from __future__ import annotations

from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from core_model.gpt import GPT
from core_model.heads import ValueProbe
from core_model.transcript import Transcript
from verifier.judge.features import width
from verifier.judge.probe import ProbeJudge

SHIPPED_JUDGE = Path(__file__).parent / "shipped.safetensors"
CARD = "card"
"""Key of the card in the file's metadata."""


class JudgeFileError(Exception):
    """A judge's file that cannot be used; `kind`, `hint` and `exit_code` as the command line's contract has it."""

    kind = "judge"
    exit_code = 3

    def __init__(self, message: str, hint: str = "train one: ponder train judge ROLLOUTS --out FILE") -> None:
        super().__init__(message)
        self.hint = hint


class RunCount(BaseModel):
    """What a folder of rollouts gave: problems, attempts with an answer, and how many of those are right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    split: str
    seed: int
    temperature: float
    problems: int
    attempts: int
    right: int


class JudgeCard(BaseModel):
    """Of which trunk a probe speaks, how it is built, and what it was trained on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trunk: str
    """SHA-256 of the trunk's weights file."""
    layers: tuple[int, ...]
    surprise: bool
    hidden: int
    parts: bool = False
    evidence: bool = False
    """Whether rhetoric is left out before reading."""
    unusual_below: float | None = None
    """A question whose ids have a lower mean log-probability than this is unusual."""
    trained: str = ""
    runs: tuple[RunCount, ...] = ()
    held_out_families: tuple[str, ...] = ()
    loss: str = ""
    seed: int = 0


def save_judge(path: Path, probe: ValueProbe, card: JudgeCard) -> None:
    """Write probe and card, in fp16: the features are known no better than that."""
    tensors = {name: t.detach().half().contiguous() for name, t in probe.state_dict().items()}
    save_file(tensors, path, metadata={CARD: card.model_dump_json()})


def read_card(path: Path) -> JudgeCard:
    """The card alone. Raises JudgeFileError."""
    try:
        with safe_open(path, framework="pt") as file:
            return JudgeCard.model_validate_json((file.metadata() or {}).get(CARD, ""))
    except (OSError, SafetensorError, ValidationError) as error:
        reason = "it has no card of a judge" if isinstance(error, ValidationError) else str(error)
        raise JudgeFileError(f"{path} is no judge: {reason}") from None


def load_judge(path: Path, model: GPT, transcript: Transcript, weights_hash: str) -> ProbeJudge:
    """The judge in a file over this trunk. Raises JudgeFileError when it is broken or belongs to another trunk."""
    card = read_card(path)
    if card.trunk != weights_hash:
        raise JudgeFileError(
            f"{path} was trained over the trunk {card.trunk[:12]}, and this one is {weights_hash[:12] or 'unnamed'}",
            "train it again over this one: ponder train judge ROLLOUTS --out FILE",
        )
    probe = ValueProbe(width(model, card.layers, card.surprise, card.parts), card.hidden)
    try:
        with safe_open(path, framework="pt") as file:
            probe.load_state_dict({name: file.get_tensor(name).to(torch.float32) for name in file.keys()})  # noqa: SIM118
    except (OSError, SafetensorError, RuntimeError) as error:
        raise JudgeFileError(f"{path} is broken: {str(error).splitlines()[0]}") from None
    return ProbeJudge(
        model,
        transcript,
        probe,
        card.layers,
        card.surprise,
        parts=card.parts,
        evidence=card.evidence,
        unusual_below=card.unusual_below,
    )


def shipped_for(model: GPT, transcript: Transcript, weights_hash: str, path: Path = SHIPPED_JUDGE) -> ProbeJudge | None:
    """The judge that ships when it belongs to these weights, else None: another policy has no judge, and its verdicts
    say so."""
    if not weights_hash or not path.is_file() or read_card(path).trunk != weights_hash:
        return None
    return load_judge(path, model, transcript, weights_hash)
