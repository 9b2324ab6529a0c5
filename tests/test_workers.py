"""A process that is asked one thing after another, and can be stopped."""

import os
import time
from multiprocessing import get_context

import pytest

from notices.workers import DiedError, started


def adding(more: int):
    """Return what adds; of a negative number the process ends, and 0 takes long."""

    def added(number: int) -> int:
        if number < 0:
            os._exit(7)
        if not number:
            time.sleep(600)
        return number + more

    return added


@pytest.fixture
def worker():
    worker = started(get_context("spawn"), adding, 10)
    assert worker.ask(None, 60) is None
    yield worker
    worker.end()


def test_it_answers_one_thing_after_another(worker):
    assert [worker.ask(number, 60) for number in (1, 2, 3)] == [11, 12, 13]


def test_one_that_dies_is_told_with_its_exit_code(worker):
    with pytest.raises(DiedError) as error:
        worker.ask(-1, 60)

    assert error.value.args == (7,)
    assert not worker.process.is_alive()


def test_one_that_is_too_slow_is_ended(worker):
    with pytest.raises(TimeoutError):
        worker.ask(0, 0.2)

    assert not worker.process.is_alive()
    with pytest.raises(DiedError):
        worker.ask(1, 60)
