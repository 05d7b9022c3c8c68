"""Ways to write one solution down: what the lab of forms compares.

Each form takes a word problem and gives the dialogue that a policy is trained on, and the question as it is then to be
asked. They hold the same calculations and the same answer, and differ in what is said before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase

from agent.reading import Entry, asked, entries, reading
from agent.training.labels import asked_thing
from agent.training.observe import observe
from agent.training.operands import with_operands
from agent.training.transcripts import segments, sums_at_once
from core_model.transcript import Segment
from tasks.listing import listed
from tasks.task import Call, Observation, Solution, Step, Task, Thought

Form = Callable[[Task], "Written | None"]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Written:
    """A solution in one form: `question` as it is asked, `dialogue` as it is trained on."""

    def __init__(self, question: str, steps: Sequence[Step], answer: str) -> None:
        self.question = question
        self.dialogue: list[Segment] = segments(question, Solution(steps=tuple(steps), answer=answer))


def solved(task: Task) -> list[Step] | None:
    """The task's own steps with what the calculator says to each call; None when one does not compute."""
    steps: list[Step] = []
    for step in sums_at_once(task.solution.steps if task.solution else ()):
        if isinstance(step, Call):
            seen = observe(step.tool, step.input)
            if seen is None:
                return None
            steps += [step, Observation(text=seen)]
        elif isinstance(step, Thought):
            steps.append(Thought(text=f"{step.text[:1].upper()}{step.text[1:].rstrip('.:')}."))
    return steps


def bare(task: Task) -> Written | None:
    """Calculations and the answer, nothing said."""
    steps = solved(task)
    return (
        None if steps is None else Written(task.question, [s for s in steps if not isinstance(s, Thought)], task.answer)
    )


def short(task: Task) -> Written | None:
    """A label before each calculation: what it is to find."""
    steps = solved(task)
    return None if steps is None else Written(task.question, steps, task.answer)


def named(task: Task) -> Written | None:
    """A label, and the numbers of the calculation with the words that stand around them in the question."""
    steps = solved(task)
    return None if steps is None else Written(task.question, with_operands(steps, entries(task.question)), task.answer)


def quantities(task: Task) -> Written | None:
    """First the list of all numbers with their words, then labels."""
    steps = solved(task)
    return None if steps is None else Written(task.question, _opened(steps, reading(task.question)), task.answer)


def quantities_named(task: Task) -> Written | None:
    """The list, labels, and each calculation's numbers named: the form that the shipped policy writes."""
    steps, first = solved(task), reading(task.question)
    if steps is None:
        return None
    return Written(task.question, with_operands(_opened(steps, first), entries(task.question), first), task.answer)


def question_again(task: Task) -> Written | None:
    """The question once more, then labels."""
    steps = solved(task)
    return None if steps is None else Written(task.question, _opened(steps, task.question), task.answer)


def marked(task: Task) -> Written | None:
    """Each number of the question followed by a letter, and a calculation's numbers named by letters."""
    steps, found = solved(task), listed(task.question)
    if steps is None or len(found) > len(ascii_lowercase):
        return None
    question = task.question
    for letter, (quantity, _) in reversed(list(zip(ascii_lowercase, found, strict=False))):
        question = f"{question[: quantity.end]} ({letter}){question[quantity.end :]}"
    marks = [Entry(letter, written) for letter, (_, written) in zip(ascii_lowercase, found, strict=False)]
    return Written(question, with_operands(steps, marks), task.answer)


def with_unit(task: Task) -> Written | None:
    """Labels, and an answer that says of what: "34 rolls"."""
    steps = solved(task)
    return (
        None
        if steps is None
        else Written(task.question, steps, f"{task.answer} {asked_thing(asked(task.question))}".strip())
    )


def program(task: Task) -> Written | None:
    """One program of all the calculations, with the labels as comments; later ones use the results by name."""
    steps = solved(task)
    if steps is None:
        return None
    lines: list[str] = []
    names: dict[str, str] = {}
    for step in steps:
        if isinstance(step, Thought):
            lines.append(f"# {step.text}")
        elif isinstance(step, Call):
            lines.append(_NUMBER.sub(lambda n: names.get(n.group(), n.group()), step.input).replace("/", "//"))
        else:
            name = ascii_lowercase[len(names) % len(ascii_lowercase)]
            lines[-1] = f"{name} = {lines[-1]}"
            names[step.text] = name
    last = list(names.values())[-1] if names else ""
    call = Call(input="\n".join([*lines, f"print({last})"]), tool="python")
    seen = next(s.text for s in reversed(steps) if isinstance(s, Observation))
    return Written(task.question, [call, Observation(text=seen)], task.answer)


def _opened(steps: list[Step], opening: str) -> list[Step]:
    """Steps whose first thought begins with `opening`."""
    if isinstance(steps[0], Thought):
        return [Thought(text=f"{opening} {steps[0].text}"), *steps[1:]]
    return [Thought(text=opening), *steps]


FORMS: dict[str, Form] = {
    "bare": bare, "labels": short, "labels, names": named, "list, labels": quantities,
    "list, labels, names": quantities_named, "question again": question_again, "letters": marked,
    "unit": with_unit, "program": program,
}  # fmt: skip
