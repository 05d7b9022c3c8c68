"""Programs and calls that the solutions of generators and those of public data have in common.

All text but what stands in the arguments is always the same, and the arguments are copied from the question as they
stand there: what a small model does best.
"""

from __future__ import annotations

from collections.abc import Iterable


def bag(written: str) -> str:
    """A bag of letters as Python: `abba` or `{a: 2, b: 1}`."""
    if written.startswith("{"):
        return f"Counter({written[1:-1].replace(': ', '=')})"
    return f'Counter("{written}")'


def drawn_in_order(written: str, word: str) -> str:
    """The probability that letters drawn from a bag, none put back, come out as `word`."""
    return (
        "from collections import Counter\nfrom fractions import Fraction\n"
        f'bag, p = {bag(written)}, 1\nfor c in "{word}":\n'
        "    p *= Fraction(bag[c], bag.total())\n    bag[c] -= 1\nprint(p)"
    )


def drawn_together(written: str, wanted: Iterable[tuple[int, str]]) -> str:
    """The probability that letters drawn from a bag, none put back, are so many of each."""
    pairs = ", ".join(f'({n}, "{letter}")' for n, letter in wanted)
    return (
        "from collections import Counter\nfrom fractions import Fraction\nfrom math import comb\n"
        f"bag, ways, k = {bag(written)}, 1, 0\nfor n, c in [{pairs}]:\n"
        "    ways *= comb(bag[c], n)\n    k += n\nprint(Fraction(ways, comb(bag.total(), k)))"
    )


def _clock(time: str) -> tuple[str, str]:
    """How a time of day is read and written: `%I:%M %p` for 3:05 PM, `%H:%M` for 15:05."""
    return ("%I:%M %p", "%-I:%M %p") if time.endswith("M") else ("%H:%M", "%H:%M")


def clock_moved(time: str, sign: str, length: str) -> str:
    """The time of day that is `length` (`minutes=719`) after (+) or before (-) another."""
    read, write = _clock(time)
    return (
        "from datetime import datetime, timedelta\n"
        f't = datetime.strptime("{time}", "{read}") {sign} timedelta({length})\nprint(t.strftime("{write}"))'
    )


def minutes_between(a: str, b: str) -> str:
    """Minutes from one time of day to the next time that it is the other."""
    read, _ = _clock(a)
    return (
        "from datetime import datetime\n"
        f'a, b = (datetime.strptime(t, "{read}") for t in ("{a}", "{b}"))\nprint((b - a).seconds // 60)'
    )
