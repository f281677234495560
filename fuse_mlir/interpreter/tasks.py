"""Tasks: blocks that run on a pool of threads.

The pool cannot deadlock. A task captures only what existed before it, so tasks wait for each other without cycles; and whoever
awaits a task that no thread has begun runs it himself, so a full pool never keeps a task from its turn.
A failure is stored and raised at every await with its kind: error values as error values, runtime errors with their text. A panic
ends the task's thread in compiled programs, so that nobody can say more about it than `task execution failed (worker
disconnected)`.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue

from .failures import Panic, RuntimeFailure
from .task_metrics import CLASSES, snapshot_of
from .values import Value

# Where the classes of latencies end, in microseconds; the last has no end.
_LATENCY_BOUNDS_US = (1_000, 10_000, 100_000, 1_000_000)


class TaskValue:
    """A block that runs once; `await_value` gives its value as often as one likes."""

    def __init__(self, body: Callable[[], Value], ended: Callable[[TaskValue], None]) -> None:
        self._body = body
        self._claim = threading.Lock()
        self._done = threading.Event()
        self._failure: BaseException | None = None
        self._value: Value = None
        self._ended = ended
        self.spawned_ns = time.monotonic_ns()

    def run_unless_begun(self) -> None:
        if not self._claim.acquire(blocking=False):
            return
        try:
            self._value = self._body()
        except (Panic, RecursionError, MemoryError):
            self._failure = RuntimeFailure("task execution failed (worker disconnected)")
        except BaseException as failure:  # handed to whoever awaits, a fault of the interpreter too
            self._failure = failure
        finally:
            self._ended(self)
            self._done.set()

    def await_value(self) -> Value:
        """The task's value; raises what the task raised."""
        self.run_unless_begun()
        self._done.wait()
        if self._failure is not None:
            raise self._failure.with_traceback(None)
        return self._value


@dataclass
class TaskPool:
    """Threads are started as tasks come, at most as many as there are processors, and two at least. They are daemons: tasks that
    nobody awaited are abandoned when the program ends."""

    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 1))

    def __post_init__(self) -> None:
        self._queue: SimpleQueue[TaskValue] = SimpleQueue()
        self._threads = 0
        self._lock = threading.Lock()
        self._spawned = 0
        self._latencies_us: list[int] = []

    def spawn(self, body: Callable[[], Value]) -> TaskValue:
        task = TaskValue(body, self._count)
        with self._lock:
            self._spawned += 1
            start = self._threads < self.workers
            self._threads += start
        if start:
            threading.Thread(target=self._work, name="fuse task", daemon=True).start()
        self._queue.put(task)
        return task

    def snapshot(self) -> dict[str, object] | None:
        """The concurrency metrics; None when nothing was spawned."""
        with self._lock:
            spawned, latencies = self._spawned, list(self._latencies_us)
        if not spawned:
            return None
        classes = [0] * len(CLASSES)
        for latency in latencies:
            classes[sum(latency >= bound for bound in _LATENCY_BOUNDS_US)] += 1
        return snapshot_of(
            spawned=spawned,
            completed=len(latencies),
            queued=self._queue.qsize(),
            workers=self.workers,
            total_us=sum(latencies),
            classes=classes,
        )

    def _work(self) -> None:
        while True:
            self._queue.get().run_unless_begun()

    def _count(self, task: TaskValue) -> None:
        with self._lock:
            self._latencies_us.append((time.monotonic_ns() - task.spawned_ns) // 1000)
