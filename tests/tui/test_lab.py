"""`ponder lab`: lists experiments, runs the sinks one, explains what it cannot use."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tui.cli import run


@pytest.mark.slow
def test_the_sinks_experiment_prints_one_object_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Tom has 12 apples. He gives 5 of them to Ann. How many apples are left?\n" * 3)
    args = ["lab", "run", "sinks", "--text", str(text), "--tokens", "200", "--window", "32", "--sinks", "0,4", "--json"]
    assert run([*args, "--every", "50", "--out", str(tmp_path / "kept")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["result"] for r in rows[:3]] == ["StreamPerplexity", "StreamPerplexity", "Recomputation"]
    assert [r["sinks"] for r in rows[:2]] == [0, 4] and all(r["tokens"] == 199 for r in rows[:2])
    assert {r["result"] for r in rows[3:]} == {"SpeedUp"}
    assert [file.name for file in sorted((tmp_path / "kept").iterdir())] == [
        "window-32-sinks-0.safetensors", "window-32-sinks-4.safetensors",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "args, said",
    [
        (["--text", "nowhere.txt"], "nowhere.txt"),
        (["--text", __file__, "--sinks", "a"], "--sinks"),
        (["--text", __file__, "--window", "5000"], "context"),
    ],
)
def test_what_cannot_be_run_is_one_line(args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lab", "run", "sinks", *args]) == 2
    assert said in capsys.readouterr().err


def test_the_tokenizers_experiment_prints_one_object_a_tokenizer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    rng = random.Random(0)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=5)) for _ in range(150)]
    text.write_text("\n".join(f"The {word} saw {n} {rng.choice(words)}." for n, word in enumerate(words * 2)))
    args = ["lab", "run", "tokenizers", "--text", str(text), "--valid", str(text), "--vocab", "330", "--steps", "0"]
    assert run([*args, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 6 and all(row["result"] == "Comparison" for row in rows)
    assert {row["name"] for row in rows} >= {"sentencepiece bpe", "byte bpe", "word", "character"}
