"""The tests of a program, one after the other on one machine.

Each has its own variables; configs and the database connection are shared. The report comes on standard output when all have run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import BinaryIO

from ..frontend.canonical.program import Program, Test
from ..frontend.collection import fault_in_tests
from .config import load_configs
from .console import Console
from .execution import run_on_machine
from .failures import Failure, Panic
from .machine import Machine
from .report import PANIC_STATUS, error_text, failure_line
from .statements import execute_block


def run_tests(
    program: Program, filter_text: str | None, *, environ: Mapping[str, str], stdout: BinaryIO, stderr: BinaryIO, stdin: BinaryIO
) -> int:
    """Runs the tests whose name has `filter_text` in it; the status is 1 when one failed."""
    machine = Machine(program, environ, Console(stdout, stderr), stdin)
    fault = fault_in_tests(program)
    if fault is not None:
        machine.console.report(f"test error: {fault.text}")
        return 1
    tests = [test for test in program.tests if filter_text is None or filter_text in test.name]
    failed: list[bool] = []
    failure = run_on_machine(machine, lambda: failed.append(_run_all(tests, machine)))
    if failure is None:
        return int(failed[0])
    if isinstance(failure, Panic):
        machine.console.report(failure_line(failure, "text", os.getpid())[0])
        return PANIC_STATUS
    machine.console.report(f"test error: {error_text(failure)}")
    return 1


def _run_all(tests: list[Test], machine: Machine) -> bool:
    """Whether a test failed. Errors: what the configs raise, or a panic, which ends all tests."""
    if not tests:
        machine.console.print("0 tests")
        return False
    load_configs(machine.program.configs, machine)
    lines, failures = [], 0
    for test in tests:
        problem = _run_one(test, machine)
        failures += problem is not None
        lines.append(f"ok {test.name}" if problem is None else f"FAILED {test.name}: {problem}")
    lines.append(f"FAILED ({failures} failed of {len(tests)} tests)" if failures else f"ok ({len(tests)} tests)")
    for line in lines:
        machine.console.print(line)
    return failures > 0


def _run_one(test: Test, machine: Machine) -> str | None:
    """What a test failed with."""
    try:
        jump = execute_block(test.body, {}, machine)
    except Panic:
        raise
    except Failure as failure:
        return error_text(failure)
    return None if jump is None else "return not allowed in test"
