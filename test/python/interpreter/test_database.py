"""The database: connections, statements, the query builder, transactions, migrations."""

import io

import pytest
from nodes import AT, call, execute, lit, machine, returns, show
from nodes import builtin as run

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.types import ANY, INT, STRING
from fuse_mlir.interpreter.failures import RuntimeFailure, ValidationFailure
from fuse_mlir.interpreter.migrate import run_migrations
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.values import ResultValue, StructValue

MEMORY = {"FUSE_DB_URL": "sqlite::memory:"}


def query(*steps, table="t"):
    """A query and the builder's methods on it, each a name and arguments."""
    value = run("db.from", table)
    for name, *args in steps:
        value = run(f"query.{name}", value, *args)
    return value


@pytest.mark.parametrize(
    ("steps", "sql", "params"),
    [
        ([], "select * from t", "[]"),
        ([("select", ("a", "t.b"))], "select a, t.b from t", "[]"),
        ([("where", "a", "=", 1), ("where", "b", " LIKE ", "x")], "select * from t where a = ? and b like ?", "[1, x]"),
        (
            [("where", "a", "IN", (1, 2)), ("order_by", "b", "DESC"), ("limit", 3.9)],
            "select * from t where a in (?, ?) order by b desc limit ?",
            "[1, 2, 3]",
        ),
        ([("order_by", "a", "asc"), ("order_by", "b", "asc")], "select * from t order by b asc", "[]"),
        ([("insert", StructValue("S", {"b": 1, "a": None}))], "insert into t (a, b) values (?, ?)", "[null, 1]"),
        ([("upsert", StructValue("S", {"a": 1}))], "insert or replace into t (a) values (?)", "[1]"),
        (
            [("where", "id", "!=", 9), ("update", "a", 1), ("update", "b", 2)],
            "update t set a = ?, b = ? where id != ?",
            "[1, 2, 9]",
        ),
        ([("limit", 1), ("where", "id", "<=", 9), ("delete",)], "delete from t where id <= ?", "[9]"),
    ],
)
def test_query_text(steps, sql, params):
    built = query(*steps)
    assert (run("query.sql", built), text(run("query.params", built))) == (sql, params)


def test_queries_are_values():
    base = query(("where", "a", "=", 1))
    run("query.limit", base, 1)
    assert run("query.sql", base) == "select * from t where a = ?"
    assert text(base) == "<query>"


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([("select", ())], "select expects at least one column"),
        ([("select", (1,))], "query.select expects a list of strings"),
        ([("select", ("a;b",))], "invalid column name a;b"),
        ([("delete",), ("select", ("a",))], "select is only supported on select queries"),
        ([("where", "a", "~", 1)], "unsupported where operator"),
        ([("where", "a", "in", 1)], "in expects a list value"),
        ([("where", "a", "in", ())], "in expects a non-empty list"),
        ([("where", "a", "=", (1,))], "unsupported db param type [1]"),
        ([("where", 1, "=", 1)], "query.where expects a column string"),
        ([("where", "a", "=")], "query.where expects 4 arguments"),
        ([("order_by", "a", "up")], "order_by expects asc or desc"),
        ([("limit", -1)], "limit must be >= 0"),
        ([("limit", "1")], "query.limit expects an Int"),
        ([("insert", 1)], "insert expects a struct value"),
        ([("upsert", StructValue("S", {}))], "upsert expects a struct with at least one field"),
        ([("insert", StructValue("S", {"a": 1})), ("update", "a", 1)], "update is not supported after insert/upsert"),
        ([("insert", StructValue("S", {"a": 1})), ("delete",)], "delete is not supported after insert/upsert"),
        ([("insert", StructValue("S", {"a": 1})), ("where", "a", "=", 1)], "where is not supported for insert/upsert queries"),
        ([("one", 1)], "query.one expects 1 argument"),
    ],
)
def test_query_errors(steps, message):
    with pytest.raises(RuntimeFailure) as failure:
        query(*steps)
    assert failure.value.text == message


def test_table_names():
    for name in ("a b", "a.b.c", "", "1a"):
        with pytest.raises(RuntimeFailure, match=r"^invalid table name$"):
            run("db.from", name)


