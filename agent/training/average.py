"""Two policies of one run as one: the weighted mean of their weights.

    python -m agent.training.average OLD NEW --share 0.7 --out FOLDER

What a further stage gains and what it forgets are not the same weights: between the two ends of the stage, accuracy on
what is new falls later than accuracy on what was there before comes back.
Source: Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", arXiv 2109.01903.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from agent.letters import mark, marked
from core_model.checkpoint import load_config, load_model, load_tokenizer, policy_folder, save_policy
from core_model.errors import ModelError
from core_model.gpt import GPT


def average(old: GPT, new: GPT, share: float) -> GPT:
    """The model whose every weight is 1 - share of `old`'s and share of `new`'s, worked out in double precision."""
    mean = GPT(new.config)
    weights, before = new.state_dict(), old.state_dict()
    mixed = {
        name: ((1 - share) * before[name].double() + share * w.double()).to(w.dtype) for name, w in weights.items()
    }
    mean.load_state_dict(mixed)
    return mean


def main(arguments: list[str] | None = None) -> int:
    """The command; 0, or 2 for policies that do not fit together and 3 for a folder that is none."""
    parser = argparse.ArgumentParser(prog="python -m agent.training.average", description=__doc__.split("\n")[0])
    parser.add_argument("old", help="policy at the beginning of the stage: a shipped name or a folder")
    parser.add_argument("new", help="policy at its end")
    parser.add_argument("--share", type=float, default=0.7, help="of the new one (0.7)")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args(arguments)
    try:
        old, new = policy_folder(given.old), policy_folder(given.new)
        if load_config(old) != load_config(new) or not 0 <= given.share <= 1:
            print("average: the two have to be of one shape, and the share between 0 and 1", file=sys.stderr)
            return 2
        save_policy(
            given.out, average(load_model(old), load_model(new), given.share), load_tokenizer(new), torch.bfloat16
        )
    except ModelError as error:
        print(f"average: {error}", file=sys.stderr)
        return 3
    if marked(new):
        mark(given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
