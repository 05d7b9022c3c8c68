"""Log-probabilities of what a policy wrote, token by token: what GRPO and DPO are made of."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core_model.gpt import GPT
from core_model.training.packing import IGNORED, Packed
from core_model.transcript import Rendered


def one_per_row(documents: Sequence[Rendered]) -> Packed:
    """Each document in a row of its own, padded on the right to the longest, in the order given.

    Padding comes after everything that is read, so the plain causal mask keeps it out: the model needs no other.
    """
    width = max(len(document.ids) for document in documents)
    shape = (len(documents), width)
    ids, targets = torch.zeros(shape, dtype=torch.long), torch.full(shape, IGNORED, dtype=torch.long)
    number = torch.full(shape, -1, dtype=torch.long)
    for r, document in enumerate(documents):
        size = len(document.ids)
        piece = torch.tensor(document.ids)
        ids[r, :size] = piece
        wanted = torch.tensor(document.mask[1:], dtype=torch.bool)
        targets[r, : size - 1] = torch.where(wanted, piece[1:], IGNORED)
        number[r, :size] = 0
    return Packed(ids, targets, torch.arange(width).expand(shape).clone(), number)


def token_logprobs(model: GPT, batch: Packed) -> Tensor:
    """Log-probability (N,) of each target of a batch of `one_per_row`, row by row, under the model's own softmax.

    The head runs at positions with a target alone; tokens that were forced into a row (results of tools, the
    question) have none, so no gradient comes from them.
    """
    hidden, _ = model.hidden(batch.ids, batch.positions)
    flat = batch.targets.flatten()
    wanted = (flat != IGNORED).nonzero()[:, 0]
    logits = model.head(hidden.flatten(0, 1).index_select(0, wanted))  # (N, V)
    logits = logits.to(torch.promote_types(logits.dtype, torch.float32))
    return logits.log_softmax(dim=-1).gather(-1, flat[wanted, None])[:, 0]


def rows_of(batch: Packed) -> Tensor:
    """The row (N,) that each target of `token_logprobs` stands in."""
    return (batch.targets != IGNORED).nonzero()[:, 0]


def sequence_logprobs(model: GPT, batch: Packed) -> Tensor:
    """Log-probability (rows,) of all that was written in each row."""
    logprobs = token_logprobs(model, batch)
    return logprobs.new_zeros(len(batch.ids)).index_add(0, rows_of(batch), logprobs)
