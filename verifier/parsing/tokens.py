"""Text to tokens: numbers, names, commands, operators. An unknown character or command is refused at once."""

from __future__ import annotations

import re
from typing import NamedTuple

from verifier.parsing import vocabulary as words
from verifier.parsing.limits import MAX_CHARACTERS, MAX_DIGITS, MAX_TOKENS, ParseError, shown

SEPARATORS = {"and": "∧", "or": "∨"}
"""They separate as commas do, and a list remembers which of them it had."""
PERCENT_WORDS = frozenset("percent percentage pct".split())


class Token(NamedTuple):
    """kind: number, name, command, op, words. `space`: white space stands before it."""

    kind: str
    text: str
    space: bool = False


_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4}(?![0-9A-Za-z]))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?")
_RUN = re.compile(r"[A-Za-z]+")
_OPERATOR = re.compile(r"\*\*|<=|>=|!=|==|:=|->|[-+*/^_%(){}\[\],;:=<>|!&']")
_LATEX_GROUPS = (
    (re.compile(r"(?<=[0-9])(?:\{,\}|,\\!\s*|\\,|\\!)(?=[0-9]{3}(?![0-9]))"), ""),  # 14{,}916  32,\!349  1\,234
    (re.compile(r"\^\s*\{?\s*\\circ\s*\}?|\\degree\b"), "°"),
    (re.compile(r"(?<!\\)\\[,;:! ]|~"), " "),
    (re.compile(r"&\s*(?=[=<>]|\\(?:le|ge|lt|gt))|(?<=[=<>])\s*&"), ""),  # aligned equations
)
_ARGUMENT = re.compile(r"\s*\{([^{}]*)\}")
_OPENERS, _CLOSERS = "([{", ")]}"


