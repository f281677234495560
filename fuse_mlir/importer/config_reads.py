"""Config fields that may be read before they are loaded: by a function that the default of an earlier field calls. Whatever uses
the database reads where it is.

In:  a canonical program. Out: (config, field).
A loaded field is a global. For these few the program also keeps whether they are loaded, because reading one too early has to fail.
"""

from __future__ import annotations

from ..frontend.canonical import program as c
from ..frontend.canonical.walk import descendants

ConfigField = tuple[str, str]

# What the first use of the database reads.
DATABASE_URL: ConfigField = ("App", "dbUrl")
DATABASE_POOL_SIZE: ConfigField = ("App", "dbPoolSize")


def early_reads(program: c.Program) -> frozenset[ConfigField]:
    bodies = {function.name: function for function in program.functions}
    loaded: set[ConfigField] = set()
    early: set[ConfigField] = set()
    for config in program.configs:
        for field in config.fields:
            early |= _reads_of_calls(field.default, bodies) - loaded
            loaded.add((config.name, field.name))
    return frozenset(early)


def _reads_of_calls(default: c.Expr, bodies: dict[str, c.Function]) -> set[ConfigField]:
    """The config fields that the functions called from a default may read, and what it reads itself to use the database."""
    reads: set[ConfigField] = set()
    seen: set[str] = set()
    pending: list[c.Expr | c.Function] = [default]
    while pending:
        part = pending.pop()
        for node in descendants(part):
            if isinstance(node, c.ConfigRef):
                # The checker knows whether a default may read a field itself.
                if part is not default:
                    reads.add((node.config, node.field))
            elif isinstance(node, c.Call):
                if node.function not in seen:
                    seen.add(node.function)
                    pending.append(bodies[node.function])
            elif _uses_database(node):
                reads |= {DATABASE_URL, DATABASE_POOL_SIZE}
    return reads


def _uses_database(node: object) -> bool:
    return isinstance(node, c.Transaction) or (
        isinstance(node, c.BuiltinCall | c.NamedRef) and node.name.startswith(("db.", "query."))
    )
