"""The engine: batched equals alone, forced ids, budgets, per-row seeds."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import torch

from core_model.cache import KVCache
from core_model.engine import Engine, Request, Row
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import Sampling
from tests.core_model.test_gpt import ids_of

NEVER = frozenset({-1})


def prompts(n: int, seed: int = 0) -> list[tuple[int, ...]]:
    rng = random.Random(seed)
    return [tuple(rng.randrange(420) for _ in range(rng.randint(2, 60))) for _ in range(n)]


def run(engine: Engine, requests: Sequence[Request]) -> list[Row]:
    waiting, rows = list(requests), []
    while waiting or engine.rows:
        while waiting and engine.free:
            rows.append(engine.add(waiting.pop(0)))
        engine.step()
    return rows


def greedy_alone(model: GPT, ids: Sequence[int], n: int) -> list[int]:
    ids = list(ids)
    with torch.no_grad():
        for _ in range(n):
            ids.append(int(model(torch.tensor([ids]))[0, -1].argmax()))
    return ids


def test_batched_greedy_equals_each_prompt_alone(model: GPT) -> None:
    rows = run(Engine(model, slots=5), [Request(p, 12, NEVER) for p in prompts(12)])
    assert [row.ids for row in rows] == [greedy_alone(model, p, 12) for p in prompts(12)]


def test_a_row_depends_on_its_own_seed_only(model: GPT) -> None:
    wanted = Request(prompts(1)[0], 15, NEVER, sampling=Sampling(temperature=1.0, top_p=0.95), seed=7)
    alone = run(Engine(model, slots=1), [wanted])[0]
    others = [
        Request(p, 9, NEVER, sampling=Sampling(temperature=1.3), seed=i) for i, p in enumerate(prompts(6, seed=3))
    ]
    beside = run(Engine(model, slots=4), [*others[:3], wanted, *others[3:]])[3]
    assert beside.ids == alone.ids
    other_seed = run(
        Engine(model, slots=1), [Request(wanted.prompt, 15, NEVER, sampling=Sampling(temperature=1.0), seed=8)]
    )[0]
    assert other_seed.ids != alone.ids


def test_a_paused_row_waits_while_others_go_on_and_takes_forced_ids(model: GPT) -> None:
    prompt, other = prompts(2, seed=5)
    pause = greedy_alone(model, prompt, 3)[-1]
    engine = Engine(model, slots=2)
    row = engine.add(Request(prompt, 20, NEVER, pause=frozenset({pause})))
    beside = engine.add(Request(other, 20, NEVER))
    while row.state != "paused":
        engine.step()
    held = list(row.ids)
    engine.step()
    assert row.ids == held and len(beside.logprobs) > len(row.logprobs)
    engine.resume(row, [5, 6, 7])
    engine.step()
    assert row.ids[: len(held) + 3] == [*held, 5, 6, 7]
    assert row.ids == greedy_alone(model, [*held, 5, 6, 7], 1)
    assert row.sampled[len(held) : len(held) + 4] == [0, 0, 0, 1]
    assert sum(row.sampled) == len(row.logprobs)


def test_stop_tokens_and_budgets_end_a_row(model: GPT) -> None:
    prompt = prompts(1, seed=9)[0]
    after = greedy_alone(model, prompt, 6)
    stopped = run(Engine(model), [Request(prompt, 50, frozenset({after[-1]}))])[0]
    assert stopped.stop == "stop" and stopped.ids[-1] == after[-1]
    assert run(Engine(model), [Request(prompt, 4, NEVER)])[0].stop == "tokens"
    assert run(Engine(model, capacity=len(prompt) + 5), [Request(prompt, 50, NEVER)])[0].stop == "context"


def test_banned_ids_are_never_sampled(model: GPT) -> None:
    prompt = prompts(1, seed=11)[0]
    banned = frozenset(greedy_alone(model, prompt, 8)[len(prompt) :])
    row = run(Engine(model), [Request(prompt, 30, NEVER, banned=banned)])[0]
    assert not banned & set(row.ids[len(prompt) :])


def test_ids_can_be_barred_for_one_sample_of_one_row(model: GPT) -> None:
    prompt, other = prompts(2, seed=12)
    first, banned = greedy_alone(model, prompt, 1)[-1], frozenset({0, 1})
    engine = Engine(model, slots=2)
    row, beside = (engine.add(Request(p, 3, NEVER, banned=banned)) for p in (prompt, other))
    row.barred = frozenset({first})
    engine.step()
    row.barred = frozenset()
    with torch.no_grad():
        ranked = model(torch.tensor([prompt]))[0, -1].argsort(descending=True).tolist()
    assert row.ids[-1] == next(i for i in ranked if i not in {first, *banned})
    engine.step()
    alone = run(Engine(model, slots=1), [Request(other, 2, NEVER, banned=banned)])[0]
    assert beside.ids == alone.ids


def test_log_probabilities_are_those_of_the_full_softmax(model: GPT) -> None:
    prompt = prompts(1, seed=13)[0]
    row = run(Engine(model), [Request(prompt, 5, NEVER, sampling=Sampling(temperature=1.0), seed=1)])[0]
    with torch.no_grad():
        table = model(torch.tensor([row.ids]))[0].log_softmax(-1)
    expected = [float(table[i - 1, row.ids[i]]) for i in range(len(prompt), len(row.ids))]
    assert row.logprobs == pytest.approx(expected, abs=1e-4)


def test_a_prompt_beyond_the_context_is_refused(model: GPT) -> None:
    with pytest.raises(ContextOverflow, match="tokens"):
        Engine(model).add(Request((1,) * 500, 5, NEVER))


def test_a_dropped_row_frees_its_slot(model: GPT) -> None:
    engine = Engine(model, slots=1)
    row = engine.add(Request(prompts(1)[0], 5, NEVER))
    engine.drop(row)
    assert row.state == "done" and engine.free and not engine.rows


class Counting(torch.nn.Module):
    """Counts the tokens that a model reads."""

    def __init__(self, model: GPT) -> None:
        super().__init__()
        self.model, self.config, self.embedding, self.read = model, model.config, model.embedding, 0

    def hidden(self, ids: torch.Tensor, view: object = None) -> object:
        self.read += ids.numel()
        return self.model.hidden(ids, view=view)  # type: ignore[arg-type]

    def head(self, h: torch.Tensor) -> torch.Tensor:
        return self.model.head(h)


def test_samples_of_one_prompt_read_it_once(model: GPT) -> None:
    prompt = tuple(ids_of(50).tolist())
    requests = [Request(prompt, 6, NEVER, sampling=Sampling(temperature=1.0), seed=s) for s in range(8)]
    counting = Counting(model)
    rows = run(Engine(counting, slots=8), requests)  # type: ignore[arg-type]
    assert counting.read == 50 + 8 * 5
    assert [r.ids for r in rows] == [run(Engine(model, slots=1), [request])[0].ids for request in requests]
    assert len({tuple(r.ids) for r in rows}) > 4


def test_a_row_takes_a_prefix_that_another_has_read(model: GPT) -> None:
    common, tails = ids_of(40).tolist(), ([3, 1, 4], [1, 5, 9, 2, 6], [])
    counting = Counting(model)
    engine = Engine(counting, slots=3)  # type: ignore[arg-type]
    first = engine.add(Request((*common, 7), 30, NEVER))
    engine.step()
    read = counting.read
    rows = [engine.add(Request((*common, *tail), 4, NEVER)) for tail in tails[:2]]
    engine.step()
    assert counting.read - read <= 2 * 5 + 5 and first.cached == 42
    while any(row.state == "running" for row in rows):
        engine.step()
    assert [row.ids for row in rows] == [greedy_alone(model, [*common, *tail], 4) for tail in tails[:2]]


def test_rows_that_leave_do_not_disturb_those_that_move_up(model: GPT) -> None:
    wanted = prompts(6, seed=21)
    engine = Engine(model, slots=6)
    rows = [engine.add(Request(p, 4 + 3 * i, NEVER)) for i, p in enumerate(wanted)]
    engine.step()
    engine.drop(rows[2])
    while engine.rows:
        engine.step()
        assert [row.slot for row in engine.rows] == list(range(len(engine.rows)))
    for i, row in enumerate(rows):
        if i != 2:
            assert row.ids == greedy_alone(model, wanted[i], 4 + 3 * i)


def test_a_stop_sequence_ends_a_row_that_sampled_it(model: GPT) -> None:
    prompt = prompts(1, seed=9)[0]
    after = greedy_alone(model, prompt, 8)[len(prompt) :]
    row = run(Engine(model), [Request(prompt, 50, NEVER, stop_sequences=(tuple(after[3:6]),))])[0]
    assert row.stop == "sequence" and row.ids[len(prompt) :] == after[:6]
    ends = run(Engine(model), [Request((*prompt, *after[:4]), 2, NEVER, stop_sequences=(tuple(after[3:5]),))])[0]
    assert ends.stop == "tokens"  # half of it was in the prompt


def test_hidden_states_are_those_the_ids_were_sampled_from(model: GPT) -> None:
    row = run(Engine(model), [Request(prompts(1)[0], 6, NEVER, keep_hidden=True)])[0]
    with torch.no_grad():
        logits = model.head(torch.stack(row.hidden))
    assert logits.argmax(-1).tolist() == row.ids[-6:]
    assert not run(Engine(model), [Request(prompts(1)[0], 3, NEVER)])[0].hidden


def test_long_prompts_are_read_in_parts(model: GPT, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core_model.engine.READ_CHUNK", 7)
    wanted = prompts(5, seed=2)
    rows = run(Engine(model, slots=5), [Request(p, 5, NEVER) for p in wanted])
    assert [row.ids for row in rows] == [greedy_alone(model, p, 5) for p in wanted]


@pytest.mark.slow
def test_on_a_streaming_cache_rows_run_past_the_context_and_stay_independent(model: GPT) -> None:
    wanted = [Request(p, 250, NEVER, sampling=Sampling(temperature=0.8), seed=i) for i, p in enumerate(prompts(3))]
    wanted.append(Request(tuple(ids_of(300).tolist()), 20, NEVER))  # a prompt longer than the context as well
    make = lambda n: Engine(model, cache=KVCache.sink(model.config, n, window=40, sinks=4))  # noqa: E731
    together = run(make(4), wanted)
    assert [len(row.logprobs) for row in together] == [250, 250, 250, 20]
    assert all(row.stop == "tokens" for row in together)
    assert [row.ids for row in together] == [run(make(1), [request])[0].ids for request in wanted]


def test_ids_can_be_forced_into_a_running_row(model: GPT) -> None:
    engine = Engine(model)
    row = engine.add(Request(prompts(1)[0], 20, NEVER))
    engine.step()
    held = list(row.ids)
    engine.force(row, [4, 5])
    engine.step()
    assert row.ids == greedy_alone(model, [*held, 4, 5], 1)
    engine.drop(row)
    with pytest.raises(RuntimeError, match="done"):
        engine.force(row, [1])
