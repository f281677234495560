"""The command line: steps, exit statuses, argument errors, mistakes of the user, faults of the compiler."""

import json
import os
import resource
import subprocess
import sys

import pytest

from fuse_mlir.cli.project import parse_dotenv

HELLO = 'app "hello":\n  print("hi")\n'


def fuse(*args, cwd, **variables):
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FUSE_CONFIG")} | variables
    command = [sys.executable, "-m", "fuse_mlir.cli.main", *args]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "hello.fuse").write_text(HELLO)
    return tmp_path


def write(folder, name, text):
    (folder / name).write_text(text)
    return name


def test_check_says_ok(place):
    done = fuse("check", "hello.fuse", cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "[check] start\n[check] ok\n")


def test_check_shows_the_error(place):
    name = write(place, "bad.fuse", 'app "a":\n  let x = y\n')
    done = fuse("check", name, cwd=place)
    assert done.returncode == 1
    assert done.stderr.startswith("[check] start\nbad.fuse:2:11: error")
    assert "unknown identifier y" in done.stderr
    assert done.stderr.endswith("[check] failed\n")


def test_check_needs_no_app(place):
    assert fuse("check", write(place, "lib.fuse", "fn f() -> Int:\n  return 1\n"), cwd=place).returncode == 0


def test_check_imports_only_the_front_end(place):
    code = "import sys; from fuse_mlir.cli.main import run_command; run_command(['check', 'hello.fuse']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True, timeout=60)
    ours = {module.split(".")[1] for module in done.stdout.split() if module.startswith("fuse_mlir.")}
    assert ours == {"cli", "frontend", "package"}
    assert not {"mlir", "llvmlite"} & set(done.stdout.split())


def test_check_is_fast(place):
    fuse("check", "hello.fuse", cwd=place)
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        fuse("check", "hello.fuse", cwd=place)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # Processor time, because the machine may be busy with other things.
    assert min(seconds) < 0.25


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_run(place, backend):
    done = fuse("run", "hello.fuse", "--backend", backend, cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "hi\n", "[run] start\n[run] ok\n")


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_run_checks_first(place, backend):
    name = write(place, "bad.fuse", 'app "a":\n  print("effect")\n  let x: Int = "text"\n')
    done = fuse("run", "--backend", backend, name, cwd=place)
    assert (done.returncode, done.stdout) == (1, "")
    assert "type mismatch: expected Int, found String" in done.stderr


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_run_reports_an_error(place, backend):
    name = write(place, "error.fuse", 'app "a":\n  print("before")\n  assert(1 > 2, "boom")\n')
    done = fuse("run", "--backend", backend, name, cwd=place)
    assert (done.returncode, done.stdout) == (1, "before\n")
    assert done.stderr == "[run] start\nrun error: assert failed: boom\n[run] failed\n"


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_run_reports_an_error_as_json(place, backend):
    name = write(place, "error.fuse", 'app "a":\n  print([1][1])\n')
    done = fuse("run", "--backend", backend, "--diagnostics", "json", name, cwd=place)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert lines[0] == {"command": "run", "kind": "command_step", "message": "start"}
    assert lines[1]["error"]["fields"] == [{"code": "runtime_index_bounds", "message": "index out of bounds", "path": "$"}]
    assert lines[2]["message"] == "failed"


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_run_panics(place, backend):
    name = write(place, "panic.fuse", 'fn div(n: Int) -> Int:\n  return 1 / n\n\napp "a":\n  print(div(0))\n')
    done = fuse("run", "--backend", backend, name, cwd=place)
    assert done.returncode == 101
    assert " message=panic_kind=panic_static_str attempt to divide by zero\n[run] failed\n" in done.stderr


def test_run_chooses_the_app(place):
    name = write(place, "two.fuse", 'app "one":\n  print(1)\n\napp "two":\n  print(2)\n')
    assert fuse("run", "--backend", "ast", name, cwd=place).stdout == "1\n"
    assert fuse("run", "--backend", "ast", "--app", "two", name, cwd=place).stdout == "2\n"
    missing = fuse("run", "--backend", "ast", "--app", "three", name, cwd=place)
    assert (missing.returncode, missing.stderr) == (1, "[run] start\nerror: app not found: three\n[run] failed\n")


def test_run_without_an_app(place):
    done = fuse("run", "--backend", "ast", write(place, "lib.fuse", "fn f() -> Int:\n  return 1\n"), cwd=place)
    assert (done.returncode, done.stderr) == (1, "[run] start\nerror: no app found\n[run] failed\n")


