"""Messages about tasks, transactions, capabilities, strict architecture and typed queries."""

from __future__ import annotations

from ..codes import (
    FUSE_DETACHED_TASK,
    FUSE_TYPED_QUERY_CALL,
    FUSE_TYPED_QUERY_FIELD_MISMATCH,
    FUSE_TYPED_QUERY_SELECT,
    FUSE_TYPED_QUERY_TYPE_ARG,
)
from .template import Template

# Tasks
DETACHED_TASK = Template("detached task is forbidden; await it or bind it and await before scope exit", FUSE_DETACHED_TASK)
NOT_A_TASK = Template("await expects Task, got {found}")
NOT_AWAITED = Template("spawned task `{name}` is not awaited before scope exit")
REASSIGNED_TASK = Template("spawned task `{name}` must be awaited before reassignment")
SPAWN_BOX = Template("spawn blocks cannot capture or use box values")
SPAWN_NEW_BOX = Template("spawn blocks cannot use box values (capture/share is forbidden)")
SPAWN_BUILTIN = Template("spawn blocks cannot call side-effect builtin {name}")
SPAWN_MUTATION = Template("spawn blocks cannot mutate captured outer state ({name})")

# Capabilities
DUPLICATE_REQUIRES = Template("duplicate requires declaration for {name}")
MISSING_CAPABILITY = Template("{what} requires capability {capability}; add `requires {capability}` at module top-level")
LEAKED_CAPABILITY = Template("call to {callee} leaks capability {capability}; add `requires {capability}` at module top-level")

# Transactions
TRANSACTION_CAPABILITY = Template("transaction blocks cannot use capability {capability} ({what})")
TRANSACTION_CALL = Template("transaction blocks cannot call {callee}: capability {capability} is not allowed")
TRANSACTION_WITHOUT_DB = Template("transaction blocks require capability db; add `requires db` at module top-level")
TRANSACTION_MODULE = Template("transaction blocks require db-only modules; remove non-db capabilities: {others}")
TRANSACTION_RETURN = Template("transaction blocks cannot return early; use the final expression result")
TRANSACTION_LOOP = Template("transaction blocks cannot use loop control flow (break/continue)")
TRANSACTION_SPAWN = Template("transaction blocks cannot spawn tasks")
TRANSACTION_AWAIT = Template("transaction blocks cannot await tasks")

# Strict architecture
UNUSED_CAPABILITIES = Template(
    "strict architecture: capability purity violation in {path}; remove unused capability declarations: {unused}"
)
LAYER_CYCLE = Template("strict architecture: cross-layer import cycle detected: {cycle}")
MIXED_DOMAINS = Template(
    "strict architecture: error domain isolation violation in {path}: boundary signatures mix domains from {others}"
)

# Typed queries
TYPED_CALL = Template("type arguments are only supported on query.one<T>() and query.all<T>()", FUSE_TYPED_QUERY_CALL)
TYPED_ARGUMENTS = Template(
    "typed query methods do not accept arguments; use query.one<T>() / query.all<T>() with only a type argument",
    FUSE_TYPED_QUERY_CALL,
)
TYPED_RECEIVER = Template("typed query call expects Query receiver, got {found}", FUSE_TYPED_QUERY_CALL)
QUERY_TYPE_ARGUMENT = Template("typed query methods expect exactly one type argument, found {found}", FUSE_TYPED_QUERY_TYPE_ARG)
RESULT_TYPE = Template("typed query result type must be a declared `type`, found {found}", FUSE_TYPED_QUERY_TYPE_ARG)
WITHOUT_SELECT = Template(
    "typed query requires select([...]) before one<T>()/all<T>(); expected {struct} fields [{fields}]",
    FUSE_TYPED_QUERY_SELECT,
)
SELECT_NOT_LITERAL = Template(
    "typed query select([...]) must use string literal columns for {struct}; expected fields [{fields}]",
    FUSE_TYPED_QUERY_SELECT,
)
EMPTY_SELECT = Template(
    "typed query select([...]) cannot be empty for {struct}; expected fields [{fields}]", FUSE_TYPED_QUERY_SELECT
)
COLUMN_MISMATCH = Template(
    "typed query projection for {struct} does not match selected columns: {details}; expected fields [{fields}]",
    FUSE_TYPED_QUERY_FIELD_MISMATCH,
)

# Notes
PREVIOUS_REQUIRES = Template("previous requires {name} here")
TASK_STARTS = Template("spawned task `{name}` starts here")
