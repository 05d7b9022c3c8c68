"""`ponder model`: what the weights are, and their way to and from other libraries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from tui import options
from tui.commands.perplexity import command as perplexity
from tui.errors import DONE, CommandError
from tui.text import json_line, one_line


@click.group("model", short_help="The weights: list, info, import, export.")
def command() -> None:
    """The policies that ship, and what a policy is made of."""


@command.command("list")
@options.as_json
def list_models(as_json: bool) -> int:
    """Names that --policy takes."""
    from core_model.checkpoint import WEIGHTS

    for name in sorted(folder.name for folder in WEIGHTS.glob("*/")):
        print(json_line({"name": name}) if as_json else name)
    return DONE


@command.command("info")
@options.policy
@options.as_json
def info(policy: str | None, as_json: bool) -> int:
    """Parameters in all and active for a token, shape, initialisation, tied weights, tokenizer, SHA-256."""
    from core_model.info import describe

    described = describe(policy)
    if as_json:
        print(json_line(described))
    else:
        rows = list(flatten(described))
        width = max(len(name) for name, _ in rows)
        for name, value in rows:
            print(f"{name:<{width}}  {one_line(value)}")
    return DONE


command.add_command(perplexity)


@command.command("export")
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR|FILE")
@click.option("--to", "layout", type=click.Choice(["hf", "gguf"]), required=True, help="hf: a folder; gguf: a file.")
@click.option("--drop-balance", is_flag=True, help="Leave out the routers' balancing biases: answers can differ.")
@click.option(
    "--quantise", type=click.Choice(["none", "q8_0"]), default="none", show_default=True, help="Of a GGUF's matrices."
)
@options.policy
def export(target: Path, layout: str, drop_balance: bool, quantise: str, policy: str | None) -> int:
    """Write a policy for transformers (hf) or llama.cpp (gguf, needs the extra `gguf`)."""
    from core_model.checkpoint import policy_folder

    if layout == "hf":
        from agent.letters import carry
        from core_model.interop.export_hf import export_hf

        if quantise != "none":
            raise CommandError("--quantise is for --to gguf", "leave it out")
        export_hf(policy_folder(policy), target, without_balance=drop_balance)
        carry(policy_folder(policy), target)
    else:
        from agent.letters import notes
        from core_model.interop.export_gguf import export_gguf

        folder = policy_folder(policy)
        export_gguf(folder, target, without_balance=drop_balance, q8_0=quantise == "q8_0", notes=notes(folder))
    print(target)
    return DONE


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path), metavar="DIR|FILE.gguf")
@click.option("--context", type=click.IntRange(min=8), help="Tokens; shorter than the model's own saves memory.")
@options.out_folder(required=True)
def import_(source: Path, context: int | None, out: Path) -> int:
    """Make a policy of a local Hugging Face folder or GGUF file: Llama, Qwen2, Qwen3, Qwen3-MoE or Mixtral.

    A chat model (ChatML) can be asked at once, without tools: `ponder ask --policy OUT`. The markers of a dialogue
    with tools join the vocabulary: train on such dialogues (`ponder train sft`) before you ask any other model.
    """
    if source.is_file():
        from agent.letters import LETTERS_FIELD, noted
        from core_model.interop.import_gguf import gguf_notes, import_gguf

        import_gguf(source, out, context)
        noted(gguf_notes(source, (LETTERS_FIELD,)), out)
    else:
        from agent.letters import carry
        from core_model.interop.import_hf import import_hf

        import_hf(source, out, context)
        carry(source, out)
    print(out)
    return DONE


def flatten(described: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Nested mappings as `outer.inner` names; large integers get separators."""
    for name, value in described.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{name}.")
        elif isinstance(value, int) and not isinstance(value, bool):
            yield f"{prefix}{name}", f"{value:,}"
        else:
            yield f"{prefix}{name}", str(value)
