"""The runtime's float text against an oracle: Python's repr and float, both exact.

`runtime/test/float_driver.c` is compiled with the host's C compiler, or with the pinned one where there is none. The inputs
are fixed: a seeded generator, every exponent, the neighbours of powers of two and ten, and texts halfway between two doubles.
"""

import random
import shutil
import struct
import subprocess
import sys
from decimal import Decimal, localcontext
from pathlib import Path

import pytest

from fuse_mlir.codegen.runtime_sources import uses_sqlite

RUNTIME = Path(__file__).parents[3] / "runtime"
FRACTION_BITS = 52
INFINITE = 0x7FF << FRACTION_BITS


def bits_of(value: float) -> int:
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def float_of(bits: int) -> float:
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def expected_text(value: float) -> str:
    """The shortest digits of repr, written without exponent."""
    if value != value:
        return "NaN"
    if abs(value) == float("inf"):
        return str(value)
    return format(Decimal(repr(value)), "f").removesuffix(".0")


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    host = shutil.which("cc")
    compiler = [host] if host else [sys.executable, "-m", "ziglang", "cc"]
    program = tmp_path_factory.mktemp("runtime") / "float_driver"
    sources = [path for path in sorted((RUNTIME / "src").glob("*.c")) if not uses_sqlite(path.name)]
    flags = ["-std=c17", "-O1", "-I", RUNTIME / "include", "-I", RUNTIME / "src"]
    subprocess.run(
        [*compiler, *flags, *sources, RUNTIME / "test" / "float_driver.c", "-o", program, "-lm", "-lpthread"], check=True
    )
    return program


def converse(driver: Path, lines: list[str]) -> list[str]:
    result = subprocess.run([driver], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = result.stdout.splitlines()
    assert len(answers) == len(lines)
    return answers


def interesting_bits() -> list[int]:
    generator = random.Random(7)
    result = [generator.getrandbits(64) for _ in range(20000)]
    for exponent in range(0x800):
        fractions = (0, 1, 2, (1 << FRACTION_BITS) - 1, 1 << (FRACTION_BITS - 1), generator.getrandbits(FRACTION_BITS))
        result += [exponent << FRACTION_BITS | fraction for fraction in fractions]
    for power in range(-323, 309):
        nearest = bits_of(float(f"1e{power}"))
        result += [nearest - 1, nearest, nearest + 1]
    # Few digits, as people write them.
    result += [bits_of(generator.randint(0, 10 ** generator.randint(1, 17)) / 10 ** generator.randint(0, 22)) for _ in range(10000)]
    return result


def test_write_is_the_shortest_text(driver: Path) -> None:
    inputs = interesting_bits()
    answers = converse(driver, [f"w {bits:016x}" for bits in inputs])
    wrong = [(hex(bits), text) for bits, text in zip(inputs, answers, strict=True) if text != expected_text(float_of(bits))]
    assert wrong == []


def halfway_texts() -> list[str]:
    """Exact midpoints of neighbouring doubles, and texts a little below and above them."""
    generator = random.Random(11)
    smallest = [*range(20), (1 << FRACTION_BITS) - 1, 1 << FRACTION_BITS, INFINITE - 1]
    result = []
    with localcontext() as context:
        context.prec = 1200
        for bits in [*smallest, *(generator.randrange(INFINITE) for _ in range(1500))]:
            # Past the largest double the next one would be 2^1024.
            above = Decimal(float_of(bits + 1)) if bits + 1 < INFINITE else Decimal(2) ** 1024
            middle = (Decimal(float_of(bits)) + above) / 2
            text = format(middle, "f") if generator.random() < 0.5 else format(middle, "e")
            digits, mark, exponent = text.partition("e")
            point = "" if "." in digits else "."
            lower = str((Decimal(digits) - Decimal("1e-1150")).normalize())
            result += [text, f"{digits}{point}{'0' * 900}1{mark}{exponent}", f"{lower}{mark}{exponent}" if mark else lower]
    return result


def random_texts() -> list[str]:
    generator = random.Random(13)
    result = []
    for _ in range(10000):
        digits = "".join(generator.choices("0123456789", k=generator.randint(1, 40)))
        at = generator.randint(0, len(digits))
        sign = generator.choice(["", "+", "-"])
        exponent = generator.choice(["", f"e{generator.randint(-345, 310)}", f"E{generator.randint(-30, 30):+}"])
        result.append(f"{sign}{digits[:at]}.{digits[at:]}{exponent}")
    return result


@pytest.mark.parametrize("texts", [halfway_texts, random_texts])
def test_read_is_the_nearest_double(driver: Path, texts) -> None:
    inputs = texts()
    answers = converse(driver, [f"r {text}" for text in inputs])
    wrong = [(text, answer) for text, answer in zip(inputs, answers, strict=True) if answer != f"{bits_of(float(text)):016x}"]
    assert wrong == []


def test_what_is_written_reads_back(driver: Path) -> None:
    inputs = [bits for bits in interesting_bits() if float_of(bits) == float_of(bits)]
    texts = converse(driver, [f"w {bits:016x}" for bits in inputs])
    assert converse(driver, [f"r {text}" for text in texts]) == [f"{bits:016x}" for bits in inputs]
