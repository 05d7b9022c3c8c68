"""Which code gave an answer: recorded in every trace and run folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path

PACKAGES = ("agent", "core_model", "tasks", "verifier")
"""What an answer depends on; how it is shown does not count."""


@lru_cache(maxsize=1)
def code_version() -> str:
    """The installed version and a digest of the sources, such as `0.1.0+3f9c2a71b0de`: a changed line changes it, with
    or without a version control system. `source` stands where Ponder is not installed."""
    try:
        installed = metadata.version("ponder")
    except metadata.PackageNotFoundError:
        installed = "source"
    return f"{installed}+{source_digest()}"


def source_digest(root: Path = Path(__file__).parents[1], packages: Sequence[str] = PACKAGES) -> str:
    """Twelve hexadecimal digits of the SHA-256 over names and contents of the packages' Python files."""
    digest = hashlib.sha256()
    for path in sorted(path for package in packages for path in (root / package).rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]
