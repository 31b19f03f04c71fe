"""Child processes: what ends one ends nothing else."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from indexer.pdf import children
from indexer.pdf.children import Children, Died
from indexer.pdf.limits import Doing

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals and limits")


@pytest.fixture
def pool() -> Iterator[Children]:
    pool = Children(most=2)
    yield pool
    pool.close()


def test_a_child_is_used_again_and_an_error_is_raised_here(pool: Children) -> None:
    first = pool.call(os.getpid)
    assert first != os.getpid()
    with pytest.raises(ZeroDivisionError):
        pool.call(divmod, 1, 0)
    assert pool.call(os.getpid) == first


@posix
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_death_is_told_and_the_next_call_has_another_child(
    pool: Children, number: signal.Signals
) -> None:
    first = pool.call(os.getpid)
    with pytest.raises(Died) as death:
        pool.call(signal.raise_signal, number)
    assert death.value.killed is (number == signal.SIGKILL)
    assert pool.call(os.getpid) != first


@posix
def test_a_child_that_died_while_it_waited_is_not_missed(pool: Children) -> None:
    pid = pool.call(os.getpid)
    os.kill(pid, signal.SIGKILL)
    for _ in range(3):
        assert pool.call(divmod, 7, 2) == (3, 1)


def test_one_that_takes_too_long_or_is_not_wanted_is_ended(
    pool: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool.call(os.getpid)
    started = time.monotonic()
    with pytest.raises(Died):
        pool.call(time.sleep, 100, wanted=lambda: False)
    monkeypatch.setattr(children, "SECONDS", dict.fromkeys(Doing, 0.2))
    with pytest.raises(Died) as death:
        pool.call(time.sleep, 100)
    assert death.value.slow
    assert time.monotonic() - started < 60


@posix
def test_memory_is_limited(pool: Children) -> None:
    with pytest.raises(MemoryError):
        pool.call(bytearray, 2**32)
    assert pool.call(len, bytes(10)) == 10


def test_children_work_side_by_side_and_no_more_than_may(pool: Children) -> None:
    pids: list[int] = []

    def ask() -> None:
        pids.append(pool.call(os.getpid))
        pool.call(time.sleep, 0.2)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 6
    assert 1 <= len(set(pids)) <= 2
