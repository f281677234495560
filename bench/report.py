"""The results as Markdown: a table for each thing measured, FUSE's figure and its ratio to every other language's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from statistics import median

from measure import Sample, middle
from programs import BenchProgram, Group

INTERPRETER = "interpreter"
# No figure is smaller: the kernel may count nothing at all for a program that is over at once.
SMALLEST = 1e-3


@dataclass(frozen=True, slots=True)
class Measured:
    """The samples of a program by language, one a round and side by side; `small` has FUSE and the interpreter at the small size.
    `problem` says why FUSE has none."""

    program: BenchProgram
    samples: dict[str, list[Sample]]
    small: dict[str, list[Sample]]
    problem: str | None = None

    def ratio(self, language: str, figure: Callable[[Sample], float]) -> float | None:
        """FUSE's figure by the other's, the median over the rounds."""
        return _ratio(self.samples.get("FUSE"), self.samples.get(language), figure)

    def times_faster(self) -> float | None:
        """The interpreter's processor time by FUSE's, both at the small size."""
        return _ratio(self.small.get(INTERPRETER), self.small.get("FUSE"), lambda sample: sample.cpu_ms)


def _ratio(above: list[Sample] | None, below: list[Sample] | None, figure: Callable[[Sample], float]) -> float | None:
    if not above or not below:
        return None
    return median(figure(a) / max(figure(b), SMALLEST) for a, b in zip(above, below, strict=True))


def tables(results: list[Measured], others: list[str]) -> str:
    """All tables. `others` are the languages that FUSE is compared with."""
    parts = [
        _table("processor time", "ms", results, others, lambda sample: sample.cpu_ms),
        _table("elapsed time", "ms", results, others, lambda sample: sample.elapsed_ms),
        _table("peak memory", "MiB", results, others, lambda sample: sample.peak_kib / 1024),
    ]
    problems = [f"- {result.program.name}: {result.problem}" for result in results if result.problem is not None]
    if problems:
        parts.append("Not compiled yet:\n\n" + "\n".join(problems) + "\n")
    return "\n".join(parts)


def interpreter_table(results: list[Measured]) -> str:
    """How many times faster than the interpreter each program is, Python's start left in."""
    lines = ["| at a small size | N | FUSE (ms) | interpreter (ms) | times faster |", "| --- | ---: | ---: | ---: | ---: |"]
    for result in results:
        if result.small:
            fuse, other = (middle(result.small[name]).cpu_ms for name in ("FUSE", INTERPRETER))
            lines.append(
                f"| {result.program.name} | {result.program.small} | {fuse:.2f} | {other:.0f} | {_shown(result.times_faster())} |"
            )
    lines.append(f"| **mean** | | | | **{_shown(_mean([result.times_faster() for result in results]))}** |")
    return "\n".join(lines) + "\n"


def _table(title: str, unit: str, results: list[Measured], others: list[str], figure: Callable[[Sample], float]) -> str:
    headings = [f"FUSE / {name}" for name in others]
    lines = [
        f"| {title} | FUSE ({unit}) | {' | '.join(headings)} |",
        f"| --- | ---: | {' | '.join(['---:'] * len(headings))} |",
    ]
    for result in results:
        own = f"{figure(middle(result.samples['FUSE'])):.2f}" if "FUSE" in result.samples else "not compiled yet"
        lines.append(f"| {result.program.name} | {own} | {' | '.join(_shown(result.ratio(name, figure)) for name in others)} |")
    for group in Group:
        means = [_mean([r.ratio(name, figure) for r in results if r.program.group is group]) for name in others]
        if any(mean is not None for mean in means):
            lines.append(f"| **mean: {group.value}** | | {' | '.join(f'**{_shown(mean)}**' for mean in means)} |")
    return "\n".join(lines) + "\n"


def _shown(ratio: float | None) -> str:
    if ratio is None:
        return "-"
    return f"{ratio:.2f}" if ratio < 20 else f"{ratio:.0f}"


def _mean(ratios: list[float | None]) -> float | None:
    """The geometric mean of what there is."""
    known = [ratio for ratio in ratios if ratio is not None]
    return exp(sum(map(log, known)) / len(known)) if known else None
