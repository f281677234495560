"""The builtins that compiled programs call: what `fuse.builtin` may name.

One row a function of the runtime: its operands and result, what it does to the world outside, whether it raises, and its C symbol.
Operands are borrowed and results owned, always. How a call looks in C follows from the row (lowering/lower_builtins.py):

    operands  scalars and references as they are, everything else by address
    result    returned when the function does not raise and the result is a scalar or a reference; else through a last parameter
    raises    the function returns the error, NULL when there is none

Types are spelled as in FUSE: `Int`, `String?`, `List<any>`; `_` is any type, of an operand whose values the function does not look
at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from mlir import ir

from . import fuse


class Effect(Enum):
    """What a builtin does to the world outside; the value is that of the attribute."""

    PURE = 0
    READS = 1
    WRITES = 2


@dataclass(frozen=True, slots=True)
class Builtin:
    name: str
    operands: tuple[str, ...]
    result: str | None
    symbol: str
    effect: Effect = Effect.PURE
    raises: bool = False


ROWS = (
    # Values known at run time.
    Builtin("any.text", ("any",), "String", "fuse_rt_any_text"),
    Builtin("any.type_name", ("any",), "String", "fuse_rt_any_type_name"),
    # The number of the variant of an enum, in order of declaration.
    Builtin("any.variant_number", ("any",), "Int", "fuse_rt_any_variant_number"),
    # std.Error(message=…), which the program need not know as a type.
    Builtin("any.std_error", ("String",), "any", "fuse_rt_any_std_error"),
    Builtin("json.encode", ("any",), "String", "fuse_rt_json_encode"),
    Builtin("json.decode", ("String",), "any", "fuse_rt_json_decode", raises=True),
    # Decoding by type, from the index of a text (runtime/include/fuse_rt_json.h): the last operand but for a name is a value.
    Builtin("json.index", ("String",), "Bytes", "fuse_rt_json_index"),
    Builtin("json.problem", ("Bytes",), "String?", "fuse_rt_json_problem"),
    Builtin("json.elements", ("Bytes", "Int"), "Int", "fuse_rt_json_elements"),
    Builtin("json.members", ("Bytes", "Int"), "Int", "fuse_rt_json_members"),
    Builtin("json.count", ("Bytes", "Int"), "Int", "fuse_rt_json_count"),
    # A member, the end of its object, a name.
    Builtin("json.order", ("String", "Bytes", "Int", "Int", "String"), "Int", "fuse_rt_json_order"),
    Builtin("json.key", ("String", "Bytes", "Int"), "String", "fuse_rt_json_key"),
    Builtin("json.find", ("String", "Bytes", "Int", "String"), "Int", "fuse_rt_json_find"),
    Builtin("json.is_null", ("String", "Bytes", "Int"), "Bool", "fuse_rt_json_is_null"),
    Builtin("json.is_string", ("String", "Bytes", "Int"), "Bool", "fuse_rt_json_is_string"),
    Builtin("json.bool", ("String", "Bytes", "Int"), "Int", "fuse_rt_json_read_bool"),
    Builtin("json.int", ("String", "Bytes", "Int"), "Int?", "fuse_rt_json_read_int"),
    Builtin("json.float", ("String", "Bytes", "Int"), "Float?", "fuse_rt_json_read_float"),
    Builtin("json.string", ("String", "Bytes", "Int"), "String?", "fuse_rt_json_read_string"),
    Builtin("json.equals", ("String", "Bytes", "Int", "String"), "Bool", "fuse_rt_json_equals"),
    Builtin("json.untyped", ("String", "Bytes", "Int"), "any", "fuse_rt_json_read_untyped"),
    Builtin("json.path", ("String", "Bytes", "Int", "String"), "String", "fuse_rt_json_path"),
    # `?!`: whether a value goes on, with what, else with which error.
    Builtin("any.passes", ("any",), "Bool", "fuse_rt_any_passes"),
    Builtin("any.passed", ("any",), "any", "fuse_rt_any_passed"),
    Builtin("any.own_error", ("any",), "any", "fuse_rt_any_own_error"),
    Builtin("any.missing_value", (), "any", "fuse_rt_any_missing_value"),
    Builtin("any.ok", ("any",), "any", "fuse_rt_any_ok"),
    Builtin("any.call", ("any", "List<any>"), "any", "fuse_rt_any_call", Effect.WRITES, raises=True),
    Builtin("any.add", ("any", "any"), "any", "fuse_rt_any_add", raises=True),
    Builtin("any.sub", ("any", "any"), "any", "fuse_rt_any_sub", raises=True),
    Builtin("any.mul", ("any", "any"), "any", "fuse_rt_any_mul", raises=True),
    Builtin("any.div", ("any", "any"), "any", "fuse_rt_any_div", raises=True),
    Builtin("any.mod", ("any", "any"), "any", "fuse_rt_any_mod", raises=True),
    Builtin("any.negate", ("any",), "any", "fuse_rt_any_negate", raises=True),
    Builtin("any.eq", ("any", "any"), "Bool", "fuse_rt_any_eq", raises=True),
    Builtin("any.ne", ("any", "any"), "Bool", "fuse_rt_any_ne", raises=True),
    Builtin("any.lt", ("any", "any"), "Bool", "fuse_rt_any_lt", raises=True),
    Builtin("any.le", ("any", "any"), "Bool", "fuse_rt_any_le", raises=True),
    Builtin("any.gt", ("any", "any"), "Bool", "fuse_rt_any_gt", raises=True),
    Builtin("any.ge", ("any", "any"), "Bool", "fuse_rt_any_ge", raises=True),
    Builtin("any.truth", ("any",), "Bool", "fuse_rt_any_truth", raises=True),
    Builtin("any.range", ("any", "any"), "List<any>", "fuse_rt_any_range", raises=True),
    Builtin("any.field", ("any", "String"), "any", "fuse_rt_any_field", raises=True),
    Builtin("any.index", ("any", "any"), "any", "fuse_rt_any_index", raises=True),
    # What a `for` runs over.
    Builtin("any.items", ("any",), "List<any>", "fuse_rt_any_items", raises=True),
    # Patterns.
    Builtin("any.is_int", ("any", "Int"), "Bool", "fuse_rt_any_is_int"),
    Builtin("any.is_float", ("any", "Float"), "Bool", "fuse_rt_any_is_float"),
    Builtin("any.is_bool", ("any", "Bool"), "Bool", "fuse_rt_any_is_bool"),
    Builtin("any.is_str", ("any", "String"), "Bool", "fuse_rt_any_is_str"),
    Builtin("any.is_variant", ("any", "String", "Int"), "Bool", "fuse_rt_any_is_variant"),
    Builtin("any.is_result", ("any", "Bool"), "Bool", "fuse_rt_any_is_result"),
    Builtin("any.match_name", ("any", "String"), "Int", "fuse_rt_any_match_name"),
    # The positions of the entries in the order of their keys.
    Builtin("map.order", ("Map<_>",), "List<Int>", "fuse_rt_map_order"),
    # Bytes.
    Builtin("bytes.text", ("Bytes",), "String", "fuse_rt_base64_encode"),
    Builtin("bytes.length", ("Bytes",), "Int", "fuse_rt_bytes_length"),
    Builtin("bytes.equal", ("Bytes", "Bytes"), "Bool", "fuse_rt_bytes_equal"),
    Builtin("bytes.decode", ("String",), "Bytes?", "fuse_rt_bytes_decode"),
    Builtin("bytes.decode_problem", ("String",), "String", "fuse_rt_bytes_decode_problem"),
    Builtin("float.truncate", ("Float",), "Int", "fuse_rt_float_truncate"),
    # Console. The level of a log line is a number from 0, trace, to 4, error; -1 for a text that names none.
    Builtin("input", ("String",), "String", "fuse_rt_input", Effect.WRITES, raises=True),
    Builtin("log.level", ("String",), "Int", "fuse_rt_log_level"),
    Builtin("log.is_on", ("Int",), "Bool", "fuse_rt_log_is_on", Effect.READS),
    Builtin("log.text", ("Int", "String"), None, "fuse_rt_log_text", Effect.WRITES),
    Builtin("log.data", ("Int", "String", "String"), None, "fuse_rt_log_data", Effect.WRITES),
    # Time, cryptography.
    Builtin("time.now", (), "Int", "fuse_rt_time_now", Effect.WRITES),
    Builtin("time.sleep", ("Int",), None, "fuse_rt_time_sleep", Effect.WRITES, raises=True),
    Builtin("time.format", ("Int", "String"), "String", "fuse_rt_time_format", raises=True),
    Builtin("time.parse", ("String", "String"), "Int?", "fuse_rt_time_parse"),
    Builtin("crypto.hash", ("String", "Bytes"), "Bytes", "fuse_rt_crypto_hash", raises=True),
    Builtin("crypto.hmac", ("String", "Bytes", "Bytes"), "Bytes", "fuse_rt_crypto_hmac", raises=True),
    Builtin("crypto.random_bytes", ("Int",), "Bytes", "fuse_rt_crypto_random_bytes", Effect.WRITES, raises=True),
    Builtin("crypto.constant_time_eq", ("Bytes", "Bytes"), "Bool", "fuse_rt_crypto_constant_time_eq"),
    # Markup. The last operand of those that raise is who complains: a tag.
    Builtin("html.text", ("String",), "Html", "fuse_rt_html_text"),
    Builtin("html.attribute", ("String",), "Html", "fuse_rt_html_attribute"),
    Builtin("html.attributes", ("Map<String>",), "Html", "fuse_rt_html_attributes"),
    Builtin("html.any_attributes", ("any", "String"), "Html", "fuse_rt_html_any_attributes", raises=True),
    Builtin("html.child", ("any", "String"), "Html", "fuse_rt_html_child", raises=True),
    Builtin("html.children", ("any", "String"), "Html", "fuse_rt_html_children", raises=True),
    Builtin("html.list", ("List<Html>",), "Html", "fuse_rt_html_list"),
    Builtin("html.texts", ("List<String>",), "Html", "fuse_rt_html_texts"),
    Builtin("html.node", ("String", "any", "any"), "Html", "fuse_rt_html_node", raises=True),
    Builtin("svg.inline", ("String",), "Html", "fuse_rt_svg_inline", Effect.READS, raises=True),
    Builtin("asset", ("String",), "String", "fuse_rt_asset", Effect.READS),
    # Requests and responses of the route that runs. A server gets the names of the services, the routes as texts and their handlers
    # (fuse_mlir/importer/services.py); `http.answer` makes what a handler returns of a value, true where it is to be Html.
    Builtin("request.header", ("String",), "String?", "fuse_rt_request_header", Effect.READS, raises=True),
    Builtin("request.cookie", ("String",), "String?", "fuse_rt_request_cookie", Effect.READS, raises=True),
    Builtin("response.header", ("String", "String"), None, "fuse_rt_response_header", Effect.WRITES, raises=True),
    Builtin("response.cookie", ("String", "String"), None, "fuse_rt_response_cookie", Effect.WRITES, raises=True),
    Builtin("response.delete_cookie", ("String",), None, "fuse_rt_response_delete_cookie", Effect.WRITES, raises=True),
    Builtin("http.answer", ("any", "Bool"), "any", "fuse_rt_http_answer", raises=True),
    Builtin(
        "http.serve", ("any", "List<String>", "List<String>", "List<any>"), None, "fuse_rt_http_serve", Effect.WRITES, raises=True
    ),
    # A request to another server: builtin, method, address, body, headers, time. The runtime looks at what it is given.
    Builtin(
        "http.perform", ("String", "any", "any", "any", "any", "any"), "any", "fuse_rt_http_perform", Effect.WRITES, raises=True
    ),
    # The database. The first two operands of what runs a statement are what the config has: address and number of connections. What
    # methods of queries are given is looked at by the runtime.
    Builtin("db.exec", ("any", "any", "any", "any"), None, "fuse_rt_db_exec", Effect.WRITES, raises=True),
    Builtin("db.query", ("any", "any", "any", "any"), "List<any>", "fuse_rt_db_query", Effect.WRITES, raises=True),
    Builtin("db.one", ("any", "any", "any", "any"), "any", "fuse_rt_db_one", Effect.WRITES, raises=True),
    Builtin("db.from", ("any",), "any", "fuse_rt_db_from", raises=True),
    Builtin("query.select", ("any", "any"), "any", "fuse_rt_query_select", raises=True),
    Builtin("query.where", ("any", "any", "any", "any"), "any", "fuse_rt_query_where", raises=True),
    Builtin("query.order_by", ("any", "any", "any"), "any", "fuse_rt_query_order_by", raises=True),
    Builtin("query.limit", ("any", "any"), "any", "fuse_rt_query_limit", raises=True),
    Builtin("query.insert", ("any", "any"), "any", "fuse_rt_query_insert", raises=True),
    Builtin("query.upsert", ("any", "any"), "any", "fuse_rt_query_upsert", raises=True),
    Builtin("query.update", ("any", "any", "any"), "any", "fuse_rt_query_update", raises=True),
    Builtin("query.delete", ("any",), "any", "fuse_rt_query_delete", raises=True),
    Builtin("query.sql", ("any",), "String", "fuse_rt_query_sql", raises=True),
    Builtin("query.params", ("any",), "List<any>", "fuse_rt_query_params", raises=True),
    Builtin("query.exec", ("any", "any", "any"), None, "fuse_rt_query_exec", Effect.WRITES, raises=True),
    Builtin("query.all", ("any", "any", "any"), "List<any>", "fuse_rt_query_all", Effect.WRITES, raises=True),
    Builtin("query.one", ("any", "any", "any"), "any", "fuse_rt_query_one", Effect.WRITES, raises=True),
    Builtin("query.count", ("any", "any", "any"), "Int", "fuse_rt_query_count", Effect.WRITES, raises=True),
    # Transactions: the number of an activation of a function that has any, and with it their begin and end.
    Builtin("db.activation", (), "Int", "fuse_rt_db_activation", Effect.WRITES),
    Builtin("db.begin", ("Int", "any", "any"), None, "fuse_rt_db_begin", Effect.WRITES, raises=True),
    Builtin("db.commit", ("Int",), None, "fuse_rt_db_commit", Effect.WRITES, raises=True),
    Builtin("db.rollback", ("Int",), None, "fuse_rt_db_rollback", Effect.WRITES),
    # Rules of refined types. A pattern is the table that fuse_mlir/frontend/regex/table.py makes of it.
    Builtin("regex.matches", ("String", "String"), "Bool", "fuse_rt_regex_matches"),
    # Flags of `fn main`.
    Builtin("cli.error_text", ("any",), "String", "fuse_rt_error_value_text"),
    Builtin("cli.scan", ("List<String>",), None, "fuse_rt_cli_scan", Effect.WRITES, raises=True),
    Builtin("cli.flag", ("String",), "Int", "fuse_rt_cli_flag", Effect.READS),
    Builtin("cli.value", ("String",), "String", "fuse_rt_cli_value", Effect.READS),
    Builtin("cli.problem", ("String", "String", "String"), None, "fuse_rt_cli_problem", Effect.WRITES),
    Builtin("cli.problems", (), None, "fuse_rt_cli_problems", Effect.WRITES, raises=True),
)


def check_rows(rows: Iterable[Builtin]) -> dict[str, Builtin]:
    """The rows by name.

    Errors:  ValueError for a name or a symbol that stands twice, and for a builtin that has neither result nor effect.
    """
    table: dict[str, Builtin] = {}
    symbols: set[str] = set()
    for row in rows:
        if row.name in table or row.symbol in symbols:
            raise ValueError(f"{row.name}: two rows with this name or symbol")
        if row.result is None and row.effect is not Effect.WRITES and not row.raises:
            raise ValueError(f"{row.name}: does nothing")
        table[row.name] = row
        symbols.add(row.symbol)
    return table


BUILTINS: dict[str, Builtin] = check_rows(ROWS)


def call(
    name: str, operands: list[ir.Value], *, loc: ir.Location | None = None, ip: ir.InsertionPoint | None = None
) -> ir.Value | None:
    """Build `fuse.builtin`; its result, if it has one. KeyError for a name without a row."""
    row = BUILTINS[name]
    attributes: dict[str, ir.Attribute] = {
        "name": ir.StringAttr.get(name),
        "effect": ir.IntegerAttr.get(ir.IntegerType.get_signless(64), row.effect.value),
    }
    if row.raises:
        attributes["raises"] = ir.UnitAttr.get()
    results = [] if row.result is None else [type_of(row.result)]
    op = ir.Operation.create("fuse.builtin", results=results, operands=operands, attributes=attributes, loc=loc, ip=ip)
    return op.result if results else None


def type_of(text: str) -> ir.Type:
    """The MLIR type that a row spells, in the current context."""
    if text.endswith("?"):
        return fuse.option_type(type_of(text[:-1]))
    for prefix, make in (("List<", fuse.list_type), ("Map<", fuse.map_type)):
        if text.startswith(prefix):
            return make(type_of(text[len(prefix) : -1]))
    return _SIMPLE[text]()


_SIMPLE = {
    "Int": lambda: ir.IntegerType.get_signless(64),
    "Float": ir.F64Type.get,
    "Bool": lambda: ir.IntegerType.get_signless(1),
    "String": fuse.str_type,
    "Bytes": fuse.bytes_type,
    "Html": fuse.html_type,
    "any": fuse.any_type,
}
