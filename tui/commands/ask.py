"""`ponder ask`: one question, its trace as it comes about, its answer and verdict."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui import options, sandbox
from tui.display import DISPLAYS, display
from tui.errors import BUDGET, DONE, INTERRUPTED, NOT_ACCEPTED, describe
from tui.interrupt import stop_on_interrupt
from tui.reading import read_question

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.strategies.names import Evidence, Name


class Ask(click.Command):
    """Takes a question that begins with a minus sign for what it is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        sums = [] if "--" in args else [word for word in args if options.negative_sum(word)]
        return super().parse_args(ctx, [word for word in args if word not in sums] + ["--"] * bool(sums) + sums)


@click.command("ask", cls=Ask, short_help="Answer a question and check the answer.")
@click.argument("question", required=False)
@options.policy
@options.sampling
@options.spending
@options.seed
@click.option("--max-seconds", type=click.FloatRange(min=0.0, min_open=True), help="Stop after this long.")
@click.option("--stream", is_flag=True, help="Let the dialogue run past the context: old tokens leave, the first stay.")
@click.option("--display", "display_name", type=click.Choice(DISPLAYS), default="auto", show_default=True)
@options.strict_sandbox
@options.as_json
def command(
    question: str | None,
    policy: str | None,
    attempts: int,
    samples: int,
    temperature: float,
    strategy: Name,
    evidence: Evidence,
    seed: int,
    max_seconds: float | None,
    stream: bool,
    display_name: str,
    strict_sandbox: bool,
    as_json: bool,
) -> int:
    """Answer QUESTION and check the answer; `-`, or a pipe, reads the question from standard input.

    The answer goes to stdout, the trace and the verdict to stderr. Exit code 0 means that the verifier accepted
    the answer, 1 that it did not, 4 that a budget ran out first.
    """
    text = read_question(question)
    from agent import Agent
    from agent.settings import check_question
    from agent.strategies.registry import strategy as strategy_of

    check_question(text)  # before the weights are read: a bad question is told at once
    if strict_sandbox:
        sandbox.require_all_layers()
    agent = Agent.default(policy, stream=stream, strategy=strategy_of(strategy, evidence))
    events: list[AnyEvent] = []
    with stop_on_interrupt() as should_stop:
        try:
            with display("json" if as_json else display_name) as shown:
                for event in agent.stream(
                    text,
                    attempts=options.attempts_of(strategy, attempts, samples),
                    samples=samples,
                    temperature=temperature,
                    seed=seed,
                    max_seconds=max_seconds,
                    should_stop=should_stop,
                ):
                    events.append(event)
                    shown.show(event)
        finally:
            _keep(events)
            sandbox.tell_what_was_missing()
        interrupted = should_stop()
    if interrupted:
        print("ponder: interrupted; what was done is kept (`ponder traces list`)", file=sys.stderr)
        return INTERRUPTED
    return exit_code(events)


def exit_code(events: Sequence[AnyEvent]) -> int:
    """What a finished run means to a script."""
    attempts, max_seconds, ran_out = 0, None, False
    for event in events:
        if event.type == "run_started":
            attempts, max_seconds = event.attempts, event.max_seconds
        elif event.type == "attempt_finished":
            ran_out = event.stop in ("seconds", "tokens")
        elif event.type == "result":
            if event.status == "verified":
                return DONE
            # Time that ends between two attempts shows only in the attempts that were not made.
            late = max_seconds is not None and event.seconds >= max_seconds and event.attempts < attempts
            ran_out = ran_out or late
    return BUDGET if ran_out else NOT_ACCEPTED


def _keep(events: Sequence[AnyEvent]) -> None:
    """Store the trace of a run that came to its end. Failing to is a warning: the answer is out already."""
    if not events or events[-1].type != "result":
        return
    try:
        from agent import Trace
        from agent.store import Store

        Store.open().add(Trace(events=tuple(events)))
    except Exception as error:
        failure = describe(error)
        print(f"ponder: warning: the trace could not be kept: {failure.message}", file=sys.stderr)
