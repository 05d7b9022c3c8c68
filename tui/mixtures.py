"""A mixture file on the terminal: what the trainer sees of it, and whether it gives a test away."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import DONE, NOT_ACCEPTED
from tui.text import json_line, one_line, printable

if TYPE_CHECKING:
    from agent.training.mixture import Mixture
    from agent.training.mixture_statistics import MixtureStatistics

STAGES = ("sft", "pretrain")
SAMPLES = 20


def is_mixture(source: str) -> bool:
    """Whether a name is that of a mixture: a TOML file, or a shipped configuration such as `sft-micro`."""
    return source.endswith(".toml") or source.partition("-")[0] in STAGES


def settings_of(source: str, changes: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """The stage and the settings of a mixture. A file's stage is in its name (`pretrain-...`), or else sft."""
    from agent.training.runs import read_config

    stage, _, name = Path(source).name.partition("-")
    stage = stage if stage in STAGES else "sft"
    return stage, read_config(stage, source if source.endswith(".toml") else name, changes)


def show(
    source: str, changes: Mapping[str, str], samples: int, look: int, policy: str | None, seed: int, as_json: bool
) -> int:
    """Print the statistics of a mixture and some of its documents, decoded, with the loss mask."""
    from agent.training.mixture_file import from_settings, tokenizer_of, train_config
    from agent.training.mixture_statistics import readable, sample, survey
    from core_model.transcript import Transcript

    stage, settings = settings_of(source, changes)
    config = train_config(settings)
    tokenizer, whose = tokenizer_of(settings, policy)
    from tasks.lettering import lettered

    transcript = Transcript(tokenizer, lettered)
    mixture = from_settings(settings, transcript, config, loss_on_all=stage == "pretrain")
    statistics = survey(mixture, config.rows, look)
    chosen = sample(statistics, samples, seed)
    if as_json:
        row = {key: value for key, value in asdict(statistics).items() if key != "seen"}
        texts = [{"source": d.source, "step": d.step, "lines": readable(d, transcript)} for d in chosen]
        print(json_line({"mixture": source, "stage": stage, "tokenizer": whose, **row, "samples": texts}))
        return DONE
    loss = "every token" if stage == "pretrain" else "what the policy writes"
    print(f"{one_line(source)}: {config.steps} steps of {config.rows} rows of {config.length}, loss on {loss}")
    print(f"tokenizer of {one_line(whose)}")
    print("\n".join(table(mixture, statistics)))
    for number, document in enumerate(chosen, 1):
        trained = f"{sum(document.trained)} of {len(document.ids)} tokens trained"
        print(f"\n[{number}] {document.source}, step {document.step}, {trained}")
        print("\n".join(f"  {printable(line)}" for line in readable(document, transcript)))
    return DONE


def table(mixture: Mixture, statistics: MixtureStatistics) -> list[str]:
    """The statistics as lines for a person."""
    head = ("source", "asked", "tokens", "docs", "n", "mean", "median", "longest", "trained", "rows", "each")
    width = max(len("source"), *(len(s.source) for s in statistics.sources))
    lines = [f"{head[0]:<{width}}  " + "  ".join(f"{name:>7}" for name in head[1:])]
    for s in statistics.sources:
        cells = [f"{100 * share:.1f} %" for share in (s.weight, s.token_share, s.document_share)]
        cells += [str(s.documents), f"{s.mean_length:.0f}", f"{s.median_length:.0f}", str(s.longest)]
        cells += [f"{100 * s.trained_share:.1f} %", str(s.rows or ""), f"{s.times_each:.1f}" if s.rows else ""]
        lines.append(f"{s.source:<{width}}  " + "  ".join(f"{cell:>7}" for cell in cells))
    for s in statistics.sources:
        if s.dropped:
            lines.append(f"left out of {s.source}: " + ", ".join(f"{n} {why}" for why, n in s.dropped.items()))
    for name, schedule in mixture.schedules.items():
        if not schedule.constant:
            shares = (mixture.weights(mixture.steps * i // 4).get(name, 0.0) for i in range(5))
            lines.append(f"{name} over training: " + ", ".join(f"{100 * share:.1f} %" for share in shares))
    steps = ", ".join(map(str, statistics.steps))
    filled, trained = f"{100 * statistics.filled:.1f} %", f"{100 * statistics.trained_share:.1f} %"
    made = f"{statistics.tokens_per_second:,.0f} tokens/s made"
    lines.append(f"steps {steps}: {filled} of the places filled, {trained} of the tokens trained; {made}")
    return lines


def decontaminate(
    source: str, changes: Mapping[str, str], sampled: int, out: Path | None, seed: int, as_json: bool
) -> int:
    """Hold the sources of a mixture against every test at hand; keep the report in `out` as JSON and as text."""
    from agent.training.decontaminate import decontaminate as check
    from agent.training.decontaminate import lines
    from agent.training.mixture_file import schedules_of
    from agent.training.sources import data_folder

    _, settings = settings_of(source, changes)
    schedules = schedules_of(settings)
    practice = {schema: float(weight) for schema, weight in settings.get("practice", {}).items()}
    folder = data_folder() if os.environ.get("PONDER_DATA") else None
    names = [name for name, schedule in schedules.items() if schedule.used]
    report = check(names, practice, folder, sampled, seed, settings.get("clean_text") is True)
    row = {"mixture": source, "seed": seed, "leaks": report.leaks, **asdict(report)}
    text = "\n".join(printable(line) for line in [f"{source}: {report.leaks} leaks", *lines(report)])
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "decontamination.json").write_text(json_line(row) + "\n", encoding="utf-8")
        (out / "decontamination.txt").write_text(text + "\n", encoding="utf-8")
    print(json_line(row) if as_json else text)
    return NOT_ACCEPTED if report.leaks else DONE
