"""macOS and Windows get fewer layers, say so, and are refused where all are asked for. Run here, on what Linux has of
them; neither system itself was at hand."""

from __future__ import annotations

import pytest

from tests.verifier.sandbox_arena import PATIENT
from verifier.sandbox.layers import LINUX, expected, missing
from verifier.sandbox.outcome import SandboxError
from verifier.sandbox.pool import SandboxPool

pytestmark = pytest.mark.alone
PLATFORMS = [("darwin", False), ("win32", True)]
"""Whether the platform starts a new process for every run, since it cannot fork."""


@pytest.mark.parametrize("platform, once", PLATFORMS)
def test_a_run_behind_fewer_layers_names_what_is_missing(platform: str, once: bool) -> None:
    with SandboxPool(PATIENT, layers=expected(platform), once=once) as pool:
        outcome = pool.run("6 * 7")
    assert outcome.text == "42"
    assert outcome.layers == expected(platform) and outcome.missing == missing(expected(platform))
    assert {"network", "mount", "landlock", "seccomp"} <= set(outcome.missing)


@pytest.mark.parametrize("platform, once", PLATFORMS)
def test_a_strict_sandbox_refuses_there_before_anything_runs(platform: str, once: bool) -> None:
    with SandboxPool(PATIENT, strict=True, layers=expected(platform), once=once) as pool:
        with pytest.raises(SandboxError, match="lacks user") as raised:
            pool.run("6 * 7")
        assert raised.value.exit_code == 2 and pool._idle == []


def test_an_unknown_system_is_taken_for_one_with_the_fewest_posix_layers() -> None:
    assert (
        expected("freebsd14") == expected("darwin") == tuple(name for name in LINUX if name in ("process", "rlimits"))
    )
