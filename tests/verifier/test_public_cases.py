"""Cases from the tests of public graders, and GSM8K's published model solutions (both read through PONDER_DATA)."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.verifier.conventions import preset_of, rows_of
from tests.verifier.negatives import NEGATIVES
from verifier.equivalence import PRESETS, compare


def test_cases_of_seven_graders() -> None:
    rows = rows_of("answer_equivalence_dev.jsonl")
    wrong = [r["id"] for r in rows if compare(r["gold"], r["pred"], PRESETS[preset_of(r)]).equal != r["expected"]]
    false_positives = {r["id"] for r in rows if not r["expected"]} & set(wrong)
    assert len(wrong) <= 0.03 * len(rows), wrong
    assert not false_positives


def test_published_solutions_agree_with_their_labels() -> None:
    rows = rows_of("gsm8k_model_solutions_dev.jsonl")
    wrong = [r["id"] for r in rows if compare(r["gold"], r["solution"], PRESETS["gsm8k"]).equal != r["expected"]]
    assert len(wrong) <= 0.001 * len(rows), wrong


_PEER = """
import json, sys, time, logging
logging.disable(logging.CRITICAL)
def wrapped(text):  # bare LaTeX is not looked for by the peer: it is given the dollars that it wants
    return f"${text}$" if "\\\\" in text and "$" not in text and "boxed" not in text and len(text) < 200 else text
from math_verify import parse, verify
for line in sys.stdin:
    row = json.loads(line)
    started = time.perf_counter()
    try:
        equal = bool(verify(parse(wrapped(row["gold"])), parse(wrapped(row["pred"]))))
    except Exception:
        equal = False
    print(json.dumps([equal, time.perf_counter() - started]), flush=True)
"""


@pytest.mark.slow
@pytest.mark.alone
def test_better_and_faster_than_math_verify_on_the_same_cases(capsys: pytest.CaptureFixture[str]) -> None:
    """PONDER_PEER_PYTHON may name an interpreter of another environment that has math-verify."""
    python = os.environ.get("PONDER_PEER_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import math_verify"], capture_output=True, check=False).returncode:
        pytest.skip("math-verify is not installed (extra `peers`)")
    rows = rows_of("answer_equivalence_dev.jsonl")
    compare("sqrt(2)", "sqrt(3)")  # both sides have started before they are timed
    ours = []
    for row in rows:
        started = time.perf_counter()
        equal = compare(row["gold"], row["pred"], PRESETS[preset_of(row)]).equal
        ours.append((equal, time.perf_counter() - started))
    warm = {"gold": "$1$", "pred": "$1$"}
    text = "".join(json.dumps(row) + "\n" for row in [warm, *rows])
    done = subprocess.run([python, "-c", _PEER], input=text, capture_output=True, text=True, check=True)
    theirs = [json.loads(line) for line in done.stdout.splitlines()][1:]
    sources = sorted({row["source_repo"] for row in rows})
    right = {s: [0, 0, 0] for s in sources}
    for row, mine, other in zip(rows, ours, theirs, strict=True):
        counts = right[row["source_repo"]]
        counts[0] += 1
        counts[1] += mine[0] == row["expected"]
        counts[2] += other[0] == row["expected"]
    times = [sorted(seconds for _, seconds in graded) for graded in (ours, theirs)]
    median = times[1][len(rows) // 2] / times[0][len(rows) // 2]
    tail = times[1][int(len(rows) * 0.95)] / times[0][int(len(rows) * 0.95)]
    with capsys.disabled():
        print(f"\nright of n, here and math-verify: {right}\nmedian {median:.1f} x  p95 {tail:.1f} x")
        print(f"ms at the median and p95: {[[round(1e3 * t[int(len(t) * q)], 2) for q in (0.5, 0.95)] for t in times]}")
    assert all(mine >= other for _, mine, other in right.values())
    assert median >= 3 and tail >= 10


_PIECES = [*r"0123456789+-*/^%(){}[]<>=,;:!|&_$\ ." , *"xyzeiπ½²√∞°", r"\frac", r"\sqrt", r"\boxed{", r"\text{", r"\begin{pmatrix}", r"\end{pmatrix}", r"\cup", r"\pm", r"\sum", r"\\", "sin", "log", "and", " or ", "__import__('os')", "factorial", "9**9**9", "percent", "nan", "\x00", "\x1b[31m", "一", "١"]  # fmt: skip


def mutated(draw: random.Random) -> str:
    """A text of random pieces, or an adversarial answer with some characters changed."""
    if draw.random() < 0.5:
        return "".join(draw.choices(_PIECES, k=draw.randint(0, 25)))
    text = list(draw.choice(draw.choice(NEGATIVES))[:300])
    for _ in range(draw.randint(1, 5)):
        text.insert(draw.randint(0, len(text)), draw.choice(_PIECES))
        if text and draw.random() < 0.5:
            del text[draw.randrange(len(text))]
    return "".join(text)


def fuzz(count: int, seed: int, folder: Path) -> float:
    """Grade random pairs under random presets; the longest time. Nothing may raise, overrun or leave a file."""
    draw, longest = random.Random(seed), 0.0
    for _ in range(count):
        gold, answer, preset = mutated(draw), mutated(draw), draw.choice(sorted(PRESETS))
        started = time.monotonic()
        compare(gold, answer, PRESETS[preset])
        longest = max(longest, time.monotonic() - started)
    assert not list(folder.iterdir())
    return longest


def test_a_thousand_random_and_mutated_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz(1_000, 0, tmp_path) < 60


@pytest.mark.slow
def test_a_hundred_thousand_random_and_mutated_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz(100_000, 1, tmp_path) < 60
