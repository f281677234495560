"""Generates a package of a given size: 40 modules of structs, enums and functions, and an entry that uses them.

Every function is called twice and with values that are known at run time only, so that none is dead code or folded away.
"""

from __future__ import annotations

from pathlib import Path

MODULES = 40

_UNIT = """\
type User{n}:
  name: String(1..80)
  age: Int = 3
  tags: List<String> = []

enum Kind{n}:
  A
  B(Int, String)

fn work{n}(limit: Int, user: User{n}) -> Int:
  var total = 0
  for i in 0..limit:
    if i % 2 == 0:
      total = total + i * user.age
    else:
      total = total - 1
  match Kind{n}.B(total, user.name):
    A -> 0
    B(x, s) -> x + limit
  return total

"""
_USE = """\
  total = work{n}(work{n}(limit, User{n}(name="x")), User{n}(name="y", age=total))
"""
_CONFIG = """
config Load:
  limit: Int = 3

app "package":
"""
# With the line that calls it.
_UNIT_LINES = _UNIT.count("\n") + 1


def write_package(folder: Path, lines: int) -> None:
    """Writes a package of about `lines` lines into the folder `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "fuse.toml").write_text('[package]\nentry = "main.fuse"\n')
    units = max(1, round(lines / MODULES / _UNIT_LINES))
    imports, calls = [], []
    for module in range(MODULES):
        names = [f"{module}x{unit}" for unit in range(units)]
        uses = "".join(_USE.format(n=name) for name in names)
        text = "".join(_UNIT.format(n=name) for name in names)
        text += f"fn all{module}(limit: Int) -> Int:\n  var total = 0\n{uses}  return total\n"
        (folder / f"m{module}.fuse").write_text(text)
        imports.append(f'import {{ all{module} }} from "m{module}"\n')
        calls.append(f"  print(all{module}(Load.limit))\n")
    (folder / "main.fuse").write_text("".join([*imports, _CONFIG, *calls]))
