"""The engine: batched equals alone, forced ids, budgets, per-row seeds."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import torch

from core_model.engine import Engine, Request, Row
from core_model.errors import ContextOverflow
from core_model.gpt import GPT

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
    wanted = Request(prompts(1)[0], 15, NEVER, temperature=1.0, top_p=0.95, seed=7)
    alone = run(Engine(model, slots=1), [wanted])[0]
    others = [Request(p, 9, NEVER, temperature=1.3, seed=i) for i, p in enumerate(prompts(6, seed=3))]
    beside = run(Engine(model, slots=4), [*others[:3], wanted, *others[3:]])[3]
    assert beside.ids == alone.ids
    other_seed = run(Engine(model, slots=1), [Request(wanted.prompt, 15, NEVER, temperature=1.0, seed=8)])[0]
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


def test_log_probabilities_are_those_of_the_full_softmax(model: GPT) -> None:
    prompt = prompts(1, seed=13)[0]
    row = run(Engine(model), [Request(prompt, 5, NEVER, temperature=1.0, seed=1)])[0]
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
