"""In-process execution of programs."""

from .in_process import run

__all__ = ["run"]
