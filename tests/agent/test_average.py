"""The weighted mean of two policies' weights, as a function and as the command that made the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from agent.letters import mark, marked
from agent.training.average import average, main
from core_model.checkpoint import fingerprint, load_model, save_policy
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tests.core_model.conftest import make_model


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_every_weight_is_the_mean_of_both(share: float) -> None:
    old, new = make_model(seed=1), make_model(seed=2)
    mean = average(old, new, share).state_dict()
    for name, weight in new.state_dict().items():
        expected = weight if share == 1 else torch.lerp(old.state_dict()[name], weight, share)
        torch.testing.assert_close(mean[name], expected)


def test_the_command_writes_a_policy_that_keeps_its_mark(tokenizer: SentencePieceTokenizer, tmp_path: Path) -> None:
    for seed, name in enumerate(("old", "new")):
        save_policy(tmp_path / name, make_model(seed=seed, vocab_size=tokenizer.vocab_size), tokenizer)
    mark(tmp_path / "new")
    arguments = [str(tmp_path / "old"), str(tmp_path / "new"), "--out", str(tmp_path / "mean"), "--share", "0.5"]
    assert main(arguments) == 0 and marked(tmp_path / "mean")
    assert fingerprint(tmp_path / "mean") not in {fingerprint(tmp_path / name) for name in ("old", "new")}
    assert load_model(tmp_path / "mean").config == load_model(tmp_path / "new").config


def test_what_cannot_be_averaged_is_said(
    tokenizer: SentencePieceTokenizer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for layers, name in ((2, "old"), (3, "new")):
        save_policy(tmp_path / name, make_model(layers=layers, vocab_size=tokenizer.vocab_size), tokenizer)
    out = ["--out", str(tmp_path / "mean")]
    assert main([str(tmp_path / "old"), str(tmp_path / "new"), *out]) == 2
    assert main([str(tmp_path / "nothing"), str(tmp_path / "new"), *out]) == 3
    assert "Traceback" not in capsys.readouterr().err and not (tmp_path / "mean").exists()
