"""What a program that used tasks tells about them, to those who asked for it.

In:   counts, and the latencies of tasks from spawn to end; how the program was run.
Out:  lines for standard error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .json_encoding import encode_json

# The names of the classes of latencies, the fastest first.
CLASSES = ("lt_1ms", "lt_10ms", "lt_100ms", "lt_1s", "ge_1s")


def snapshot_of(
    *, spawned: int, completed: int, queued: int, workers: int, total_us: int, classes: Sequence[int]
) -> dict[str, object]:
    """The metrics; `classes` has the number of tasks of each class of CLASSES."""
    return {
        "active_tasks": spawned - completed,
        "avg_latency_us": total_us // completed if completed else 0,
        "latency_hist": dict(zip(CLASSES, classes, strict=True)),
        "queue_depth": queued,
        "total_completed": completed,
        "total_spawned": spawned,
        "worker_count": workers,
    }


def metrics_lines(snapshot: dict[str, object] | None, diagnostics: str, environ: Mapping[str, str]) -> list[str]:
    """The lines; none for a program without tasks (None), or when nobody asked."""
    if snapshot is None:
        return []
    lines = []
    if diagnostics == "json":
        lines.append(encode_json({"event": "concurrency.snapshot", **snapshot}))
    if environ.get("FUSE_METRICS_HOOK", "").strip().lower() == "stderr":
        lines.append("metrics: " + encode_json({"metric": "concurrency.snapshot", **snapshot}))
    return lines
