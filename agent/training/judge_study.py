"""Which judge? `python -m agent.training.judge_study ROLLOUTS... --test RUN...`: every variant on the same attempts.

The trunk reads each attempt once; variants of the probe differ in which of its features they see, in the loss, and in
which ids they are trained on. One variant is trained on shuffled labels: what it finds is what chance finds. With
`--trunk` a copy of the trunk is trained too, as Cobbe et al. did. Prints a JSON object for each variant and test.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from agent.errors import TrainingError
from agent.training.judge_data import Attempt, augmented, balanced, read_folder
from agent.training.judge_fit import ProbeSettings, fit_probe, read_after
from agent.training.judge_report import Worth, worth
from agent.training.judge_trunk import PAD, TrunkSettings, finetune_trunk, trunk_scores
from agent.training.trunk import Trunk
from core_model.errors import ModelError
from verifier.judge.features import features, surprise_width

BASE = ProbeSettings()
STATES = "states"
SURPRISE = "surprise"


@dataclass(frozen=True)
class Variant:
    """A way to fit a probe: its settings, the features it sees, and whether made-up attempts are among the training."""

    settings: ProbeSettings = BASE
    sees: tuple[str, ...] = (STATES, SURPRISE)
    last_layer: bool = False
    made_up: bool = True
    shuffled: bool = False


VARIANTS: Mapping[str, Variant] = {
    "shipped": Variant(),
    "two layers": Variant(replace(BASE, hidden=32)),
    "brier": Variant(replace(BASE, loss="brier")),
    "last token only": Variant(replace(BASE, last=1.0)),
    "every token alike": Variant(replace(BASE, last=0.0)),
    "states alone": Variant(sees=(STATES,)),
    "last layer alone": Variant(sees=(STATES,), last_layer=True),
    "surprise alone": Variant(sees=(SURPRISE,)),
    "surprise in one": Variant(replace(BASE, parts=False)),
    "surprise in one, alone": Variant(replace(BASE, parts=False), sees=(SURPRISE,)),
    "no made-up attempts": Variant(made_up=False),
    "shuffled labels": Variant(shuffled=True),
}


@dataclass(frozen=True)
class Seen:
    """Attempts and the features of their ids, states first and surprise last."""

    attempts: Sequence[Attempt]
    features: Sequence[Tensor]

    def where(self, keep: Sequence[bool]) -> Seen:
        """Those attempts alone."""
        return Seen(
            [a for a, k in zip(self.attempts, keep, strict=True) if k],
            [f for f, k in zip(self.features, keep, strict=True) if k],
        )


def columns(variant: Variant, d_model: int, states: int) -> slice:
    """The features that a variant sees: of the first `states` columns, d_model for each layer read, and of surprise."""
    start = states if STATES not in variant.sees else (states - d_model if variant.last_layer else 0)
    told = SURPRISE in variant.sees
    return slice(start, states + surprise_width(told, variant.settings.parts))


def scores(variant: Variant, train: Seen, made_up: Seen, tests: Sequence[Seen], d_model: int) -> list[list[float]]:
    """P(right) of each attempt of each test by a probe of this variant."""
    states = train.features[0].shape[1] - surprise_width(True, BASE.parts)
    seen = columns(variant, d_model, states)
    attempts = [*train.attempts, *(made_up.attempts if variant.made_up else ())]
    features = [*train.features, *(made_up.features if variant.made_up else ())]
    labels = [a.right for a in attempts]
    if variant.shuffled:
        random.Random(variant.settings.seed).shuffle(labels)
    settings = replace(variant.settings, surprise=SURPRISE in variant.sees)
    probe = fit_probe([f[:, seen] for f in features], labels, balanced(attempts), settings)
    with torch.inference_mode():
        return [[float(probe(f[-1, seen].float()).sigmoid()) for f in test.features] for test in tests]


def study(train: Seen, made_up: Seen, tests: Mapping[str, Seen], d_model: int) -> Iterator[tuple[str, str, Worth]]:
    """(variant, test, figures) for every variant; each is compared with the shipped one on the same attempts."""
    names, seen = list(tests), list(tests.values())
    shipped: list[list[float]] = []
    for name, variant in VARIANTS.items():
        found = scores(variant, train, made_up, seen, d_model)
        shipped = shipped or found
        for test, of_test, reference in zip(names, found, shipped, strict=True):
            attempts = tests[test].attempts
            problems, labels = [a.problem for a in attempts], [a.right for a in attempts]
            yield name, test, worth(name, problems, labels, of_test, judge=reference)


def see(trunk: Trunk, attempts: Sequence[Attempt], evidence: bool = True) -> Seen:
    """The attempts as the trunk reads them."""
    readings = [trunk.read(a.question, a.turn, evidence) for a in attempts]
    layers = read_after(BASE.layers, len(trunk.model.blocks))
    return Seen(attempts, [f.half() for f in features(trunk.model, readings, layers, parts=BASE.parts)])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m agent.training.judge_study", description="Compare judges.")
    parser.add_argument("rollouts", nargs="+", type=Path, metavar="ROLLOUTS")
    parser.add_argument("--test", nargs="+", type=Path, required=True, metavar="RUN")
    parser.add_argument("--policy", metavar="NAME|PATH")
    parser.add_argument("--trunk", action="store_true", help="train a copy of the trunk as well")
    parser.add_argument("--everything", action="store_true", help="read rhetoric, too")
    options = parser.parse_args(arguments)
    evidence = not options.everything
    try:
        trunk = Trunk.load(options.policy)
        train = [a for p in options.rollouts for a in read_folder(p, trunk.transcript, training=True).attempts]
        read = [read_folder(path, trunk.transcript) for path in options.test]
    except (TrainingError, ModelError) as error:
        print(f"error: {error}\n{error.hint}".rstrip(), file=sys.stderr)
        return 2
    tests = {folder.name: see(trunk, folder.attempts, evidence) for folder in read}
    made_up = see(trunk, augmented(train, trunk.transcript, 0), evidence)
    for variant, test, row in study(see(trunk, train, evidence), made_up, tests, trunk.model.config.d_model):
        print(json.dumps({"variant": variant, "test": test, **row.as_json()}), flush=True)
    if options.trunk:
        for test, row, seconds in finetuned(trunk, train, tests):
            line = {"variant": "trunk", "test": test, "seconds": round(seconds), **row.as_json()}
            print(json.dumps(line), flush=True)
    return 0


def finetuned(
    trunk: Trunk, train: Sequence[Attempt], tests: Mapping[str, Seen], settings: TrunkSettings | None = None
) -> Iterator[tuple[str, Worth, float]]:
    """(test, figures, seconds of training) of a copy of the trunk trained with the value."""
    started = time.process_time()
    readings = [trunk.read(a.question, a.turn) for a in train]
    token = trunk.transcript.marker[PAD]
    labels = [a.right for a in train]
    copy, head = finetune_trunk(trunk.model, token, readings, labels, balanced(train), settings or TrunkSettings())
    seconds = time.process_time() - started
    for name, test in tests.items():
        p = trunk_scores(copy, head, [trunk.read(a.question, a.turn) for a in test.attempts])
        figures = worth("trunk", [a.problem for a in test.attempts], [a.right for a in test.attempts], p)
        yield name, figures, seconds


if __name__ == "__main__":
    sys.exit(main())
