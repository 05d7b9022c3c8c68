"""A folder of public data, small and written here, in the form of the real one."""

from __future__ import annotations

import json
from pathlib import Path

STORY = "Once upon a time a fox found {n} red berries beside the old mill and carried them home before the rain came."


def write_public_data(folder: Path) -> Path:
    """Text, word problems and drills for training, and files that measure."""
    text = [
        "\n".join(STORY.format(n=100 * d + i) for i in range(6 + 3 * d)) for d in range(5)
    ]  # documents of several lengths
    put_text(folder / "text" / "stories_train.txt", text)
    put_text(folder / "text" / "tales_train.txt", [t.replace("fox", "hen") for t in text[:2]])
    put_text(
        folder / "text" / "stories_valid.txt", ["A bear lives in a cave by the sea and sleeps all day long there."]
    )
    put_rows(
        folder / "qa" / "mawps_train.jsonl",
        [
            {"id": f"m{i}", "question": f"Ann has {20 + i} pens and buys {3 + i} more. How many pens has she now?",
             "answer": str(23 + 2 * i), "equation": f"{20 + i} + {3 + i}"}
            for i in range(6)
        ],
    )  # fmt: skip
    put_rows(
        folder / "qa" / "dm_mathematics_train.jsonl",
        [
            {"id": f"d{i}", "question": f"Solve {i + 2}*n + {i} = {3 * i + 4} for n.", "answer": "2",
             "source": "deepmind_mathematics/train-easy/algebra__linear_1d"}
            for i in range(4)
        ],
    )  # fmt: skip
    put_rows(
        folder / "qa" / "mawps_valid.jsonl", [{"question": "Ben has 2 cats. How many cats has he?", "answer": "2"}]
    )
    return folder


def put_text(path: Path, documents: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n<|endoftext|>\n".join(documents), encoding="utf-8")


def put_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
