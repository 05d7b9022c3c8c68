"""A retry tells the story otherwise, where no check has found anything to tell; what comes of it reads as if it had not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agent.events import Answered, AttemptStarted, CallMade, Failed, Observed, ThoughtDelta, ThoughtWritten
from agent.export_html import page
from agent.loop import Agent
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.scripted import ReplayPolicy, ScriptedPolicy
from agent.strategies.draws import RememberingPolicy
from agent.strategies.retry import Retry
from agent.tools import Tool
from agent.trace import Trace
from tasks.lettering import letters
from tasks.task import Call, Solution, Thought
from tui.display.lines import Narrator
from verifier.learned_judge import Known
from verifier.verdict import Check, Verdict

COOKIES = "Tom has 12 cookies and buys 5 more of them at the market. How many cookies does Tom have now?"


class Repeats:
    """Names the first word of the question and a thing of it, in every attempt; keeps what it was asked."""

    name = "repeats"

    def __init__(self) -> None:
        self.asks: list[Ask] = []

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        for i, ask in enumerate(asks):
            self.asks.append(ask)
            words = ask.question.split()
            thought = f"{words[3].capitalize()} of {words[0]}."
            yield i, ThoughtDelta(attempt=ask.attempt, text=thought[:4])
            yield i, ThoughtWritten(attempt=ask.attempt, text=thought)
            yield i, CallMade(attempt=ask.attempt, tool="calculator", input="12+5")
            yield i, Observed(attempt=ask.attempt, text="17", ok=True)
            yield i, Answered(attempt=ask.attempt, text=f"17 {words[3]}")
            yield i, Rollout("answered", (1, 2), (0, 1), (-0.1,))


class Unsure:
    """Finds nothing, or with words to tell something."""

    def __init__(self, against: str = "") -> None:
        self.against, self.read = against, list[tuple[str, Solution]]()

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict:
        self.read.append((question, solution))
        checks = (Check(name="follows", status="fail", evidence=self.against),) if self.against else ()
        return Verdict(status="refuted" if checks else "unsure", score=0.3, answer=solution.answer, checks=checks)


def ask(judge: Unsure, strategy: Retry | None = None, question: str = COOKIES) -> tuple[Trace, list[Ask]]:
    policy = Repeats()
    return Agent(policy, judge=judge, strategy=strategy).ask(question, attempts=3), policy.asks


def test_later_attempts_are_made_at_other_words_and_read_in_the_users() -> None:
    judge = Unsure()
    trace, asks = ask(judge)
    assert len({a.question for a in asks}) == 3 and asks[0].question == COOKIES
    assert "Tom" not in asks[1].question and [a.temperature for a in asks] == [0, 0, 0]
    started = [event for event in trace.events if isinstance(event, AttemptStarted)]
    assert [event.question for event in started] == ["", asks[1].question, asks[2].question]
    assert [trace.asked(n) for n in range(3)] == [a.question for a in asks]  # what was read, and is judged by reading
    assert {question for question, _ in judge.read} == {COOKIES}
    assert {solution.answer for _, solution in judge.read} == {"17 cookies"}
    thoughts = [event.text for event in trace.events if isinstance(event, ThoughtWritten)]
    assert thoughts == ["12 of Tom."] * 3 or thoughts == ["Cookies of Tom."] * 3
    deltas = [event.attempt for event in trace.events if isinstance(event, ThoughtDelta)]
    assert deltas == [0]  # a part of a thought may end within a word
    assert Trace.from_json(trace.to_json()) == trace


def test_displays_say_how_the_story_was_told() -> None:
    trace, asks = ask(Unsure())
    narrator = Narrator()
    lines = [text for event in trace.events for _, text in narrator.lines(event)]
    assert f"  told otherwise: {asks[1].question}" in lines and "told otherwise: " in page([trace])


def test_what_a_check_found_is_told_first() -> None:
    _, asks = ask(Unsure("The answer 17 is not the last result 34."))
    assert [a.question == COOKIES for a in asks] == [True, True, False]
    assert [a.temperature > 0 for a in asks] == [False, True, False]
    assert [bool(a.feedback) for a in asks] == [False, True, False]


def test_a_retry_can_be_made_without_it_and_a_formula_is_asked_as_it_stands() -> None:
    assert {a.question for a in ask(Unsure(), Retry(otherwise=False))[1]} == {COOKIES}
    _, asks = ask(Unsure(), question="What is 1 + 12 cookies, and 5 * 3?")
    assert len({a.question for a in asks}) == 1 and asks[1].turn is not None


def test_the_same_seed_tells_the_same_stories() -> None:
    assert [a.question for a in ask(Unsure())[1]] == [a.question for a in ask(Unsure())[1]]


def test_a_trace_is_replayed_whatever_words_its_attempts_were_asked_in() -> None:
    first, _ = ask(Unsure())
    again = Agent(ReplayPolicy([first]), judge=Unsure()).ask(COOKIES, attempts=3)
    assert [e.text for e in again.events if isinstance(e, Answered)] == ["17 cookies"] * 3
    before = Agent(Repeats(), judge=Unsure(), strategy=Retry(otherwise=False)).ask(COOKIES, attempts=3)
    again = Agent(ReplayPolicy([before]), judge=Unsure()).ask(COOKIES, attempts=3)  # made before stories were retold
    assert len(again.attempts) == 3 and not any(isinstance(event, Failed) for event in again.events)


def test_attempts_at_other_words_are_remembered() -> None:
    policy = RememberingPolicy(Repeats())
    agent = Agent(policy, judge=Unsure())
    first = agent.ask(COOKIES, attempts=3)
    other = RememberingPolicy(Repeats())
    other.remember(first)
    Agent(other, judge=Unsure()).ask(COOKIES, attempts=3)
    assert other.policy.asks == []  # type: ignore[attr-defined]


def test_attempts_of_one_round_are_told_differently() -> None:
    question = "A shop has 12 roses. It gets 5 more roses in the morning. How many roses are there in the shop now?"
    for seed in range(12):
        policy = Repeats()
        Agent(policy, judge=Unsure()).ask(question, attempts=4, samples=3, seed=seed)
        greedy = [(a.question, a.turn) for a in policy.asks if a.temperature == 0]
        assert len(greedy) == len(set(greedy))


def takes_the_first(asks: list[Ask]) -> ScriptedPolicy:
    """Adds the first two quantities, whatever they are; `asks` are what it was asked."""

    def script(ask: Ask) -> Solution:
        asks.append(ask)
        (a, x), (b, y), *_ = letters(ask.question)
        steps = (Thought(text=f"Pens now. {a}: {x}; {b}: {y}."), Call(input=f"{x}+{y}"))
        return Solution(steps=steps, answer=str(int(x) + int(y)))

    return ScriptedPolicy(script)


PENS = "Mia has 12 pens and 7 books. She buys 5 more pens. How many pens does Mia have now?"


def test_an_attempt_that_took_what_is_not_asked_about_is_made_again_without_it() -> None:
    asks: list[Ask] = []
    trace = Agent(takes_the_first(asks)).ask(PENS, attempts=3)
    shorter = PENS.replace("7 books", "some books")
    assert [a.question for a in asks[:2]] == [PENS, shorter] and trace.result.answer == "17"
    assert trace.attempts[0].verdict.status == "refuted"
    thoughts = [event.text for event in trace.events if isinstance(event, ThoughtWritten)]
    assert thoughts[:2] == ["Pens now. A: 12; B: 7.", "Pens now. A: 12; C: 5."]  # in the letters of the question
    assert [a.feedback for a in asks[:2]] == ["", ""] and asks[1].temperature == 0
    for again in asks[2:]:  # in other words, and still without the books
        assert again.question not in (PENS, shorter) and [n for _, n in letters(again.question)] == ["12", "5"]


def test_without_retellings_it_is_told_what_was_found() -> None:
    asks: list[Ask] = []
    Agent(takes_the_first(asks), strategy=Retry(otherwise=False)).ask(PENS, attempts=2)
    assert {a.question for a in asks} == {PENS} and "does not ask about" in asks[1].feedback
