"""The gate: every program of the corpus is built twice for every target, in two places that have nothing in common (`places.py`).

    python test/determinism/gate.py [--target NAME]... [--every N] [--in-turn]

In:   `test/parity/`, `examples/`, and a package of 40 modules.
Out:  a line a difference, which names the program and the first stage that differs; a summary; exit status 1 when anything differs.
      `--every N` builds the Nth programs only; `--in-turn` builds all of them, each for one target, so that every target has its
      share.

Compared are messages, the canonical program, each stage of MLIR with its locations, LLVM IR, object, executable and the file
with its symbols.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT / "test/semantics"), str(_ROOT / "bench")]

from corpus import cases_of  # noqa: E402
from package_source import write_package  # noqa: E402
from places import PLACES, prepare, start  # noqa: E402

from fuse_mlir.codegen.link import prepare_link  # noqa: E402
from fuse_mlir.codegen.runtime_archive import Variant, runtime_file  # noqa: E402
from fuse_mlir.codegen.targets import default_target, find_target, target_names  # noqa: E402

# What a process said: program → stage → hash, stages in the order of the pipeline.
Found = dict[str, dict[str, str]]


def corpus(every: int = 1) -> dict[str, str]:
    """Files by name; the names of programs begin with a number."""
    files = {}
    texts = [
        (case.file_name, case.text)
        for folder in (_ROOT / "test/parity", _ROOT / "examples")
        for path in sorted(folder.glob("*.fuse"))
        for case in cases_of(path, folder)
    ]
    for number, (name, text) in enumerate(texts[::every]):
        files[f"{number}_{name}"] = text
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "package"
        write_package(package, 1000)
        files |= {f"package/{path.name}": path.read_text() for path in sorted(package.iterdir())}
        files[f"package/{len(files)}_main.fuse"] = files.pop("package/main.fuse")
    return files


def programs_of(files: dict[str, str]) -> list[str]:
    return [name for name in files if Path(name).name[0].isdigit()]


def build_twice(targets: list[str], files: dict[str, str], *, in_turn: bool) -> list[Found]:
    """What each place came to. `in_turn`: each program is built for one target. Errors: SystemExit where a process failed."""
    for target in map(find_target, targets):
        # Beforehand: the cache that one place copies has what the other uses.
        prepare_link(target, database=True)
        runtime_file(target, Variant.BITCODE)
    root = Path(tempfile.mkdtemp(prefix="fuse-determinism."))
    # Another user has to get to his folder in it.
    root.chmod(0o755)
    try:
        roots = [root / str(number) for number in range(len(PLACES))]
        folders = [prepare(place, own, files, default_target("release").name) for place, own in zip(PLACES, roots, strict=True)]
        found: list[Found] = [{}, {}]
        for group in _processes(targets):
            running = []
            for place, own, folder in zip(PLACES, roots, folders, strict=True):
                names = programs_of(files)
                order = names[::-1] if place.reverse else names
                running.append(start(place, own, folder, [",".join(group), ",".join(order), ",".join(targets) if in_turn else ""]))
            outputs = [process.communicate()[0] for process in running]
            if any(process.returncode for process in running):
                sys.exit("error: a process that builds the corpus failed; see above")
            for known, output in zip(found, outputs, strict=True):
                _add(known, output)
        return found
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _processes(targets: list[str]) -> list[list[str]]:
    """The targets that one process builds for, one process after the other.

    A command builds for one target, and so might each process here; one for several is quicker. But LLVM's code generator for
    WebAssembly changes what the others do later in the same process (some state of LLVM is global), so it has one of its own.
    """
    apart = [name for name in targets if name.startswith("wasm")]
    return [group for group in ([name for name in targets if name not in apart], apart) if group]


def _add(found: Found, output: str) -> None:
    for line in output.splitlines():
        program, stage, digest = json.loads(line)
        found.setdefault(program, {})[stage] = digest


def differences(first: Found, second: Found) -> list[str]:
    """A line a program that differs: its first stage that does. What follows from it is not said."""
    lines = []
    for program in sorted(first.keys() | second.keys()):
        one, other = first.get(program, {}), second.get(program, {})
        stage = next((stage for stage in (*one, *other) if one.get(stage) != other.get(stage)), None)
        if stage is not None:
            lines.append(f"{program}: differs from stage {stage} on")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the corpus twice and compare every byte.")
    parser.add_argument("--target", action="append", choices=target_names(), metavar="NAME", help="[default: all]")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="build every Nth program only")
    parser.add_argument("--in-turn", action="store_true", help="build each program for one target only, the next for the next")
    options = parser.parse_args()
    targets = options.target or target_names()
    first, second = build_twice(targets, corpus(options.every), in_turn=options.in_turn)
    found = differences(first, second)
    for line in found:
        print(line)
    compared = sum(len(stages) for stages in first.values())
    print(f"{len(first)} programs, {len(targets)} targets, {compared} results compared: {len(found)} programs differ")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
