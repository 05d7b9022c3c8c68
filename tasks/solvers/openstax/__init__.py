"""A reference solver for the short exercises of OpenStax textbooks: drills whose instruction and expression are plain.

Each becomes one short sympy program. Word problems, figures and explanations are left out.
Source of the questions: OpenStax Prealgebra, College Algebra and Introductory Statistics (CC BY 4.0).
"""

from __future__ import annotations

from tasks.solvers.openstax import (
    drills,
    equations,
    expressions,
    facts,
    fractions,
    functions,
    geometry,
    inequalities,
    lines,
    logs,
    motion,
    names,
    numberproblems,
    percents,
    polynomials,
    sequences,
    series,
    systems,
    translations,
    units,
    variation,
)
from tasks.solvers.plans import Plan, Run, carry_out
from tasks.task import Solution

_KINDS = (
    systems, lines, names, sequences, series, numberproblems, percents, units, geometry, motion, polynomials, facts,
    functions, variation, logs, fractions, translations, inequalities, expressions, equations, drills,
)  # fmt: skip
"""Those that know their wording best come first."""
_READERS = tuple(read for kind in _KINDS for read in kind.PLANS)


def plan(question: str) -> Plan | None:
    """What to think and call, or None where the question is not understood for certain."""
    return next((found for read in _READERS if (found := read(question.strip()))), None)


def solve(question: str, run: Run) -> Solution | None:
    """Steps, observation and answer, or None. `run` carries out a call."""
    found = plan(question)
    return carry_out(found, run) if found else None


__all__ = ["plan", "solve"]
