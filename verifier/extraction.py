"""From a transcript to the answer it states last: "final answer", then boxes, then mathematics, then numbers."""

from __future__ import annotations

import re

from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError

MAX_TRANSCRIPT_CHARACTERS = 100_000
_MARKUP = re.compile(r"<\|[^|<>]{0,40}\|>.*", re.DOTALL)
CLOSING_WORDS = re.compile(r"I hope (?:it|this) is correct\.?", re.IGNORECASE)
_FINAL = re.compile(r"final answer\b[^A-Za-z0-9$\\(]*(?:is\b)?", re.IGNORECASE)
_BOX = re.compile(r"\\?(?:\\|begin)(?:boxed|fbox)\s*(\{|[0-9A-Za-z])")
_JOINED = re.compile(r"(?:[^A-Za-z]*|.{0,40}(?:\band|\bor|,))", re.DOTALL)
_TEXT = re.compile(r"\\(?:text|textbf|mathrm|mbox)\s*\{([^{}]*)\}|\\(?:q?quad)\b")
_NAME_BEFORE = re.compile(r"[A-Za-z](?:_\{?\w+\}?)?\s*=\s*$")
_SPAN = re.compile(
    r"(?<!\\)\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|(?<!\\)\$(?P<c>(?:[^$\\]|\\.)+?)\$|\\\((?P<d>.+?)\\\)", re.DOTALL
)
_PERCENT_AFTER = re.compile(r"\s*\$?\s*(?:\\?%|percentage\b|percent\b|pct\b)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.])[-−+]?\s?"
    r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+\s*/\s*\d+|\d+(?:[.,]\d+)?|\.\d+)(?:\s*\\?%)?(?!\d)"
)
_DOUBLED = re.compile(r"\\\\(?=[A-Za-z()\[\]{}])")
_PROSE = re.compile(r"[A-Za-z]{3,}[ ,]+(?:[A-Za-z]+[ ,]+)*[A-Za-z]{2,}")
_CODE = re.compile(r"[\\_()\[\]{}'\"=;]")
_THINK = re.compile(r"<think>.*?</think>", re.DOTALL)


def single_backslashes(text: str) -> str:
    """Text whose backslashes were doubled by a JSON or Python literal, as it was meant; matrices keep their rows."""
    if "\\begin{" in text.replace("\\\\begin{", "") or "\\\\" not in text:
        return text
    return _DOUBLED.sub(r"\\", text)


def without_reasoning(text: str) -> str:
    """What stands after the thoughts; nothing when they never end."""
    return "" if "<think>" in (rest := _THINK.sub(" ", text)) else rest


def _content(text: str, match: re.Match[str]) -> tuple[str, int]:
    """What a box holds and where it ends; a brace that never closes ends with the text."""
    if match.group(1) != "{":
        return match.group(1), match.end()
    depth = 1
    for i in range(match.end(), len(text)):
        if text[i] in "{}" and text[i - 1] != "\\":
            depth += 1 if text[i] == "{" else -1
            if depth == 0:
                return text[match.end() : i], i + 1
    return text[match.end() :].rstrip("$. "), len(text)


def boxes(text: str) -> list[list[str]]:
    """The boxes of a text, in runs: boxes joined by punctuation, `and` or `or` are one answer of several parts."""
    runs: list[list[str]] = []
    end = 0
    for match in _BOX.finditer(text):
        if match.start() < end:
            continue  # a box within a box
        content, after = _content(text, match)
        between = _NAME_BEFORE.sub("", _TEXT.sub(r" \1 ", text[end : match.start()]).strip()).strip()
        between = re.sub(r"\\[a-zA-Z()\[\]]+|[\s$]+$", " ", between).strip(" $({\\")
        if percent := _PERCENT_AFTER.match(text, after):
            content += "%" if "%" not in content else ""
            after = percent.end()
        if runs and _JOINED.fullmatch(between) and len(between) <= 40:
            runs[-1].append(content)
        else:
            runs.append([content])
        end = after
    return runs


def _spans(text: str) -> list[tuple[str, int]]:
    """Mathematics and where it ends; an inline formula broken over lines is none."""
    found = []
    for match in _SPAN.finditer(text):
        inner = match.group("a") or match.group("b") or match.group("c") or match.group("d") or ""
        inline = match.group("c") or match.group("d")
        if inner.strip() and not (inline and "\n" in inline):
            end = match.end()
            if percent := _PERCENT_AFTER.match(text, end):
                inner, end = inner + "%", percent.end()
            found.append((inner.strip(), end))
    return found


def last_answer(text: str) -> str:
    """The answer that a transcript states last, or "" when it states none."""
    text = single_backslashes(text[-MAX_TRANSCRIPT_CHARACTERS:])
    text = CLOSING_WORDS.sub(" ", _MARKUP.sub("", text)).strip()
    finals = list(_FINAL.finditer(text))
    if finals and (stated := _stated(text[finals[-1].end() :])):
        return stated
    return _stated(text)


def _readable(text: str) -> bool:
    try:
        parse(text)
    except ParseError:
        return False
    return True


def _stated(text: str) -> str:
    if runs := boxes(text):
        return ", ".join(runs[-1])
    spans = _spans(text)
    bare = _SPAN.sub(" ", text)
    if spans:
        after = text[spans[-1][1] :]
        said = list(_NUMBER.finditer(_SPAN.sub(" ", after)))
        if said and re.search(r"\bis\b|=|\bby\b|\bare\b", after):
            return said[-1].group().strip()
        lists = re.fullmatch(r"\s*(?:\$[^$]+\$\s*(?:,|;|and|or)?\s*)+\.?", text)
        return ", ".join(inner for inner, _ in spans) if lists else spans[-1][0]
    short = not _PROSE.search(re.sub(r"\\[a-z]+\{[^{}]*\}", " ", text))
    if short and _SPAN.search(text):
        return ""  # a formula broken over lines, and nothing else
    if short and (_CODE.search(text) or not _NUMBER.search(text) or _readable(text)):
        return text
    numbers = list(_NUMBER.finditer(bare))
    if not numbers:
        return text
    found = numbers[-1]
    return found.group().strip() + ("%" if _PERCENT_AFTER.match(bare, found.end()) else "")
