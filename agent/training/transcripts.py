"""Solutions to transcripts: what the policy is trained to write."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from fractions import Fraction

from agent.tools.calls import write_call
from agent.training.named_calls import by_name
from agent.training.observe import observe
from agent.training.operands import turned_round, with_operands
from agent.training.slips import slip
from core_model.transcript import Rendered, Segment, Transcript
from tasks.families import TABLES
from tasks.lettering import is_story, lettered
from tasks.stories.talk import Asking
from tasks.task import Call, Observation, Solution, Step, Task, Thought
from tasks.wording import Entry, asked, entries
from verifier.calculator import calculate
from verifier.checks.naming import OTHER_WAY
from verifier.universal import feedback, judge

NO_READING = frozenset({"arithmetic", "deepmind", "openstax", *TABLES})
"""Families whose questions are the calculation already: nothing to read out of them."""

TURNED_SHARE = 0.15
"""How often a story with a call that can be turned round shows how such a mistake is seen and mended."""
SLIP_SHARE = 0.05
"""How often a call is miswritten first, so that the policy knows how to go on from the tool's complaint."""

NAMED_SHARE = {"algebra": 0.1, "calculus": 0.1}
"""How often a solution of a family asks `@solve`, where that gives the same result as the calculator."""

_SUM = re.compile(r"\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+")
_PARTIAL = ("so far", "two of them together")
"""Ends of thoughts that announce a part of a sum."""
_DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+")
_HUNDREDTHS = re.compile(r"\*0\.(0?)1(?![\d.])")
"""A question of percentages or dimes names no 0.01: `15*0.01` is written `15/100`."""


def complete(
    task: Task,
    rng: random.Random | None = None,
    asking: str | None = None,
    told: int = 0,
    before: Sequence[Entry] = (),
) -> Solution | None:
    """The task's reference solution with each call's numbers named right before it, and its observation put in, by
    running the tool: the words trained on are the tool's own. With an `rng` a TURNED_SHARE of the stories makes a call
    the wrong way round first, and takes it back, a SLIP_SHARE of all miswrites one, and a NAMED_SHARE asks `@solve`. In
    a talk, where `told` quantities had letters, those of the question's end, `asking`, go on from there, and those of
    the story go by the words that they had `before`. None when a call does not compute."""
    assert task.solution is not None
    steps: list[Step] = []
    calls: Sequence[Step] | None = None
    if rng and rng.random() < NAMED_SHARE.get(task.family, 0.0):
        calls = by_name(task.solution.steps, task.solution.answer or "")
    for step in calls or sums_at_once(task.solution.steps):
        if isinstance(step, Thought):
            steps.append(Thought(text=sentence(step.text)))
        elif isinstance(step, Call):
            if task.family not in NO_READING:
                step = Call(input=_DECIMAL.sub(_short, _HUNDREDTHS.sub(r"/10\g<1>", step.input)))
            seen = observe(step.tool, step.input)
            if seen is None:
                return None
            steps += [step, Observation(text=seen)]
    if task.family not in NO_READING:
        turnable = [i for i, step in enumerate(steps) if isinstance(step, Call) and turned_round(step)]
        turned = rng.choice(turnable) if rng and turnable and rng.random() < TURNED_SHARE else None
        known = entries(task.question)
        if asking is not None:
            own = entries(asking, told)
            known = [*before[: len(known) - len(own)], *own]
        steps = with_operands(steps, known, turned, asked(task.question))
    if rng and rng.random() < SLIP_SHARE:
        steps = _with_slip(steps, rng)
    return Solution(steps=tuple(steps), answer=task.solution.answer)


def _with_slip(steps: list[Step], rng: random.Random) -> list[Step]:
    """The steps with one of the calls miswritten before it is made, where a tool complains of that."""
    calls = [i for i, step in enumerate(steps) if isinstance(step, Call)]
    at = rng.choice(calls) if calls else 0
    call = steps[at] if calls else None
    found = slip(call, rng) if isinstance(call, Call) else None
    return steps if found is None else [*steps[:at], *found, *steps[at:]]