def _filled():
    on = machine(environ=MEMORY)
    run("db.exec", "create table t (id integer primary key, name text, score real, data blob)", on=on)
    for row in (StructValue("R", {"id": 1, "name": "a", "score": 1.5, "data": b"x"}), StructValue("R", {"id": 2, "name": "b"})):
        run("query.exec", run("query.insert", query(), row), on=on)
    return on


def test_reads():
    on = _filled()
    assert run("db.query", "select name, id from t order by id", on=on) == ({"name": "a", "id": 1}, {"name": "b", "id": 2})
    assert list(run("db.one", "select name, id from t where id = ?", (2,), on=on).items()) == [("name", "b"), ("id", 2)]
    assert run("db.one", "select 1 as a, 2 as a", on=on) == {"a": 2}
    assert run("db.one", "select * from t where id = 9", on=on) is None
    assert run("query.one", query(("order_by", "id", "desc")), on=on)["id"] == 2
    assert len(run("query.all", query(), on=on)) == 2
    assert run("query.count", query(("where", "score", ">", 1)), on=on) == 1
    assert run("db.one", "select ? as a, ? as b, ? as c", (True, ResultValue(True, b"z"), None), on=on) == {
        "a": 1,
        "b": b"z",
        "c": None,
    }


def test_typed_reads():
    on = _filled()
    schema = ir.NamedSchema("R")
    basic = {name: ir.BasicSchema(name) for name in ("Int", "String", "Bytes")}
    fields = [("id", INT), ("name", STRING), ("data", ANY)]
    schemas = [basic["Int"], basic["String"], ir.OptionSchema(basic["Bytes"])]
    on.structs["R"] = ir.Struct("R", fields, AT, schemas, [None, None, None])
    selected = query(("select", ("id", "name", "data")), ("order_by", "id", "asc"))
    assert run("query.one", selected, on=on, schema=schema) == StructValue("R", {"data": b"x", "id": 1, "name": "a"})
    assert run("query.all", selected, on=on, schema=schema)[1].fields["data"] is None
    with pytest.raises(ValidationFailure) as failure:
        run("query.one", query(("select", ("id",))), on=on, schema=schema)
    assert failure.value.path == "$.name"


NOT_EXEC = "Execute returned results - did you mean to call query?"
NOT_A_PARAM = "unsupported db param type {}"


@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("db.exec", ("select 1",), f"db exec failed: {NOT_EXEC}; sql: select 1; params: []"),
        ("db.exec", ("select 1; x",), "db exec failed: Multiple statements provided; sql: select 1; x; params: []"),
        ("db.query", ("select x", (1, "a\n" * 30)), None),
        ("db.exec", ("x", 1), "db.exec params must be a list"),
        ("db.one", (1,), "db.one expects a SQL string"),
        ("db.query", (), "db.query expects 1 or 2 arguments"),
        ("db.exec", ("x", ({},)), f"db exec failed: {NOT_A_PARAM}; sql: x; params: [{{}}(<unsupported>)]"),
    ],
)
def test_statement_errors(name, args, message):
    with pytest.raises(RuntimeFailure) as failure:
        run(name, *args, on=machine(environ=MEMORY))
    if message is None:
        quoted = '"' + "a\\n" * 24 + '..."'
        assert failure.value.text == f"db query failed: no such column: x; sql: select x; params: [int(1), string({quoted})]"
    else:
        assert failure.value.text == message


@pytest.mark.parametrize(
    ("environ", "config", "message"),
    [
        ({}, {}, "db url not configured (set FUSE_DB_URL or App.dbUrl)"),
        ({}, {"dbUrl": "postgres://x"}, "unsupported db url (expected sqlite://...)"),
        ({"FUSE_DB_URL": "sqlite://"}, {}, "sqlite url missing path"),
        ({"FUSE_DB_URL": "sqlite:/no/such/folder/x.db"}, {}, "db open failed: unable to open database file"),
        ({"FUSE_DB_POOL_SIZE": "0"}, {}, "invalid FUSE_DB_POOL_SIZE: expected integer >= 1"),
        ({}, {"dbPoolSize": "x"}, "invalid App.dbPoolSize: expected integer >= 1"),
    ],
)
def test_settings(environ, config, message):
    on = machine(environ=environ)
    on.configs["App"] = config
    with pytest.raises(RuntimeFailure) as failure:
        run("db.exec", "select 1", on=on)
    assert failure.value.text == message


