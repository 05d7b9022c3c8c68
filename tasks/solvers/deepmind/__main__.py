"""`python -m tasks.solvers.deepmind FILE`: how much of a file of questions is solved, and how much of that is right."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from tasks.solvers.deepmind import solve
from tasks.solvers.deepmind.agreement import same


def main(arguments: list[str]) -> int:
    """Print coverage and precision by module, and as many wrong answers as `--wrong N` asks for."""
    if not arguments:
        print("usage: python -m tasks.solvers.deepmind FILE.jsonl [--wrong N]", file=sys.stderr)
        return 2
    show = int(arguments[2]) if arguments[1:2] == ["--wrong"] else 0
    seen: Counter[str] = Counter()
    solved: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            module = row["source"].rsplit("/", 1)[-1]
            seen[module] += 1
            solution = solve(row["question"])
            if solution is None or solution.answer is None:
                if show and seen[module] - solved[module] <= show:
                    print(f"unsolved {module}: {row['question']} => {row['answer']}")
                continue
            solved[module] += 1
            right[module] += same(row["answer"], solution.answer)
            if solved[module] - right[module] <= show and not same(row["answer"], solution.answer):
                print(f"wrong {module}: {row['question']} => {row['answer']}, not {solution.answer}")
    print(f"{'module':40} {'items':>6} {'solved':>8} {'right of solved':>16}")
    for module in [*sorted(seen), ""]:
        n, s, r = (counter[module] if module else counter.total() for counter in (seen, solved, right))
        print(f"{module or 'all':40} {n:6} {s / n:8.2%} {r / max(s, 1):16.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