class _Scanner:
    def __init__(self, text: str, known: frozenset[str], whole_words: bool) -> None:
        self.text, self.known, self.whole_words = text, known, whole_words
        self.tokens: list[Token] = []
        self.at = self.depth = 0
        self.space = False

    def add(self, kind: str, text: str) -> None:
        if len(self.tokens) >= MAX_TOKENS:
            raise ParseError(f"more than {MAX_TOKENS} symbols")
        self.tokens.append(Token(kind, text, self.space))
        self.space = False

    def scan(self) -> list[Token]:
        while self.at < len(self.text):
            c = self.text[self.at]
            if c.isspace():
                self.at, self.space = self.at + 1, True
            elif c == "\\":
                self._command()
            elif c.isdigit() or (c == "." and self.text[self.at + 1 : self.at + 2].isdigit()):
                self._number()
            elif c.isalpha() and c.isascii():
                self._name()
            elif c in words.CHARACTERS:
                self.add("op", words.CHARACTERS[c])
                self.at += 1
            elif c in words.LETTERS:
                self.add("name", words.LETTERS[c])
                self.at += 1
            elif c == "∅":
                self.add("command", "emptyset")
                self.at += 1
            elif c == "√":
                self.add("command", "sqrt")
                self.at += 1
            elif match := _OPERATOR.match(self.text, self.at):
                self.depth += (c in _OPENERS) - (c in _CLOSERS)
                self.add("op", match.group())
                self.at = match.end()
            else:
                raise ParseError(f"cannot read {shown(self.text[self.at :])}")
        return self.tokens

    def _number(self) -> None:
        match = (_GROUPED.match(self.text, self.at) if self.depth <= 0 else None) or _NUMBER.match(self.text, self.at)
        if match is None:
            raise ParseError(f"cannot read {shown(self.text[self.at :])}")
        if len(match.group()) > MAX_DIGITS:
            raise ParseError(f"a number with more than {MAX_DIGITS} digits")
        self.add("number", match.group().replace(",", ""))
        self.at = match.end()

    def _name(self) -> None:
        match = _RUN.match(self.text, self.at)
        assert match is not None
        run, self.at = match.group(), match.end()
        if run in SEPARATORS:
            self.add("op", SEPARATORS[run])
        elif run in PERCENT_WORDS:
            self.add("op", "%")
        elif run in self.known or run in words.CONSTANTS or run in words.GREEK or len(run) == 1:
            self.add("name", run)
        elif self.whole_words:
            raise ParseError(f"unknown name {shown(run)}")
        else:
            self._letters(run)

    def _letters(self, run: str) -> None:
        """An unknown run of letters is their product; `pi` and `sqrt` at its end are themselves."""
        for tail in ("sqrt", "sin", "cos", "tan", "log", "ln", "pi"):
            if run.endswith(tail) and len(run) <= len(tail) + 2:
                run = run[: -len(tail)]
                for letter in run:
                    self.add("name", letter)
                self.add("name", tail)
                return
        if len(run) > 2:
            raise ParseError(f"unknown word {shown(run)}")
        for letter in run:
            self.add("name", letter)

    def _command(self) -> None:
        match = _COMMAND.match(self.text, self.at)
        if match is None:
            raise ParseError("a backslash at the end")
        name, self.at = match.group(1), match.end()
        for prefix in ("qquad", "quad"):  # \quadx is a slip for \quad x
            if name.startswith(prefix) and name not in ("quad", "qquad"):
                self.at -= len(name) - len(prefix)
                name = prefix
        if name == "\\":
            self.add("op", "\\\\")
        elif name in "{}":
            self.depth += 1 if name == "{" else -1
            self.add("op", "\\" + name)
        elif name in ("langle", "rangle"):
            self.depth += 1 if name == "langle" else -1
            self.add("op", "⟨" if name == "langle" else "⟩")
        elif name == "|":
            self.add("op", "‖")
        elif name == "%":
            self.add("op", "%")
        elif name == "$":
            pass
        elif name in words.OPERATORS:
            self.add("op", words.OPERATORS[name])
        elif name in words.WORDS:
            self._words(name)
        elif name in words.IGNORED:
            self.space = True
            if self.text[self.at : self.at + 1] == "." and name in ("left", "right"):
                self.at += 1
        elif name in words.GREEK or name in words.CONSTANTS:
            self.add("name", name)
        elif name in ("begin", "end"):
            self._environment(name)
        else:
            self.add("command", name)

    def _words(self, command: str) -> None:
        match = _ARGUMENT.match(self.text, self.at)
        if match is None:
            if command in ("rm", "bf", "mathrm", "mathbf", "text"):
                self.space = True
                return
            raise ParseError(f"no words after \\{command}")
        content = match.group(1).strip().strip("\\").strip()
        self.at = match.end()
        if not content:
            self.space = True
        elif content in SEPARATORS:
            self.add("op", SEPARATORS[content])
        elif content in PERCENT_WORDS or content == "%":
            self.add("op", "%")
        elif re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", content):
            self.add("number", content)
        elif content in words.FUNCTIONS or (len(content) == 1 and content.isalpha() and command != "text"):
            self.add("name", content)
        else:
            self.add("words", content)

    def _environment(self, which: str) -> None:
        match = _ARGUMENT.match(self.text, self.at)
        if match is None or match.group(1) not in words.MATRICES | words.SYSTEMS:
            raise ParseError("an environment that is no matrix and no system")
        self.at = match.end()
        if which == "begin" and match.group(1) == "array" and (columns := _ARGUMENT.match(self.text, self.at)):
            self.at = columns.end()
        self.depth += 1 if which == "begin" else -1
        self.add(which, match.group(1))


def tokenize(text: str, known: frozenset[str] = words.FUNCTIONS, whole_words: bool = False) -> list[Token]:
    """The tokens. `whole_words`: an unknown word is refused instead of being read as a product of letters.

    Raises ParseError at the first thing that starts no token, and beyond the limits.
    """
    if len(text) > MAX_CHARACTERS:
        raise ParseError(f"longer than {MAX_CHARACTERS} characters")
    if "\\" in text or "~" in text or "{" in text:
        for pattern, replacement in _LATEX_GROUPS:
            text = pattern.sub(replacement, text)
    return _Scanner(text, known, whole_words).scan()
