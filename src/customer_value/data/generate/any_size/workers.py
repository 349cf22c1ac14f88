"""Several processes that share a list of work."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeVar

from customer_value.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_parallel(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """Do the work on each item and give the results as they come, in any order.

    Parameters
    ----------
    work
        A function of a module, since each process imports it anew.
    items
        What to work on.
    workers
        Number of processes; 1 means this one.

    Raises
    ------
    SetupError
        If a process is ended from outside.

    Examples
    --------
    >>> list(in_parallel(abs, [-1, -2], workers=1))
    [1, 2]
    """
    if workers == 1 or len(items) < 2:
        yield from map(work, items)
        return
    pool = ProcessPoolExecutor(min(workers, len(items)), mp_context=get_context("spawn"), initializer=_follow_parent)
    try:
        for done in as_completed([pool.submit(work, item) for item in items]):
            yield done.result()
    except BrokenProcessPool:
        raise SetupError(
            "a worker was ended from outside; the machine may lack memory (300 MB for each worker). "
            "What is finished is kept: type the same command again, perhaps with fewer workers"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed parent cannot say goodbye."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
