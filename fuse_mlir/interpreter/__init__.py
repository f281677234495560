"""The interpreter: the semantic authority on the canonical program.

In:   a `canonical.Program`, an environment and two byte streams.
Out:  what the program writes, and its exit status.
Why:  the JIT and the executables are tested against this code, so it is written to be read: values are immutable Python
      values, every operation is spelled out, and nothing is optimized.

One subject a file: `values`, `operators`, `expressions`, `statements`, `patterns`, `validation`, `conversion`, `config`,
`failures`, `report`, `console`, `machine` (the state of a running program) and `execution` (a program from start to exit status).
"""

from .execution import run

__all__ = ["run"]
