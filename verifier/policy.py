"""What counts as the same answer: one explicit object, and named presets of it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class EquivalencePolicy(BaseModel):
    """What counts as the same answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "custom"
    reading: Literal["answer", "last", "numeral", "any_number"] = "answer"
    """answer: the text is an answer, perhaps boxed or led in; contradicting boxes are none. last: a transcript, whose
    last stated answer counts. numeral: one number in any script. any_number: some number in the text; gold may list
    alternatives with ` | `."""
    percent: bool = True
    """50 % equals 0.5 and 1/2."""
    percent_as_number: bool = False
    """10 % equals 10: the sign is read as a unit."""
    units: Literal["ignore", "match"] = "match"
    """ignore: 3 cm equals 3 m. match: measures that both sides write must be the same; 34 rolls equals 34."""
    letter_case: bool = False
    """Whether letter case matters in text."""
    float_digits: int | None = Field(default=6, ge=1)
    """A decimal with this many places or more counts as rounded and equals what rounds to it; None: none does."""
    reduced_fraction: bool = False
    """Whether 4/6 for 2/3 is wrong: a fraction must be in lowest terms, or written as gold writes it."""
    worked_out: bool = False
    """Whether 7 + 5 for 12 is wrong: a number asks for a number, and who only repeats the question has not answered."""
    assignment_unwrap: bool = True
    """x = 5 equals 5, and so does 2 + 3 = 5; a false chain (2 + 2 = 5) stays text."""
    ordered: bool = True
    """Whether the order of a bare list matters; that of a tuple, (3, 1), always does, that of a set never."""
    relation_or_set: Literal["either", "gold_relation", "never"] = "either"
    """Whether -2 < x < 7 equals (-2, 7). gold_relation: only when gold is the relation."""
    decimal_comma: bool = False
    """Whether 2,74 is a number."""
    symbolic: bool = True
    """Whether expressions are compared by value (sqrt(8)/2 and sqrt(2)), which needs a worker."""


PRESETS: dict[str, EquivalencePolicy] = {
    p.name: p
    for p in (
        EquivalencePolicy(name="default"),
        EquivalencePolicy(
            name="strict",
            percent=False,
            letter_case=True,
            float_digits=None,
            reduced_fraction=True,
            assignment_unwrap=False,
            relation_or_set="never",
        ),
        EquivalencePolicy(name="exact", percent=False, float_digits=None),
        EquivalencePolicy(name="gsm8k", percent_as_number=True, float_digits=None, units="ignore"),
        EquivalencePolicy(name="math", percent_as_number=True, ordered=False),
        EquivalencePolicy(name="reward", float_digits=None, worked_out=True),
        EquivalencePolicy(name="competition", percent_as_number=True, ordered=True, units="ignore"),
        EquivalencePolicy(
            name="transcript", reading="last", ordered=False, decimal_comma=True, relation_or_set="gold_relation"
        ),
        EquivalencePolicy(name="numeral", reading="numeral", float_digits=9),
        EquivalencePolicy(name="any_number", reading="any_number", percent_as_number=True, float_digits=None),
    )
}
"""default: values, whatever the dressing. strict: as written. exact: values, no rounding and no percent. gsm8k:
bare numbers, units dropped. math: bare lists have no order, 10 % is 10. reward: default without roundings, and
worked out. competition: as the string graders of contests. transcript: whole solutions, the last answer counts.
numeral: a number in any script. any_number: a number somewhere in prose."""
