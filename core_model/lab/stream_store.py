"""Progress of a long stream, on disk, so that a run that was stopped goes on where it was.

One safetensors file a stream, replaced whole: the cells of the cache, and beside them what was summed so far.
"""

from __future__ import annotations

import hashlib
import json
import os
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from core_model.errors import ConfigError
from core_model.gpt import GPT


@dataclass(frozen=True)
class Progress:
    """How far a stream was read: `at` tokens, the cache's cells then, and by stretch summed nats and tokens."""

    at: int
    cells: Tensor
    sums: tuple[float, ...]
    counts: tuple[int, ...]
    seconds: float
    peak_rss_mb: float


class StreamStore:
    """A folder of streams of one model over one text."""

    def __init__(self, folder: Path, model: GPT, ids: Sequence[int], every_seconds: float = 30.0) -> None:
        self.folder, self.every_seconds = folder, every_seconds
        digest = hashlib.sha256(array("q", ids).tobytes())
        for tensor in model.state_dict().values():
            digest.update(tensor.detach().cpu().contiguous().view(torch.uint8).numpy().tobytes())
        self.digest = digest.hexdigest()

    def load(self, name: str, shape: torch.Size, stretches: int) -> Progress | None:
        """What was kept of stream `name`, None if nothing. Raises ConfigError when it was another model, text or
        cache, or the file is damaged."""
        path = self.folder / f"{name}.safetensors"
        if not path.is_file():
            return None
        try:
            with safe_open(path, "pt") as held:
                about, cells = json.loads(held.metadata()["progress"]), held.get_tensor("cells")
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            raise ConfigError(f"{path} cannot be read: {error}", "delete it: the stream begins again") from None
        if about.pop("digest", "") != self.digest or cells.shape != shape or len(about["sums"]) != stretches:
            raise ConfigError(
                f"{self.folder} holds streams of another model, text or window", "give another folder for these"
            )
        return Progress(
            int(about["at"]),
            cells,
            tuple(about["sums"]),
            tuple(about["counts"]),
            about["seconds"],
            about["peak_rss_mb"],
        )

    def save(self, name: str, progress: Progress) -> None:
        """Keep `progress`; a kill meanwhile leaves what was kept before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path, fresh = self.folder / f"{name}.safetensors", self.folder / f".{name}.safetensors.new"
        about = {key: value for key, value in vars(progress).items() if key != "cells"} | {"digest": self.digest}
        save_file({"cells": progress.cells.contiguous()}, fresh, metadata={"progress": json.dumps(about)})
        os.replace(fresh, path)
