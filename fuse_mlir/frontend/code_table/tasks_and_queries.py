"""Codes of tasks and of typed queries."""

from __future__ import annotations

from ..codes import (
    FUSE_DETACHED_TASK,
    FUSE_TYPED_QUERY_CALL,
    FUSE_TYPED_QUERY_FIELD_MISMATCH,
    FUSE_TYPED_QUERY_SELECT,
    FUSE_TYPED_QUERY_TYPE_ARG,
)
from .entry import CodeEntry

_SECTION = "Tasks and typed queries"

TASKS_AND_QUERIES = (
    CodeEntry(
        FUSE_DETACHED_TASK,
        _SECTION,
        "a task that nobody awaits",
        "A task that is spawned is awaited before its scope ends. As a statement of its own it could never be.",
        """
fn main():
  spawn:
    1 + 1
""",
        """
fn main():
  let task = spawn:
    1 + 1
  let two = await task
""",
    ),
    CodeEntry(
        FUSE_TYPED_QUERY_CALL,
        _SECTION,
        "a typed query is called in a way that does not exist",
        "Type arguments belong to `one` and `all` of a query, which then take no arguments.",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id", "name"]).all<User>(10)
""",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id", "name"]).all<User>()
""",
    ),
    CodeEntry(
        FUSE_TYPED_QUERY_TYPE_ARG,
        _SECTION,
        "a typed query without a struct type",
        "`one` and `all` take one type argument, a type that the program declares.",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id"]).all<Int>()
""",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id", "name"]).all<User>()
""",
    ),
    CodeEntry(
        FUSE_TYPED_QUERY_SELECT,
        _SECTION,
        "a typed query without its columns",
        "The columns are named as string literals in a `select` of the same chain of calls, so that they can be "
        "compared with the fields of the type.",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").all<User>()
""",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id", "name"]).all<User>()
""",
    ),
    CodeEntry(
        FUSE_TYPED_QUERY_FIELD_MISMATCH,
        _SECTION,
        "the columns of a typed query are not the fields of its type",
        "Each field has a column of its name, and there are no others. The message lists what is missing and what is too much.",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id"]).all<User>()
""",
        """
requires db

type User:
  id: Int
  name: String

fn users() -> List<User>:
  return db.from("users").select(["id", "name"]).all<User>()
""",
    ),
)
