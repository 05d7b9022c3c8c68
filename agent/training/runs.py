"""The training commands: tokenizer, pretraining, supervised fine-tuning. Each reads a TOML and fills a folder."""

from __future__ import annotations

import json
import platform
import random
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch

from agent.errors import TrainingError
from agent.letters import mark
from agent.training.mixture_file import from_settings, train_config
from agent.training.sources import data_folder
from core_model.checkpoint import load_model, load_tokenizer, policy_folder, save_policy
from core_model.config import model_config
from core_model.gpt import GPT
from core_model.tokenizers.protocol import Tokenizer
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.training.resume import checkpoints
from core_model.training.trainer import Trainer
from core_model.transcript import MARKERS, Transcript
from tasks.lettering import lettered

CONFIGS = Path(__file__).parent / "configs"
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}
Report = Callable[[dict[str, float]], None]


def read_config(command: str, config: str | Path, overrides: Mapping[str, str]) -> dict[str, Any]:
    """The TOML called `<command>-<config>` that ships, or a file; overrides are dotted keys with TOML values."""
    path = Path(config)
    if not path.is_file():
        path = CONFIGS / f"{command}-{config}.toml"
    if not path.is_file():
        names = sorted(p.stem.removeprefix(f"{command}-") for p in CONFIGS.glob(f"{command}-*.toml"))
        raise TrainingError(
            f"no {command} configuration is called {str(config)!r}", f"known: {', '.join(names)}; or give a file"
        )
    try:
        settings: dict[str, Any] = tomllib.loads(path.read_text())
    except tomllib.TOMLDecodeError as error:
        raise TrainingError(f"{path} is not valid TOML: {error}", "see the shipped configurations") from None
    for key, value in overrides.items():
        *parents, leaf = key.split(".")
        table = settings
        for parent in parents:
            table = table.setdefault(parent, {})
        try:
            table[leaf] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            table[leaf] = value
    return settings


def write_settings(out: Path, settings: Mapping[str, Any]) -> None:
    """Keep what the run was asked to do, in TOML again."""
    out.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for name, value in settings.items():
        if isinstance(value, dict):
            lines += ["", f"[{name}]"] + [f'"{k}" = {_toml(v)}' for k, v in value.items()]
        else:
            lines.insert(0, f"{name} = {_toml(value)}")
    versions = {"torch": torch.__version__, "python": platform.python_version()}
    lines += ["", "[versions]"] + [f'"{k}" = {_toml(v)}' for k, v in versions.items()]
    (out / "run.toml").write_text("\n".join(lines).lstrip() + "\n")


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def run_tokenizer(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> Path:
    """Train the tokenizer on text and human-written questions; writes out/tokenizer.model."""
    settings = read_config("tokenizer", config, overrides)
    if resume and (out / "tokenizer.model").is_file():
        return out / "tokenizer.model"
    write_settings(out, settings)
    texts: list[str] = []
    for name, characters in settings.get("text", {}).items():
        text = (data_folder() / "text" / f"{name}.txt").read_text(encoding="utf-8")
        # Evenly spaced slices, so that every book or chapter of a file is heard.
        slices = max(1, int(characters) // 4000)
        for i in range(slices):
            start = len(text) * i // slices
            texts += [line for line in text[start : start + 4000].split("\n") if line]
    for name, repeats in settings.get("questions", {}).items():
        path = data_folder() / "qa" / f"{name}.jsonl"
        texts += [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").split("\n") if line] * int(
            repeats
        )
    random.Random(int(settings.get("seed", 0))).shuffle(texts)
    tokenizer = SentencePieceTokenizer.train(texts, int(settings["vocab_size"]), MARKERS)
    (out / "tokenizer.model").write_bytes(tokenizer.model)
    return out / "tokenizer.model"


def _train(
    command: str,
    settings: dict[str, Any],
    model: GPT,
    tokenizer: Tokenizer,
    out: Path,
    resume: bool,
    report: Report | None,
) -> None:
    config = train_config(settings)
    if tokenizer.vocab_size > model.config.vocab_size:
        raise TrainingError(
            f"the tokenizer has {tokenizer.vocab_size} symbols, the model {model.config.vocab_size}", "make them equal"
        )
    shape = model.config
    if shape.moe_every and shape.experts > shape.experts_per_token == 1 and shape.norm_topk:
        raise TrainingError(
            "one expert a token with weights scaled to sum to 1: the loss cannot reach the router",
            "set model.norm_topk = false, or model.experts_per_token = 2",
        )
    if settings.get("save_as", "fp32") not in DTYPES:
        raise TrainingError(f"save_as is {settings['save_as']!r}", f"choose {' or '.join(DTYPES)}")
    mixture = from_settings(settings, Transcript(tokenizer, lettered), config, loss_on_all=command == "pretrain")
    if not resume and checkpoints(out):
        raise TrainingError(f"{out} holds a run already", "continue it with --resume, or choose another --out")
    write_settings(out, settings)
    trainer = Trainer(model, mixture, config, out)
    if resume:
        trainer.resume()
    trainer.run(report)
    save_policy(out, model, tokenizer, DTYPES[settings.get("save_as", "fp32")])
    if command == "sft":
        mark(out)


def run_pretrain(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> None:
    """Train on text and tasks with loss on every token, from random weights or from the policy in `init`; writes a
    policy to `out`."""
    settings = read_config("pretrain", config, overrides)
    if "init" in settings:
        folder = policy_folder(settings["init"])
        _train("pretrain", settings, load_model(folder), load_tokenizer(folder), out, resume, report)
        return
    tokenizer = load_tokenizer(Path(settings["tokenizer"]))
    shape = dict(settings.get("model", {}))
    model = GPT(model_config(shape.pop("preset", "micro"), **({"vocab_size": tokenizer.vocab_size} | shape)))
    model.init_weights(int(settings.get("train", {}).get("seed", 0)))
    _train("pretrain", settings, model, tokenizer, out, resume, report)


def run_sft(
    config: str | Path, overrides: Mapping[str, str], out: Path, resume: bool = False, report: Report | None = None
) -> None:
    """Fine-tune the policy in `init` on transcripts, with loss on what the policy writes; writes a policy to `out`."""
    settings = read_config("sft", config, overrides)
    folder = policy_folder(settings["init"])
    _train("sft", settings, load_model(folder), load_tokenizer(folder), out, resume, report)
