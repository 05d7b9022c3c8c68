"""A long number and a list are copied whole, brackets match: what a row is held to as it writes."""

from __future__ import annotations

import random
from functools import partial

import pytest

from agent.policies.writing import Spelling, Writing, bracketed
from agent.policy import CoreModelPolicy
from agent.tools.calls import write_call
from agent.training.families import generate
from agent.training.transcripts import complete
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from core_model.transcript import GIVEN, Segment, Transcript
from tasks.families import TABLES
from tasks.generators import inventories, scenes
from tasks.lettering import lettered
from tests.agent.conftest import Stage

SIXTH = "There is 0.166666666667 cup of oil, 98765.4321 drops and 1234567 jars."


@pytest.fixture(scope="module")
def spelling(tokenizer: SentencePieceTokenizer) -> Spelling:
    return Spelling(Transcript(tokenizer))


def after(spelling: Spelling, question: str, role: str, text: str) -> Writing:
    """What is known once a row that was asked this has written so much of a segment."""
    transcript = spelling.transcript
    writing = Writing(spelling, transcript.prompt(question))
    ids = [*transcript.prompt(question), transcript.marker[f"<|{role}|>"], *transcript.tokenizer.encode(text)]
    writing.read(ids)
    return writing


@pytest.mark.parametrize(
    "role, text, rest",
    [
        ("thought", "oil: 0.1666", "66666667"),
        ("thought", "oil: 0.16666666666", "7"),
        ("calculator", "0.1666", "66666667"),
        ("python", "x = ['0.1666", "66666667"),
        ("thought", "oil: 0.166", ""),  # too little to tell
        ("thought", "oil: 0.166666666667", ""),
        ("thought", "oil: 0.1667", ""),  # another number
        ("thought", "10.1666", ""),
        ("thought", "oil: 0.1666 and", ""),
        ("answer", "0.1666", ""),  # may be rounded
        ("answer", "0.1666666", "66667"),
        ("thought", "98765.43", ""),  # short enough to be rounded
        ("thought", "12345", ""),  # integers are anything
    ],
)
def test_the_rest_of_a_long_decimal_is_put_in(spelling: Spelling, role: str, text: str, rest: str) -> None:
    encode = spelling.transcript.tokenizer.encode
    ids = after(spelling, SIXTH, role, text).rest()
    assert ids == tuple(encode(text + rest)[len(encode(text)) :])  # the very ids that a copy has


@pytest.mark.parametrize(
    "question, text, rest",
    [
        ("Add 1.23456789 and 1.23457000.", "1.2345", ""),  # two ways to go on
        ("Add 1.23456789 and 1.23456000.", "1.2345", "6"),
        ("Add 12,345.166666667 and 7.", "12345.1", "66666667"),
        ("Add 12,345.166666667 and 7.", "345.1", ""),
        ("Version 1.2.34567891234", "2.3456", ""),
        ("What is 598,368,840,977 x 2,185?", "59836", "8840977"),
        ("What is 598,368,840,977 x 2,185?", "9836", ""),
        ("Is 9876543210 divisible by 98765?", "98765", ""),  # a number by itself
        ("Is 9876543210 divisible by 98765?", "987654", "3210"),
        ("Take 0.019 from 3063067664, which leaves 3063067663.981.", "30630", "6766"),  # and then two ways
        ("Take 0.019 from 3063067664, which leaves 3063067663.981.", "306306766", ""),
        ("What is 598,368,840 x 2,185?", "59836", ""),  # integers of nine digits are anything
    ],
)
def test_what_is_put_in_is_of_a_number_at_hand(spelling: Spelling, question: str, text: str, rest: str) -> None:
    assert spelling.transcript.tokenizer.decode(after(spelling, question, "thought", text).rest()) == rest


def test_behind_a_whole_copy_stands_no_digit(spelling: Spelling) -> None:
    digits = {spelling.transcript.tokenizer.encode(f"a{d}")[-1] for d in "0123456789"}
    assert digits <= after(spelling, SIXTH, "thought", "oil: 0.166666666667").barred()
    assert not digits & after(spelling, SIXTH, "thought", "oil: 0.166666666667 and").barred()
    assert not digits & after(spelling, SIXTH, "thought", "1234567").barred()


WORDS = "writer, needle, bottle, bottom, cherry, quartz, lamp"
NUMBERS = "-45.2, -36.7811, -74.90, 63.7, 86, 74.94, -32.05"
QUOTED = "['-45.2', '-36.7811', '-74.90', '63.7', '86', '74.94', '-32.05']"


