"""Programs and strings: tasks for which a few lines of Python are the tool."""

from __future__ import annotations

from tasks.generators.making import table
from tasks.generators.programs import code, lists, words

GENERATORS = table(
    words.LETTER_COUNTING,
    words.REVERSING,
    words.WORD_SORTING,
    words.CAESAR,
    words.ISOMORPHIC_STRINGS,
    words.ANAGRAMS,
    words.PALINDROMES,
    words.TEXT_COUNTS,
    lists.FILTERING,
    lists.SORTING,
    lists.PICKING,
    lists.BASES,
    lists.BIT_COUNTS,
    lists.BITWISE,
    lists.PRIME_COUNTS,
    lists.PRIME_FACTORS,
    code.OUTPUT,
    code.LIST_RULES,
    code.SEQUENCES,
    code.COURSE_ORDER,
    code.GRID_PATHS,
    code.TARGETS,
    lists.SIGNED_BITWISE,
)
"""Every generator by name, with its levels."""
