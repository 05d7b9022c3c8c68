"""From an answer as it is written to its bare text: out of boxes, lead-ins, dollars, spacing and closing words."""

from __future__ import annotations

import functools
import re
import unicodedata
from fractions import Fraction

from verifier.extraction import CLOSING_WORDS, boxes
from verifier.repeating import without_repetition

CACHED = 256
"""Readings kept: one comparison asks for the same text several times."""
SIZES = "displaystyle|textstyle|scriptstyle|tiny|small|normalsize|large|Large|LARGE|huge|Huge"
_LEAD = re.compile(
    r"^.*?\b(?:the\s+)?(?:final\s+)?(?:answer|result|solution|total)\s*(?:is|=|:|equals|would be)\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_BARE_LEAD = re.compile(r"^\s*(?:#+\s*)?(?:(?:final\s+)?answer\b[\s:]*)?", re.IGNORECASE)
_DOLLARS = re.compile(r"\$([^$]*[^$,;\s]\s*)\$(\s*(?:\\?%|[A-Za-z])[^$]*)?")
_ARGUMENT = r"\s*(?:\{([^{}]*)\}|(\d))"
_FRAC = re.compile(rf"(?P<whole>(?<![\d.,])\d+(?:\s|~|\\[,;:! ])*)?\\(?:[dtc]|nice|s)?frac{_ARGUMENT}{_ARGUMENT}")
_PRIMITIVES = (  # TeX's own ways to write what LaTeX has commands for
    (re.compile(r"\{([^{}\\]{1,80})\\over\b([^{}]{1,80})\}"), r"\\frac{\1}{\2}"),
    (re.compile(r"\{([^{}\\]{1,80})\\choose\b([^{}]{1,80})\}"), r"\\binom{\1}{\2}"),
    (re.compile(r"\\(?:text)?color\s*\{[A-Za-z]{1,20}\}"), ""),
    (re.compile(r"\\left\s*\\\{\s*(\\begin\{(?:array|aligned|matrix)\}.{1,1500})\\right\s*\.", re.DOTALL), r"\1"),
)
_LATEX = (
    (re.compile(r"\\pmod\s*(?:\{([^{}]*)\}|(\w))"), r" (mod \1\2)"),
    (re.compile(r"\\(?:underline|mathbf|textbf|bm)\s*\{([^{}]*)\}"), r" \1"),
    (re.compile(r"\\(?:text|textnormal|mathrm|textbf|mbox|mathbf)\s*\{([^{}]*)\}"), r" \1"),
    (re.compile(r"\{,\}|,\\!\s*"), ","),
    (re.compile(rf"\\(?:left|right|{SIZES})\b|(?<!\\)\\[!,;:]"), ""),
    (re.compile(r"(?<!\\)\\ |~|\\q?quad\b"), " "),
    (re.compile(r"\\(?:times|cdot)\b"), "*"),
    (re.compile(r"\\div\b"), "/"),
    (re.compile(r"\\geq?\b|≥"), ">="),
    (re.compile(r"\\leq?\b|≤"), "<="),
    (re.compile(r"\\equiv\b"), "≡"),
    (re.compile(r"\\gt\b"), ">"),
    (re.compile(r"\\lt\b"), "<"),
    (re.compile(r"\^\s*\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"\\([%$])"), r"\1"),
    (re.compile(r"\^\s*(?:\\circ|\(\\circ\))|\\degree\b|°"), " degrees "),
)
_GROUPED = re.compile(r"(?<![\w.])[0-9]{1,3}(?:['’_][0-9]{3})+(?![0-9'’_])")
"""1'234'567 and 1_234_567; commas and blanks are left to who reads the number."""
_BASES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_BASE = re.compile(rf"(?<=[0-9A-Za-z])_\s*({'|'.join(_BASES)})\b")
MAX_NESTED = 40
"""Braces within each other; deeper ones stay."""
_GROUP = re.compile(r"((?:\\[A-Za-z]+|[\]_^]|(?<=\x02))\s*)?\{([^{}]*)\}")
_SHORT_INDEX = re.compile(r"_\s*\{\s*(\w+)\s*\}(?!\w)")
_EMPTY_SET = re.compile(r"(?:\\left)?\s*\\\{\s*(?:\\right)?\s*\\\}")
_EXCLAIMED = re.compile(r"(?<=[A-Za-z]{2})[!\s.]+$")
"""An exclamation mark after a word; after a number or a letter it is a factorial."""
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_SUPERSCRIPT = re.compile("([^⁰¹²³⁴⁵⁶⁷⁸⁹⁻])([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_LETTERLIKE = str.maketrans(
    {"．": ".", "٫": ".", "，": ",", "٬": ",", "％": "%", "⁄": "/", "\u00a0": " ", "\u202f": " "}
)


@functools.lru_cache(CACHED)
def plain_digits(text: str) -> str:
    """The text with digits of any script, `½`, `²` and wide punctuation in ASCII: `1½` is `1 1/2`, `2³` is `2^3`."""
    if text.isascii():
        return text
    text = _SUPERSCRIPT.sub(lambda m: f"{m[1]}^{''.join(_SUPERSCRIPTS[c] for c in m[2])}", text.translate(_LETTERLIKE))
    out = ""
    for c in text:
        if unicodedata.category(c) == "Nd":
            out += str(unicodedata.decimal(c))
        elif unicodedata.decomposition(c).startswith("<fraction>"):
            value = Fraction(unicodedata.numeric(c)).limit_denominator(10)
            out += f"{' ' if out[-1:].isdigit() else ''}{value.numerator}/{value.denominator}"
        else:
            out += c
    return out


@functools.lru_cache(CACHED)
def strip_dressing(text: str) -> str:
    """The answer without `\\boxed{}`, "the answer is", dollar math, LaTeX text and closing punctuation."""
    runs = boxes(text) if "boxed" in text else []
    if runs:
        if len({tuple(run) for run in runs}) > 1 or (len(runs[0]) > 1 and "" in map(str.strip, runs[0])):
            return text.strip()  # several different boxes are several answers: nothing is picked for the writer
        text = ", ".join(dict.fromkeys(runs[0]))
    text = without_repetition(CLOSING_WORDS.sub(" ", text))
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else _BARE_LEAD.sub("", text, count=1)
    text = _undressed(text)
    for opening, closing in (("$$", "$$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if text.startswith(opening) and text.endswith(closing) and len(text) > 2 * len(opening):
            text = text[len(opening) : -len(closing)].strip()
            break
    if match := _DOLLARS.fullmatch(text):
        text = match.group(1) + (match.group(2) or "")
    if "\\" in text and _EMPTY_SET.fullmatch(text.strip()):
        return "∅"
    text = _FRAC.sub(_fraction, modern(text))
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    if text.count("{") == text.count("}"):
        text = _without_groups(text)
    text = _BASE.sub(lambda m: f"_{_BASES.index(m[1]) + 2}", text)
    return _undressed(plain_digits(_GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), text)))


def modern(text: str) -> str:
    """`{3 \\over 4}` as `\\frac{3}{4}`; without colours, and without the brace before a system of equations."""
    if "\\" in text:
        for pattern, replacement in _PRIMITIVES:
            text = pattern.sub(replacement, text)
    return text


def _fraction(match: re.Match[str]) -> str:
    """A fraction for the reader of numbers; behind a whole number it is part of a mixed one, where it can be."""
    whole, top, bottom = match["whole"], match[2] or match[3] or "", match[4] or match[5] or ""
    if whole is None:
        return f"({top})/({bottom})"
    digits = all(re.fullmatch(r"[0-9]{1,300}", part) for part in (top, bottom))
    if digits and int(top) < int(bottom):
        return f"{''.join(re.findall('^[0-9]+', whole))} {top}/{bottom}"
    return f"{whole}({top})/({bottom})"


def _without_groups(text: str) -> str:
    """Without the braces that only group; those of a set and of an argument (\\sqrt{5x} is not \\sqrt{5}x) stay."""
    text = _SHORT_INDEX.sub(r"_\1", text.replace("\\{", "\x03").replace("\\}", "\x04"))
    for _ in range(MAX_NESTED):
        text, changes = _GROUP.subn(lambda m: f"{m[1]}\x01{m[2]}\x02" if m[1] else m[2], text)
        if not changes:
            break
    for kept, meant in (("\x01", "{"), ("\x02", "}"), ("\x03", "\\{"), ("\x04", "\\}")):
        text = text.replace(kept, meant)
    return text


def _undressed(text: str) -> str:
    """Without white space, markdown emphasis and closing punctuation, in whichever order they come."""
    text = text.lstrip(" \t\r\n\u00a0`*_")
    text = text.rstrip(" \t\r\n\u00a0`*_.,;:")
    return _EXCLAIMED.sub("", text)
