"""The parser: golden files for trees and messages, then what does not show in one: limits, recovery, robustness, speed."""

from __future__ import annotations

import random
import time
from pathlib import Path

import golden_file
import pytest
from tree_dump import dump

from fuse_mlir.frontend import ast
from fuse_mlir.frontend.diagnostics import Diagnostic, render_text
from fuse_mlir.frontend.limits import MAX_CHAIN, MAX_NESTING
from fuse_mlir.frontend.parser import parse
from fuse_mlir.frontend.source import SourceFile

GOLDEN = Path(__file__).parent / "golden"


def parsed(text: str) -> tuple[ast.Module, list[Diagnostic], SourceFile]:
    source = SourceFile("main.fuse", text)
    module, diagnostics = parse(source)
    return module, diagnostics, source


def faults(text: str) -> list[tuple[int, int, str]]:
    _, diagnostics, source = parsed(text)
    return [(*source.position(item.span.start), item.message) for item in diagnostics if item.span is not None]


def body(*lines: str) -> str:
    return "fn main():\n" + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("parser/*.golden")), ids=lambda path: path.stem)
def test_tree(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    module, diagnostics, source = parsed(text)
    shown = "\n".join(render_text(item, source) for item in diagnostics)
    golden_file.check(path, text, {"tree": dump(module, source), "diagnostics": shown}, update_golden)
    assert not diagnostics


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("syntax_errors/*.golden")), ids=lambda path: path.stem)
def test_message(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    module, diagnostics, source = parsed(text)
    shown = "\n".join(render_text(item, source) for item in diagnostics)
    golden_file.check(path, text, {"tree": dump(module, source), "diagnostics": shown}, update_golden)
    assert diagnostics


NESTED = {
    "parentheses": lambda n: body("let x = " + "(" * n + "1" + ")" * n),
    "lists": lambda n: body("let x = " + "[" * n + "1" + "]" * n),
    "maps": lambda n: body("let x = " + "{1: " * n + "1" + "}" * n),
    "unary operators": lambda n: body("let x = " + "-" * n + "1"),
    "calls": lambda n: body("let x = " + "f(" * n + "1" + ")" * n),
    "indexes": lambda n: body("let x = " + "a[" * n + "1" + "]" * n),
    "interpolations": lambda n: body("let x = " + '"${' * n + "1" + '}"' * n),
    "error operands": lambda n: body("let x = " + "a ?! " * n + "a"),
    "types": lambda n: body("let x: " + "List<" * n + "Int" + ">" * n + " = 1"),
    "optional types": lambda n: body("let x: Int" + "? " * n + "= 1"),
    "result types": lambda n: body("let x: Int" + "!E" * n + " = 1"),
    "patterns": lambda n: body("match x:", "  " + "Some(" * n + "y" + ")" * n + " -> 1"),
    "inline ifs": lambda n: body("if x: " * n + "y()"),
    "html children": lambda n: body("div(): " * n + '"x"'),
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_one_error(name: str) -> None:
    # Two levels are taken by the body and, for some forms, by the innermost expression or pattern.
    assert faults(NESTED[name](MAX_NESTING - 4)) == []
    assert [message for _, _, message in faults(NESTED[name](10_000))] == ["nesting too deep"]


def test_deep_blocks_are_one_error() -> None:
    def nested(count: int) -> str:
        lines = "".join(" " * (level + 1) + "if x:\n" for level in range(count))
        return f"fn main():\n{lines}{' ' * (count + 1)}y()\n z()\n"

    assert faults(nested(MAX_NESTING - 2)) == []
    assert faults(nested(2_000)) == [(MAX_NESTING + 2, MAX_NESTING + 2, "nesting too deep")]


def test_else_if_chain_is_bounded_and_flat() -> None:
    def chain(count: int) -> str:
        return "fn main():\n  if a:\n    b()\n" + "  else if a:\n    b()\n" * count + "  else:\n    c()\n  d()\n"

    module, diagnostics, _ = parsed(chain(MAX_CHAIN))
    assert diagnostics == []
    function = module.items[0]
    assert isinstance(function, ast.FnDecl)
    branch = function.body.stmts[0]
    assert isinstance(branch, ast.If) and len(branch.else_ifs) == MAX_CHAIN
    assert [message for _, _, message in faults(chain(10_000))] == ["nesting too deep"]


@pytest.mark.parametrize("link", [" + 1", " ?? b", " < b", ".b", "()", "[0]", "?.b", " ?!"])
def test_chains_are_bounded(link: str) -> None:
    assert faults(body("let x = a" + link * (MAX_CHAIN - 1))) == []
    assert [message for _, _, message in faults(body("let x = a" + link * 5_000))] == ["expression too long"]


def test_height_counts_through_brackets() -> None:
    # Two chains that are each within the bound, one as the left operand of the other.
    half = MAX_CHAIN // 2 + 1
    text = body("let x = (1" + " + 1" * half + ")" + " + 1" * half)
    assert [message for _, _, message in faults(text)] == ["expression too long"]
    assert faults(body("let x = (1" + " + 1" * 300 + ")" + " * 2" * 300)) == []


def test_smallest_int_is_one_literal() -> None:
    module, diagnostics, source = parsed(body("let x = -9223372036854775808", "let y = - 9223372036854775808 < 1"))
    assert diagnostics == []
    shown = dump(module, source)
    assert "IntLit 2:11-2:31 value=-9223372036854775808" in shown
    assert "left: IntLit 3:11-3:32 value=-9223372036854775808" in shown


@pytest.mark.parametrize(
    "expression", ["9223372036854775808", "1 - 9223372036854775808", "-9223372036854775809", "-9223372036854775808.a", "9" * 5000]
)
def test_int_out_of_range(expression: str) -> None:
    assert [message for _, _, message in faults(body(f"let x = {expression}"))] == ["integer literal out of range"]


def test_zeros_in_front_do_not_count() -> None:
    assert faults(body("let x = " + "0" * 5000 + "9223372036854775807")) == []


def test_independent_mistakes_are_all_reported_in_source_order() -> None:
    text = (
        "fn a(x Int):\n  let = 1\n  print(2)\n\n"
        "type T:\n  a Int\n  b: Int\n\n"
        "enum:\n  A(\n  B\n\n"
        "fn b():\n  if x\n    let y 2\n  else:\n    return )\n  match x:\n    + -> 1\n    2: 3\n\n"
        "let z = 1\nlet w = 2\n\n"
        "app 1:\n  x = = 1\n"
    )
    # One error a mistake; the one of line 14 points at the next token, which is in line 15.
    assert [line for line, _, _ in faults(text)] == [1, 2, 6, 9, 15, 15, 17, 19, 20, 22, 25, 26, 27]


@pytest.mark.parametrize(
    "line",
    [
        "let x = @",
        "print(1))",
        'print("abc)',
        'print("a ${b")',
        "let x = (1",
        "let x = 1e5",
        "foo(1, , 2)",
        "for x in xs print(x)",
        "if x = 1:",
        "let x = [1, 2,]",
        "x in xs",
        "else:",
        "let x = “a”",
    ],
)
def test_one_mistake_gives_one_error_and_hides_no_other(line: str) -> None:
    text = f"fn main():\n  print(1)\n  {line}\n\nfn other():\n  let = 2\n"
    found = faults(text)
    mistakes = [fault for fault in found if fault[2] != "unexpected character"]
    characters = [fault for fault in found if fault[2] == "unexpected character"]
    assert (6, 9, "expected identifier") in mistakes
    assert len(mistakes) + bool(characters) == 2


def test_block_under_a_broken_header_is_checked() -> None:
    assert faults("fn main():\n  if x y:\n    let = 1\n  else:\n    print(1)\n  let z = 2\n") == [
        (2, 9, "expected punctuation"),
        (3, 11, "expected identifier"),
    ]


def test_members_under_a_broken_header_are_checked_as_members() -> None:
    assert faults("type T\n  a: Int\n  b: Int = 1\n") == [(1, 7, "expected ':' or '=' after type name")]
    assert faults("enum 1:\n  A\n  B(Int)\n") == [(1, 7, "expected identifier")]
    assert faults("fn f():\n  match:\n    1 -> 2\n    _:\n      x()\n") == [(2, 8, "expected expression")]


def test_crlf_gives_the_same_tree_shape() -> None:
    text = "fn main():\n  let x = 1\n  if x:\n    print(x)\n\n## doc\nfn g():\n  return\n"
    shapes = []
    for variant in (text, text.replace("\n", "\r\n")):
        module, diagnostics, source = parsed(variant)
        assert diagnostics == []
        shapes.append([line.split(" ")[0] for line in dump(module, source).split("\n")])
        assert isinstance(module.items[1], ast.FnDecl) and module.items[1].doc == "doc"
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("text", ["", "\n", "  ", "# only a comment", "## only a doc comment\n", "\r\n\r\n"])
def test_files_without_declarations(text: str) -> None:
    module, diagnostics, _ = parsed(text)
    assert (module.requires, module.items, diagnostics) == ([], [], [])


def test_every_span_lies_in_the_file_and_in_its_parent() -> None:
    def walk(node: ast.Node, size: int) -> None:
        assert 0 <= node.span.start <= node.span.end <= size, node
        for name in node.__dataclass_fields__:  # type: ignore[attr-defined]
            value = getattr(node, name)
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.Node):
                    if not isinstance(node, ast.Module):
                        assert node.span.start <= child.span.start and child.span.end <= node.span.end, (node, child)
                    walk(child, size)

    for path in sorted(GOLDEN.glob("parser/*.golden")):
        module, _, source = parsed(golden_file.read(path)["source"])
        walk(module, len(source.data))


def test_no_input_makes_the_parser_fail() -> None:
    """Mutations of small programs: always a tree and rendered diagnostics, in source order, never an exception."""
    seeds = [golden_file.read(path)["source"] for path in sorted(GOLDEN.glob("*/*.golden"))]
    pieces = ["(", ")", "[", "]", "{", "}", '"', '"""', "${", "\\", ":", "\n", "\n  ", "\t", "fn ", "match ", "else", "if ", "?!"]
    pieces += ["->", "#", "##", "\0", "é", "\r", "9" * 30, "<", ">", "=", ".", "..", ",", "spawn:", "interface", "\ufeff"]
    generator = random.Random(20240229)
    for _ in range(300):
        text = generator.choice(seeds)
        for _ in range(generator.randint(1, 6)):
            at = generator.randint(0, len(text))
            action = generator.randrange(3)
            if action == 0:
                text = text[:at] + generator.choice(pieces) + text[at:]
            elif action == 1:
                text = text[:at] + text[at + generator.randint(1, 8) :]
            else:
                text = text[:at]
        module, diagnostics, source = parsed(text)
        assert isinstance(module, ast.Module)
        starts = [item.span.start for item in diagnostics if item.span is not None]
        assert starts == sorted(starts)
        for item in diagnostics:
            assert render_text(item, source, color=True)


def test_large_files_parse_in_reasonable_time() -> None:
    unit = (
        'fn f{0}(a: Int, b: String = "x") -> Int:\n  var total = 0\n  for x in 1..a:\n    if x % 3 == 0 and total < 100:\n'
        '      total = total + x * 2 - foo.bar(x, "s")\n    else:\n      print("x is ${{x}} and ${{total + 1}}")\n'
        "  return total\n\n\n"
    )
    text = "".join(unit.format(number) for number in range(2_000))
    began = time.process_time()
    assert faults(text) == []
    # Measured 0.4 s; the bound leaves room for slow machines but not for quadratic behaviour.
    assert time.process_time() - began < 6


@pytest.mark.parametrize(
    "text",
    [
        "fn f():\n" + '  print("${")\n' * 5_000,
        "fn f():\n  let x = a" + " < b" * 20_000 + "\n",
        "fn f():\n  g(" + "(" * 50_000 + "\n",
        "fn f():\n  let x = " + '"${' * 20_000 + "\n",
        "fn f():\n" + '  print("abc)\n' * 5_000,
    ],
    ids=["open interpolations", "comparisons", "open brackets", "nested interpolations", "open strings"],
)
def test_hostile_files_parse_in_reasonable_time(text: str) -> None:
    began = time.process_time()
    assert faults(text)
    assert time.process_time() - began < 6
