"""The system call filter, run on every call by an interpreter of its own, and the frames that results travel in."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

if not sys.platform.startswith("linux"):
    pytest.skip("seccomp is Linux's", allow_module_level=True)

from verifier.sandbox import landlock, seccomp
from verifier.sandbox.frames import decode, read_frame, write_frame
from verifier.sandbox.syscalls import ALWAYS, AUDIT_ARCH, CHECKED, SCRATCH, numbers

pytestmark = pytest.mark.alone

ALLOW, DENY, NO_CALL, KILL = "allow", "EPERM", "ENOSYS", "kill"
MACHINES = ("x86_64", "aarch64")
MANY = 2**32
ME = 4711


def verdict(steps: list[seccomp.Instruction], arch: int, number: int, arguments: tuple[int, ...] = (0,) * 6) -> str:
    """What a filter says of a call: classic BPF as the kernel's networking/filter.rst has it, for the codes in use."""
    words = {0: number, 4: arch}
    for i, argument in enumerate(arguments):
        words[16 + 8 * i], words[20 + 8 * i] = argument % MANY, argument >> 32
    accumulator = at = 0
    while True:
        code, yes, no, k = steps[at]
        at += 1
        if code == 0x20:
            accumulator = words[k]
        elif code == 0x06:
            known = {0x7FFF0000: ALLOW, 0x50000 | errno.EPERM: DENY, 0x50000 | errno.ENOSYS: NO_CALL, 0x80000000: KILL}
            return known[k]
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: bool(accumulator & k)}[code]
            at += yes if holds else no


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("scratch", [True, False])
def test_every_call_is_denied_but_those_listed(machine: str, scratch: bool) -> None:
    steps = seccomp.program(machine, ME, scratch)
    listed = set(numbers(machine, *ALWAYS, *((SCRATCH,) if scratch else ())).values())
    checked = set(numbers(machine, CHECKED).values())
    assert listed.isdisjoint(checked) and len(steps) < 4096  # BPF_MAXINSNS
    for number in range(1024):
        if number not in checked:
            assert verdict(steps, AUDIT_ARCH[machine], number) == (ALLOW if number in listed else DENY), number


def test_calls_of_another_machine_end_the_process() -> None:
    steps = seccomp.program("x86_64", ME, True)
    assert verdict(steps, 0x40000003, 11) == KILL  # execve of 32-bit x86
    assert verdict(steps, AUDIT_ARCH["x86_64"], 0x40000000 | 59) == KILL  # x32


ARGUMENTS = st.one_of(
    st.integers(0, 2**64 - 1), st.integers(0, 2000), st.sampled_from([ME, 0x10000, 0x3D0F00, 2**32, MANY - 1])
)


@given(st.sampled_from(sorted(seccomp.rules(ME, True))), st.tuples(*[ARGUMENTS] * 6), st.booleans())
@example("clone", (0x3D0F00, 0, 0, 0, 0, 0), True)  # a thread, as glibc starts it
@example("clone", (0x01200011, 0, 0, 0, 0, 0), True)  # a process, as glibc forks it
@example("clone", (0x10000 | 0x20000000, 0, 0, 0, 0, 0), True)  # a thread in a new namespace
@example("kill", (MANY - 1, 9, 0, 0, 0, 0), True)  # -1: everybody
@example("openat", (MANY - 100, 0, os.O_WRONLY | os.O_CREAT, 0, 0, 0), False)
@example("prlimit64", (0, 7, 2**32, 0, 0, 0), True)  # a pointer whose lower half is zero
def test_arguments_decide_as_the_table_says(name: str, arguments: tuple[int, ...], scratch: bool) -> None:
    first, second, third = (a % MANY for a in arguments[:3])
    thread = bool(first & 0x10000) and not first & 0x7E020080
    expected: dict[str, bool] = {
        "openat": scratch or not third & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND),
        "clone": thread,
        "kill": first == ME,
        "tgkill": first == ME,
        "prlimit64": arguments[2] == 0,
        "prctl": first in (15, 16),
        "ioctl": second in seccomp.IOCTLS,
        "fcntl": second in seccomp.FCNTLS,
        "socketpair": first == 1,
    }
    for machine in MACHINES:
        steps = seccomp.program(machine, ME, scratch)
        said = verdict(steps, AUDIT_ARCH[machine], numbers(machine, CHECKED)[name], arguments)
        assert said == (NO_CALL if name == "clone3" else ALLOW if expected[name] else DENY)


@pytest.mark.parametrize(
    "machine, header",
    [("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), ("aarch64", "/usr/include/asm-generic/unistd.h")],
)
def test_numbers_are_those_of_the_kernels_headers(machine: str, header: str) -> None:
    if not Path(header).is_file():
        pytest.skip("the kernel's headers are not installed")
    text = Path(header).read_text()
    real = {name: int(n) for name, n in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    ours = numbers(machine, *ALWAYS, SCRATCH, CHECKED)
    renamed = {"newfstatat": "fstatat"} if machine == "aarch64" else {}
    assert {name: real[renamed.get(name, name)] for name in ours} == ours


def test_landlock_handles_every_right_that_a_version_knows() -> None:
    assert [landlock.file_rights(v).bit_length() for v in range(1, 8)] == [13, 14, 15, 15, 16, 16, 16]


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_a_frame_comes_back_as_it_was_sent(value: Any) -> None:
    reading, writing = os.pipe()
    try:
        write_frame(writing, value)
        assert read_frame(reading, 1 << 16) == value
    finally:
        os.close(reading)
        os.close(writing)


@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
def test_bytes_that_are_no_json_are_a_value_error(body: bytes) -> None:
    try:
        decode(body)
    except ValueError:
        return


@pytest.mark.parametrize("data, error", [(b"", EOFError), (b"\0\0\0\5ab", EOFError), (b"\xff\xff\xff\xff", ValueError)])
def test_a_frame_that_is_cut_or_too_long(data: bytes, error: type[Exception]) -> None:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    try:
        with pytest.raises(error):
            read_frame(reading, 1000)
    finally:
        os.close(reading)
