"""An attempt after one more event of its own: thoughts grow, checks gather under their verdict, limits have a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.state.run import Attempt, Node, Phase

if TYPE_CHECKING:
    from agent.events import AnyEvent, AttemptFinished, BudgetSpent, CheckMade, Retried, VerdictGiven
    from verifier.verdict import Check


def step(attempt: Attempt, event: AnyEvent) -> Attempt:
    """The same object for an event of a type that this version does not know."""
    return _timed(attempt, event, _told(attempt, event))


def broken_off(attempt: Attempt) -> Attempt:
    """The attempt, should no event of it come any more."""
    if attempt.finished is not None:
        return attempt
    nodes = _settled(attempt.nodes)
    return replace(attempt, nodes=_with_state(nodes, "verdict", "verifying", "interrupted"), phase="interrupted")


def _told(attempt: Attempt, event: AnyEvent) -> Attempt:
    if event.type == "thought_delta":
        return _thought(attempt, event.text, "writing")
    if event.type == "thought":
        return _thought(attempt, event.text, "")
    if event.type == "failed":  # a verifier's failure comes in the middle of things
        node = Node(_key(attempt), "failed", event.message, name=event.boundary, state="error")
        return replace(attempt, nodes=(*attempt.nodes, node))
    if event.type == "statistics":
        return replace(attempt, statistics=event)
    if event.type == "attempt_started":
        phase: Phase = "retrying" if attempt.number else "thinking"
        return replace(attempt, started=event, phase=phase)
    if event.type == "retry":
        return _add(attempt, _retry(_key(attempt), event), "retrying")
    if event.type == "budget":
        return _add(attempt, _budget(_key(attempt), event), attempt.phase)
    if event.type == "call":
        return _add(attempt, Node(_key(attempt), "call", event.input, name=event.tool), "calling")
    if event.type == "observation":
        return replace(_observe(attempt, event.text, event.ok, event.seconds), phase="thinking")
    if event.type == "answer":
        return _add(attempt, Node(_key(attempt), "answer", event.text), "verifying")
    if event.type == "check":
        return _check(attempt, event)
    if event.type == "verdict":
        return _verdict(attempt, event)
    if event.type == "attempt_finished":
        return _finish(attempt, event)
    return attempt


def _timed(before: Attempt, event: AnyEvent, after: Attempt) -> Attempt:
    """With the time at which the event happened: a part of a thought took the time since the event before it."""
    at = getattr(event, "at", None)
    if after is before or at is None:
        return after
    if event.type == "thought_delta" and before.heard is not None:
        seconds = before.writing_seconds + max(0.0, at - before.heard)
        after = replace(after, parts=before.parts + 1, writing_seconds=seconds)
    return replace(after, heard=at)


def _key(attempt: Attempt) -> str:
    return f"{attempt.key}.{len(attempt.nodes)}"


def _add(attempt: Attempt, node: Node, phase: Phase) -> Attempt:
    return replace(attempt, nodes=(*_settled(attempt.nodes), node), phase=phase)


def _put(nodes: Sequence[Node], place: int, node: Node) -> tuple[Node, ...]:
    return (*nodes[:place], node, *nodes[place + 1 :])


def _place(nodes: Sequence[Node], kind: str, state: str) -> int | None:
    """Of the last node of that kind and state."""
    return next((i for i in range(len(nodes) - 1, -1, -1) if (nodes[i].kind, nodes[i].state) == (kind, state)), None)


def _with_state(nodes: tuple[Node, ...], kind: str, before: str, after: str) -> tuple[Node, ...]:
    place = _place(nodes, kind, before)
    return nodes if place is None else _put(nodes, place, replace(nodes[place], state=after))


def _settled(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A thought that is still written has broken off: something else came after it."""
    return _with_state(nodes, "thought", "writing", "cut")


