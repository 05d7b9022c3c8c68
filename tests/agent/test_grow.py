"""A policy grown deeper: it says what it said before, and its new layers learn."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from agent.letters import mark, marked
from agent.training.grow import BACK, grow, main
from core_model.checkpoint import load_model, save_policy
from core_model.errors import ConfigError
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tests.core_model.conftest import make_model

TWICE = [0, 1, 0, 1, 2, 3, 2, 3]


def test_the_grown_model_says_what_the_old_one_said() -> None:
    old = make_model(seed=1)
    ids = torch.randint(0, old.config.vocab_size, (2, 20), generator=torch.Generator().manual_seed(0))
    new = grow(old, TWICE)
    assert new.config.layers == 8
    torch.testing.assert_close(new(ids)[0], old(ids)[0], rtol=0, atol=0)


def test_its_new_layers_learn() -> None:
    new = grow(make_model(seed=1), TWICE)
    ids = torch.randint(0, new.config.vocab_size, (2, 20), generator=torch.Generator().manual_seed(0))
    new(ids)[0].square().mean().backward()
    for place, layer in enumerate(TWICE):
        for name, weight in new.blocks[place].named_parameters():
            if name in BACK:
                copied = layer in TWICE[:place]
                assert bool((weight == 0).all()) == copied and weight.grad is not None and weight.grad.abs().max() > 0


@pytest.mark.parametrize(
    "layers, message",
    [
        ([0, 1, 2], "in their order"),  # one is missing
        ([0, 2, 1, 3], "in their order"),
        ([0, 1, 2, 3, 4], "in their order"),  # not there
        ([0, 0, 1, 2, 3], "change places"),  # a dense layer where a mixture belongs
    ],
)
def test_layers_that_do_not_fit_are_refused(layers: list[int], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        grow(make_model(), layers)
    assert message in f"{error.value} {error.value.hint}"


def test_the_command_writes_a_policy_that_keeps_its_mark(
    tokenizer: SentencePieceTokenizer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_policy(tmp_path / "old", make_model(vocab_size=tokenizer.vocab_size), tokenizer)
    mark(tmp_path / "old")
    out = ["--out", str(tmp_path / "grown")]
    assert main([str(tmp_path / "old"), "--layers", *"01012323", *out]) == 0 and marked(tmp_path / "grown")
    assert load_model(tmp_path / "grown").config.layers == 8
    assert main([str(tmp_path / "old"), "--layers", "0", *out]) == 2
    assert main([str(tmp_path / "nothing"), "--layers", "0", *out]) == 3
    assert "Traceback" not in capsys.readouterr().err
