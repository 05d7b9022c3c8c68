"""One number in any script: digits, vulgar fractions, superscripts as exponents, Roman and Chinese numerals."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from tasks.numbers import parse_decimal

MAX_NUMERAL_CHARACTERS = 60
MAX_EXPONENT = 400
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺₀₁₂₃₄₅₆₇₈₉", "0123456789-+0123456789")
_RAISED = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})[⁄/]([₀₁₂₃₄₅₆₇₈₉]{1,9})")
_TAIL = re.compile(r"(.*?)([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", re.DOTALL)
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "－": "-", "＋": "+", "．": ".", "，": ",", "٫": ".", "٬": ",", "’": "'"})
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_SHAPE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_DIGITS = {
    c: i
    for i, row in enumerate(
        ["零〇", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for c in row
}


def chinese(text: str) -> Fraction | None:
    """`一百二十三`, `二〇二五`, `卌六`: its value, or None."""
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE and c not in _TENS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return Fraction(int("".join(str(_DIGITS[c]) for c in text)))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section, digit = section + _TENS[c], 0
        elif c in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[c], 0
        else:
            total, section, digit = (total + section + digit) * _LARGE[c], 0, 0
    return Fraction(total + section + digit)


def roman(text: str) -> Fraction | None:
    """`XII`, `Ⅻ`: its value, or None."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if not plain or not _ROMAN_SHAPE.fullmatch(plain):
        return None
    values = [_ROMAN[c] for c in plain]
    return Fraction(sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values)))


def _grouped(text: str) -> str:
    """`12 345,67`, `1.234.567,89` and `1'234.5` with a point for the decimals and no groups."""
    text = re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", text)
    if re.fullmatch(r"[-+]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[-+]?\d{1,3}(?:\.\d{3})+,\d+", text):
        return text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[-+]?\d+,\d+", text) and not re.fullmatch(r"[-+]?\d{1,3},\d{3}", text):
        return text.replace(",", ".")
    return text


def numeral(text: str) -> Fraction | None:
    """The value of one numeral, or None. A superscript is the exponent of everything before it, its sign included."""
    text = text.strip()
    if not text or len(text) > MAX_NUMERAL_CHARACTERS:
        return None
    if (raised := _RAISED.fullmatch(text)) is not None:  # ⁷⁄₁₀
        top, bottom = (int(part.translate(_SUPERSCRIPTS)) for part in raised.groups())
        return Fraction(top, bottom) if bottom else None
    if (tail := _TAIL.fullmatch(text)) is not None:
        base = numeral(tail.group(1)) if tail.group(1) else Fraction(1)
        exponent = int(tail.group(2).translate(_SUPERSCRIPTS))
        if base is None or abs(exponent) > MAX_EXPONENT or (base == 0 and exponent < 0):
            return None
        return Fraction(base) ** exponent
    text = text.translate(_SIGNS)
    sign = -1 if text.startswith("-") else 1
    body = text.lstrip("+-") if len(text) - len(text.lstrip("+-")) <= 1 else ""
    if body and unicodedata.decomposition(body[-1]).startswith("<fraction>"):
        part = Fraction(unicodedata.numeric(body[-1])).limit_denominator(100)
        whole = _plain(body[:-1]) if body[:-1].strip() else Fraction(0)
        return None if whole is None else sign * (whole + part)
    value = _plain(body)
    return None if value is None else sign * value


def _plain(text: str) -> Fraction | None:
    digits = "".join(str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text.strip())
    mantissa, _, exponent = _grouped(digits).lower().partition("e")
    try:
        value = parse_decimal(mantissa.rstrip("."))
        if re.fullmatch(r"[-+]?[0-9]{1,3}", exponent):
            return value * Fraction(10) ** int(exponent)
        return value if not exponent else None
    except ValueError:
        pass
    if (value_or_none := chinese(text)) is not None:
        return value_or_none
    return roman(text)
