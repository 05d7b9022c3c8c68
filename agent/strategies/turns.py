"""Turns: where another attempt leaves the way of the first.

What a policy is sure of it samples again: three attempts at one question mostly come to one answer. So an attempt may
be greedy but for one place, where the first was least sure of itself, and there it may not do the same. Source: Harvey
and Ginsberg 1995, limited discrepancy search, with one discrepancy, the least probable choices first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from agent.events import Turn
from agent.policy import Ask


def own_ids(token_ids: Sequence[int], sampled: Sequence[int]) -> tuple[int, ...]:
    """Those ids of an attempt that it sampled."""
    return tuple(at for at, own in zip(token_ids, sampled, strict=True) if own)


def along(ask: Ask, turn: Turn, token_ids: Sequence[int], sampled: Sequence[int]) -> Ask:
    """The ask for an attempt that goes the way of another one, by its ids, up to a turn. It is held to these ids: two
    that are nearly as probable change places with the rows beside them."""
    return replace(ask, turn=turn, way=own_ids(token_ids, sampled)[: turn.after])


def turns(
    token_ids: Sequence[int],
    sampled: Sequence[int],
    logprobs: Sequence[float],
    count: int,
    tried: Collection[int] = (),
) -> tuple[Turn, ...]:
    """The next `count` turns off the way of an attempt, by its ids, which of them it sampled, and what it thought of
    these: at the least probable first, none at the places `tried`. None where the ids are not known."""
    ids = own_ids(token_ids, sampled)
    if len(ids) != len(logprobs):
        return ()
    places = sorted((place for place in range(len(ids)) if place not in tried), key=lambda place: logprobs[place])
    return tuple(Turn(after=place, barred=(ids[place],)) for place in places[:count])