def sums_at_once(steps: Sequence[Step]) -> list[Step]:
    """Steps with a sum of many in one call: `3+9+8+4`, not 3+9, 12+8, 20+4, where one is easily left out.

    Joined are a sum whose thought is only a part of the way ("so far") or that has none, and the sum that goes on.
    """
    out: list[Step] = []
    for step in steps:
        last = out[-1] if out else None
        before = out[-2] if len(out) > 1 else None
        if isinstance(step, Call) and _SUM.fullmatch(step.input):
            left, rest = step.input.split("+", 1)
            labelled = isinstance(last, Thought)
            part, label = (before, out[-3] if len(out) > 2 else None) if labelled else (last, None)
            going_on = not labelled or (isinstance(label, Thought) and label.text.endswith(_PARTIAL))
            if (
                going_on
                and isinstance(part, Call)
                and _SUM.fullmatch(part.input)
                and _total(part.input) == Fraction(left)
            ):
                joined = Call(input=f"{part.input}+{rest}")
                out = [*out[:-3], last, joined] if labelled and last else [*out[:-1], joined]
                continue
        out.append(step)
    return out


def _total(text: str) -> Fraction:
    return sum((Fraction(part) for part in text.split("+")), Fraction(0))


def _short(number: re.Match[str]) -> str:
    """`5.00` as `5`: calls use numbers as the question's letters have them."""
    return number.group().rstrip("0").rstrip(".")


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".:") + "."


def segments(question: str, solution: Solution, hint: str = "") -> list[Segment]:
    """The dialogue of a solution; `hint` is the feedback on an earlier attempt. A call that a later thought takes back,
    or that its tool complains of, is there to be seen, not to be learned."""
    dialogue = [Segment("user", question)]
    if hint:
        dialogue.append(Segment("feedback", hint))
    taken_back = {i + back for i, step in enumerate(solution.steps) if _takes_back(step) for back in (-3, -2)}
    taken_back |= {i - 1 for i, step in enumerate(solution.steps) if isinstance(step, Observation) and not step.ok}
    for i, step in enumerate(solution.steps):
        trained = i not in taken_back
        if isinstance(step, Thought):
            dialogue.append(Segment("thought", step.text, trained))
        elif isinstance(step, Call):
            place, text = write_call(step.tool, step.input)
            dialogue.append(Segment("python" if place == "python" else "calculator", text, trained))
        else:
            dialogue.append(Segment("result" if step.ok else "error", step.text))
    if solution.answer is not None:
        dialogue.append(Segment("answer", solution.answer))
    return dialogue


def _takes_back(step: Step) -> bool:
    return isinstance(step, Thought) and step.text.startswith(OTHER_WAY)


def spoil(solution: Solution, rng: random.Random) -> Solution:
    """A wrong attempt made of a right one: another answer, or a call with a number that came from nowhere."""
    at = [i for i, step in enumerate(solution.steps) if isinstance(step, Call)]
    if not at or rng.random() < 0.5:
        return Solution(steps=solution.steps, answer=str(rng.randint(2, 900)))
    i = rng.choice(at)
    wrong = Call(input=f"{rng.randint(13, 997)}{rng.choice('+-*')}{rng.randint(2, 99)}")
    seen = Observation(text=calculate(wrong.input))
    return Solution(steps=(*solution.steps[:i], wrong, seen), answer=seen.text)


def render_talk(transcript: Transcript, talk: Sequence[Asking], rng: random.Random, length: int) -> Rendered | None:
    """Ids and mask of questions about one story, one after another, as many as fit into `length` ids. The numbers of a
    later question go on in letters from those before."""
    dialogue: list[Segment] = []
    rendered = None
    told = 0
    first: list[Entry] = []
    for asking in talk:
        solution = complete(asking.task, rng, asking.ask if dialogue else None, told, first)
        if solution is None:
            continue
        if not dialogue and not is_story(asking.task.question):
            return None
        ask = lettered(asking.ask, told) if dialogue else asking.task.question
        first = first or entries(asking.task.question)
        told += len(entries(asking.ask, told)) if dialogue else len(first)
        dialogue += segments(ask, solution)
        longer = transcript.render(dialogue)
        if len(longer.ids) > length:
            break
        rendered = longer
    return rendered


def render_task(transcript: Transcript, task: Task, rng: random.Random, retry_share: float = 0.0) -> Rendered | None:
    """Ids and mask of a task's reference solution; a `retry_share` of them come with real feedback on a spoiled
    attempt, so that the policy knows the form when the verifier sends it back."""
    solution = complete(task, rng)
    if solution is None:
        return None
    hint = ""
    if rng.random() < retry_share:
        verdict = judge(task.question, spoil(solution, rng))
        hint = feedback(verdict) if verdict.status == "refuted" else ""
    return transcript.render(segments(task.question, solution, hint))