def test_connections_take_turns():
    on = machine(environ={**MEMORY, "FUSE_DB_POOL_SIZE": "2"})
    run("db.exec", "create table t (a)", on=on)
    with pytest.raises(RuntimeFailure, match="no such table"):
        run("db.query", "select * from t", on=on)
    assert run("db.query", "select * from t", on=on) == ()


def _sql(text_):
    return ir.ExprStmt(AT, call("db.exec", lit(text_)))


COUNT = show(ir.Index(ANY, AT, call("db.one", lit("select count(*) as c from t")), lit("c")))
FAIL = ir.ExprStmt(AT, ir.Raise(ANY, AT, [], "boom"))


def test_transactions():
    create, insert = _sql("create table t (a)"), _sql("insert into t values (1)")
    leaves = ir.Transaction(AT, [insert, ir.Break(AT)])
    loop = ir.While(AT, lit(True), [leaves])
    assert execute(create, ir.Transaction(AT, [insert]), COUNT, loop, COUNT, environ=MEMORY) == (0, "1\n1\n", "")
    nested = ir.Transaction(AT, [ir.Transaction(AT, [insert])])
    assert execute(create, nested, environ=MEMORY) == (1, "", "run error: db transaction already active\n")


def test_failing_transactions_roll_back(tmp_path):
    environ = {"FUSE_DB_URL": f"sqlite://{tmp_path}/a.db"}
    insert = _sql("insert into t values (1)")
    outcome = execute(_sql("create table t (a)"), insert, ir.Transaction(AT, [insert, FAIL]), environ=environ)
    assert outcome == (1, "", "run error: boom\n")
    assert execute(COUNT, environ=environ) == (0, "1\n", "")


def _migrate(path, *migrations):
    stderr = io.BytesIO()
    program = ir.Program("a.fuse", migrations=[ir.Migration(package, name, body, 1, AT) for package, name, body in migrations])
    environ = {"FUSE_DB_URL": f"sqlite://{path}/a.db"}
    status = run_migrations(program, environ=environ, stdout=io.BytesIO(), stderr=stderr, stdin=None)
    return status, stderr.getvalue().decode()


def _applied(path):
    rows = call("db.query", lit("select package, name from __fuse_migrations order by name"))
    return execute(show(rows), environ={"FUSE_DB_URL": f"sqlite://{path}/a.db"})[1]


def test_migrations(tmp_path):
    create = ("app", "1", [_sql("create table t (a)")])
    bad = ("app", "2", [_sql("insert into t values (1)"), FAIL])
    assert _migrate(tmp_path, create, bad, ("app", "3", [FAIL])) == (1, "migration error: boom\n")
    assert _applied(tmp_path) == "[{package: app, name: 1}]\n"
    assert execute(COUNT, environ={"FUSE_DB_URL": f"sqlite://{tmp_path}/a.db"})[1] == "0\n"
    assert _migrate(tmp_path, create, ("app", "2", [_sql("insert into t values (1)")])) == (0, "")
    assert _applied(tmp_path) == "[{package: app, name: 1}, {package: app, name: 2}]\n"
    assert _migrate(tmp_path, ("", "4", [returns(None)])) == (1, "migration error: return not allowed in migration\n")
    nested = ir.Transaction(AT, [])
    assert _migrate(tmp_path, ("", "5", [nested])) == (1, "migration error: db transaction already active\n")


def test_no_migrations_need_no_database():
    assert run_migrations(ir.Program("a.fuse"), environ={}, stdout=io.BytesIO(), stderr=io.BytesIO(), stdin=None) == 0


def test_old_migration_tables(tmp_path):
    environ = {"FUSE_DB_URL": f"sqlite://{tmp_path}/a.db"}
    fill = _sql("insert into __fuse_migrations values ('1', 'then')")
    execute(_sql("create table __fuse_migrations (id text primary key, applied_at text)"), fill, environ=environ)
    assert _migrate(tmp_path, ("", "1", [FAIL])) == (0, "")
    assert _applied(tmp_path) == "[{package: , name: 1}]\n"
    execute(_sql("drop table __fuse_migrations"), _sql("create table __fuse_migrations (x)"), environ=environ)
    unsupported = "unsupported __fuse_migrations schema; expected columns (package, name) or legacy id"
    assert _migrate(tmp_path, ("", "1", [])) == (1, f"migration error: {unsupported}\n")
