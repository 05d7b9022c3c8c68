"""Textbook notation to Python: `3x^2 - 1/2(x + 4)` becomes `3*x**2 - 1/2*(x + 4)`. It reads, and evaluates nothing."""

from __future__ import annotations

import re

_SAME = str.maketrans(
    {"÷": "/", "·": "*", "⋅": "*", "×": "*", "−": "-", "–": "-", "[": "(", "]": ")", "{": "(", "}": ")", "π": "@"}
)
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|(sqrt|root|abs|log|ln)(?=\()|([a-zA-Z@])|(\*\*|[-+*/^(),!]))")
_MIXED = re.compile(r"(?<![\d.^/])(\d+) (\d+)/(\d+)(?![\d.])")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])")
_WORD = re.compile(r"[a-zA-Z]{4,}|\b(?:of|and|from|to|the|is|by)\b")
_AMBIGUOUS = re.compile(r"[\w)]/\d*[a-z]{2}|[\w)]/\d+[a-z]")
"""`2/3x` is (2/3)x in one book and 2/(3x) in another."""
_COEFFICIENT = re.compile(r"(?<![\w)/])\d+/\d+[a-z]")


def bars(text: str) -> str | None:
    """The text with |x| as abs(x); None where the bars do not pair."""
    out, depth, last = "", 0, "("
    for c in text:
        if c == "|":
            opens = depth == 0 or last in "(+-*/^·÷"
            depth += 1 if opens else -1
            c = "abs(" if opens else ")"
        out += c
        last = c[-1] if c.strip() else last
    return out if depth == 0 else None


def _operands(text: str) -> list[str]:
    """What stands between the spaced signs outside brackets, and the signs."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(r"[(\[{]|[)\]}]| ([-+÷·⋅×]) ", text):
        depth += (found.group() in "([{") - (found.group() in ")]}")
        if found[1] and depth == 0:
            parts += [text[start : found.start()], found[1]]
            start = found.end()
    return [*parts, text[start:]]


def _quotients(text: str) -> str | None:
    """A text in which ÷ or · joins whole fractions, with brackets around them: `1/2 ÷ 3/4` is (1/2)/(3/4)."""
    parts = _operands(text)
    if len(parts) == 1 and text.startswith("(") and text.endswith(")"):
        inner = _quotients(text[1:-1])
        return None if inner is None else f"({inner})"
    out = []
    for i, part in enumerate(parts):
        if i % 2:
            out.append({"÷": "/", "+": " + ", "-": " - "}.get(part, "*"))
            continue
        code = _plain(part) if "÷" not in part else _quotients(part) if len(parts) > 1 else _plain(part)
        beside = {*parts[max(i - 1, 0) : i], *parts[i + 1 : i + 2]}
        if code is None or (beside & set("÷·⋅×") and _COEFFICIENT.search(part)):
            return None
        bare = not beside & set("÷·⋅×") or re.fullmatch(r"[\w.]+|\([^()]*\)", code)
        out.append(code if bare else f"({code})")
    return "".join(out)


def translate(text: str) -> str | None:
    """The expression with every multiplication written, or None for anything that is not an expression."""
    whole = bars(text.strip())
    if whole is None:
        return None
    if re.search(r" [÷·⋅×] ", whole):
        return _quotients(whole)
    return _plain(whole)


def _plain(text: str) -> str | None:
    text = _THOUSANDS.sub(lambda m: m.group().replace(",", ""), text.translate(_SAME).strip())
    if re.search(r"l(?:n|og)(?!\()", text):
        return None
    if re.search(r"\d \d", _MIXED.sub("", text)):  # what is left of dropped markup
        return None
    if _WORD.search(re.sub(r"sqrt|root", "", text)):
        return None
    text = _MIXED.sub(r"(\1+\2/\3)", text)
    text = re.sub(r"(?<![\w)])(\d*[a-z])/(\d+[a-z])(?![\w^(])", r"(\1)/(\2)", text)  # 3a/3b: one over the other
    plain = text.count("/") == len(re.findall(r"(?<![\w)/])\d+/\d+", text))  # 1/2u + 1/4u: fractions as coefficients
    if not plain and _AMBIGUOUS.search(re.sub(r"sqrt|root|abs", "@", text)):
        return None
    out: list[str] = []
    at, last = 0, ""
    depth = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            if text[at:].strip():
                return None
            break
        at = found.end()
        number, function, letter, sign = found.groups()
        token = number or function or letter or sign
        kind = "value" if number or letter else "open" if function or sign == "(" else "sign"
        if kind in ("value", "open") and last in ("value", "close"):
            if number and last == "value":
                return None
            out.append("*")
        depth += (token == "(") - (token == ")")
        if depth < 0:
            return None
        spaced = token in "+-" and last in ("value", "close")
        out.append("pi" if token == "@" else "**" if token == "^" else f" {token} " if spaced else token)
        last = "name" if function else "close" if token in (")", "!") else kind
    return re.sub(r"\s+", " ", "".join(out)).strip() if depth == 0 and last in ("value", "close") else None


def letters(code: str) -> list[str]:
    """The unknowns of a translated expression."""
    return sorted(set(re.findall(r"(?<![a-z])[a-zA-Z](?![a-z(])", re.sub(r"\bpi\b", "", code))))


def equation(text: str) -> str | None:
    """An equation with both sides translated: `2x = 4` is `2*x = 4`."""
    sides = [translate(side) for side in text.strip().rstrip(".").split("=")]
    return f"{sides[0]} = {sides[1]}" if len(sides) == 2 and None not in sides else None
