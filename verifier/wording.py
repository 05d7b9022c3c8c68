"""Are two answers the same words? Blanks, quotation marks, accents and, where the policy says so, capitals aside."""

from __future__ import annotations

import re
import unicodedata

_AROUND_SIGNS = re.compile(r"\s*([-+*/^<>=()|]|(?<![0-9]),|,(?!\s*[0-9]))\s*")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_AND = re.compile(r",?\s+and\s+", re.IGNORECASE)
_RATIO = re.compile(r"([0-9]{1,30})\s+to\s+([0-9]{1,30})|([0-9]{1,30})\s*:\s*([0-9]{1,30})")
_WORD = re.compile(r"[^\W\d_]+")


def _squeezed(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_QUOTES).strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    if match := _RATIO.fullmatch(text):
        return f"{match[1] or match[3]}:{match[2] or match[4]}"
    return _AROUND_SIGNS.sub(r"\1", re.sub(r"\s+", " ", _AND.sub(",", text))).strip()


def _letters_of_a_formula(text: str) -> bool:
    """Whether some letter stands for itself in both cases, as in R^2 - r^2, where capitals are other unknowns."""
    words = _WORD.findall(text)
    letters = {word for word in words if len(word) <= 2}
    short = {c for word in letters for c in word}
    return max(map(len, words), default=0) <= 2 and len({c.lower() for c in short}) < len(short)


def same_list(gold: str, answer: str, letter_case: bool) -> bool:
    """Whether two lists of words between commas have the same members, in any order."""
    sides = [_squeezed(text if letter_case else text.lower()) for text in (gold, answer)]
    if any(re.fullmatch(r"[A-Za-z, ]{3,200}", side) is None for side in sides):
        return False  # a sign or a bracket could bind them
    ours, theirs = (sorted(part.strip() for part in side.split(",")) for side in sides)
    return len(ours) > 1 and ours == theirs


def same_text(gold: str, answer: str, letter_case: bool) -> bool:
    """Whether the words are the same; letters of a formula that uses both cases are never folded."""
    ours, theirs = _squeezed(gold), _squeezed(answer)
    if letter_case or _letters_of_a_formula(ours) or _letters_of_a_formula(theirs):
        return ours == theirs
    return ours.lower() == theirs.lower()