def test_dotenv_and_config_file_of_a_package(place):
    text = 'config App:\n  a: String = "default"\n  b: String = "default"\n\napp "a":\n  print("${App.a} ${App.b}")\n'
    write(place, "main.fuse", text)
    write(place, "fuse.toml", '[package]\nentry = "main.fuse"\nbackend = "ast"\n')
    write(place, "config.toml", '[App]\na = "file"\nb = "file"\n')
    write(place, ".env", "# comment\nexport APP_A='dotenv'\n")
    below = place / "below"
    below.mkdir()
    assert fuse("run", cwd=below).stdout == "dotenv file\n"
    assert fuse("run", cwd=below, APP_A="real").stdout == "real file\n"
    assert fuse("run", str(place), cwd="/").stdout == "dotenv file\n"


def test_parse_dotenv():
    text = 'A=1\n\n# B=2\nexport C = "x # y"\nD=\'q\'\nE="unpaired\nno setting\n=value\nF=a=b\r\n'
    assert parse_dotenv(text) == [("A", "1"), ("C", "x # y"), ("D", "q"), ("E", '"unpaired'), ("F", "a=b")]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["check", "--what"], "unknown option: --what"),
        (["check", "a.fuse", "b.fuse"], "unexpected argument: b.fuse"),
        (["check", "hello.fuse", "--"], "unexpected --"),
        (["run", "--clean", "hello.fuse"], "--clean is only supported for fuse build"),
        (["check", "--aot", "hello.fuse"], "--aot is only supported for fuse build"),
        (["run", "--release", "hello.fuse"], "--release is only supported for fuse build"),
        (["run", "hello.fuse", "--app"], "--app expects a name"),
        (["run", "hello.fuse", "--backend"], "--backend expects a name"),
        (["check", "--manifest-path"], "--manifest-path expects a path"),
        (["check", "--diagnostics"], "--diagnostics expects json|text"),
        (["check", "--diagnostics", "xml"], "invalid --diagnostics value: xml (expected json|text)"),
        (["check", "--color"], "--color expects auto, always, or never"),
        (["check", "--color=red"], "invalid --color value: red (expected auto|always|never)"),
        (["frobnicate"], "unknown command: frobnicate"),
        ([], "missing command"),
    ],
)
def test_argument_errors(place, args, message):
    done = fuse(*args, cwd=place)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {message}\n")
    assert "Usage: fuse-mlir" in done.stderr


def test_argument_errors_as_json(place):
    done = fuse("frobnicate", "--diagnostics", "json", cwd=place)
    assert json.loads(done.stderr) == {
        "code": "wrapper_unknown_command",
        "kind": "cli_message",
        "level": "error",
        "message": "unknown command: frobnicate",
    }


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["check"], "missing entry: pass a file path or set package.entry in fuse.toml"),
        (["run", "hello.fuse", "--backend", "jvm"], "unknown backend: jvm"),
        (["check", "--manifest-path", "none.toml"], "missing manifest: none.toml"),
    ],
)
def test_mistakes_before_the_start(place, args, message):
    done = fuse(*args, cwd=place)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {message}\n")
    assert "start" not in done.stderr


@pytest.mark.parametrize("manifest", ["[package\n", "x = 1\n", "[package]\nentry = 3\n", "package = 1\n", "\0"])
def test_bad_manifests(place, manifest):
    write(place, "fuse.toml", manifest)
    done = fuse("check", "hello.fuse", cwd=place)
    assert done.returncode == 1
    assert done.stderr.startswith("error: invalid manifest: ")
    assert done.stderr.count("\n") == 1


def test_unreadable_sources(place):
    (place / "folder").mkdir()
    (place / "latin1.fuse").write_bytes(b'app "a":\n  print("\xe9")\n')
    found = (
        ("check", "none.fuse", "no such file"),
        ("run", "folder", "is a directory"),
        ("check", "latin1.fuse", "malformed UTF-8"),
    )
    for command, name, words in found:
        done = fuse(command, name, cwd=place)
        assert done.returncode == 1
        assert f"{name}: error: " in done.stderr
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_colors(place):
    done = fuse("check", "--color", "always", "hello.fuse", cwd=place)
    assert done.stderr == "\x1b[36;1m[check]\x1b[0m start\n\x1b[36;1m[check]\x1b[0m ok\n"


