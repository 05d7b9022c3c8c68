"""`ponder model export` and `import`: what is written, and how a bad source is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.letters import mark, marked
from core_model.checkpoint import load_config, load_model, load_tokenizer, save_policy
from core_model.layers.moe import MoE
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS
from tests.core_model.conftest import TEXT, make_model
from tests.tui.conftest import Ponder


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    tokenizer = SentencePieceTokenizer.train(TEXT, 420, MARKERS)
    save_policy(tmp_path / "policy", make_model(layers=2), tokenizer)
    return tmp_path / "policy"


def test_export_and_import_through_the_command_line(ponder: Ponder, policy: Path, tmp_path: Path) -> None:
    pytest.importorskip("tokenizers", reason="needs the `hf` extra")
    hf, back = tmp_path / "hf", tmp_path / "back"
    mark(policy)
    outcome = ponder("model", "export", "--to", "hf", str(hf), "--policy", str(policy))
    assert (outcome.code, outcome.out) == (0, f"{hf}\n")
    assert json.loads((hf / "config.json").read_text())["model_type"] == "qwen3_moe"
    assert ponder("model", "import", str(hf), "--out", str(back), "--context", "64").code == 0
    assert load_config(back).context == 64 and marked(back)


@pytest.mark.parametrize("letters", [True, False])
def test_a_gguf_file_keeps_how_a_policy_is_asked(ponder: Ponder, policy: Path, tmp_path: Path, letters: bool) -> None:
    pytest.importorskip("gguf", reason="needs the `gguf` extra")
    file, back = tmp_path / "m.gguf", tmp_path / "back"
    if letters:
        mark(policy)
    assert ponder("model", "export", "--to", "gguf", str(file), "--policy", str(policy)).code == 0
    assert ponder("model", "import", str(file), "--out", str(back)).code == 0
    assert marked(back) == letters


def test_the_shipped_weights_are_exported_as_they_are(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("model", "export", "--to", "hf", str(tmp_path / "hf"), "--policy", "micro")
    assert outcome.code == 0 and (tmp_path / "hf" / "tokenizer.json").is_file()


def test_a_balancing_bias_is_told(ponder: Ponder, policy: Path, tmp_path: Path) -> None:
    model = load_model(policy)
    next(m for m in model.modules() if isinstance(m, MoE)).router.balance[0] = 0.1
    save_policy(policy, model, load_tokenizer(policy))
    outcome = ponder("model", "export", "--to", "hf", str(tmp_path / "hf"), "--policy", str(policy))
    assert outcome.code == 2 and "--drop-balance" in outcome.err


def test_a_folder_that_is_no_model_is_exit_code_3(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("model", "import", str(tmp_path), "--out", str(tmp_path / "out"))
    assert outcome.code == 3 and len(outcome.err.splitlines()) == 1


def test_a_layout_has_to_be_named(ponder: Ponder, tmp_path: Path) -> None:
    assert ponder("model", "export", str(tmp_path / "x")).code == 2
