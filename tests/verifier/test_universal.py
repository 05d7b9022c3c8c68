"""A verdict is explained, refutes what can be refuted, and is calibrated where nothing can."""

from __future__ import annotations

import pytest

from tasks.task import Call, Observation, Solution, Step, Thought
from tests.quick import within
from verifier.calculator import calculate
from verifier.calibration import Calibration
from verifier.universal import MAX_FEEDBACK_CHARACTERS, examine, feedback, judge, judge_text

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"


def solution(answer: str | None, *pairs: tuple[str, str]) -> Solution:
    steps: list[Step] = []
    for call, seen in pairs:
        steps += [Call(input=call), Observation(text=seen)]
    return Solution(steps=tuple(steps), answer=answer)


RIGHT = solution("34", ("48-29", "19"), ("19+15", "34"))


def test_a_right_solution_passes_every_check() -> None:
    verdict = judge(ROLLS, RIGHT)
    statuses = {c.name: c.status for c in verdict.checks}
    assert verdict.status == "verified"
    assert statuses.pop("naming") == statuses.pop("judge") == "unknown"
    names = ("recompute", "grounding", "follows", "sanity", "coverage", "kind", "re-derivation")
    assert statuses == dict.fromkeys(names, "pass")


@pytest.mark.parametrize(
    "bad, check, told",
    [
        (solution("20", ("48-29", "20")), "recompute", "48-29 is 19, not 20."),
        (solution("20", ("48-28", "20")), "grounding", "28 is not in the question."),
        (solution("30", ("48-29", "19"), ("19+15", "34")), "follows", "The answer 30 is not the last result 34."),
        (solution(None, ("48-29", "19")), "follows", "No answer was given."),
        (solution("-14", ("15-29", "-14")), "sanity", "A count cannot be -14."),
        (solution("0", ("29-29", "0")), "sanity", "29-29 uses one number twice."),
    ],
)
def test_a_wrong_solution_is_refuted_by_its_check(bad: Solution, check: str, told: str) -> None:
    verdict = judge(ROLLS, bad, confidence=0.999)
    assert verdict.status == "refuted" and verdict.score < 0.5  # the share of such answers that are right all the same
    assert [c.name for c in verdict.evidence_against] == [check] and feedback(verdict) == told


def test_every_wrong_call_is_evidence_and_feedback_is_the_first() -> None:
    verdict = judge(ROLLS, solution("9", ("48-29", "20"), ("20+15", "36"), ("77+88", "165")))
    evidence = {c.name: c.evidence for c in verdict.evidence_against}
    assert evidence["recompute"] == "48-29 is 19, not 20. Also: 20+15 is 35, not 36."
    assert evidence["grounding"] == "77 is not in the question. Also: 88 is not in the question."
    assert feedback(verdict) == "48-29 is 19, not 20."


def test_evidence_holds_no_control_characters() -> None:
    verdict = judge(ROLLS, solution("3\x1b[31m\n4", ("48-29", "19")))
    assert verdict.evidence_against and all(c.evidence.isprintable() for c in verdict.checks)


def test_numbers_left_over_are_reported_and_never_refute() -> None:
    question = "Tom is 12 years old, has 25 apples and eats three of them. How many apples are left?"
    verdict = judge(question, solution("22", ("25-3", "22")))
    coverage = next(c for c in verdict.checks if c.name == "coverage")
    assert verdict.status == "verified" and coverage.status == "unknown"
    assert coverage.evidence == "2 of 3 numbers used; not used: 12."


@pytest.mark.parametrize(
    "question, call",
    [
        ("What is 80% of 240?", "240*0.8"), ("What is 80 percent of 240?", "80%*240"), ("A tip is 15% of $240. How much?", "15/100*240"),
        ("Ann has 3 dimes and 2 pennies. How much money?", "3*0.1+2*0.01"), ("Ann has 3 nickels. How many cents?", "3*5"),
    ],
)  # fmt: skip
def test_percentages_and_coins_bring_their_numbers(question: str, call: str) -> None:
    assert judge(question, solution(calculate(call), (call, calculate(call)))).status == "verified"


def test_a_bare_number_does_not_bring_its_hundredth() -> None:
    assert judge("Tom has 80 pens and 240 pins. How many?", solution("192", ("240*0.8", "192"))).status == "refuted"


def test_an_answer_without_a_calculation_is_unsure() -> None:
    assert judge(ROLLS, solution("34")).status == "unsure"


def test_a_tool_error_may_be_recovered_from() -> None:
    steps: tuple[Step, ...] = (
        Call(input="1/0"),
        Observation(text="division by zero", ok=False),
        Call(input="48-29"),
        Observation(text="19"),
    )
    assert judge(ROLLS, Solution(steps=steps, answer="19")).status == "verified"
    assert judge(ROLLS, Solution(steps=steps[:2], answer="19")).status == "refuted"


def test_numbers_may_be_words_results_or_constants() -> None:
    question = "Tom has three dozen eggs and eats half of them. How many eggs are left?"
    assert judge(question, solution("18", ("3*12", "36"), ("36/2", "18"))).status == "verified"


def test_confidence_moves_the_score_and_the_status() -> None:
    calibration = Calibration.model_validate({"slope": 1.0, "intercept": 0.0, "accept_at": 0.5})
    low, high = (judge(ROLLS, RIGHT, confidence=c, calibration=calibration) for c in (0.3, 0.9))
    assert (low.status, high.status) == ("unsure", "verified") and low.score < high.score
    assert low.score == pytest.approx(0.3) and high.score == pytest.approx(0.9)


class Judge:
    """A learned judge that always says the same, and counts how often it is asked."""

    name = "tester"

    def __init__(self, p: float) -> None:
        self.p, self.asked = p, 0

    def probability(self, question: str, solution: Solution) -> float:
        self.asked += 1
        return self.p


