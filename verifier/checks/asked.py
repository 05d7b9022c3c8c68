"""Is the answer the kind of thing that the question asks for? A count, a time, a day, an amount, a choice."""

from __future__ import annotations

import re

from verifier.answers import ParsedAnswer, parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.dates import date
from verifier.dressing import strip_dressing
from verifier.units import measure

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
NO_ANSWER = re.compile(
    r"\b(?:cannot|can't|can not|not possible|impossible|infeasible|unknown|undefined|not enough|missing|none|nobody|"
    r"no one|no solution|nothing|never|infinit|does not exist|don't know|sorry)",
    re.IGNORECASE,
)
"""Answers that say that there is none: of those nothing is said here."""
_TIME = re.compile(
    r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([ap]\.?\s?m\.?)?(?:\s*o'?clock)?|noon|midnight", re.IGNORECASE
)
_OPTION = re.compile(r"(?<!\w)\(?([A-Ja-j])[).:]\s+\S")
_THREE = re.compile(r"\btrue,? (?:or )?false,? or (?:unknown|uncertain)\b", re.IGNORECASE)
_TRUE_FALSE = re.compile(r"\btrue or false\b|\byes or no\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^(?:is|are|was|were|does|do(?! ?[-−–(\[\d]| (?:the|so|it|this|that|them)\b)(?=.*\?$)|did|has|must)\b"
    r"(?! you\b| (?:there )?(?:any|some|every)(?:one|body)\b)"
    r"|^(?:(?:can|could|would|will) you )?(?:please )?(?:tell me|say|check|decide) (?:if|whether)\b",
    re.IGNORECASE,
)
"""`Does anyone know the root of 64?` and `Do a base conversion of 12.` ask for more than yes or no."""
_OPEN = re.compile(r"\b(?:how|what|which|who|whose|when|where|why|or)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\bif (?:so|yes|not|no)\b|\botherwise\b|\b(?:give|find|state|name|list|compute|calculate|determine)\b|\bwork out\b",
    re.IGNORECASE,
)
"""What goes on to ask for more than yes or no."""
_COUNTED = re.compile(r"\bhow many\b|\bcount\b|\bnumber of\b|\bways\b", re.IGNORECASE)
_COUNT = re.compile(r"\bhow many\b|\bwhat (?:is the )?(?:total )?number of\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\bhow much (?:money|change)\b|\bhow many dollars\b|\bhow much (?:does|do|did|will) .* (?:cost|pay)\b", re.I
)
_CLOCK = re.compile(
    r"(?<!after )(?<!in )\b(?:at )?(?:what|which) time (?:is|does|did|will|was|should|must|do|of day|\w+ minutes|\w+ hours)\b",
    re.I,
)
_WEEKDAY = re.compile(
    r"\b(?:what|which) (?:day of the week|weekday)\b|\bday of the week (?:is|was|of)\b|\bdays? (?:comes?|is) (?:right |just )?"
    r"(?:before|after) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(?:what|which) (?:is the )?date\b|\banswer with a date\b|\bgive the date\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:what|which) month\b|\bname the month\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"\bfraction in lowest terms\b|\breduced fraction\b|\b(?:what|which) fraction\b|\bas a fraction\b", re.I
)
_LETTER = re.compile(r"\b(?:which|what) (?:letter|option)\b|\bletter of the\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho (?:is|was|comes|stands|lives|has|sits)\b|\bwhose (?:house|seat|place)\b", re.IGNORECASE)
_ITEM = r"-?[\w./]+(?:\*\*\d+)?"
_EITHER = re.compile(
    rf"\b(?:which|what)\b[^:?]{{0,60}}[:,] ({_ITEM}(?:, {_ITEM})*),? or ({_ITEM})\s*\??\s*$", re.IGNORECASE
)
_UNIT = re.compile(r"\bhow many (\w+)\b|\bin (\w+)\s*\??\s*$", re.IGNORECASE)
_CURRENCIES = frozenset(("$", "¢", "€", "£", "¥"))


def clock(text: str) -> bool | None:
    """Whether a text is a time of day; False also for 25:70, None where it may be one (`5`)."""
    match = _TIME.fullmatch(text.strip().rstrip("."))
    if match is None:
        return False
    hour, minute, _, half = match.groups()
    if hour is None:
        return True
    if minute is None and not half and not re.search(r"o'?clock", text, re.IGNORECASE):
        return None
    return int(minute or 0) < 60 and (1 <= int(hour) <= 12 if half else int(hour) <= 24)


def _last(question: str) -> str:
    """The sentence that asks: the last one that ends in a question mark, or the last one."""
    sentences = [s for s in re.split(r"(?<=[.?!])\s+", question.strip()) if s]
    return next((s for s in reversed(sentences) if s.endswith("?")), sentences[-1] if sentences else "")


class AnswerKind(AnswerCheck):
    """A pass shows that the answer is the kind of thing asked for; it may still be the wrong one of its kind."""

    name = "kind"
    subject = "kind of answer is plainly asked for"
    proves = False

    def examine(self, question: str, answer: str) -> Finding | None:
        text = strip_dressing(answer)
        if NO_ANSWER.search(text) and not _THREE.search(question):
            return None
        parsed, sentence = parse_answer(answer), _last(question)
        options = {letter.upper() for letter in _OPTION.findall(question)}
        if len(options) > 1:
            return _option(question, parsed, text, options)
        if _THREE.search(question):
            found = text.lower() in ("true", "false", "unknown", "uncertain")
            return _is(found, "True, False or Unknown was asked", text)
        if (_TRUE_FALSE.search(question) and not _COUNTED.search(question)) or (
            _WHETHER.match(sentence)
            and not _OPEN.search(sentence)
            and not _MORE.search(question[question.rfind(sentence) + len(sentence) :])
        ):
            return _truth(parsed, text)
        for asked, what, fits in (
            (_CLOCK, "a time was asked for", clock(text)),
            (_WEEKDAY, "a day of the week was asked for", text.lower() in DAYS),
            (_DATE, "a date was asked for", date(text) is not None),
            (_MONTH, "a month was asked for", text.lower() in MONTHS),
        ):
            if asked.search(question):
                fits = None if parsed.kind == "choice" else fits
                return undecided(f"{what}, which {shown(text)} may be.") if fits is None else _is(fits, what, text)
        return self._number(question, sentence, parsed, text) or self._choice(question, sentence, parsed, text)

    def _number(self, question: str, sentence: str, parsed: ParsedAnswer, text: str) -> Finding | None:
        fraction = _FRACTION.search(question) is not None
        money = _MONEY.search(sentence) is not None
        if not (fraction or money or _COUNT.search(sentence)):
            return None
        what = "a fraction" if fraction else "an amount of money" if money else "a number"
        if parsed.kind == "choice":
            return undecided(f"{what} was asked for; {shown(text)} may be an option's letter.")
        if parsed.kind == "boolean" or _calendar(text):
            return broken(f"{what[:1].upper()}{what[1:]} was asked for, and {shown(text)} is none.")
        if parsed.kind == "text" and not re.search(r"\d", text):
            return undecided(f"{what} was asked for, which {shown(text)} may not be.")
        if parsed.kind != "number":
            return None
        return _unit(sentence, parsed, money) or held(f"{shown(text)} is {what}.")

    def _choice(self, question: str, sentence: str, parsed: ParsedAnswer, text: str) -> Finding | None:
        if match := _EITHER.search(question.strip()):
            items = [*re.split(r",\s*", match.group(1)), match.group(2)]
            items = [re.sub(r"^(?:an?|the) ", "", item.strip()).lower() for item in items]
            if parsed.kind == "text" and text.lower() not in items:
                return undecided(f"{shown(text)} is not literally one of those listed.")
            values = [parse_answer(item) for item in items]
            among = any((v.kind, v.value) == (parsed.kind, parsed.value) for v in values) or text.lower() in items
            return _is(among, f"one of {', '.join(shown(i, 20) for i in items[:4])} was asked for", text)
        if _WHO.search(sentence):
            if parsed.kind in ("number", "boolean") or _calendar(text):
                return broken(f"A person was asked for, and {shown(text)} is none.")
            names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", question))
            if len(names) > 1 and re.fullmatch(r"[A-Z][a-z]+", text):
                return _is(
                    re.search(rf"\b{text}\b", question) is not None, "one of the people named was asked for", text
                )
        return None


def _calendar(text: str) -> bool:
    """Whether a text names a day, a month or a time."""
    return text.lower() in (*DAYS, *MONTHS) or date(text) is not None or (":" in text and clock(text) is True)


def _is(fits: bool, what: str, text: str) -> Finding:
    if fits:
        return held(f"{what}, and {shown(text)} is one.")
    return broken(f"{what[:1].upper()}{what[1:]}, and {shown(text)} is none.")


def _truth(parsed: ParsedAnswer, text: str) -> Finding:
    if parsed.kind == "boolean" or re.match(r"(?:yes|no|true|false)\b", text, re.IGNORECASE):
        return held(f"{shown(text)} is yes or no.")
    if (parsed.kind in ("number", "list") and text not in ("0", "1")) or _calendar(text):
        return broken(f"Yes or no was asked for, and {shown(text)} is neither.")
    return undecided(f"yes or no was asked for, which {shown(text)} may not be.")


def _option(question: str, parsed: ParsedAnswer, text: str, options: set[str]) -> Finding | None:
    if parsed.kind == "choice":
        return _is(parsed.text in options, f"one of the options {', '.join(sorted(options))} was asked for", text)
    if _LETTER.search(question) and parsed.kind in ("number", "boolean") and text not in question:
        return broken(f"A letter was asked for, and {shown(text)} is not even an option.")
    return None


def _unit(sentence: str, parsed: ParsedAnswer, money: bool) -> Finding | None:
    """A measure that the answer writes and that is another than the one asked for."""
    written = measure(parsed.unit)
    if written is None or (written == "lb" and money):
        return None
    if money:
        return None if written in _CURRENCIES else broken(f"Money was asked for, not {shown(parsed.unit)}.")
    words = {word for pair in _UNIT.findall(sentence) for word in pair if word}
    wanted = {found: word for word in words if (found := measure(word)) is not None and len(word) > 1}
    if not wanted or written in wanted or (written == "£" and "lb" in wanted):
        return None
    return broken(f"{shown(next(iter(wanted.values()))).capitalize()} were asked for, not {shown(parsed.unit)}.")
