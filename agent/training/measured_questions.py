"""Every question that measures, for looking training text up: whole questions, and rows of thirteen words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.leaks import Index, N, body, ngrams, words
from tasks.task import Task

WHOLE = 8
"""Words of the shortest question that text gives away by holding it whole."""
WHOLE_QUESTION = "whole question"
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
        told: set[Place] = set()
        for _, kind, row in self._shared(words(text)):
            for test in self.questions[row] if kind == WHOLE_QUESTION else self.grams[row]:
                if test not in told:
                    told.add(test)
                    yield Found(where, *test, kind, " ".join(row))

    def without(self, text: str) -> str:
        """A document without the lines that a test question, or thirteen words of one, stands in."""
        lines = text.split("\n")
        rows = [words(line) for line in lines]  # no word goes on in the next line: these are the words of the text
        line_of = [number for number, row in enumerate(rows) for _ in row]
        touched = {
            line
            for start, _, row in self._shared(tuple(word for words_ in rows for word in words_))
            for line in line_of[start : start + len(row)]
        }
        return "\n".join(line for number, line in enumerate(lines) if number not in touched)

    def _shared(self, tokens: Row) -> Iterator[tuple[int, str, Row]]:
        """Where rows of words of a test begin, and which: whole questions, and rows of thirteen."""
        for i in range(len(tokens)):
            for question in self.openings.get(tokens[i : i + WHOLE], ()):
                if tokens[i : i + len(question)] == question:
                    yield i, WHOLE_QUESTION, question
            if (gram := tokens[i : i + N]) in self.grams:
                yield i, f"{N}-gram", gram
