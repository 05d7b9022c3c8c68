"""`ponder lab`: experiments on the model that a learner can run again."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from tui import options
from tui.errors import DONE, CommandError
from tui.text import json_line

EXPERIMENTS = {
    "sinks": "perplexity along an endless stream with 0 to 8 attention sinks, and the speed-up of the cache",
    "tokenizers": "six tokenizers of one vocabulary: compression, bits per byte at equal compute, additions",
    "forms": "nine ways to write one solution down: unseen word problems solved at equal compute",
}
"""Name and what it asks."""


@click.group("lab", short_help="Experiments: list, run.")
def command() -> None:
    """Experiments on the model: what they measure is printed, as a table or as JSON."""


@command.command("list")
@options.as_json
def list_experiments(as_json: bool) -> int:
    """The experiments there are."""
    for name, asks in EXPERIMENTS.items():
        print(json_line({"name": name, "asks": asks}) if as_json else f"{name:<12}{asks}")
    return DONE


@command.group("run")
def run() -> None:
    """Run one experiment."""


@run.command("sinks")
@click.option(
    "--text", type=click.Path(path_type=Path), required=True, help="UTF-8 text to stream, again and again if short."
)
@click.option(
    "--tokens", type=click.IntRange(min=100), default=1_000_000, show_default=True, help="Length of the stream."
)
@click.option("--window", type=click.IntRange(min=2), default=256, show_default=True, help="Newest tokens kept.")
@click.option("--sinks", default="0,1,2,4,8", show_default=True, help="Numbers of sinks to compare.")
@click.option("--every", type=click.IntRange(min=1), default=500, show_default=True, help="Recompute every k-th token.")
@click.option("--out", type=click.Path(path_type=Path), help="Keep progress here; the same command then goes on.")
@options.policy
@options.as_json
def sinks_command(
    text: Path, tokens: int, window: int, sinks: str, every: int, out: Path | None, policy: str | None, as_json: bool
) -> int:
    """Perplexity against position, for sinks, for none, and for full recomputation; then milliseconds a token."""
    try:
        numbers = [int(part) for part in sinks.split(",")]
    except ValueError:
        raise CommandError(f"--sinks is {sinks!r}", "give numbers such as 0,1,2,4,8", exit_code=2) from None
    content = _read(text)
    from core_model.checkpoint import load_model, load_tokenizer, policy_folder
    from core_model.lab import sinks as lab
    from core_model.lab.stream_store import StreamStore
    from core_model.transcript import Transcript

    folder = policy_folder(policy)
    model, tokenizer = load_model(folder), load_tokenizer(folder)
    held = tokenizer.encode(content)
    ids = [Transcript(tokenizer).marker["<|bos|>"]]
    while len(ids) < tokens:
        ids += held[: tokens - len(ids)]
    say = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: E731
    store = StreamStore(out, model, ids) if out else None
    results = []
    for number in numbers:
        results.append(lab.stream_perplexity(model, ids, window, number, report=say, store=store))
        _show(results[-1], as_json)
    recomputed = lab.recomputed_perplexity(model, ids, window, every)
    _show(recomputed, as_json)
    if not as_json:
        print(lab.table(results, recomputed), flush=True)
    for size in (64, 128, 256, 512, model.config.context - 8):
        if size <= model.config.context - 4:
            _show(lab.speed_up(model, size), as_json)
    return DONE


@run.command("tokenizers")
@click.option("--text", type=click.Path(path_type=Path), required=True, help="UTF-8 text to train on.")
@click.option("--valid", type=click.Path(path_type=Path), required=True, help="UTF-8 text to measure on.")
@click.option("--vocab", type=click.IntRange(300), default=1024, show_default=True, help="Symbols of each tokenizer.")
@click.option("--steps", type=click.IntRange(0), default=200, show_default=True, help="Of each training; 0: none.")
@click.option("--characters", type=click.IntRange(1000), default=2_000_000, show_default=True, help="Of the text used.")
@options.seed
@options.as_json
def tokenizers_command(
    text: Path, valid: Path, vocab: int, steps: int, characters: int, seed: int, as_json: bool
) -> int:
    """Every kind of tokenizer on one text: what it makes of it, and what a nano GPT learns with it."""
    train_text, valid_text = _read(text)[:characters], _read(valid)[: characters // 10]
    from core_model.lab import tokenizers as lab
    from core_model.training.config import TrainConfig

    made = lab.train_tokenizers(train_text.split("\n"), vocab)
    budget = TrainConfig(steps=steps, rows=16, length=128, seed=seed) if steps else None
    for result in lab.compare(made, train_text, valid_text, budget, budget, seed=seed):
        _show(result, as_json)
    return DONE


@run.command("forms")
@click.option("--steps", type=click.IntRange(1), default=600, show_default=True, help="Of each training.")
@click.option("--seeds", type=click.IntRange(1, 20), default=3, show_default=True, help="Trainings of each form.")
@click.option("--tested", type=click.IntRange(1), default=300, show_default=True, help="Unseen problems, one try each.")
@click.option("--form", "forms", multiple=True, help="One of them; may be given several times. Default: all.")
@click.option("--threads", type=click.IntRange(0), default=0, help="CPU threads; 0 leaves torch's own choice.")
@options.policy
@options.as_json
def forms_command(
    steps: int, seeds: int, tested: int, forms: tuple[str, ...], threads: int, policy: str | None, as_json: bool
) -> int:
    """A nano GPT a form and seed, from random weights, on the same word problems; the tokenizer is the policy's."""
    from agent.training import form_lab as lab
    from core_model.checkpoint import load_tokenizer, policy_folder
    from core_model.training.config import TrainConfig

    config = TrainConfig(steps=steps, rows=12, length=320, accumulate=1, threads=threads)
    say = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: E731
    tokenizer = load_tokenizer(policy_folder(policy))
    chosen = forms or tuple(lab.FORMS)
    for result in lab.compare(tokenizer, config, range(seeds), tested, chosen, report=say):
        _show(result, as_json)
    return DONE


def _read(path: Path) -> str:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read as text: {error}", "give a UTF-8 text file") from None
    if not content.strip():
        raise CommandError(f"{path} holds no text", "give a text file with something in it")
    return content


def _show(result: object, as_json: bool) -> None:
    assert dataclasses.is_dataclass(result) and not isinstance(result, type)
    fields = dataclasses.asdict(result)
    kind = type(result).__name__
    if as_json:
        print(json_line({"result": kind} | fields), flush=True)
        return
    cells = []
    for name, value in fields.items():
        if isinstance(value, dict):
            cells += [
                f"{key} {part:.4g}" if isinstance(part, float) else f"{key} {part}" for key, part in value.items()
            ]
            continue
        if isinstance(value, tuple):
            value = " ".join(f"{x:.4g}" for x in value)
        cells.append(f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}")
    print(f"{kind}: {'  '.join(cells)}", flush=True)
