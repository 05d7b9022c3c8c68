"""Traces as one HTML page: no script, nothing loaded from anywhere, and whatever a trace says is text.

Details fold with <details>, which needs no script; a content security policy in the page forbids scripts and every
connection, should a browser find one all the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from agent.events import (
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    BudgetSpent,
    Failed,
    Observed,
    Placed,
    Result,
    Statistics,
)
from agent.letters import put
from agent.trace import Trace
from verifier.verdict import Check

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
MARKS = {"verified": "✓", "unsure": "?", "refuted": "✗", "pass": "✓", "unknown": "?", "fail": "✗"}
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # no page may hold them
    "\u202a-\u202e\u2066-\u2069"  # they make text read as what it is not
    "\ud800-\udfff\ufffe\uffff]"
)
_STYLE = """
:root { color-scheme: light dark; --good: #18794e; --doubt: #8a5a00; --bad: #b42318; --line: #8884; --dim: #707070; }
@media (prefers-color-scheme: dark) { :root { --good: #5ccf9a; --doubt: #e0b050; --bad: #ff8f80; --dim: #a0a0a0; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.15rem; white-space: pre-wrap; overflow-wrap: anywhere; margin-bottom: .3rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
article { border-top: 1px solid var(--line); padding: .6rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .15rem .6rem .15rem 0; overflow-wrap: anywhere; }
tr + tr td { border-top: 1px solid var(--line); }
ol { list-style: none; padding: 0; margin: 0; }
li { display: grid; grid-template-columns: 6.5rem 1fr 4rem; gap: .6rem; padding: .1rem 0; }
li span:nth-child(2) { white-space: pre-wrap; overflow-wrap: anywhere; }
li span:first-child, li span:last-child, .dim, dt, th { color: var(--dim); font-weight: normal; }
li span:last-child { text-align: right; font-variant-numeric: tabular-nums; }
.call, .observation, code { font-family: ui-monospace, monospace; }
.verified, .pass { color: var(--good); } .unsure, .unknown { color: var(--doubt); }
.refuted, .fail, .failed { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; overflow-wrap: anywhere; } dd { margin: 0; }
"""


def page(traces: Sequence[Trace], title: str = "Ponder traces") -> str:
    """The whole page, as text to be written in UTF-8."""
    body = "".join(_article(number, trace) for number, trace in enumerate(traces, 1))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{text(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{text(title)}</h1>{_contents(traces)}{body}</body></html>\n"
    )


def text(value: object) -> str:
    """Any text as HTML text, in or out of an attribute; control characters are spelled out."""
    return html.escape(_CONTROLS.sub(lambda found: _spelled(ord(found.group())), str(value)), quote=True)


def _spelled(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _contents(traces: Sequence[Trace]) -> str:
    if len(traces) < 2:
        return ""
    rows = "".join(
        f'<tr><td><a href="#t{number}">{number}</a></td><td>{_status(trace.result)}</td>'
        f'<td dir="auto">{_answer(trace.result)}</td><td dir="auto">{text(trace.result.question)}</td></tr>'
        for number, trace in enumerate(traces, 1)
    )
    return f"<table><tr><th></th><th>verdict</th><th>answer</th><th>question</th></tr>{rows}</table>"


def _article(number: int, trace: Trace) -> str:
    result = trace.result
    attempts = "".join(_attempt(started, trace) for started in trace.events if isinstance(started, AttemptStarted))
    tries = f"{result.attempts} attempt" + ("s" if result.attempts != 1 else "")
    asked = put(trace.started)
    otherwise = f'<p class="dim" dir="auto">asked as: {text(asked)}</p>' if asked != result.question else ""
    return (
        f'<article id="t{number}"><h2 dir="auto">{text(result.question)}</h2>'
        f'<p><strong dir="auto">{_answer(result)}</strong> · {_status(result)} · {tries} · {result.tokens} tokens · '
        f"{result.seconds:.1f} s</p>{otherwise}{attempts}{_together(trace)}{_settings(trace)}</article>\n"
    )


def _together(trace: Trace) -> str:
    """What the attempts together added to the verdict, if anything."""
    added = trace.verdict.checks[len(trace.given.verdict.checks) :]
    return f"<section><h3>Together</h3><table>{_checks(added)}</table></section>" if added else ""


def _attempt(started: AttemptStarted, trace: Trace) -> str:
    own = [e for e in trace.events if getattr(e, "attempt", None) == started.attempt]
    how = "greedy" if started.temperature == 0 else f"temperature {started.temperature:g}, seed {started.seed}"
    told = f'<p class="dim" dir="auto">told: {text(started.feedback)}</p>' if started.feedback else ""
    if started.question:
        told += f'<p class="dim" dir="auto">told otherwise: {text(started.question)}</p>'
    if started.turn is not None:
        told += f'<p class="dim">another way from token {started.turn.after + 1} on</p>'
    steps = "".join(_step(event) for event in own)
    ends = "".join(_finished(event) for event in own if isinstance(event, AttemptFinished))
    heading = f'<h3>Attempt {started.attempt + 1} <span class="dim">{how}</span></h3>'
    return f"<section>{heading}{told}<ol>{steps}</ol>{ends}</section>"


_ELSEWHERE = (
    "run_started", "attempt_started", "retry", "thought_delta", "check", "verdict", "attempt_finished", "result"
)  # fmt: skip
"""Kinds that are no steps of their own: headings, tables and whole thoughts say the same."""


def _step(event: AnyEvent) -> str:
    if event.type in _ELSEWHERE:
        return ""
    name, said, kind = str(event.type), "", str(event.type)
    if event.type == "call":
        name, said = event.tool, event.input
    elif isinstance(event, Failed):
        name, said = event.boundary, event.message
    elif isinstance(event, Statistics):
        speed = "" if event.tokens_per_second is None else f", {event.tokens_per_second:g} a second"
        said = f"{event.sampled_tokens} tokens{speed}; given: {event.prompt_tokens + event.forced_tokens}"
    elif isinstance(event, BudgetSpent):
        said = f"the {event.kind} of the {event.scope} are used up: {event.used:g} of {event.limit:g}"
    elif event.type in ("thought", "answer", "observation"):
        said = event.text
        kind = "failed" if isinstance(event, Observed) and not event.ok else kind
        name = "result" if isinstance(event, Observed) and event.ok else "error" if kind == "failed" else name
    at = f"{event.at:.2f} s" if isinstance(event, Placed) and event.at is not None else ""
    return f'<li><span>{text(name)}</span><span class="{kind}" dir="auto">{text(said)}</span><span>{at}</span></li>'


def _finished(event: AttemptFinished) -> str:
    stop = "" if event.stop == "answered" else f'<p class="failed">ended by: {text(event.stop)}</p>'
    rows = _checks(event.verdict.checks)
    verdict = f'<span class="{event.verdict.status}">{event.verdict.status}, score {event.verdict.score:.2f}</span>'
    table = f"<table>{rows}</table>" if rows else ""
    return f"{stop}<details open><summary>{len(event.verdict.checks)} checks: {verdict}</summary>{table}</details>"


def _settings(trace: Trace) -> str:
    """What the run was made with, and when it is known the code and weights behind it."""
    kept = trace.started.model_dump(exclude={"type", "question", "seq", "at"})
    rows = "".join(f"<dt>{text(name)}</dt><dd>{text(_plain(value))}</dd>" for name, value in kept.items())
    return f"<details><summary>settings</summary><dl>{rows}</dl></details>"


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _answer(result: Result) -> str:
    return "no answer" if result.answer is None else text(result.answer)


def _status(result: Result) -> str:
    return f'<span class="{result.status}">{MARKS[result.status]} {result.status} {result.score:.2f}</span>'


def _checks(checks: Sequence[Check]) -> str:
    return "".join(
        f'<tr><td class="{check.status}">{MARKS[check.status]} {check.status}</td><td>{text(check.name)}</td>'
        f'<td dir="auto">{text(check.evidence)}</td></tr>'
        for check in checks
    )
