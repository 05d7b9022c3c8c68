"""A small step uses one thread, and leaves torch as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from core_model.threads import TOKENS_FOR_ALL, threads_for


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(("tokens", "used"), [(1, 1), (TOKENS_FOR_ALL - 1, 1), (TOKENS_FOR_ALL, 2), (500, 2)])
def test_a_step_of_few_tokens_uses_one_thread(tokens: int, used: int) -> None:
    with threads_for(tokens):
        assert torch.get_num_threads() == used
    assert torch.get_num_threads() == 2


def test_a_step_that_fails_leaves_the_threads_as_they_were() -> None:
    with pytest.raises(RuntimeError), threads_for(1):
        raise RuntimeError
    assert torch.get_num_threads() == 2
