"""A model behind a server, alone and in our loop, beside the model trained here: `python -m agent.policies.measure`.

    ponder serve --policy SMOLLM2 --bare --port 8765 &
    python -m agent.policies.measure smollm2@http://127.0.0.1:8765/v1 core svamp_dev.jsonl --rounds 2 --of 16 --out DIR

"alone" is one greedy completion in prose, without tools or verifier; "in our loop" is `--attempts` with tools and
verifier; "ours" is the shipped policy, in the same loop. All answer the same questions. Rounds are kept as run folders,
so that a later call goes on where this one ended.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agent.batch import evaluate
from agent.figures import proportion
from agent.loop import Agent
from agent.policies.openai import OpenAIPolicy
from tasks.suites import suite
from tasks.task import Task
from tasks.user_suites import FileSuite

SEED = 1
PATIENCE_SECONDS = 3600.0
"""Of one completion: a slow server is not a wrong one."""


def questions(source: str, round_: int, of: int) -> list[Task]:
    """The tasks of a round: a suite's test split with a seed of its own, or the next rows of a shuffled file."""
    found = suite(source)
    if not isinstance(found, FileSuite):
        return found.sample(of, seed=SEED + round_, split="test")
    rows = list(found.tasks)
    random.Random(SEED).shuffle(rows)
    return rows[round_ * of : (round_ + 1) * of]


def agents(server: str) -> dict[str, tuple[Agent, int]]:
    """Who is measured, each with its attempts."""
    model, _, url = server.rpartition("@")
    return {
        "alone": (Agent(OpenAIPolicy(model, url, protocol="plain", timeout_seconds=PATIENCE_SECONDS, retries=0)), 1),
        "in our loop": (Agent(OpenAIPolicy(model, url, timeout_seconds=PATIENCE_SECONDS, retries=0)), 3),
        "ours": (Agent.default(), 3),
    }


def measure(server: str, sources: Sequence[str], rounds: int, of: int, out: Path) -> list[str]:
    """Run what is missing, and print the table so far after each round. Gives its lines."""
    who = agents(server)
    summaries: list[tuple[str, str, dict[str, Any]]] = []
    lines: list[str] = []
    for round_ in range(rounds):
        for source in sources:
            name = Path(source).stem
            tasks = questions(source, round_, of)
            if not tasks:
                continue

            def run(label: str, name: str = name, round_: int = round_, tasks: Sequence[Task] = tasks) -> Any:
                agent, attempts = who[label]
                folder = out / f"{label.replace(' ', '-')}-{name}-{round_}"
                return evaluate(
                    tasks, agent, suite=name, attempts=attempts, seed=SEED, out=folder, resume=folder.exists()
                )

            summaries += [(label, name, run(label)) for label in who]  # one after another: seconds are compared
            lines = table(summaries)
            print("\n".join(lines), flush=True)
    return lines


def table(summaries: Sequence[tuple[str, str, dict[str, Any]]]) -> list[str]:
    """Rows in Markdown: accuracy of the answer given with its 95 % interval, tokens and seconds a question."""
    sums: dict[tuple[str, str], Counter[str]] = {}
    for label, name, made in summaries:
        cell = sums.setdefault((name, label), Counter())
        accepted = made["verifier"]["accepted"]
        right = round(accepted * (made["verifier"]["accepted_accuracy"] or 0.0))
        cell.update(n=made["n"], right=made["final"]["correct"], tokens=made["tokens"], accepted=accepted, sure=right)
        cell.update(milliseconds=round(1000 * made["seconds"]))
    lines = [
        "| questions | who | n | right | 95 % | verified, of these right | tokens each | seconds each |",
        "|" + "---|" * 8,
    ]
    for (name, label), cell in sorted(sums.items()):
        part = proportion(cell["right"], cell["n"])
        low, high = part["ci95"] or (0.0, 0.0)
        n = max(cell["n"], 1)
        lines.append(
            f"| {name} | {label} | {cell['n']} | {100 * (part['accuracy'] or 0.0):.0f} % "
            f"| {100 * low:.0f} to {100 * high:.0f} % | {cell['accepted']}, {cell['sure']} "
            f"| {cell['tokens'] / n:.0f} | {cell['milliseconds'] / 1000 / n:.1f} |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", help="MODEL@URL of an OpenAI-compatible server")
    parser.add_argument("sources", nargs="+", help="suites, or files of questions")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--of", type=int, default=16, help="questions of each source in a round")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    measure(given.server, given.sources, given.rounds, given.of, given.out)


if __name__ == "__main__":
    main()
