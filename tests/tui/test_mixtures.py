"""`ponder data show|decontaminate` of a mixture file, and `ponder eval --report`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import agent.batch
from agent.trace import Trace
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS
from tests.agent.public_data import put_rows, write_public_data
from tests.core_model.conftest import TEXT
from tests.tui.conftest import Ponder, events
from tests.tui.test_eval import SUMMARY


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_public_data(tmp_path / "data")
    monkeypatch.setenv("PONDER_DATA", str(folder))
    monkeypatch.setattr("agent.training.decontaminate.SUITE_TASKS", 5)
    return folder


@pytest.fixture
def mixture(tmp_path: Path) -> str:
    (tmp_path / "tokenizer").mkdir()
    (tmp_path / "tokenizer" / "tokenizer.model").write_bytes(SentencePieceTokenizer.train(TEXT, 420, MARKERS).model)
    file = tmp_path / "mine.toml"
    file.write_text(
        f'tokenizer = "{tmp_path / "tokenizer"}"\n[train]\nsteps = 20\nrows = 4\nlength = 400\n'
        '[mixture]\nmawps = [[0, 1], [1, 0]]\ndeepmind = 0.5\n"text:stories_train" = 0.2\n[cap]\ndeepmind = 40\n',
        encoding="utf-8",
    )
    return str(file)


@pytest.mark.usefixtures("data")
def test_a_mixture_is_shown_with_figures_and_documents(ponder: Ponder, mixture: str) -> None:
    outcome = ponder("data", "show", mixture, "-n", "3", "--steps", "2")
    assert outcome.code == 0
    assert "20 steps of 4 rows of 400, loss on what the policy writes" in outcome.out
    assert "mawps over training: 58.8 %" in outcome.out and outcome.out.count("tokens trained") >= 3
    assert "  - <|bos|>" in outcome.out and "[3] " in outcome.out and "[4] " not in outcome.out


@pytest.mark.usefixtures("data")
def test_json_of_a_mixture_is_the_same_every_time_but_for_its_speed(ponder: Ponder, mixture: str) -> None:
    one, two = (json.loads(ponder("data", "show", mixture, "--steps", "2", "--json").out) for _ in range(2))
    assert one.pop("tokens_per_second") > 0 and two.pop("tokens_per_second") > 0
    assert one == two and len(one["samples"]) <= 20
    assert sum(source["token_share"] for source in one["sources"]) == pytest.approx(1)


@pytest.mark.usefixtures("data")
def test_settings_of_a_mixture_can_be_changed(ponder: Ponder, mixture: str) -> None:
    outcome = ponder("data", "show", mixture, "--set", "mixture.deepmind=0", "--set", "cap={}", "--json")
    assert [source["source"] for source in json.loads(outcome.out)["sources"]] == ["mawps", "text:stories_train"]


def test_a_mixture_of_public_data_says_where_it_is_to_be(
    ponder: Ponder, mixture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PONDER_DATA", raising=False)
    outcome = ponder("data", "show", mixture)
    assert outcome.code == 3 and "PONDER_DATA" in outcome.err and "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "text", ["steps = [", "steps = 4\n", '[mixture]\nmawps = "much"\n', "[mixture]\nnonsense = 1\n"]
)
def test_a_file_that_is_no_mixture_is_told_so(ponder: Ponder, tmp_path: Path, data: Path, text: str) -> None:
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")
    for words in (("show",), ("decontaminate", "--generated", "5")):
        outcome = ponder("data", *words, str(tmp_path / "broken.toml"))
        assert outcome.code == 2 and outcome.err and "Traceback" not in outcome.err


@pytest.mark.usefixtures("data")
def test_a_clean_mixture_passes_and_its_report_is_kept(ponder: Ponder, mixture: str, tmp_path: Path) -> None:
    outcome = ponder("data", "decontaminate", mixture, "--generated", "5", "--out", str(tmp_path / "kept"))
    assert outcome.code == 0 and "0 leaks" in outcome.out
    assert (tmp_path / "kept" / "decontamination.txt").read_text(encoding="utf-8") == outcome.out
    kept = json.loads((tmp_path / "kept" / "decontamination.json").read_text(encoding="utf-8"))
    assert kept["leaks"] == 0 and [source["source"] for source in kept["sources"]][1] == "deepmind"


def test_a_mixture_that_gives_a_test_away_fails(ponder: Ponder, mixture: str, data: Path) -> None:
    story = (
        "Once upon a time a fox found 100 red berries beside the old mill and carried them home before the rain came."
    )
    put_rows(data / "qa" / "tales_dev.jsonl", [{"question": story, "answer": "100"}])
    outcome = ponder("data", "decontaminate", mixture, "--generated", "5")
    assert outcome.code == 1 and "LEAK tales_dev.jsonl" in outcome.out


def test_errors_of_a_run_are_sorted_for_reading(
    ponder: Ponder, script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(events())  # type: ignore[operator]

    def evaluate(_tasks: object, _agent: object, **settings: Any) -> dict[str, Any]:
        settings["told"]([Trace(events=tuple(events("What is 48 - 28?")))])
        return SUMMARY

    monkeypatch.setattr(agent.batch, "evaluate", evaluate)
    file = put_rows(tmp_path / "mine.jsonl", [{"question": "What is 48 - 28?", "answer": "20", "equation": "48 - 28"}])
    outcome = ponder("eval", str(file), "--report", str(tmp_path / "report"))
    assert outcome.code == 0 and "report.txt" in outcome.out
    made = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert made["kinds"] == {"copied number wrong": 1} and made["n"] == 1
    read = (tmp_path / "report" / "copied_number_wrong.txt").read_text(encoding="utf-8")
    assert "    > 48 - 29\n      = 19" in read and "    > 48-28  = 20" in read
    assert "by family" in (tmp_path / "report" / "report.txt").read_text(encoding="utf-8")