BOTH = Calibration.model_validate(
    {"curves": [{"signals": ["confidence", "judge"], "logistic": {"slopes": [1, 1], "intercept": 0}, "accept_at": 0.8, "refute_at": 0.1}]}
)  # fmt: skip


WITHOUT = Calibration.model_validate(
    {"curves": [{"signals": ["confidence"], "logistic": {"slopes": [1], "intercept": 0}, "accept_at": 0.8, "refute_at": 0.1}]}
)  # fmt: skip


def test_a_verdict_says_that_there_is_no_learned_judge() -> None:
    check = next(c for c in judge(ROLLS, RIGHT, confidence=0.9).checks if c.name == "judge")
    assert check.status == "unknown" and "no learned judge" in check.evidence


@pytest.mark.parametrize("p, status", [(0.9, "verified"), (0.5, "unsure"), (0.01, "refuted")])
def test_a_learned_judge_moves_score_and_status(p: float, status: str) -> None:
    verdict = judge(ROLLS, RIGHT, confidence=0.7, calibration=BOTH, learned=Judge(p))
    check = next(c for c in verdict.checks if c.name == "judge")
    assert verdict.status == status and f"tester says {p:.0%} (calibrated)" in check.evidence
    assert feedback(verdict) == ""  # a retry can do nothing about what a model believes


def test_a_judge_is_not_asked_where_the_checks_decide() -> None:
    asked = Judge(0.99)
    assert judge(ROLLS, solution("20", ("48-29", "20")), learned=asked).status == "refuted" and asked.asked == 0


def test_a_judge_that_the_calibration_does_not_know_is_told_apart() -> None:
    with_judge = judge(ROLLS, RIGHT, confidence=0.9, learned=Judge(0.1), calibration=WITHOUT)
    without = judge(ROLLS, RIGHT, confidence=0.9, calibration=WITHOUT)
    assert with_judge.score == without.score
    assert any("not used" in c.evidence for c in with_judge.checks if c.name == "judge")
    alone = judge(ROLLS, RIGHT, learned=Judge(0.3), calibration=WITHOUT)
    assert (alone.status, alone.score) == ("unsure", 0.3)
    assert any("not calibrated" in c.evidence for c in alone.checks)


@pytest.mark.parametrize("p", [1.5, float("nan")])
def test_a_broken_judge_is_an_error_and_no_score(p: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        judge(ROLLS, RIGHT, learned=Judge(p))


def test_feedback_is_short_and_never_about_gold() -> None:
    verdict = judge(ROLLS, solution("9" * 500, ("48-29", "19")))
    assert 0 < len(feedback(verdict)) <= MAX_FEEDBACK_CHARACTERS
    assert feedback(judge(ROLLS, RIGHT)) == ""


def test_a_written_solution_is_read_for_its_equations() -> None:
    assert judge_text(ROLLS, "34", "First 48 - 29 = 19 are left. Then 19 + 15 = 34 rolls.").status == "verified"
    assert judge_text(ROLLS, "34", "First 48 - 29 = 19 are left. Then 19 + 15 = 35 rolls.").status == "refuted"
    assert judge_text(ROLLS, "34").status == "unsure"


@pytest.mark.parametrize(
    "written",
    [
        "4 / 20 x 100% = 20%", "4/20*100 = 20%", "20/100 = 0.2 and then 0.2*100 = 20.000000000000004", "$4/$20 × 100 = 20",
    ],
)  # fmt: skip
def test_equations_are_read_as_people_write_them(written: str) -> None:
    question = "Of 20 cars, 4 are red. What percentage is red?"
    assert judge_text(question, "20", written).status != "refuted", judge_text(question, "20", written)


@pytest.mark.parametrize("written", ["48-29 = 19. Rolls * 2 = 34", "48-29 = 19. x - 5 = 33. 33 + 1 = 34", "x + 3 = 34"])
def test_what_is_only_stated_cannot_verify(written: str) -> None:
    assert judge_text(ROLLS, "34", written).status == "unsure"


@pytest.mark.parametrize(
    "text", ["1+" * 10_000, "(" * 20_000, "1 = " * 5_000, "1,1,1,1,1" * 2_000, "9 " * 10_000 + "= 9"]
)
def test_a_hostile_solution_is_read_quickly(text: str) -> None:
    with within(3):
        judge_text(ROLLS, "34", text)


def test_a_sentence_may_begin_with_the_number_that_the_last_one_ended_with() -> None:
    assert judge_text(ROLLS, "34", "48 - 29 = 19. 19 + 15 = 34.").status == "verified"


def test_a_percentage_may_be_said_as_a_bare_number_only_where_one_is_asked_for() -> None:
    ratio = ("4/20", "0.2")
    assert judge("Of 20 cars, 4 are red. What percentage is red?", solution("20", ratio)).status == "verified"
    assert judge("Of 20 cars, 4 are red. What share is red?", solution("20", ratio)).status == "refuted"


@pytest.mark.parametrize(("question", "thought", "call", "stage"), [
    ("Matt has 9 trucks and buys 3 more in the shop. How many has he?", "A: 9; B: 3.", "9+3", "read"),
    ("Matt has 9 trucks and buys 3 more in the shop. How many has he?", "Add.", "9+3", "read"),
    ("Of 9 cards, in how many ways may one draw 3 cards without order?", "Without order.", "comb(9,3)", "supported"),
])  # fmt: skip
def test_numbers_picked_from_a_story_were_read(question: str, thought: str, call: str, stage: str) -> None:
    value = calculate(call)
    steps = (Thought(text=thought), Call(input=call), Observation(text=value))
    assert examine(question, Solution(steps=steps, answer=value))[1] == stage
