"""A deeper policy that begins as the one it was made from: layers twice, the copies silent until they are trained.

    python -m agent.training.grow POLICY --layers 0 1 0 1 2 3 2 3 4 5 --out FOLDER

`--layers` names, from below, the layer that each new one is copied from. The first copy of a layer is the layer itself;
a later one writes nothing into the residual stream at first (its two projections back are zero), so the grown policy
says what the old one said, while what the copy reads is already of use.
Source: Wu et al. 2024, "LLaMA Pro: Progressive LLaMA with Block Expansion", arXiv 2401.02415.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from agent.letters import mark, marked
from core_model.checkpoint import load_model, load_tokenizer, policy_folder, save_policy
from core_model.errors import ConfigError, ModelError
from core_model.gpt import GPT

BACK = ("attention.out.weight", "ff.down.weight", "ff.down")
"""A block's projections back into the residual stream: attention's, and the dense or the mixture's feed-forward's."""


def grow(model: GPT, layers: Sequence[int]) -> GPT:
    """A model with a layer for each of `layers`, whose logits are those of `model`. Raises ConfigError where a layer
    is missing, out of order, of another kind than its place asks for, or not there."""
    old = model.config
    first = [layer for i, layer in enumerate(layers) if layer not in layers[:i]]
    if first != list(range(old.layers)):
        raise ConfigError(f"layers {list(layers)}", f"each of 0 to {old.layers - 1} once or more, in their order")
    config = old.model_copy(update={"layers": len(layers)})
    if unlike := [i for i, layer in enumerate(layers) if config.is_moe(i) != old.is_moe(layer)]:
        raise ConfigError(
            f"a mixture and a dense layer would change places at {unlike}", "copy layers in runs of moe_every"
        )
    grown, weights = GPT(config), model.state_dict()
    state = {name: w for name, w in weights.items() if not name.startswith("blocks.")}
    for i, layer in enumerate(layers):
        prefix = f"blocks.{layer}."
        for name, w in weights.items():
            if name.startswith(prefix):
                part = name.removeprefix(prefix)
                silent = layer in layers[:i] and part in BACK
                state[f"blocks.{i}.{part}"] = torch.zeros_like(w) if silent else w.clone()
    grown.load_state_dict(state)
    return grown


def main(arguments: list[str] | None = None) -> int:
    """The command; 0, or 2 for layers that do not fit and 3 for a policy that is none."""
    parser = argparse.ArgumentParser(prog="python -m agent.training.grow", description=__doc__.split("\n")[0])
    parser.add_argument("policy", help="a shipped name or a folder")
    parser.add_argument("--layers", type=int, nargs="+", required=True, metavar="LAYER")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args(arguments)
    try:
        folder = policy_folder(given.policy)
        save_policy(given.out, grow(load_model(folder), given.layers), load_tokenizer(folder), torch.bfloat16)
    except ModelError as error:
        print(f"grow: {error}" + (f"; {error.hint}" if error.hint else ""), file=sys.stderr)
        return error.exit_code
    if marked(folder):
        mark(given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
