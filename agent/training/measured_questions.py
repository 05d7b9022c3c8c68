"""Every question that measures, for looking training text up: whole questions, and rows of thirteen words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.leaks import Index, N, body, ngrams, words
from tasks.task import Task

WHOLE = 8
"""Words of the shortest question that text gives away by holding it whole."""
Row = tuple[str, ...]
Place = tuple[str, str]
"""A test: its file or suite, and its id."""


@dataclass(frozen=True)
class Found:
    """A training text that gives a test away: where each stands, how, and the words that they share."""

    train: str
    test_file: str
    test: str
    kind: str
    """"question", "13-gram" or, in text, "whole question"."""
    shared: str


@dataclass
class MeasuredQuestions:
    """The questions of many files and suites; `files` has how many each brought."""

    files: dict[str, int] = field(default_factory=dict)
    questions: dict[Row, list[Place]] = field(default_factory=dict)
    grams: dict[Row, list[Place]] = field(default_factory=dict)
    openings: dict[Row, list[Row]] = field(default_factory=dict)
    """Questions of at least WHOLE words by their first words."""

    def add(self, name: str, tasks: Sequence[Task]) -> None:
        """The questions of one file or suite; which rows of words are mere phrases is decided within it."""
        index = Index.of(tasks)
        self.files[name] = len(tasks)
        for tokens, ident in index.questions.items():
            if tokens not in self.questions and len(tokens) >= WHOLE:
                self.openings.setdefault(tokens[:WHOLE], []).append(tokens)
            self.questions.setdefault(tokens, []).append((name, ident))
        for gram, ident in index.grams.items():
            self.grams.setdefault(gram, []).append((name, ident))

    def of_task(self, task: Task) -> Iterator[Found]:
        """How a training task gives tests away: once a file."""
        tokens = words(task.question)
        told: set[str] = set()
        for name, ident in self.questions.get(tokens, ()):
            told.add(name)
            yield Found(task.id, name, ident, "question", " ".join(tokens))
        for gram in ngrams(words(body(task.question))):
            for name, ident in self.grams.get(gram, ()):
                if name not in told:
                    told.add(name)
                    yield Found(task.id, name, ident, f"{N}-gram", " ".join(gram))

    def of_text(self, where: str, text: str) -> Iterator[Found]:
        """How a document gives tests away: once a test."""
        tokens = words(text)
        told: set[Place] = set()
        for i in range(len(tokens)):
            shared = [("whole question", q, self.questions[q]) for q in self.openings.get(tokens[i : i + WHOLE], ())]
            shared = [(kind, q, tests) for kind, q, tests in shared if tokens[i : i + len(q)] == q]
            if (gram := tokens[i : i + N]) in self.grams:
                shared.append((f"{N}-gram", gram, self.grams[gram]))
            for kind, row, tests in shared:
                for test in tests:
                    if test not in told:
                        told.add(test)
                        yield Found(where, *test, kind, " ".join(row))
