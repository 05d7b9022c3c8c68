"""Every line of the truth tables of a question's formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verifier.answers import parse_answer
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.propositional import Formula, Span, parse_formula, spans, worlds
from verifier.parsing.limits import ParseError

_GIVEN = re.compile(r"\b([A-Za-z])\s*(?:=|is|:)\s*(true|false|1|0)\b(?!,? or\s+(?:true|false|0|1)\b)", re.IGNORECASE)
_ROWS = re.compile(r"\b(?:how many|number of|count)\b.*\b(?:rows|lines|assignments|values|ways)\b", re.I | re.S)
_KIND = re.compile(r"\btautology\b.*\bcontradiction\b|\bcontradiction\b.*\btautology\b", re.IGNORECASE | re.DOTALL)
_SAME = re.compile(r"\bequivalent\b|\bsame truth table\b|\bsame value\b", re.IGNORECASE)
_CONCLUSION = re.compile(
    r"(?:follow that|conclude(?: that)?|therefore|hence|so|entail|imply that|must|\bdoes)\s*:?\s*$", re.IGNORECASE
)


def _told(world: Mapping[str, bool]) -> str:
    return ", ".join(f"{name} {'true' if value else 'false'}" for name, value in sorted(world.items()))


class TruthTable(AnswerCheck):
    """A pass shows, by going through the truth table, that the formula has the value, the kind or the number of true
    lines that the answer names, that the conclusion is true wherever the premises are, or that two formulas agree."""

    name = "truth table"
    subject = "logical formula is asked about"

    def examine(self, question: str, answer: str) -> Finding | None:
        found = [(span, f) for span in spans(question) if (f := _quietly(span.text)) is not None]
        compound = [f for _, f in found if f.operator]
        if not (compound or _SAME.search(question)) or re.search(
            r"\bpython\b|\bbits?\b|\bsays\b", question, re.IGNORECASE
        ):
            return None
        parsed = parse_answer(answer)
        said = bool(parsed.value) if parsed.kind == "boolean" else None
        if _KIND.search(question):
            return _kind(compound, answer)
        if _ROWS.search(question) and parsed.kind == "number":
            return _rows(compound, parsed.value) if len(compound) == 1 else None
        if said is None:
            return None
        if _SAME.search(question):
            return _equivalent(question, found, said)
        chain = _premises(question, found)
        if chain:
            return _entailed(question, found, chain, said)
        facts = {(name, value.lower() in ("true", "1")) for name, value in _GIVEN.findall(question)}
        given = dict(facts)
        if len(given) < len(facts) or len(compound) != 1 or not compound[0].names <= set(given):
            return None
        value = compound[0].value(given)
        text = f"With {_told(given)} the formula is {'true' if value else 'false'}."
        return held(text) if value == said else broken(text)


def _quietly(text: str) -> Formula | None:
    try:
        return parse_formula(text)
    except ParseError:
        return None


def _kind(compound: list[Formula], answer: str) -> Finding | None:
    kinds = {k for k in ("tautology", "contradiction", "neither") if k in answer.lower()}
    if len(compound) != 1 or len(kinds) != 1:
        return None
    values = {compound[0].value(w): w for w in worlds(compound[0].names)}
    right = "tautology" if set(values) == {True} else "contradiction" if set(values) == {False} else "neither"
    if kinds == {right}:
        return held(f"every line of the truth table was looked at: {right}.")
    against = values.get(kinds == {"contradiction"}) or next(iter(values.values()))
    truth = "true" if compound[0].value(against) else "false"
    if right != "neither":
        return broken(f"The formula is {truth} on every line of its truth table.")
    return broken(f"With {_told(against)} the formula is {truth}.")


def _rows(compound: list[Formula], said: object) -> Finding:
    count = sum(compound[0].value(w) for w in worlds(compound[0].names))
    text = f"The formula is true on {count} of {2 ** len(compound[0].names)} lines."
    return held(text) if count == said else broken(text)


def _equivalent(question: str, found: list[tuple[Span, Formula]], said: bool) -> Finding | None:
    pair = [f for span, f in found if f.operator or _touches(question, span)]
    if len(pair) != 2:
        pair = _split(question)
    if len(pair) != 2:
        return None
    one, other = pair
    against = next((w for w in worlds(one.names | other.names) if one.value(w) != other.value(w)), None)
    if against is None:
        return held("both agree on every line.") if said else broken("Both formulas agree on every line.")
    text = f"With {_told(against)} one formula is true and the other false."
    return broken(text) if said else held(text)


def _touches(question: str, span: Span) -> bool:
    """Whether a single name stands where a formula is expected: right before or after a word that links two."""
    before, after = question[: span.start].rstrip(), question[span.end :].lstrip()
    return bool(re.search(r"\b(?:to|as)$", before)) or bool(
        re.match(r"(?:logically )?equivalent|and\b.*\bequiv", after)
    )


def _split(question: str) -> list[Formula]:
    """Two formulas in words that an `and` joins: the one place where both halves read."""
    ways = []
    for span in _long_spans(question):
        for match in re.finditer(r"\band\b", span):
            left, right = _quietly(span[: match.start()]), _quietly(span[match.end() :])
            if left is not None and right is not None:
                ways.append([left, right])
    return ways[0] if len(ways) == 1 else []


def _long_spans(question: str) -> list[str]:
    return [span.text for span in spans(question) if _quietly(span.text) is None]


def _premises(question: str, found: list[tuple[Span, Formula]]) -> list[int]:
    """Places in `found` of formulas that semicolons join."""
    chain: list[int] = []
    for i in range(len(found) - 1):
        if question[found[i][0].end : found[i + 1][0].start].strip() == ";":
            if chain and chain[-1] != i:
                return []
            chain = [*(chain or [i]), i + 1]
    return chain


def _entailed(question: str, found: list[tuple[Span, Formula]], chain: list[int], said: bool) -> Finding | None:
    if question.count(";") != len(chain) - 1:
        return None  # a premise that was not read
    rest = [(span, f) for i, (span, f) in enumerate(found) if i not in chain]
    claims = [f for span, f in rest if _CONCLUSION.search(question[: span.start])]
    if len(claims) != 1 or any(f.operator and f is not claims[0] for _, f in rest):
        return None
    premises, claim = [found[i][1] for i in chain], claims[0]
    names = claim.names.union(*(p.names for p in premises))
    against = next((w for w in worlds(names) if all(p.value(w) for p in premises) and not claim.value(w)), None)
    if against is None:
        text = "the conclusion is true wherever the premises are."
        return held(text) if said else broken(text[:1].upper() + text[1:])
    text = f"With {_told(against)} the premises are true and the conclusion is false."
    return broken(text) if said else held(text)
