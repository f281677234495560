"""The results as Markdown: a table for each thing measured, FUSE's figure and its ratio to every other language's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from statistics import median

from measure import Sample, middle
from programs import BenchProgram, Group

INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Measured:
    """The samples of a program by language, one a round and side by side; `small` has FUSE and the interpreter at the small size.
    `problem` says why FUSE has none."""

    program: BenchProgram
    samples: dict[str, list[Sample]]
    small: dict[str, list[Sample]]
    problem: str | None = None

    def ratio(self, language: str, figure: Callable[[Sample], float]) -> float | None:
        """FUSE's figure by the other's, the median over the rounds; for the interpreter, how many times faster FUSE is."""
        if language == INTERPRETER:
            fuse, other = self.small.get(INTERPRETER), self.small.get("FUSE")
        else:
            fuse, other = self.samples.get("FUSE"), self.samples.get(language)
        if not fuse or not other:
            return None
        return median(figure(a) / max(figure(b), 1e-3) for a, b in zip(fuse, other, strict=True))


def tables(results: list[Measured], others: list[str]) -> str:
    """All tables. `others` are the languages that FUSE is compared with."""
    compared = [*others, *([INTERPRETER] if any(result.small for result in results) else [])]
    parts = [
        _table("processor time", "ms", results, compared, lambda sample: sample.cpu_ms),
        _table("elapsed time", "ms", results, others, lambda sample: sample.elapsed_ms),
        _table("peak memory", "MiB", results, others, lambda sample: sample.peak_kib / 1024),
    ]
    problems = [f"- {result.program.name}: {result.problem}" for result in results if result.problem is not None]
    if problems:
        parts.append("Not compiled yet:\n\n" + "\n".join(problems) + "\n")
    return "\n".join(parts)


def _table(title: str, unit: str, results: list[Measured], others: list[str], figure: Callable[[Sample], float]) -> str:
    headings = [f"FUSE / {name}" if name != INTERPRETER else f"times the {name}" for name in others]
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