@pytest.mark.parametrize(
    "question, text, rest",
    [
        (f"Sort {WORDS} please.", 'print(*sorted("writer, needle, bottle', ", bottom, cherry, quartz,"),
        (f"Which of {WORDS}, has six letters?", 'x = "writer, needle, bottle', ", bottom, cherry, quartz, lamp,"),
        (f"Sort {WORDS} please.", 'print(*sorted("writer, needle, bott', ""),  # too little to tell
        (f"Sort {NUMBERS} please.", 'x = "-45.2, -36.7811, -74.90', ", 63.7, 86, 74.94, -32.05"),
        (f"Sort {NUMBERS} please.", 'x = "-45.2, -36.7811, -74.90, 6', "3.7, 86, 74.94, -32.05"),
        (f"Keep those of {QUOTED} below 3.", "x = ['-45.2', '-36.7811', '-74.90", "', '63.7', '86', '74.94', '-32.05"),
        (f"Sort {NUMBERS} please.", 'x = "-45.2, -36.7811', ""),  # too little to tell
        (f"Sort {NUMBERS} please.", 'x = "-36.7811, -74.90, 63.7', ""),  # not from the first
        (f"Sort {NUMBERS} please.", 'x = "-45.2, -36.7811, -74.90, 7', ""),  # another list
        (f"Sort {NUMBERS} please.", f'x = "{NUMBERS}', ""),
        (f"Sort {NUMBERS} please.", f'x = "{NUMBERS}".split(", ")\nprint(x', ""),
        ("Sort 1, 2, 3, 4 please.", 'x = "1, 2, 3', ""),  # short enough
    ],
)
def test_the_rest_of_a_list_is_put_into_a_call(spelling: Spelling, question: str, text: str, rest: str) -> None:
    assert spelling.transcript.tokenizer.decode(after(spelling, question, "python", text).rest()) == rest
    assert after(spelling, question, "thought", text).rest() == ()


@pytest.mark.parametrize(
    "text, rest",
    [
        ("mean(37,3925,-248", ",-211,1177,2944"),
        ("mean(37, 3925, -248", ", -211, 1177, 2944"),
        ("mean(37,3925,-24", ""),
        ("37+3925+-248", ""),
    ],
)
def test_a_calculation_may_leave_out_the_spaces(spelling: Spelling, text: str, rest: str) -> None:
    writing = after(spelling, "She counts 37, 3925, -248, -211, 1177, 2944 birds.", "calculator", text)
    assert spelling.transcript.tokenizer.decode(writing.rest()) == rest


@pytest.mark.parametrize(
    "question, text, rest",
    [
        ("Compare 3, 1, 4, 1, 5, 9 and then 3, 1, 4, 2, 6, 7 of them.", "mean(3, 1, 4", ", "),  # two ways to go on
        ("Compare 3, 1, 4, 1, 5, 9 and then 3, 1, 4, 2, 6, 7 of them.", "mean(3, 1, 4, 1", ", 5, 9"),
        ("The mean of 3, 1, 4, 1, 5, 9, please.", "mean(13, 1, 4", ""),  # another number
        ("The mean of 3, 1, 4, 1, 5, 9, please.", "mean(2.3, 1, 4", ""),
        ("The mean of 3, 1, 4, 1, 5, 9, please.", "mean(-3, 1, 4", ""),
        ("The mean of the first three of 3, 1, 4, 1, 5, 9, please.", "mean(3, 1, 4", ""),  # a part of it
    ],
)
def test_what_is_put_in_is_the_only_way_to_go_on(spelling: Spelling, question: str, text: str, rest: str) -> None:
    writing = after(spelling, question, "calculator", text)
    assert spelling.transcript.tokenizer.decode(writing.rest()).strip() == rest.strip()


def answering(spelling: Spelling, result: str, answer: str) -> str:
    """What is put in when an answer has come so far behind a result."""
    transcript = spelling.transcript
    ids = [*transcript.prompt("Which?"), *transcript.observation(result)]
    writing = Writing(spelling, ids)
    writing.read([*ids, transcript.marker["<|answer|>"], *transcript.tokenizer.encode(answer)])
    return transcript.tokenizer.decode(writing.rest())


def test_the_rest_of_a_result_is_put_into_an_answer_that_copies_it(spelling: Spelling) -> None:
    result = "['-74.90', '-45.2', '-36.7811', '-32.05', '63.7', '86']"
    assert answering(spelling, result, "['-74.90', '-45.2") == "', '-36.7811', '-32.05', '63.7', '86']"
    for other in ("['-74", "['-74.90', '-45.3", "-74.90, -45.2, -36.7811", result, f"{result} + C"):
        assert answering(spelling, result, other) == ""


