"""Reads rows again to see which experts their tokens went to (core_model.inspection)."""

from __future__ import annotations

import copy
import threading
from collections.abc import Sequence

from agent.routing import TokenRouting
from core_model.cache import KVCache
from core_model.gpt import GPT
from core_model.inspection import inspect


class RoutingReader:
    """Of its own copy of a model, made when it is first needed: what decodes must not be looked at on the way. Readers
    wait for each other."""

    def __init__(self, model: GPT) -> None:
        self._model, self._lock = model, threading.Lock()
        self._copy: GPT | None = None

    def read(self, token_ids: Sequence[int], sinks: int = 4) -> TokenRouting | None:
        """The routing of a row, through a cache of `sinks` and the newest tokens where it is longer than the context;
        None for a model without experts, or no ids."""
        config = self._model.config
        layers = [layer for layer in range(config.layers) if config.is_moe(layer)]
        if not layers or not token_ids:
            return None
        with self._lock:
            self._copy = self._copy or copy.deepcopy(self._model)
            fits = len(token_ids) <= config.context
            cache = None if fits else KVCache.sink(config, 1, config.context - sinks, sinks)
            routing = inspect(self._copy, token_ids, cache).routing
        chosen = [layer.chosen.tolist() for layer in routing]
        return TokenRouting.of([layer.layer for layer in routing], config.experts, chosen)
