"""What `build` says about its own work: the step lines, the bar below them, and where the time went.

[build] aot [4/6] emit native object
[############------------] 8/16   2.1 s       on a terminal, where a step is long
time   1.93 s  43%  emit native object        with --time
time   1.80 s  40%    passes of LLVM
size    9,312 B  28%  program                      with --size-report
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field

from ..codegen.observer import BuildObserver
from ..codegen.stages import STEPS
from ..frontend.record import record
from .console import Console
from .progress_bar import ProgressBar

# Parts of a step below this share of the whole build are added up: a build runs some fifty passes.
_SMALL = 0.01


@record()
class _Span:
    """One step with its parts, in nanoseconds."""

    name: str
    duration_ns: int = 0
    parts: dict[str, int] = field(default_factory=dict)


class BuildReport(BuildObserver):
    """The report of one build. `timed`: the time goes into `Console.timing` lines when the build has ended."""

    def __init__(self, console: Console, *, timed: bool) -> None:
        self._console = console
        self._timed = timed
        self._bar = ProgressBar(shown=console.shows_bars)
        self._spans: list[_Span] = []
        self._started_ns = 0
        self._conclusion = ""
        self._sizes: list[tuple[str, int]] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Encloses the build: ends its last step, and shows the times when it went well."""
        try:
            yield
        finally:
            self._end()
        if self._conclusion:
            self._console.step("build", self._conclusion)
        for component, size in self._sizes:
            self._console.size(component, size, sum(size for _, size in self._sizes))
        if self._timed:
            self._show_times()

    def conclude(self, text: str, sizes: list[tuple[str, int]]) -> None:
        """Has `text`, what was built, at the end of a build that goes well, and the sizes of its parts."""
        self._conclusion, self._sizes = text, sizes

    def phase(self, name: str) -> None:
        """Work that is no step of an executable begins: reading and checking, or emitting a stage. It has no line of its own."""
        self._end()
        self._spans.append(_Span(name))
        self._started_ns = time.perf_counter_ns()

    def begin(self, number: int, text: str) -> None:
        self.phase(text)
        self._console.step("build", f"aot [{number}/{len(STEPS)}] {text}")
        self._bar.start()

    def advance(self, done: int, total: int) -> None:
        self._bar.advance(done, total)

    def spent(self, part: str, duration_ns: int) -> None:
        if self._spans:
            parts = self._spans[-1].parts
            parts[part] = parts.get(part, 0) + duration_ns

    def _end(self) -> None:
        self._bar.stop()
        if self._spans and not self._spans[-1].duration_ns:
            self._spans[-1].duration_ns = time.perf_counter_ns() - self._started_ns

    def _show_times(self) -> None:
        """A tool gets every part; a person those that are large enough to matter."""
        whole = sum(span.duration_ns for span in self._spans)
        least = 0 if self._console.json_lines else _SMALL * whole
        for span in self._spans:
            self._console.timing(span.name, None, span.duration_ns, whole)
            large = {name: spent for name, spent in span.parts.items() if spent >= least}
            for name, spent in large.items():
                self._console.timing(name, span.name, spent, whole)
            rest = span.duration_ns - sum(large.values())
            if large and rest >= least:
                self._console.timing("everything else", span.name, rest, whole)
        self._console.timing("total", None, whole, whole)
