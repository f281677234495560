"""Types that contain themselves, and functions that take their values apart and put them together again.

In:   the random numbers of a program.
Out:  declarations, and lines for its app. They stand for themselves: what they make is known to no other statement. Functions call
      themselves and earlier ones with parts of what they are given, so all end; of the lines of an app only few double a value.
"""

from __future__ import annotations

from random import Random

from .tree import Line, line

_FUNCTIONS = 3
_TYPES = """
enum Rec:
  End
  Link(String, Rec)
  Fork(Rec, Int, Rec)

type Node:
  name: String
  marks: List<Int>
  next: Node?

fn recMake(n: Int) -> Rec:
  if n <= 0:
    return Rec.End
  if n % 3 == 0:
    return Rec.Fork(recMake(n - 2), n, recMake(n - 3))
  return Rec.Link("n${n}", recMake(n - 1))

fn nodeMake(n: Int) -> Node:
  if n <= 0:
    return Node(name="last", marks=[], next=null)
  return Node(name="n${n}", marks=[n], next=nodeMake(n - 1))

fn nodeText(node: Node) -> String:
  match node.next:
    Some(next):
      return "${node.name}${node.marks} ${nodeText(next)}"
    None:
      return "${node.name}${node.marks}"
"""
# `F` and `G` are functions, `K` a number.
_END = (("return value",), ("return Rec.End",), ('return Rec.Link("e", Rec.End)',))
_LINK = (
    ("return Rec.Link(text, F(rest, k))",),
    ("return Rec.Link(text, rest)",),
    ("return rest",),
    ("return value",),
    ("return F(rest, k + K)",),
    ("return Rec.Fork(rest, k, Rec.End)",),
    ("return Rec.Link(text, Rec.Link(text, rest))",),
    ("let tail = F(rest, k)", 'return Rec.Link(text + "x", tail)'),
    ("let tail = F(rest, k)", 'return Rec.Link("${rest}", tail)'),
    ("if k % 2 == 0:", "  return Rec.Link(text, F(rest, k))", "return Rec.Link(text, F(rest, k + 1))"),
    ("var again = value", "if k > K:", "  again = F(rest, k)", "return Rec.Link(text, again)"),
)
_FORK = (
    ("return Rec.Fork(F(left, k), n + k, right)",),
    ("return Rec.Fork(left, n, F(right, k))",),
    ("return Rec.Fork(right, n, left)",),
    ("return Rec.Fork(F(right, k), n, G(left, k))",),
    ('return Rec.Link("${n}", left)',),
    ("return right",),
    ("return value",),
    ("return Rec.Fork(left, n, left)",),
    ("let a = F(left, k)", "let b = G(right, k)", "return Rec.Fork(b, n, a)"),
    ("let a = F(left, k)", "return Rec.Fork(a, n, left)"),
    ("if n > k:", "  return Rec.Fork(F(left, k), n, right)", "return Rec.Fork(left, n - K, F(right, k))"),
    (
        "match left:",
        "  Fork(inner, m, other):",
        "    return Rec.Fork(inner, m, Rec.Fork(other, n, right))",
        "  _:",
        "    return Rec.Fork(left, n, F(right, k))",
    ),
    (
        "var result = right",
        "match right:",
        "  Link(text, rest):",
        "    result = Rec.Fork(left, n + K, rest)",
        "  _:",
        "    result = Rec.Fork(right, n, F(left, k))",
        "return result",
    ),
)
_NODE = (
    ("return Node(name=node.name, marks=node.marks + [k], next=node.next)",),
    ('return Node(name=node.name + "!", marks=node.marks, next=null)',),
    ("var other = node", "other.marks = other.marks + [k]", "return other"),
    ("var other = node", 'other.name = "${other.name}${k}"', "return other"),
    (
        "match node.next:",
        "  Some(next):",
        "    return Node(name=node.name, marks=node.marks, next=N(next, k + 1))",
        "  None:",
        "    return Node(name=node.name, marks=[k], next=null)",
    ),
    (
        "match node.next:",
        "  Some(next):",
        "    return Node(name=next.name, marks=node.marks + next.marks, next=next.next)",
        "  None:",
        "    return node",
    ),
    (
        "match node.next:",
        "  Some(next):",
        "    if k > K:",
        "      return next",
        "    return Node(name=node.name, marks=next.marks, next=N(next, k + 1))",
        "  None:",
        "    return node",
    ),
)
_APP = (
    ("rec = F(rec, K)",),
    ("rec = F(G(rec, K), K)",),
    ("let recBefore# = rec", "rec = F(recBefore#, K)", 'print("${recBefore#} ${rec}")'),
    ("recs[K % 2] = F(recs[0], K)",),
    ("recs[1] = rec",),
    ("for i in 0..2:", "  rec = F(rec, i)"),
    ("recs = [F(rec, K), recs[1]]", "print(recs)"),
    ("node = N(node, K)",),
    ("let nodeBefore# = node", "node = N(node, K)", 'print("${nodeText(nodeBefore#)} | ${nodeText(node)}")'),
    ("for i in 0..3:", "  node = N(node, i)"),
    ('node = Node(name="top", marks=[], next=node)',),
)


def declarations(random: Random) -> list[Line]:
    """The types, and functions over their values."""
    lines = _lines(_TYPES.strip("\n").split("\n"))
    for number in range(_FUNCTIONS):
        fill = _filler(random, number)
        body = ["  match value:"]
        for head, choices in (("End", _END), ("Link(text, rest)", _LINK), ("Fork(left, n, right)", _FORK)):
            body += [f"    {head}:", *(f"      {fill(part)}" for part in random.choice(choices))]
        lines += _lines([f"fn rec{number}(value: Rec, k: Int) -> Rec:", *body])
        lines += _lines([f"fn node{number}(node: Node, k: Int) -> Node:", *(f"  {fill(part)}" for part in random.choice(_NODE))])
    return lines


def app_lines(random: Random) -> list[Line]:
    """What an app does with them, and the text of all at its end."""
    lines = ["var rec = recMake(6)", "var recs = [recMake(4), rec]", "var node = nodeMake(3)"]
    for number in range(random.randint(2, 6)):
        fill = _filler(random, _FUNCTIONS - 1)
        lines += [fill(part).replace("#", str(number)) for part in random.choice(_APP)]
    return _lines([*lines, 'print("${rec} ${recs} ${nodeText(node)}")'])


def _filler(random: Random, last: int):
    """Puts functions, of which `last` is the last, and a number into a template."""
    first, second, node, number = (random.randint(0, top) for top in (last, last, last, 3))

    def fill(text: str) -> str:
        for name, value in (("F(", f"rec{first}("), ("G(", f"rec{second}("), ("N(", f"node{node}("), ("K", str(number))):
            text = text.replace(name, value)
        return text

    return fill


def _lines(texts: list[str]) -> list[Line]:
    """Lines of text as trees, by their indentation."""
    found: list[Line] = []
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        if not text:
            continue
        inside = []
        while index < len(texts) and (not texts[index] or texts[index].startswith("  ")):
            inside.append(texts[index][2:])
            index += 1
        found.append(line(text, block=_lines(inside)) if any(inside) else line(text))
    return found
