"""The interpreter: the semantic authority on the canonical program.

In:   a `canonical.Program`, an environment and byte streams.
Out:  what the program writes, and its exit status.
Why:  the JIT and the executables are tested against this code, so it is written to be read: values are immutable Python
      values, every operation is spelled out, and nothing is optimized.

One subject a file. Values: `values`, `stringification`, `operators`, `access`, `checked_conversion`, `validation`, `conversion`,
`json_encoding`, `json_decoding`. Code: `evaluation`, `expressions`, `dynamic`, `markup`, `statements`, `patterns`, `tasks`.
Programs: `machine` (the state of one that runs), `config`, `command_line`, `console`, `signals`, `failures`, `report`, `execution`
(from start to exit status), `program_tests`, `migrate`. Folders: `builtins`, `database`, `http`, loaded when a program needs them.
"""

from .execution import run

__all__ = ["run"]