def _thought(attempt: Attempt, text: str, state: str) -> Attempt:
    """A part of a thought goes on with the one that is written, a whole one takes its place; else it is a new one."""
    place = _place(attempt.nodes, "thought", "writing")
    if place is None:
        return replace(
            attempt, nodes=(*attempt.nodes, Node(_key(attempt), "thought", text, state=state)), phase="thinking"
        )
    open_one = attempt.nodes[place]
    grown = replace(open_one, text=open_one.text + text if state else text, state=state)
    return replace(attempt, nodes=_put(attempt.nodes, place, grown), phase="thinking")


def _retry(key: str, event: Retried) -> Node:
    tries = "another attempt" if event.attempts == 1 else f"{event.attempts} more attempts"
    return Node(key, "retry", f"{tries}, told: {event.feedback}" if event.feedback else tries)


def _budget(key: str, event: BudgetSpent) -> Node:
    kind = event.kind.replace("_", " ")
    text = f"{kind} of the {event.scope}: {event.used:.6g} used, {event.limit:.6g} allowed"
    return Node(key, "budget", text, name=event.kind, state="error")


def _observe(attempt: Attempt, text: str, ok: bool, seconds: float) -> Attempt:
    """Put an observation under the call that waits for it; one that nobody asked for stands alone."""
    state = "ok" if ok else "error"
    nodes = _settled(attempt.nodes)
    for i in range(len(nodes) - 1, -1, -1):
        call = nodes[i]
        if call.kind == "call":
            if call.children:
                break
            seen = Node(f"{call.key}.0", "observation", text, call.name, state, seconds=seconds)
            return replace(attempt, nodes=_put(nodes, i, replace(call, children=(seen,), state=state, seconds=seconds)))
    return replace(attempt, nodes=(*nodes, Node(_key(attempt), "observation", text, "", state, seconds=seconds)))


def _open_verdict(attempt: Attempt) -> tuple[tuple[Node, ...], int]:
    """The steps with a verdict among them, and its place: checks are made before it is given."""
    nodes = _settled(attempt.nodes)
    place = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].kind == "verdict"), None)
    if place is not None:
        return nodes, place
    return (*nodes, Node(_key(attempt), "verdict", attempt.answer or "", state="verifying")), len(nodes)


def _checked(verdict: Node, place: int, check: Check) -> Node:
    key = f"{verdict.key}.{place}"
    return Node(key, "check", check.evidence, check.name, check.status, seconds=check.seconds)


def _check(attempt: Attempt, event: CheckMade) -> Attempt:
    nodes, place = _open_verdict(attempt)
    verdict = nodes[place]
    made = _checked(verdict, len(verdict.children), event.check)
    grown = replace(verdict, children=(*verdict.children, made), seconds=verdict.seconds + made.seconds)
    return replace(attempt, nodes=_put(nodes, place, grown), phase=_verifying(attempt))


def _verdict(attempt: Attempt, event: VerdictGiven) -> Attempt:
    nodes, place = _open_verdict(attempt)
    given = replace(nodes[place], text=event.answer or "", state=event.status, score=event.score)
    return replace(attempt, nodes=_put(nodes, place, given), phase=_verifying(attempt))


def _verifying(attempt: Attempt) -> Phase:
    """An attempt that has ended is only looked at beside the others."""
    return "verifying" if attempt.finished is None else attempt.phase


def _finish(attempt: Attempt, event: AttemptFinished) -> Attempt:
    """The end holds the verdict and all checks: what has been told of them stays as it is, the rest is added."""
    nodes = _settled(attempt.nodes)
    explained = any(node.kind == "budget" and node.name == event.stop for node in nodes)
    if event.stop != "answered" and not explained:
        nodes = (*nodes, Node(f"{attempt.key}.{len(nodes)}", "stop", event.stop, state="error"))
    nodes, place = _open_verdict(replace(attempt, nodes=nodes))
    known, verdict = nodes[place], event.verdict
    made = tuple(_checked(known, i, check) for i, check in enumerate(verdict.checks))
    checks = (*made, *known.children[len(made) :])
    seconds = sum(check.seconds for check in checks)
    node = Node(known.key, "verdict", verdict.answer or "", "", verdict.status, verdict.score, seconds, checks)
    if node != known:
        nodes = _put(nodes, place, node)
    return replace(attempt, nodes=nodes, finished=event, phase="done")
