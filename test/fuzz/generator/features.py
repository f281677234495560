"""Which parts of the language programs use, beyond what every backend has.

Each feature has a small program that uses it; the feature is on where the native backend compiles that (`importer.supported`), so
that what is generated grows with the backend and nobody keeps a list.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Features:
    """The fields are in the order of the probes below."""

    maps: bool = False
    results: bool = False
    boxes: bool = False
    unknown: bool = False
    json: bool = False
    functions: bool = False
    bytes: bool = False
    html: bool = False
    rules: bool = False
    tasks: bool = False
    recursive: bool = False


NONE = Features()
ALL = Features(*(True for _ in fields(Features)))

_PROBES = {
    "maps": """
app "a":
  var m = {"a": [1]}
  m["b"] = [2]
  for v in m:
    print(v)
  print("${m["a"] ?? []} ${m}")
""",
    "results": """
type E:
  message: String
fn f(n: Int?) -> Int!E:
  let m = n ?! E(message="no")
  return m
fn g() -> List<Int!E>!E:
  return [f(f(1) ?!)]
app "a":
  match f(1):
    Ok(v):
      print(v)
    Err(e):
      print("${e} ${g()}")
""",
    "boxes": """
fn set(xs: List<Int>) -> Int:
  xs[0] = 4
  return xs[0]
app "a":
  var b = box [1]
  var c = b
  c = [2]
  print("${set(b)} ${b[0]} ${c}")
""",
    "unknown": """
fn f(xs: List<Int>) -> Int:
  return xs[0]
app "a":
  let d = json.decode("{\\"a\\": [1]}")
  print("${d["a"][0] + 1} ${f(d["a"])}")
  for x in d["a"]:
    match x:
      1:
        print(x)
""",
    "json": """
type S:
  x: Int
app "a":
  print(json.encode([S(x=1)]))
""",
    "functions": """
fn f(n: Int) -> Int:
  return n
app "a":
  let g = f
  print(g(1))
""",
    "bytes": """
requires crypto
app "a":
  let b = crypto.hash("sha256", crypto.random_bytes(0))
  print("${b} ${b == crypto.hmac("sha512", b, b)} ${[b]}")
""",
    "html": """
fn f(x: Html) -> Html:
  return html.node("i", {"a": "b"}, [x, html.text("t")])
fn g() -> Html:
  return div(class="x"):
    f(html.text("<"))
app "a":
  print(html.render(g()))
  print("${html.raw("&")} ${br()}")
""",
    "rules": """
fn even(n: Int) -> Bool:
  return n % 2 == 0
type S:
  x: Int(0..9, predicate(even))
  y: String(regex("^[a-c]*$"))
app "a":
  print(S(x=2, y="a"))
""",
    "tasks": """
app "a":
  let xs = [1]
  let t = spawn:
    xs[0] + 1
  let v = await t
  print(v)
""",
    "recursive": """
enum T:
  End
  Link(Int, T)
app "a":
  print(T.Link(1, T.End))
""",
}


@cache
def available() -> Features:
    """The features that the native backend compiles. Errors: ValueError where a probe is no program."""
    found = NONE
    for name, text in _PROBES.items():
        found = replace(found, **{name: _compiles(name, text)})
    return found


def _compiles(name: str, text: str) -> bool:
    from fuse_mlir.frontend.analysis import analyze
    from fuse_mlir.frontend.source import SourceFile
    from fuse_mlir.importer.supported import unsupported

    analysis = analyze(SourceFile(f"{name}.fuse", text))
    if analysis.program is None:
        raise ValueError(f"the probe of {name} does not check: {analysis.diagnostics[0].message}")
    return not unsupported(analysis.program)
