"""Every attack is held, with all the layers and, the quick ones, with whole groups of them away; and where one is not
held without a layer, this file says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verifier.attacks import Attack
from tests.verifier.attacks.language import LANGUAGE
from tests.verifier.attacks.resources import RESOURCES
from tests.verifier.attacks.system import SYSTEM
from tests.verifier.sandbox_arena import Arena, arena
from verifier.sandbox.layers import LINUX

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the layers are Linux's"),
]
ATTACKS = (*LANGUAGE, *SYSTEM, *RESOURCES)
NAMESPACES = frozenset({"user", "mount", "network", "pid", "ipc"})
WITHOUT_NAMESPACES = frozenset({"user", "mount", "network", "pid", "ipc"})
AWAY = {"metadata address", "name look-up"}
"""These would leave the machine where they succeed."""
LOOKING = tuple(a for a in SYSTEM if a.kind in (22, 23, 24) and a.name not in AWAY)
"""Attacks on files and sockets that do no harm where they succeed: these are tried with the walls down as well."""

READING = {"read passwd", "read the gold answer", "read the repository"}
WRITING = {"write outside", "climb with dots", "symlink", "change times and modes"}
TCP = {"connect to a local port", "connect through ctypes", "abstract socket"}
NOT_HELD: dict[frozenset[str], set[str]] = {
    frozenset({"user"}): set(),
    frozenset({"mount"}): set(),
    frozenset({"network"}): set(),
    frozenset({"landlock"}): set(),
    frozenset({"seccomp"}): set(),
    frozenset({"rlimits"}): {"one sparse file"},  # it has no bytes: the scratch directory holds 16 MB all the same
    frozenset({"landlock", "seccomp"}): set(),
    frozenset({"network", "seccomp"}): {"udp"},
    frozenset({"network", "seccomp", "landlock"}): {"udp", *TCP},
    frozenset({"mount", "landlock"}): READING,
    frozenset({"mount", "landlock", "seccomp"}): {*READING, *WRITING, "change the standard library", "unix socket"},
}
"""Layers taken away, and every attack of LOOKING that is then not held: what each layer is for, and where two do the
same. As root, who owns all files; a caller who does not reads and writes no more than its own."""

ENDED_BY_THE_DEADLINE = {"many small files"}
"""Without mount, landlock and seccomp nothing but the deadline ends these: what is done by then is the machine's speed."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    with arena(tmp_path_factory.mktemp("arena")) as made:
        yield made


def may_run(attack: Attack, layers: tuple[str, ...]) -> bool:
    return not attack.aims_at_all or "pid" in layers or "seccomp" in layers


FIRST = {attack.kind: attack for attack in reversed(ATTACKS)}
"""Of each kind; the others that use up something run to their deadline, and are slow."""
EACH = [
    pytest.param(
        attack,
        id=f"{attack.kind}-{attack.name}",
        marks=pytest.mark.slow if attack in RESOURCES and attack is not FIRST[attack.kind] else (),
    )
    for attack in ATTACKS
]


@pytest.mark.parametrize("attack", EACH)
def test_an_attack_is_held(full: Arena, attack: Attack) -> None:
    if not may_run(attack, full.layers):
        pytest.skip("with neither a PID namespace nor seccomp this would end processes of whoever runs the tests")
    outcome, harm = full.attack(attack)
    assert harm == [], outcome


def test_there_is_an_attack_of_every_kind() -> None:
    assert {attack.kind for attack in ATTACKS} == set(range(1, 42)) and len(ATTACKS) >= 60
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def held_without(arena: Arena, attacks: tuple[Attack, ...]) -> dict[str, list[str]]:
    return {attack.name: harm for attack in attacks if (harm := arena.attack(attack)[1])}


def test_without_any_namespace_the_other_layers_hold(tmp_path: Path) -> None:
    with arena(tmp_path, WITHOUT_NAMESPACES) as made:
        if not {"landlock", "seccomp"} <= set(made.layers):
            pytest.skip(f"this kernel gives neither namespaces nor both of Landlock and seccomp: {made.layers}")
        assert held_without(made, SYSTEM) == {}


@pytest.mark.slow
def test_without_any_namespace_the_other_layers_hold_every_attack(tmp_path: Path) -> None:
    with arena(tmp_path, WITHOUT_NAMESPACES) as made:
        if not {"landlock", "seccomp"} <= set(made.layers):
            pytest.skip(f"this kernel gives neither namespaces nor both of Landlock and seccomp: {made.layers}")
        assert held_without(made, ATTACKS) == {}


def test_without_landlock_and_seccomp_the_namespaces_hold(tmp_path: Path) -> None:
    with arena(tmp_path, frozenset({"landlock", "seccomp"})) as made:
        if not set(made.layers) >= WITHOUT_NAMESPACES:
            pytest.skip(f"this machine has not all the namespaces: {made.layers}")
        assert set(held_without(made, SYSTEM)) == {"kernel doors"}  # open, and they lead nowhere


@pytest.mark.slow
@pytest.mark.parametrize("away", NOT_HELD, ids=lambda away: " ".join(sorted(away)))
def test_what_is_not_held_without_a_layer(tmp_path: Path, full: Arena, away: frozenset[str]) -> None:
    if os.geteuid() != 0 or set(full.layers) != set(LINUX):
        pytest.skip("the table is that of root on a machine with every layer")
    with arena(tmp_path, away) as made:
        may = ENDED_BY_THE_DEADLINE if away >= {"mount", "landlock", "seccomp"} else set()
        assert set(held_without(made, LOOKING)) - may == NOT_HELD[away]
