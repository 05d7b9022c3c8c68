"""How many threads a step is worth: handing out a small product costs more than it saves, and on a busy machine far
more, because every thread waits for the slowest at the end of each product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

TOKENS_FOR_ALL = 16
"""With fewer tokens in a step one thread is as fast as two, where two are idle."""


@contextmanager
def threads_for(tokens: int) -> Iterator[None]:
    """One thread for a step of fewer than TOKENS_FOR_ALL tokens, and as many as torch is set to otherwise."""
    most = torch.get_num_threads()
    if tokens >= TOKENS_FOR_ALL or most == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(most)
