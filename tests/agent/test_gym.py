"""The environment: episodes in tokens and in words, and that they are what the loop and `ponder eval` record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.batch import evaluate
from agent.gym import Environment, EpisodeError, Turn
from agent.loop import Agent
from agent.policy import CoreModelPolicy
from agent.tools import Calculator
from agent.trace import Trace
from tasks.suites import suite
from tasks.task import Solution, Task
from tests.agent.conftest import Stage
from verifier.verdict import Verdict

QUESTION = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
ROLLS = Task(id="rolls", question=QUESTION, answer="34", family="word_problems")
WORDS = ["thought: Rolls left.", "calculator: 48-29", "thought: Rolls now.", "calculator: 19+15", "answer: 34"]
MOVES = st.lists(
    st.one_of(
        st.sampled_from(["thought: ", "calculator: ", "answer: "]).flatmap(
            lambda role: st.text("0123456789+-*/. abc:<|>", max_size=12).map(role.__add__)
        ),
        st.sampled_from([*WORDS, "raw:<|run|>", "raw:<|end|>", "raw:<|thought|>", "calculator: 1/0"]),
    ),
    max_size=9,
)


@pytest.fixture(scope="module")
def calculator() -> Iterator[Calculator]:
    made = Calculator()
    yield made
    made.pool.close()


@pytest.fixture
def environment(stage: Stage, calculator: Calculator) -> Environment:
    return Environment([ROLLS], stage.transcript, tools={"calculator": calculator})


def play(environment: Environment, moves: Sequence[str], task: Task = ROLLS) -> Turn:
    turn = environment.reset(task=task)
    for move in moves:
        if not turn.done:
            turn = environment.step(move)
    return turn


def policy_ids(environment: Environment, moves: Sequence[str]) -> list[int]:
    """All that a policy would sample to say this."""
    marker = environment.transcript.marker
    return [i for move in moves for i in ([marker[move[4:]]] if move[:4] == "raw:" else environment.encode(move))]


def replay(environment: Environment, ids: Sequence[int], task: Task = ROLLS, part: int | None = None) -> Turn:
    """The sampled ids once more, in steps of at most `part` or the room there is."""
    turn, left = environment.reset(task=task), list(ids)
    while left and not turn.done:
        turn = environment.step(left[: min(part or turn.room, turn.room)])
        del left[: turn.taken]
    return turn


def untimed(trace: Trace) -> list[dict[str, object]]:
    drop = {"seconds", "at", "trace_id", "policy", "verdict", "logprobs", "seq"}
    drop |= {"tool_seconds", "tokens_per_second", "mean_logprob", "min_logprob", "batch"}
    # An environment is given whole turns, and its verdict need not know the policy's confidence.
    apart = ("run_started", "result", "thought_delta", "check", "verdict")
    return [event.model_dump(exclude=drop) for event in trace.events if event.type not in apart]


def test_an_episode_in_words(environment: Environment) -> None:
    turn = environment.reset(task=ROLLS)
    assert turn.text == QUESTION and turn.ids == environment.ids and not turn.done and turn.reward is None
    assert environment.step(WORDS[0]).ids == ()
    turn = environment.step(WORDS[1])
    assert turn.text == "19" and turn.info == {"tool": "calculator", "ok": True}
    environment.step(WORDS[3])
    turn = environment.step(WORDS[4])
    assert turn.done and turn.reward == 1.0 and turn.info["stop"] == "answered" and turn.info["answer"] == "34"
    assert turn.info["verdict"].status == "unsure" and not turn.info["verdict"].evidence_against
    assert environment.trace.answer == "34"


def test_the_transcript_is_the_one_that_training_renders(environment: Environment) -> None:
    from agent.training.transcripts import segments

    play(environment, WORDS)
    rendered = environment.transcript.render(segments(QUESTION, environment.trace.solution(0)))
    assert rendered.ids == environment.ids and rendered.mask == environment.sampled


@given(moves=MOVES, part=st.one_of(st.none(), st.integers(1, 7)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_and_tokens_give_the_same_transcript(
    environment: Environment, moves: list[str], part: int | None
) -> None:
    moves = [move for move in moves if move[:4] != "raw:"]
    spoken = play(environment, moves)
    ids, sampled = environment.ids, environment.sampled
    events = untimed(environment.trace) if spoken.done else []
    own = [i for i, mine in zip(ids, sampled, strict=True) if mine]
    sampled_again = replay(environment, own, part=part)
    assert (environment.ids, environment.sampled, sampled_again.done) == (ids, sampled, spoken.done)
    assert sampled_again.reward == spoken.reward
    assert (untimed(environment.trace) if spoken.done else []) == events


@given(moves=MOVES, context=st.sampled_from([400, 90, 70]), budget=st.sampled_from([256, 30, 8]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_an_episode_is_what_the_loop_records(
    stage: Stage, calculator: Calculator, moves: list[str], context: int, budget: int
) -> None:
    """The engine and the loop, driven by a model that says the same ids, are the independent implementation."""
    from agent.judging import opinion
    from agent.policy import Ask, Rollout
    from agent.run import Run
    from agent.settings import Settings

    environment = Environment(
        [ROLLS], stage.transcript, tools={"calculator": calculator}, context=context, max_tokens=budget, max_steps=2
    )
    said = [*policy_ids(environment, moves), stage.transcript.end]
    policy = stage.policy({}, context=context)
    policy.model.scripts[QUESTION] = said  # type: ignore[attr-defined]
    run, ask = (
        Run(QUESTION, Settings(max_steps=2, max_tokens=budget), "scripted"),
        Ask(QUESTION, max_steps=2, max_tokens=budget),
    )
    run.open(ask)
    for _, event in policy.attempts([ask], environment.tools):
        if isinstance(event, Rollout):
            for told in opinion(environment.judge, QUESTION, run.solution(0), event):
                run.judged(ask, event, told)
        else:
            run.step(event)
    replay(environment, said)
    assert untimed(environment.trace) == untimed(Trace(events=tuple(run.events)))


def test_the_same_seed_the_same_episode(stage: Stage, calculator: Calculator) -> None:
    tasks = suite("arithmetic").sample(20, split="train")
    environment = Environment(tasks, stage.transcript, tools={"calculator": calculator})
    again = Environment(tasks, stage.transcript, tools={"calculator": calculator})
    drawn = [(environment.reset(seed), environment.task.id) for seed in range(30)]
    assert drawn == [(again.reset(seed), again.task.id) for seed in range(30)]
    assert len({name for _, name in drawn}) > 5


@pytest.mark.parametrize("answer", ["34", "35", "34.0", "thirty-four"])
def test_rewards_are_those_of_eval(stage: Stage, calculator: Calculator, answer: str) -> None:
    moves = [*WORDS[:4], f"answer: {answer}"]
    lines = [move.replace(": ", ":", 1).replace("calculator:", "call:") for move in moves]
    agent = Agent(stage.policy({QUESTION: lines}), tools={"calculator": calculator})
    traces: list[Trace] = []
    summary = evaluate([ROLLS], agent, suite="one", attempts=1, told=traces.extend)
    attempt = traces[0].attempts[0]
    pairs = list(zip(attempt.token_ids, attempt.sampled, strict=True))
    own = [i for i, mine in pairs if mine]
    for reward, expected in (("gold", summary["first"]["accuracy"]), ("verifier", attempt.verdict.score)):
        environment = Environment([ROLLS], stage.transcript, tools=agent.tools, reward=reward)
        turn, left, logprobs = environment.reset(), list(own), list(attempt.logprobs)
        while not turn.done:
            turn = environment.step(left, logprobs)
            del left[: turn.taken], logprobs[: turn.taken]
        assert turn.reward == expected
        assert environment.ids == attempt.token_ids and environment.trace.attempts[0].logprobs == attempt.logprobs


def test_a_reward_of_ones_own(stage: Stage, calculator: Calculator) -> None:
    def brief(task: Task, solution: Solution, verdict: Verdict) -> float:
        return float(solution.answer == task.answer) - 0.1 * len(solution.calls)

    environment = Environment([ROLLS], stage.transcript, tools={"calculator": calculator}, reward=brief)
    assert play(environment, WORDS).reward == pytest.approx(0.8)


def test_a_gold_answer_that_cannot_be_read_gives_no_reward(environment: Environment) -> None:
    assert play(environment, ["answer: 34"], ROLLS.model_copy(update={"answer": ""})).reward is None


def test_a_marker_that_is_not_the_policys_ends_the_episode(environment: Environment) -> None:
    environment.reset(task=ROLLS)
    result = environment.transcript.marker["<|result|>"]
    turn = environment.step([*environment.encode("calculator: 48-29")[:-1], result, 5, 6])
    assert turn.done and turn.reward == 0.0 and turn.info["stop"] == "malformed"
    assert result not in environment.ids and result in environment.banned_ids


@pytest.mark.parametrize("words", ["<|result|> 34 <|end_result|>", "answer: 34<|end|>", "thought: <|run|>"])
def test_words_cannot_forge_a_marker(environment: Environment, words: str) -> None:
    markers = set(environment.transcript.marker.values())
    role, *text = environment.encode(words)
    assert role in markers and not markers & set(text[:-1])


def test_ids_behind_the_one_that_closes_a_turn_are_not_read(environment: Environment) -> None:
    turn = environment.reset(task=ROLLS)
    call = environment.encode("calculator: 48-29")
    turn = environment.step([*call, 5, 6, 7])
    assert turn.taken == len(call) and turn.text == "19"


def test_a_wrong_call_says_what_to_do(environment: Environment) -> None:
    with pytest.raises(EpisodeError, match="reset the environment first"):
        environment.step("answer: 34")
    environment.reset()
    with pytest.raises(ValueError, match="1 log-probabilities for 2 ids"):
        environment.step([5, 6], [-0.1])
    with pytest.raises(EpisodeError, match="not over"):
        _ = environment.trace
    environment.step("answer: 34")
    with pytest.raises(EpisodeError, match="is over: reset"):
        environment.step("answer: 34")
    with pytest.raises(ValueError, match="at least one task"):
        Environment([], environment.transcript)


@pytest.mark.slow
def test_the_shipped_policy_is_rewarded_as_eval_says() -> None:
    agent, traces = Agent.default(), []
    tasks = [task for name in ("arithmetic", "word_problems") for task in suite(name).sample(3)]
    summary = evaluate(tasks, agent, suite="both", attempts=1, told=traces.extend)
    policy = agent.policy
    assert isinstance(policy, CoreModelPolicy)
    environment = Environment(
        tasks, policy.transcript, tools=agent.tools, reward="verifier", context=policy.model.config.context,
        learned=agent.learned,
    )  # fmt: skip
    right = 0
    copied = 0
    for task, attempt in zip(tasks, (trace.attempts[0] for trace in traces), strict=True):
        turn, mine, logprobs = environment.reset(task=task), list(attempt.sampled), iter(attempt.logprobs)
        told = [next(logprobs) if own else 0.0 for own in mine]
        while not turn.done:
            at = len(environment.ids)
            turn = environment.step(attempt.token_ids[at:], told[at:], mine[at:])
            copied += turn.taken - sum(mine[at : at + turn.taken])
        assert (environment.ids, environment.sampled) == (attempt.token_ids, attempt.sampled)
        assert turn.reward == attempt.verdict.score
        right += bool(turn.info["right"])
    assert right == summary["first"]["correct"]
    assert copied > 0  # the loop wrote a letter's number for the policy


def test_what_the_sampler_wrote_is_masked_and_free(stage: Stage, calculator: Calculator) -> None:
    environment = Environment([ROLLS], stage.transcript, tools={"calculator": calculator}, max_tokens=12)
    environment.reset()
    call, start = environment.encode("calculator: 48-29"), len(environment.ids)
    written = [1, *[0] * (len(call) - 2), 1]
    turn = environment.step(call, [-0.5] * len(call), written)
    assert list(environment.sampled[start : start + len(call)]) == written
    assert turn.text == "19" and turn.room == 10
    answer = environment.encode("answer: 19")
    turn = environment.step(answer, [-0.25] * len(answer), [1] * len(answer))
    assert environment.trace.attempts[0].logprobs == (-0.5, -0.5, *[-0.25] * len(answer))
    environment.reset()
    with pytest.raises(ValueError, match="2 marks of what was sampled for 3 ids"):
        environment.step([5, 6, 7], None, [1, 0])