def test_faults_of_the_compiler(place):
    """An unexpected exception is one line, a remedy and a status of its own; the traceback comes on request."""
    code = (
        "import sys, fuse_mlir.cli.analysis as analysis; from fuse_mlir.cli.main import main\n"
        "def broken(*_, **__): raise KeyError('lost')\n"
        "analysis.analyze_program = broken; main(sys.argv[1:])"
    )
    for debug in ([], ["--debug"]):
        command = [sys.executable, "-c", code, "check", "hello.fuse", *debug]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=60)
        assert done.returncode == 70
        assert "fuse-mlir: internal error: KeyError: 'lost' (while checking the program)\n" in done.stderr
        assert ("Traceback" in done.stderr) == bool(debug)
        assert ("--debug" in done.stderr) == (not debug)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is always full")
@pytest.mark.parametrize("backend", ["ast", "native"])
def test_full_disk(place, backend):
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", backend, "hello.fuse"]
        done = subprocess.run(command, cwd=place, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 101
    assert "message=panic_kind=panic_static_str failed printing to stdout\n" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_reader_goes_away(place, backend):
    name = write(place, "long.fuse", 'app "a":\n  for i in 1..200000:\n    print("line ${i}")\n')
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", backend, name]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "line 1\n"
        process.stdout.close()
        stderr = process.stderr.read()
    assert process.returncode in (141, -13)
    assert stderr == "[run] start\n"


def test_help_and_version(place):
    assert fuse("--version", cwd=place).stdout.startswith("fuse-mlir ")
    for args in (["--help"], ["check", "--help"], ["run", "--help"], ["build", "--help"], ["doctor", "--help"]):
        done = fuse(*args, cwd=place)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Usage: fuse-mlir" in done.stdout


def test_doctor(place):
    done = fuse("doctor", cwd=place)
    assert done.returncode == 0, done.stdout
    assert "everything that is needed works" in done.stdout


def test_build_writes_an_executable(place):
    done = fuse("build", "--aot", "hello.fuse", cwd=place)
    steps = ["check program", "compile program", "build link dependencies"]
    steps += ["emit native object", "link final binary", "write cache artifacts"]
    assert (done.returncode, done.stdout) == (0, "")
    size = (place / ".fuse/build/program.aot").stat().st_size
    product = f"linux-x64, dynamic, {size} bytes; depends on glibc 2.28 or later (libc.so.6)"
    lines = ["start", *(f"aot [{number}/6] {step}" for number, step in enumerate(steps, 1)), product, "ok"]
    assert done.stderr == "".join(f"[build] {line}\n" for line in lines)
    assert subprocess.run([place / ".fuse/build/program.aot"], capture_output=True).stdout == b"hi\n"


def test_build_reports_errors_of_the_program(place):
    name = write(place, "bad.fuse", 'app "a":\n  let x = y\n')
    done = fuse("build", "--release", name, cwd=place)
    assert done.returncode == 1
    assert done.stderr.endswith("error: build failed\n[build] failed\n")
    assert not (place / ".fuse").exists()


def test_build_without_a_result_writes_nothing(place):
    assert fuse("build", "hello.fuse", cwd=place).returncode == 0
    assert [path.name for path in place.iterdir()] == ["hello.fuse"]


@pytest.mark.parametrize("stage", ["canonical", "fuse", "fuse-opt", "cfg", "owned", "fuse_rt", "llvm"])
def test_build_resumes_from_each_stage(place, stage):
    emitted = fuse("build", "--emit", stage, "hello.fuse", cwd=place)
    assert emitted.returncode == 0, emitted.stderr
    write(place, "stage.txt", emitted.stdout)
    done = fuse("build", "--from", stage, "-o", "program", "stage.txt", cwd=place)
    assert done.returncode == 0, done.stderr
    assert subprocess.run([place / "program"], capture_output=True).stdout == b"hi\n"


def test_build_resumes_only_from_what_the_stage_promises(place):
    """A module without its counts would compile, and leak."""
    emitted = fuse("build", "--emit", "cfg", write(place, "counts.fuse", 'app "a":\n  let xs = 1..3\n  print(xs)\n'), cwd=place)
    assert "fuse.list.range_unchecked" in emitted.stdout
    write(place, "stage.mlir", emitted.stdout)
    done = fuse("build", "--from", "owned", "-o", "program", "stage.mlir", cwd=place)
    assert done.returncode == 1
    assert "error: stage.mlir is not a module of stage owned:\n" in done.stderr and "is never consumed" in done.stderr
    assert not (place / "program").exists()


@pytest.mark.parametrize(("stage", "name", "start"), [("obj", "hello.o", b"\x7fELF"), ("exe", "hello", b"\x7fELF")])
def test_build_emits_binary_stages_beside_the_user(place, stage, name, start):
    assert fuse("build", "--emit", stage, "--target", "linux-x64", "hello.fuse", cwd=place).returncode == 0
    assert (place / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--emit", "bytes"], "unknown stage: bytes (stages: canonical, fuse, "),
        (["--from", "obj"], "cannot resume from stage obj (stages: canonical, fuse, "),
        (["--emit", "asm", "--aot"], "--emit asm cannot be combined with --aot"),
        (["--emit", "canonical", "--from", "cfg"], "stage canonical comes before cfg, the stage of the input"),
        (["--emit"], "--emit expects a stage"),
        (["--from"], "--from expects a stage"),
        (["--target"], "--target expects a name"),
        (["-o"], "-o expects a path"),
        (["--output"], "--output expects a path"),
    ],
)
def test_build_argument_errors(place, args, message):
    done = fuse("build", "hello.fuse", *args, cwd=place)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--aot", "--target", "vax", "hello.fuse"], "error: unknown target vax\n"),
        (["-o", "none/program", "hello.fuse"], "error: cannot write none/program: No such file or directory\n"),
        (["-o", "taken", "hello.fuse"], "error: cannot write taken: Is a directory\n"),
        (["--from", "llvm", "hello.fuse"], "error: hello.fuse is not a module of stage llvm"),
        (["--from", "canonical", "hello.fuse"], "error: hello.fuse is not a canonical program: not JSON"),
        (["--from", "cfg", "none.mlir"], "error: failed to read none.mlir: No such file or directory\n"),
        (["--from", "cfg", "bytes.mlir"], "error: failed to read bytes.mlir: not valid UTF-8 at byte 0\n"),
    ],
)
def test_build_mistakes(place, args, message):
    (place / "taken").mkdir()
    (place / "bytes.mlir").write_bytes(b"\xff")
    done = fuse("build", *args, cwd=place)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.endswith("[build] failed\n")
    assert "internal error" not in done.stderr


