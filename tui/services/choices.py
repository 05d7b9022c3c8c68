"""What a person may choose, and within which bounds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Choices(BaseModel):
    """Settings of a question or a suite, and the looks and keys of the app."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    attempts: int = Field(3, ge=1, le=64, description="Tries in all: a refuted answer is tried again.")
    samples: int = Field(1, ge=1, le=64, description="Solutions drawn at once in an attempt.")
    temperature: float = Field(0.7, ge=0.0, le=5.0, description="Of sampled attempts; the first single one is greedy.")
    seed: int = Field(0, description="Fixes every random choice.")
    max_seconds: float | None = Field(None, gt=0.0, description="Stop after this long; empty for no limit.")
    suite: str = Field("arithmetic", description="Questions with known answers, in the Suites mode.")
    limit: int = Field(50, ge=1, le=100_000, description="How many tasks of the suite.")
    theme: str = Field("textual-dark", description="Colours of the app.")
    keymap: dict[str, str] = Field({}, description="Other keys for bindings, by their ids: trace.copy=c app.help=f12")
