"""Fit the calibration of a policy's confidence from run folders: `python -m agent.training.calibrate RUN [RUN ...]`.

Reads the traces that `ponder eval --out RUN` wrote, takes each attempt that no check refuted, and fits the probability
that its answer equals gold. Prints the two parameters and what they are worth on the same attempts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.batch import right
from agent.events import Answered
from agent.loop import confidence
from agent.trace import Trace
from verifier import metrics
from verifier.calibration import fit


def attempts(folders: Iterable[Path]) -> Iterator[tuple[float, bool]]:
    """(confidence, whether the answer is right) of each answered attempt that no check refuted."""
    for folder in folders:
        for line in (folder / "traces.jsonl").read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            trace = Trace.model_validate(row["trace"])
            answers = {e.attempt: e.text for e in trace.events if isinstance(e, Answered)}
            for attempt in trace.attempts:
                sure = confidence(attempt.logprobs)
                correct = right(row["answer"], answers.get(attempt.attempt))
                if attempt.verdict.status != "refuted" and sure is not None and correct is not None:
                    yield sure, correct


def main(arguments: list[str] | None = None) -> int:
    folders = [Path(a) for a in (sys.argv[1:] if arguments is None else arguments)]
    if not folders:
        print("usage: python -m agent.training.calibrate RUN [RUN ...]", file=sys.stderr)
        return 2
    pairs = list(attempts(folders))
    fitted = fit([c for c, _ in pairs], [r for _, r in pairs])
    labels = [int(r) for _, r in pairs]
    scores = [fitted.probability(c) for c, _ in pairs]
    report = {
        "attempts": len(pairs),
        "right": sum(labels),
        "slope": round(fitted.slope, 4),
        "intercept": round(fitted.intercept, 4),
        "auroc": metrics.auroc(labels, scores),
        "brier": metrics.brier(labels, scores),
        "ece": metrics.ece(labels, scores),
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
