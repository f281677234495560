"""Codes of the checker: calls, interfaces, generics."""

from __future__ import annotations

from ..codes import (
    FUSE_GENERIC_CALL_TYPE_ARG,
    FUSE_GENERIC_DUPLICATE_TYPE_PARAM,
    FUSE_GENERIC_INFERENCE,
    FUSE_IMPL_DUPLICATE,
    FUSE_IMPL_INCOMPLETE,
    FUSE_IMPL_ORPHAN,
    FUSE_IMPL_SIGNATURE_MISMATCH,
    FUSE_INTERFACE_DYNAMIC_USE,
    FUSE_INTERFACE_NOT_A_TYPE,
    FUSE_UNSUPPORTED,
    FUSE_WHERE_MULTI_CONSTRAINT,
    FUSE_WHERE_UNKNOWN_INTERFACE,
    FUSE_WRONG_ARITY,
)
from .entry import CodeEntry

_SECTION = "Checking"

_SHAPE = """
interface Named:
  fn name() -> String

type User:
  login: String
"""

CHECKING = (
    CodeEntry(
        FUSE_WRONG_ARITY,
        _SECTION,
        "a call has too few or too many arguments",
        "A call gives one argument for each parameter; parameters with a default at the end of the list may be left out.",
        """
fn area(width: Int, height: Int = 1) -> Int:
  return width * height

fn main():
  print(area(1, 2, 3))
  let a = area()
""",
        """
fn area(width: Int, height: Int = 1) -> Int:
  return width * height

fn main():
  let a = area(1, 2)
  let b = area(1)
""",
    ),
    CodeEntry(
        FUSE_UNSUPPORTED,
        _SECTION,
        "a part of the language that the target does not have, or compiled programs do not have yet",
        "The program is right, and does what it says elsewhere: where the system has sockets and threads, and with "
        "`--backend ast`. Nothing is guessed in its place.",
        """
# main.fuse
requires network

app "main":
  print(http.get("http://127.0.0.1:9/"))
""",
        """
# main.fuse
app "main":
  print("no request")
""",
    ),
    CodeEntry(
        FUSE_IMPL_DUPLICATE,
        _SECTION,
        "an interface is implemented twice for one type",
        "A package has at most one `impl` for an interface and a type. Both copies are reported.",
        _SHAPE
        + """
impl Named for User:
  fn name() -> String:
    return self.login

impl Named for User:
  fn name() -> String:
    return "user"
""",
        _SHAPE
        + """
impl Named for User:
  fn name() -> String:
    return self.login
""",
    ),
    CodeEntry(
        FUSE_IMPL_INCOMPLETE,
        _SECTION,
        "an impl lacks a method of its interface",
        "An `impl` has all methods that the interface declares; it may have more.",
        _SHAPE
        + """
impl Named for User:
  fn title() -> String:
    return self.login
""",
        _SHAPE
        + """
impl Named for User:
  fn name() -> String:
    return self.login
""",
    ),
    CodeEntry(
        FUSE_IMPL_SIGNATURE_MISMATCH,
        _SECTION,
        "a method of an impl differs from the interface",
        "Names and types of the parameters, which of them have defaults, type parameters with their bounds and the result are "
        "those of the interface.",
        _SHAPE
        + """
impl Named for User:
  fn name() -> Int:
    return 1
""",
        _SHAPE
        + """
impl Named for User:
  fn name() -> String:
    return self.login
""",
    ),
    CodeEntry(
        FUSE_IMPL_ORPHAN,
        _SECTION,
        "an impl for an interface and a type of other packages",
        "An `impl` stands in the package of its interface or in the package of its type. A package is the folder of the nearest "
        "fuse.toml.",
        """
import { Named } from "dep:Names/lib"
import { User } from "dep:Users/lib"

impl Named for User:
  fn name() -> String:
    return self.login
""",
        """
import { Named } from "dep:Names/lib"

type Member:
  login: String

impl Named for Member:
  fn name() -> String:
    return self.login
""",
    ),
    CodeEntry(
        FUSE_INTERFACE_NOT_A_TYPE,
        _SECTION,
        "an interface is used as a type",
        "Values have struct and enum types. A function that takes whatever implements an interface is generic.",
        _SHAPE
        + """
fn greet(who: Named) -> String:
  return who.name()
""",
        _SHAPE
        + """
fn greet<T>(who: T) -> String where T: Named:
  return who.name()
""",
    ),
    CodeEntry(
        FUSE_INTERFACE_DYNAMIC_USE,
        _SECTION,
        "an interface is used as a value",
        "An interface exists for the checker only; there is nothing to store or to call at run time.",
        _SHAPE
        + """
fn main():
  let any = Named
""",
        _SHAPE
        + """
fn main():
  let ada = User(login="ada")
""",
    ),
    CodeEntry(
        FUSE_GENERIC_DUPLICATE_TYPE_PARAM,
        _SECTION,
        "two type parameters have one name",
        "Type parameters of one declaration have different names.",
        """
fn pair<T, T>(a: T, b: T) -> List<T>:
  return [a, b]
""",
        """
fn pair<T>(a: T, b: T) -> List<T>:
  return [a, b]
""",
    ),
    CodeEntry(
        FUSE_GENERIC_CALL_TYPE_ARG,
        _SECTION,
        "type arguments that the callee does not take",
        "Only generic functions and methods take type arguments, as many as they have type parameters.",
        """
fn twice(a: Int) -> Int:
  return a * 2

fn main():
  let b = twice<Int>(1)
""",
        """
fn twice(a: Int) -> Int:
  return a * 2

fn main():
  let b = twice(1)
""",
    ),
    CodeEntry(
        FUSE_GENERIC_INFERENCE,
        _SECTION,
        "a type argument cannot be found, or does not fit",
        "Type arguments are found from the types of the arguments. Where these do not determine them, or where the type that they "
        "determine does not implement the interface of the `where` clause, the call is rejected.",
        """
fn none<T>() -> List<T>:
  return []

fn main():
  let a = none()
""",
        """
fn none<T>() -> List<T>:
  return []

fn main():
  let a = none<Int>()
""",
    ),
    CodeEntry(
        FUSE_WHERE_UNKNOWN_INTERFACE,
        _SECTION,
        "a where clause names an interface that does not exist",
        "A bound is an interface of this module, or one that it imports.",
        """
fn show<T>(a: T) -> String where T: Nmaed:
  return "a"
""",
        """
interface Named:
  fn name() -> String

fn show<T>(a: T) -> String where T: Named:
  return a.name()
""",
    ),
    CodeEntry(
        FUSE_WHERE_MULTI_CONSTRAINT,
        _SECTION,
        "a type parameter has two bounds",
        "A type parameter has at most one interface as its bound.",
        """
interface A:
  fn a() -> Int

interface B:
  fn b() -> Int

fn sum<T>(x: T) -> Int where T: A, T: B:
  return 0
""",
        """
interface A:
  fn a() -> Int

fn sum<T>(x: T) -> Int where T: A:
  return x.a()
""",
    ),
)