def test_a_failed_build_keeps_the_old_file(place):
    write(place, "program", "precious")
    write(place, "bad.mlir", "module {\n}\n")
    assert fuse("build", "--from", "llvm", "-o", "program", "bad.mlir", cwd=place).returncode == 1
    assert (place / "program").read_text() == "precious"
    assert sorted(path.name for path in place.iterdir()) == ["bad.mlir", "hello.fuse", "program"]


def test_a_failing_pass_leaves_a_reproducer(place):
    """A pass that fails on a program is a fault of the compiler: the IR before it and the command are kept in the build folder."""
    code = (
        "import sys; from fuse_mlir.cli.main import main; import fuse_mlir.lowering.insert_rc as broken\n"
        "def insert_rc(module): raise ValueError('lost count')\n"
        "broken.insert_rc = insert_rc; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "build", "--aot", "hello.fuse"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=60)
    assert done.returncode == 70
    assert "fuse-mlir: internal error: phase insert-ownership, pass insert-rc failed\n  ValueError: lost count" in done.stderr
    command = "fuse-opt .fuse/build/hello.reproducer.mlir --pipeline='builtin.module(insert-rc)'"
    assert f"to see it again: {command}\n" in done.stderr
    assert "func.func @entry" in (place / ".fuse/build/hello.reproducer.mlir").read_text()


def test_a_device_as_output_is_written_to_not_replaced(place):
    """A rename over /dev/full would put a regular file in the place of the device; a pipe shows the same without risk."""
    os.mkfifo(place / "pipe")
    reader = os.open(place / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    done = fuse("build", "--emit=fuse", "hello.fuse", "-o", "pipe", cwd=place)
    text = os.read(reader, 1 << 16)
    os.close(reader)
    assert done.returncode == 0, done.stderr
    assert b"fuse.print" in text
    assert (place / "pipe").is_fifo()


def test_dash_as_output_is_standard_output(place):
    done = fuse("build", "--emit=fuse", "hello.fuse", "-o", "-", cwd=place)
    assert (done.returncode, "fuse.print" in done.stdout) == (0, True)
    refused = fuse("build", "--aot", "hello.fuse", "-o", "-", cwd=place)
    assert refused.returncode == 1
    assert "an executable cannot go to standard output" in refused.stderr
    assert not (place / "-").exists()
