"""Ways to write one solution down: what the lab of forms compares.

Each form gives the dialogue that a policy is trained on, which opens with the question as it is then to be asked. They
hold the same calculations and the same answer, and differ in what is said before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from string import ascii_lowercase

from agent.training.labels import asked_thing
from agent.training.observe import observe
from agent.training.operands import with_operands
from agent.training.transcripts import segments, sentence, sums_at_once
from core_model.transcript import Segment
from tasks.lettering import lettered
from tasks.task import Call, Observation, Solution, Step, Task, Thought
from tasks.wording import Entry, asked, entries

Dialogue = list[Segment]
Form = Callable[[Task, list[Step]], Dialogue]
_RESULT = re.compile(r"(?<=[.;] )Find (?=[^.;:]*:)")
"""Before an earlier result, which goes by its label alone."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def written(form: str, task: Task) -> Dialogue | None:
    """A task's solution in a form of FORMS; None when a call does not compute."""
    steps: list[Step] = []
    for step in sums_at_once(task.solution.steps if task.solution else ()):
        if isinstance(step, Call):
            seen = observe(step.tool, step.input)
            if seen is None:
                return None
            steps += [step, Observation(text=seen)]
        elif isinstance(step, Thought):
            steps.append(Thought(text=sentence(step.text)))
    return FORMS[form](task, steps) if steps else None


def _told(task: Task, steps: Sequence[Step], question: str = "", answer: str = "") -> Dialogue:
    return segments(question or task.question, Solution(steps=tuple(steps), answer=answer or task.answer))


def bare(task: Task, steps: list[Step]) -> Dialogue:
    """Calculations and the answer, nothing said."""
    return _told(task, [step for step in steps if not isinstance(step, Thought)])


def named(task: Task, steps: list[Step]) -> Dialogue:
    """A label, and the numbers of the calculation with the words that stand around them in the question."""
    return _told(task, with_operands(steps, _worded(task.question)))


def listed(task: Task, steps: list[Step]) -> Dialogue:
    """First the list of all numbers with their words, then labels."""
    return _told(task, _opened(steps, _list(_worded(task.question), task.question)))


def listed_named(task: Task, steps: list[Step]) -> Dialogue:
    """The list, labels, and each calculation's numbers named by the words that the list has for them."""
    known = _worded(task.question)
    return _told(task, _opened(with_operands(steps, known), _list(known, task.question)))


def listed_lettered(task: Task, steps: list[Step]) -> Dialogue:
    """The list with a letter to each number, labels, and numbers named by letters."""
    known = entries(task.question)
    first = _list([replace(entry, name=f"{entry.words} {entry.name}", referent="") for entry in known], task.question)
    return _told(task, _opened(with_operands(steps, known), first))


def question_again(task: Task, steps: list[Step]) -> Dialogue:
    """The question once more, then labels."""
    return _told(task, _opened(steps, task.question))


def question_lettered_again(task: Task, steps: list[Step]) -> Dialogue:
    """The question once more with a letter to each number, labels, and numbers named by letters."""
    return _told(task, _opened(with_operands(steps, entries(task.question)), lettered(task.question)))


def question_lettered(task: Task, steps: list[Step]) -> Dialogue:
    """The question asked with a letter to each number, labels, and numbers named by letters: what the shipped policy
    is asked and writes."""
    return _told(task, with_operands(steps, entries(task.question)), lettered(task.question))


def question_lettered_found(task: Task, steps: list[Step]) -> Dialogue:
    """As `question_lettered`, with labels behind a word of their own: their first words are then the ids that the
    question has for them (" pies", not "P" and "ies")."""
    found = [_found(step, task.question) if isinstance(step, Thought) else step for step in steps]
    named = [
        Thought(text=_RESULT.sub("", step.text)) if isinstance(step, Thought) else step
        for step in with_operands(found, entries(task.question))
    ]
    return _told(task, named, lettered(task.question))


def _found(label: Thought, question: str) -> Thought:
    first = label.text.split()[0].strip(".,") if label.text.split() else ""
    named = re.search(rf"\b{re.escape(first)}\b", question) is not None
    return Thought(text=f"Find {label.text if named else label.text[:1].lower() + label.text[1:]}")


def with_unit(task: Task, steps: list[Step]) -> Dialogue:
    """Labels, and an answer that says of what: "34 rolls"."""
    return _told(task, steps, answer=f"{task.answer} {asked_thing(asked(task.question))}".strip())


def program(task: Task, steps: list[Step]) -> Dialogue:
    """One program of all the calculations, with the labels as comments; later ones use the results by name."""
    lines: list[str] = []
    names: dict[str, str] = {}
    letters = iter(ascii_lowercase)
    for step in steps:
        if isinstance(step, Thought):
            lines.append(f"# {step.text}")
        elif isinstance(step, Call):
            lines.append(_NUMBER.sub(lambda n: names.get(n.group(), n.group()), step.input).replace("/", "//"))
        else:
            names[step.text] = name = next(letters)
            lines[-1] = f"{name} = {lines[-1]}"
    seen = [step for step in steps if isinstance(step, Observation)][-1]
    return _told(task, [Call(input="\n".join([*lines, f"print({names[seen.text]})"]), tool="python"), seen])


def _worded(question: str) -> list[Entry]:
    """The quantities of a question, named by their words."""
    return [replace(entry, name=entry.words, referent="") for entry in entries(question)]


def _list(known: Sequence[Entry], question: str) -> str:
    """A question's quantities, and what it asks."""
    return f"{'; '.join(map(str, known))}. {asked(question)}"


def _opened(steps: list[Step], opening: str) -> list[Step]:
    """Steps whose first thought begins with `opening`."""
    if isinstance(steps[0], Thought):
        return [Thought(text=f"{opening} {steps[0].text}"), *steps[1:]]
    return [Thought(text=opening), *steps]


FORMS: dict[str, Form] = {
    "bare": bare, "labels": _told, "labels, names": named, "list, labels": listed, "list, labels, names": listed_named,
    "list, letters": listed_lettered, "question again": question_again,
    "question again, letters": question_lettered_again, "letters": question_lettered,
    "letters, found": question_lettered_found, "unit": with_unit, "program": program,
}  # fmt: skip
