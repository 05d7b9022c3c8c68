"""The sandbox as its callers see it: what a program's result is, what a run may use, and that nothing stays behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verifier.sandbox_arena import PATIENT, REPOSITORY, templates
from verifier.sandbox import pool as pool_module
from verifier.sandbox.layers import LINUX, MEANING, expected, missing
from verifier.sandbox.limits import Limits
from verifier.sandbox.outcome import NOTHING, SandboxError, printable
from verifier.sandbox.pool import SandboxPool

pytestmark = pytest.mark.alone

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(scope="module")
def pool() -> Iterator[SandboxPool]:
    with SandboxPool(PATIENT) as made:
        yield made


@pytest.mark.parametrize(
    "program, text",
    [
        ("print(6 * 7)", "42"),
        ("x = 6\nx * 7", "42"),
        ("print('a')\nprint('b')\n5", "a\nb"),
        ("from fractions import Fraction\nsum(Fraction(1, n) for n in range(1, 5))", "25/12"),
        ("import datetime\ndatetime.date(2024, 2, 28) + datetime.timedelta(days=2)", "2024-03-01"),
        ("import itertools, math\nlen(list(itertools.combinations(range(6), 3))) == math.comb(6, 3)", "True"),
        ("import sympy\nx = sympy.Symbol('x')\nsympy.solve(x**2 - 5*x + 6, x)", "[2, 3]"),
        ("import importlib\nimportlib.import_module('sym' 'py').Integer(7)", "7"),
        ("def f(n): return 1 if n < 2 else n * f(n - 1)\nif __name__ == '__main__': print(f(20))", "2432902008176640000"),
        ("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nP(3)", "P(x=3)"),
        ("print('naïve 漢字 🙂')", "naïve 漢字 🙂"),
        ("with open('note', 'w') as f: f.write('kept')\nopen('note').read()", "kept"),
        ("raise SystemExit", NOTHING),
        ("x = 1", NOTHING),
        ("", NOTHING),
        ("print(3)\nraise SystemExit(0)", "3"),
    ],
)  # fmt: skip
def test_what_a_program_says(pool: SandboxPool, program: str, text: str) -> None:
    outcome = pool.run(program)
    assert outcome.text == text and outcome.ok == (text != NOTHING)


@pytest.mark.parametrize(
    "program, error",
    [
        ("x = 0\n1 / x", "ZeroDivisionError: division by zero (line 2)"),
        ("def f():\n    return y\nf()", "NameError: name 'y' is not defined (line 2)"),
        ("print(1\nx = = 2", "SyntaxError: '(' was never closed (line 1)"),
        ("import numpy", "ModuleNotFoundError: No module named 'numpy' (line 1)"),
        ("import torch", "ModuleNotFoundError: No module named 'torch' (line 1)"),
        ("import verifier.calculator", "ModuleNotFoundError: No module named 'verifier.calculator' (line 1)"),
        ("assert 1 > 2", "AssertionError (line 1)"),
        ("raise SystemExit('no roots')", "SystemExit: no roots (line 1)"),
        ("import json\njson.loads('{')", "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1) (line 2)"),
        ("x = [0] * 10**9", "used more than 512 MB of memory"),
        ("import ctypes\nctypes.string_at(0)", "the program crashed (SIGSEGV)"),
        ("import os\nos._exit(3)", "the program ended without a result"),
        ("print('x' * 10_001)", "printed more than 10,000 characters"),
        ("'x' * 10_001", "printed more than 10,000 characters"),
        ("#" * 20_001, "the program has more than 20,000 characters"),
        ("'\ud800'", "the program is not text"),
    ],
)  # fmt: skip
def test_errors_are_one_line_in_plain_words(pool: SandboxPool, program: str, error: str) -> None:
    outcome = pool.run(program)
    assert not outcome.ok and outcome.text == outcome.error == error


def test_an_error_keeps_what_was_printed_before_it(pool: SandboxPool) -> None:
    outcome = pool.run("print(5)\n1/0")
    assert outcome.printed == "5\n" and outcome.text == "ZeroDivisionError: division by zero (line 2)"


def test_nothing_that_a_terminal_obeys_comes_through(pool: SandboxPool) -> None:
    assert pool.run("print('\\x1b[2Jclear\\x07\\x9b5n\\r')").printed == " [2Jclear  5n \n"
    assert printable("a\u202eb\u2028c\x7f\n") == "a b c \n"


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn"]), min_size=1, max_size=200
    )
)
def test_printable_text_comes_back_as_it_was_printed(pool: SandboxPool, text: str) -> None:
    assert pool.run(f"print({text!r})").text == text


def test_runs_know_nothing_of_each_other(pool: SandboxPool) -> None:
    pool.run("import math, builtins\nmath.pi = 3\nbuiltins.left = 1\nopen('note', 'w').write('x')")
    assert (
        pool.run("import math, os\nmath.pi > 3.1, hasattr(__builtins__, 'left'), os.listdir('.')").text
        == "(True, False, [])"
    )


def test_a_run_can_be_repeated(pool: SandboxPool) -> None:
    program = "import random\nrandom.sample(range(10**6), 5)"
    assert pool.run(program).text == pool.run(program).text


def test_the_scratch_directory_is_empty_again_whatever_was_left_in_it(pool: SandboxPool) -> None:
    if "mount" in missing(pool.run("1").layers):
        pytest.skip("without a mount namespace there is no directory to write to")
    pool.run(
        "import os\nfor i in range(200):\n    os.umask(0o777)\n    os.mkdir('d')\n    try: os.chdir('d')\n    except OSError: break"
    )
    pool.run("import os\nfor i in range(200):\n    os.mkdir('d')\n    os.chdir('d')\nopen('x', 'w')")
    assert pool.run("import os\nos.listdir('.')").text == "[]"


def test_the_deadline_ends_the_run_and_not_the_template(pool: SandboxPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "GRACE_SECONDS", 30.0)  # on a busy machine a template may be late itself
    pool.run("1")
    before = [template.process.pid for template in pool._idle]
    started = time.monotonic()
    outcome = pool.run("while True: pass", Limits(seconds=0.2))
    assert outcome.error == "took longer than 0.2 s" and time.monotonic() - started < 20
    assert [template.process.pid for template in pool._idle] == before


def test_threads_share_the_pool() -> None:
    with SandboxPool(PATIENT) as pool, ThreadPoolExecutor(3) as threads:
        answers = threads.map(lambda n: pool.run(f"{n} * {n}").text, range(30))
        assert list(answers) == [str(n * n) for n in range(30)]


def test_a_template_that_died_is_replaced(pool: SandboxPool) -> None:
    pool.run("1")
    for template in pool._idle:
        template.process.kill()
        template.process.wait()
    assert pool.run("2 * 21").text == "42"


def test_a_template_that_hangs_is_killed_after_the_deadline() -> None:
    with SandboxPool(Limits(seconds=0.2)) as pool:
        pool.run("1", PATIENT)
        template = pool._idle[0].process
        os.kill(template.pid, signal.SIGSTOP)
        started = time.monotonic()
        assert pool.run("1 + 1").error == "took longer than 0.2 s"
        assert time.monotonic() - started < 20 and template.poll() is not None
        assert pool.run("1 + 1", PATIENT).text == "2"


@linux
def test_a_template_that_was_killed_while_its_reply_was_read_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read = pool_module.read_frame

    def paused(source: int, size: int) -> object:
        frame = read(source, size)
        if frame == "gone":  # as on a busy machine, which goes on with the caller when its time is over
            os.waitid(os.P_PID, template.pid, os.WEXITED | os.WNOWAIT)
        return frame

    monkeypatch.setattr(pool_module, "GRACE_SECONDS", 0.0)
    with SandboxPool(PATIENT) as pool:
        pool.run("1")
        template = pool._idle[0].process
        with monkeypatch.context() as slow:
            slow.setattr(pool_module, "read_frame", paused)
            assert pool.run("1 + 1", Limits(seconds=3.0)).text == "2"
        assert pool._idle == [] and pool.run("2 + 2").text == "4"


def test_a_template_that_never_starts_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(pool_module, "START_SECONDS", 0.2)
    with SandboxPool() as pool, pytest.raises(SandboxError, match="did not start"):
        pool.run("1")


def test_an_environment_without_the_callers_variables(pool: SandboxPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLD", "42")
    with SandboxPool(PATIENT) as fresh:
        assert fresh.run("import os\nsorted(set(os.environ) - {'LC_CTYPE'})").text == "[]"


def test_without_fork_every_run_is_a_process_of_its_own() -> None:
    with SandboxPool(PATIENT, once=True) as pool:
        assert pool.run("print(6 * 7)").text == "42"
        outcome = pool.run("import sympy\nsympy.Integer(6) / 4")
        assert outcome.text == "3/2" and outcome.layers == ("process", "rlimits") and pool._idle == []
        assert pool.run("1 / 0").error == "ZeroDivisionError: division by zero (line 1)"
        assert pool.run("while True: pass", Limits(seconds=0.3)).error == "took longer than 0.3 s"


def test_layers_that_are_not_wanted_are_not_named_and_missing() -> None:
    with SandboxPool(PATIENT, layers=("process", "rlimits")) as pool:
        outcome = pool.run("1 + 1")
    assert outcome.text == "2" and outcome.layers == ("process", "rlimits")
    assert outcome.missing == tuple(name for name in LINUX if name not in ("process", "rlimits"))


@pytest.mark.parametrize("name", LINUX[1:])
def test_a_strict_sandbox_refuses_to_run_with_fewer_layers(name: str, tmp_path: Path) -> None:
    with SandboxPool(strict=True, layers=[layer for layer in LINUX if layer != name]) as pool:
        with pytest.raises(SandboxError, match=f"lacks {name}") as raised:
            pool.run("1")
        assert raised.value.exit_code == 2 and "doctor" in raised.value.hint


def test_a_strict_sandbox_runs_nothing_where_a_layer_turns_out_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "missing", lambda layers: ())  # so that only the process itself can find out
    with SandboxPool(strict=True, layers=[layer for layer in LINUX if layer != "landlock"]) as pool:
        with pytest.raises(SandboxError, match="lacks landlock"):
            pool.run("1")
        assert pool._idle  # the template is as good as before


def test_a_strict_sandbox_runs_behind_all_layers(pool: SandboxPool) -> None:
    if pool.run("1").missing:
        pytest.skip(f"this machine lacks {pool.run('1').missing}")
    with SandboxPool(PATIENT, strict=True) as strict:
        assert strict.run("6 * 7").layers == LINUX


def test_every_platform_has_its_own_layers_and_each_is_explained() -> None:
    assert expected("linux") == LINUX == tuple(MEANING)
    assert expected("darwin") == ("process", "rlimits") and expected("win32") == ("process",)


@linux
def test_a_killed_caller_leaves_nothing_behind() -> None:
    code = (
        "import os, signal, threading, time; from verifier.sandbox.limits import Limits;"
        "from verifier.sandbox.pool import SandboxPool; p = SandboxPool(Limits(seconds=600)); p.run('1');"
        "threading.Thread(target=p.run, args=('while True: pass',)).start();"
        "any(time.sleep(0.01) for _ in iter(lambda: len(p._idle), 0));"  # until the run has the template
        "time.sleep(0.3); os.kill(os.getpid(), signal.SIGKILL)"
    )
    before = templates()
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False)
    deadline = time.monotonic() + 30  # less than the run would have had
    while templates() - before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert templates() - before == set()


@linux
def test_closing_ends_the_templates_and_a_later_run_starts_a_new_one() -> None:
    before = templates()
    pool = SandboxPool(PATIENT)
    pool.run("1")
    assert len(templates() - before) == 1
    pool.close()
    assert templates() - before == set() and pool.run("2").text == "2"
    pool.close()


def leftovers() -> tuple[int, int]:
    gc.collect()
    return len(os.listdir("/proc/self/fd")), len(templates())


def check_that_nothing_is_left(count: int, folder: Path) -> None:
    before = leftovers()
    with SandboxPool(PATIENT) as pool:
        pool.run("1")
        running, inside = leftovers(), os.listdir(f"/proc/{pool._idle[0].process.pid}/fd")
        for n in range(count):
            pool.run(f"print({n})\nopen('f', 'w').write('x')")
        assert leftovers() == running
        assert os.listdir(f"/proc/{pool._idle[0].process.pid}/fd") == inside
    assert leftovers() == before and list(folder.iterdir()) == []


@pytest.mark.slow
@linux
def test_a_hundred_runs_leave_no_descriptor_process_or_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    check_that_nothing_is_left(100, tmp_path)


@linux
@pytest.mark.slow
def test_a_thousand_runs_leave_no_descriptor_process_or_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    check_that_nothing_is_left(1000, tmp_path)
