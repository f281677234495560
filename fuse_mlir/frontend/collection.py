"""What makes the tests or the migrations of a program impossible to run: blank and duplicate names.

In: a checked program. Out: the message, None where there is nothing wrong. A check does not ask; whoever runs them does.
Source: semantics 14.2 and 14.3.
"""

from __future__ import annotations

from .canonical import program as ir
from .messages.loading import DUPLICATE_MIGRATION, DUPLICATE_TEST, EMPTY_MIGRATION_NAME, EMPTY_TEST_NAME
from .messages.template import Message


def fault_in_tests(program: ir.Program) -> Message | None:
    """The first fault in the names of tests, by module and place."""
    paths: dict[str, str] = {}
    for test in sorted(program.tests, key=lambda each: (each.module, each.span.start)):
        if not test.name.strip():
            return EMPTY_TEST_NAME()
        if test.name in paths:
            return DUPLICATE_TEST(name=test.name, path=paths[test.name])
        paths[test.name] = _path(program, test.module)
    return None


def fault_in_migrations(program: ir.Program) -> Message | None:
    """The first fault in the names of migrations, by module and place; a name is unique in its package."""
    paths: dict[tuple[str, str], str] = {}
    for migration in sorted(program.migrations, key=lambda each: (each.module, each.span.start)):
        if not migration.name.strip():
            return EMPTY_MIGRATION_NAME()
        key = (migration.package, migration.name)
        if key in paths:
            package = migration.package or "<default>"
            return DUPLICATE_MIGRATION(name=migration.name, package=package, path=paths[key])
        paths[key] = _path(program, migration.module)
    return None


def _path(program: ir.Program, module: int) -> str:
    return next((each.path for each in program.modules if each.id == module), program.path)
