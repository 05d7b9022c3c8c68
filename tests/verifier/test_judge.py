"""The learned judge: what it reads, what it keeps, and which trunk it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core_model.config import ModelConfig
from core_model.gpt import GPT
from core_model.heads import ValueProbe
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import MARKERS, Transcript
from tasks.task import Call, Observation, Solution, Thought
from tests.core_model.conftest import TEXT
from verifier.calibration import Calibration, Curve, Logistic
from verifier.judge import JudgeCard, JudgeFileError, ProbeJudge, load_judge, save_judge, shipped_for
from verifier.judge.features import PER_PART, features, see, width
from verifier.judge.reading import policy_turn, read, turn_of
from verifier.learned_judge import Known, Values
from verifier.universal import judge

QUESTION = "A baker makes 48 rolls and sells 29. How many rolls does he have?"
SOLUTION = Solution(
    steps=(Thought(text="Rolls left."), Call(input="48-29"), Observation(text="19")),
    answer="19",
)
CONTEXT = 120


@pytest.fixture(scope="module")
def transcript() -> Transcript:
    return Transcript(SentencePieceTokenizer.train(TEXT, 420, MARKERS))


@pytest.fixture(scope="module")
def model() -> GPT:
    config = ModelConfig(
        vocab_size=420, d_model=16, heads=2, kv_heads=1, head_dim=8, layers=2, d_ff=32, moe_every=0, context=CONTEXT
    )
    made = GPT(config)
    made.init_weights(0)
    return made.eval()


@pytest.fixture(scope="module")
def made(model: GPT, transcript: Transcript) -> ProbeJudge:
    torch.manual_seed(0)
    return ProbeJudge(model, transcript, ValueProbe(width(model, (1, 2)), 4), (1, 2))


def card(trunk: str) -> JudgeCard:
    return JudgeCard(trunk=trunk, layers=(1, 2), surprise=True, hidden=4)


def test_there_is_a_value_for_every_id_and_every_step(made: ProbeJudge, transcript: Transcript) -> None:
    values = made.values(QUESTION, SOLUTION)
    assert len(values.tokens) == len(turn_of(transcript, SOLUTION)) and len(values.steps) == 4
    assert values.probability == values.tokens[-1] == values.steps[-1] == made.probability(QUESTION, SOLUTION)


def test_a_step_ends_where_the_next_one_opens(transcript: Transcript) -> None:
    turn = turn_of(transcript, SOLUTION)
    marker = transcript.marker
    ends = read(transcript, QUESTION, turn, CONTEXT).steps
    opened = [marker["<|calculator|>"], marker["<|result|>"], marker["<|answer|>"]]
    assert [turn[end + 1] for end in ends[:-1]] == opened and turn[ends[-1]] == transcript.end


def test_what_a_tool_wrote_is_not_the_policys_own(transcript: Transcript) -> None:
    turn = turn_of(transcript, SOLUTION)
    own = read(transcript, QUESTION, turn, CONTEXT).own
    rest = [token for token, mine in zip(turn, own, strict=True) if not mine]
    assert rest == list(transcript.observation("19"))


def test_the_ids_that_were_sampled_are_the_ids_that_are_read(made: ProbeJudge, transcript: Transcript) -> None:
    row = (*transcript.prompt(QUESTION, "48 - 20 is 28"), *turn_of(transcript, SOLUTION))
    turn = policy_turn(transcript, row)
    assert made.values(QUESTION, SOLUTION, turn) == made.values(QUESTION, SOLUTION)  # and no feedback among them


def test_a_value_does_not_see_what_follows(made: ProbeJudge, transcript: Transcript) -> None:
    turn = turn_of(transcript, SOLUTION)
    whole, part = made.values(QUESTION, SOLUTION, turn).tokens, made.values(QUESTION, SOLUTION, turn[:9]).tokens
    assert part == pytest.approx(whole[:9], abs=1e-5)


def test_many_are_read_as_one_alone(made: ProbeJudge, transcript: Transcript) -> None:
    turns = [turn_of(transcript, SOLUTION), turn_of(transcript, Solution(answer="34"))]
    together = made.values_of([made.reading(QUESTION, turn) for turn in turns])
    for turn, values in zip(turns, together, strict=True):
        assert values.tokens == pytest.approx(made.values(QUESTION, SOLUTION, turn).tokens, abs=1e-5)


@given(words=st.integers(0, 60), length=st.integers(1, 2 * CONTEXT))
def test_a_reading_fits_the_context(transcript: Transcript, words: int, length: int) -> None:
    found = read(transcript, "rolls " * words, (7,) * length, CONTEXT)
    assert len(found.ids) <= CONTEXT and 1 <= found.start < len(found.ids)
    assert len(found.own) == len(found.ids) - found.start == min(length, CONTEXT - 1)


def test_features_count_nothing(model: GPT, transcript: Transcript) -> None:
    reading = read(transcript, QUESTION, turn_of(transcript, SOLUTION), CONTEXT)
    (seen,) = features(model, [reading], (1, 2))
    logits = model(torch.tensor([reading.ids])).log_softmax(-1)[0]
    log_p = [float(logits[i - 1, reading.ids[i]]) for i in range(reading.start, len(reading.ids))]
    mine = [p for p, own in zip(log_p, reading.own, strict=True) if own]
    assert seen[-1, -2].item() == pytest.approx(sum(mine) / len(mine), abs=1e-4)
    assert seen[-1, -1].item() == pytest.approx(min(mine), abs=1e-4)


def test_a_part_is_told_of_alone(model: GPT, transcript: Transcript) -> None:
    reading = read(transcript, QUESTION, turn_of(transcript, SOLUTION), CONTEXT)
    (seen,) = features(model, [reading], (1,), parts=True)
    logits = model(torch.tensor([reading.ids])).detach().log_softmax(-1)[0]
    digits = [i for i, part in enumerate(reading.parts, reading.start) if part == "operand"]
    assert "".join(transcript.tokenizer.decode([reading.ids[i]]) for i in digits) == "4829"
    taken = [float(logits[i - 1, reading.ids[i]]) for i in digits]
    log_odds, behind = float(seen[-1, -2 * PER_PART + 1]), float(seen[-1, -2 * PER_PART + 2])
    assert torch.tensor(log_odds).sigmoid().log().item() == pytest.approx(min(taken), abs=1e-4)
    assert behind == pytest.approx(
        min(t - float(logits[i - 1].max()) for i, t in zip(digits, taken, strict=True)), abs=1e-4
    )
    absent = seen[0, -1]  # the first id is a thought's: there is no answer yet
    assert absent == 1 and seen[-1, -1] == 0


def test_a_question_is_told_by_its_mean_log_probability(model: GPT, transcript: Transcript) -> None:
    reading = read(transcript, QUESTION, turn_of(transcript, SOLUTION), CONTEXT)
    (seen,) = see(model, [reading], (1,))
    logits = model(torch.tensor([reading.ids])).detach().log_softmax(-1)[0]
    asked = len(transcript.tokenizer.encode(QUESTION))
    taken = [float(logits[i - 1, reading.ids[i]]) for i in range(2, 2 + asked)]
    assert seen.question == pytest.approx(sum(taken) / asked, abs=1e-4)


def test_an_unusual_question_is_named_in_the_verdict(made: ProbeJudge, model: GPT, transcript: Transcript) -> None:
    strict = ProbeJudge(model, transcript, made.probe, (1, 2), unusual_below=0.0)
    unusual = strict.values(QUESTION, SOLUTION).unusual
    assert "unlike those of training" in unusual and not made.values(QUESTION, SOLUTION).unusual
    verdict = judge(QUESTION, SOLUTION, learned=Known("j", 0.5, unusual=unusual))
    assert [check.evidence for check in verdict.checks if check.name == "familiarity"] == [unusual]
    usual = judge(QUESTION, SOLUTION, learned=Known("j", 0.5))
    assert usual.status == verdict.status and all(check.name != "familiarity" for check in usual.checks)


def test_a_saved_judge_says_the_same(made: ProbeJudge, model: GPT, transcript: Transcript, tmp_path: Path) -> None:
    save_judge(tmp_path / "j.safetensors", made.probe, card("a" * 64))
    loaded = load_judge(tmp_path / "j.safetensors", model, transcript, "a" * 64)
    assert loaded.probability(QUESTION, SOLUTION) == pytest.approx(made.probability(QUESTION, SOLUTION), abs=0.005)


def test_a_judge_of_another_trunk_is_not_used(
    made: ProbeJudge, model: GPT, transcript: Transcript, tmp_path: Path
) -> None:
    save_judge(tmp_path / "j.safetensors", made.probe, card("a" * 64))
    with pytest.raises(JudgeFileError, match="trained over the trunk aaaa"):
        load_judge(tmp_path / "j.safetensors", model, transcript, "b" * 64)
    assert shipped_for(model, transcript, "b" * 64, tmp_path / "j.safetensors") is None
    assert shipped_for(model, transcript, "", tmp_path / "j.safetensors") is None
    assert shipped_for(model, transcript, "a" * 64, tmp_path / "none") is None
    assert shipped_for(model, transcript, "a" * 64, tmp_path / "j.safetensors") is not None


def test_a_broken_file_is_an_error_for_people(model: GPT, transcript: Transcript, tmp_path: Path) -> None:
    (tmp_path / "j.safetensors").write_bytes(b"nothing")
    with pytest.raises(JudgeFileError, match="is no judge"):
        shipped_for(model, transcript, "a" * 64, tmp_path / "j.safetensors")


@pytest.mark.parametrize(
    ("steps", "first"),
    [((0.9, 0.8), None), ((0.9, 0.4, 0.3), 1), ((0.4, 0.9, 0.2), 2), ((0.4, 0.9), None), ((), None)],
)
def test_the_first_doubtful_step_is_the_one_after_which_doubt_stays(
    steps: tuple[float, ...], first: int | None
) -> None:
    assert Values(steps, steps).first_doubtful == first


CALIBRATION = Calibration(
    curves=(
        Curve(stage="unchecked", signals=("judge",), logistic=Logistic(slopes=(1.0,), intercept=0.0), accept_at=0.9),
    )
)


def test_a_calibrated_judge_decides_where_the_checks_cannot() -> None:
    question, bare = "Is it far from here?", Solution(answer="yes")
    sure = judge(question, bare, calibration=CALIBRATION, learned=Known("j", 0.99))
    doubting = judge(question, bare, calibration=CALIBRATION, learned=Known("j", 0.2, " First doubtful: step 1."))
    assert sure.status == "verified" and doubting.status == "unsure" and doubting.score < sure.score
    (said,) = [check.evidence for check in doubting.checks if check.name == "judge"]
    assert said == "j says 20% (calibrated). First doubtful: step 1."


def test_a_judge_cannot_save_what_a_check_refutes() -> None:
    wrong = SOLUTION.model_copy(update={"answer": "20"})
    assert judge(QUESTION, wrong, calibration=CALIBRATION, learned=Known("j", 1.0)).status == "refuted"