def test_results_are_at_hand_and_what_the_row_wrote_is_not(spelling: Spelling) -> None:
    transcript = spelling.transcript
    said = [
        *transcript.prompt("7 / 9"),
        *transcript.render([Segment("user", "x"), Segment("calculator", "0.123456789+1")]).ids[4:],
        *transcript.observation("0.777777777778"),
    ]
    for known, start in ((False, said[: -len(transcript.observation("0.777777777778"))]), (True, said)):
        writing = Writing(spelling, start)
        writing.read([*start, *transcript.thought("0.7777")])
        assert bool(writing.rest()) == known
        writing = Writing(spelling, start)
        writing.read([*start, *transcript.thought("0.1234")])
        assert not writing.rest()
    live = Writing(spelling, said[:5])
    live.read([*said[:5], *transcript.thought("0.7777")])
    assert live.rest() == ()
    live.know("0.777777777778")
    assert live.rest()


@pytest.mark.parametrize(
    "role, text, may_close, may_end",
    [
        ("calculator", "(3+4", True, False),
        ("calculator", "(3+4)", False, True),
        ("calculator", "3+4", False, True),
        ("calculator", "", False, True),
        ("python", "print(len(x)", True, False),
        ("python", "print('(')", False, True),
        ("python", "print('it\\'s", True, True),  # escapes: not certain, so nothing is barred
        ("python", 'x = """a\n(', True, True),
        ("python", "x = 'a\n", True, True),
        ("calculator", "@units (5' 3", True, True),
        ("calculator", "[0, 5", True, True),
        ("thought", "a) the first", True, True),
    ],
)
def test_brackets_of_a_call_match(spelling: Spelling, role: str, text: str, may_close: bool, may_end: bool) -> None:
    close = spelling.transcript.tokenizer.encode("a)")[-1]
    barred = after(spelling, "", role, text).barred()
    assert (close not in barred, spelling.run not in barred) == (may_close, may_end)


@pytest.mark.parametrize(
    "text, state",
    [
        ("f(x[1], {2: 3", ")}"),
        ("print('(', \")\", x)", ""),
        ("x = 'it is", "'"),
        ("a = 1  # (not closed", "#"),
        ("a = 1  # (\nb = (2", ")"),
        ("(3]", None),
        ("3)", None),
    ],
)
def test_what_is_open_in_a_call(text: str, state: str | None) -> None:
    assert bracketed("", text) == state


@pytest.mark.slow
def test_no_reference_solution_is_in_the_way() -> None:
    """Id by id with the tokenizer that ships: what follows is never barred, and what is put in is what follows."""
    transcript = Transcript(CoreModelPolicy.load().transcript.tokenizer, lettered)
    spelling, rng = Spelling(transcript), random.Random(0)
    makers = [*(partial(generate, family, practice=None) for family in TABLES), inventories.generate, scenes.generate]
    for make in makers:
        for _ in range(25):
            task = make(rng)
            solution = complete(task)
            if solution is None:
                continue
            dialogue = [Segment("user", task.question)]
            for step in solution.steps:
                if step.kind == "call":
                    dialogue.append(Segment(*write_call(step.tool, step.input)))  # type: ignore[arg-type]
                else:
                    dialogue.append(Segment("result" if step.kind == "observation" else "thought", step.text))
            ids = transcript.render([*dialogue, Segment("answer", solution.answer or "")]).ids
            writing = Writing(spelling, transcript.prompt(task.question))
            for at in range(len(transcript.prompt(task.question)), len(ids)):
                writing.read(ids[:at])
                for segment in transcript.parse(ids[:at]):
                    if segment.role in GIVEN:
                        writing.know(segment.text)
                assert ids[at] not in writing.barred(), transcript.tokenizer.decode(ids[: at + 1])
                rest = writing.rest()
                assert rest == ids[at : at + len(rest)], transcript.tokenizer.decode(ids[: at + 1])


def test_a_policy_that_copies_wrongly_is_put_right(stage: Stage) -> None:
    wrong = "oil: 0.166666666666 cups"  # ids that were put in count as said
    trace = stage.agent({SIXTH: [f"thought:{wrong}", "answer:1"]}).ask(SIXTH, attempts=1)
    (thought,) = [event for event in trace.events if event.type == "thought"]
    assert thought.text == "oil: 0.166666666667 cups"
    finished = next(event for event in trace.events if event.type == "attempt_finished")
    put_in = [i for i, sampled in zip(finished.token_ids, finished.sampled, strict=True) if not sampled]
    assert stage.tokenizer.decode(put_in).endswith("66666667")


def test_a_copy_that_overflows_the_context_is_told(stage: Stage) -> None:
    begun = len(stage.transcript.prompt(SIXTH)) + len(stage.transcript.thought("oil: 0.1666"))
    agent = stage.agent({SIXTH: ["thought:oil: 0.166666666667 cups", "answer:1"]}, context=begun + 3)
    trace = agent.ask(SIXTH, attempts=1)
    (thought,) = [event for event in trace.events if event.type == "thought"]
    assert thought.text == "oil: 0.166666666667"
    assert next(event for event in trace.events if event.type == "attempt_finished").stop == "context"
