"""Types → OpenAPI schemas: those of the language, and the declared ones of a program.

In:   canonical schemas, structs and enums. Out: JSON data.
      A place of a declared type refers to its schema; what OpenAPI has no word for (Html, Unit) is a text that says so.
Source: semantics 14.4.
"""

from __future__ import annotations

from pathlib import PurePath

from ..frontend.canonical import program as ir
from ..frontend.loader.std_error import STD_ERROR, STD_ERROR_PATH
from .json_text import Json

_BASIC: dict[str, dict[str, Json]] = {
    "Int": {"type": "integer", "format": "int64"},
    "Float": {"type": "number", "format": "double"},
    "Bool": {"type": "boolean"},
    "String": {"type": "string"},
    "Id": {"type": "string"},
    "Email": {"type": "string", "format": "email"},
    "Bytes": {"type": "string", "format": "byte"},
}
# The only type that canonical schemas do not name.
_ANY = "Error"


def reference(key: str) -> dict[str, Json]:
    return {"$ref": f"#/components/schemas/{key}"}


def object_of(properties: dict[str, Json], required: list[str]) -> dict[str, Json]:
    """The schema of an object; without required properties it does not name them."""
    found: dict[str, Json] = {"type": "object", "properties": properties}
    return {**found, "required": required} if required else found


class SchemaTable:
    """The schemas of a program."""

    def __init__(self, program: ir.Program) -> None:
        self._structs = program.structs
        self._enums = program.enums
        self._labels = {module.id: _label(module.path) for module in program.modules}
        # Keys by the names that canonical schemas have.
        self._keys = {each.name: f"m{each.module}_{_declared_name(each.name)}" for each in (*program.structs, *program.enums)}

    def declared(self) -> dict[str, Json]:
        """The schemas of all declared types by key."""
        structs = {self._keys[each.name]: self._struct(each) for each in self._structs}
        return {**structs, **{self._keys[each.name]: self._enum(each) for each in self._enums}}

    def schema(self, schema: ir.Schema) -> dict[str, Json]:
        """A Result counts as its ok type: the error has another status, or is the body of no response."""
        match schema:
            case ir.BasicSchema("any"):
                return _unknown(_ANY)
            case ir.BasicSchema(name) | ir.NamedSchema(name):
                return self.named(name)
            case ir.OptionSchema(inner):
                return _nullable(self.schema(inner))
            case ir.ListSchema(element):
                return {"type": "array", "items": self.schema(element)}
            case ir.MapSchema(_, value):
                return {"type": "object", "additionalProperties": self.schema(value)}
            case ir.ResultSchema(ok, _):
                return self.schema(ok)
            case ir.RefinedSchema(base, constraints):
                return self.schema(base) | _limits(base, constraints)
        raise AssertionError(f"no such schema: {type(schema).__name__}")

    def request_body(self, schema: ir.Schema) -> dict[str, Json]:
        """The schema of a request body, where a Result is read with the tag that says which of the two it is."""
        match schema:
            case ir.OptionSchema(inner):
                return _nullable(self.request_body(inner))
            case ir.ResultSchema(ok, err):
                return {"oneOf": [_tagged("Ok", self.schema(ok)), _tagged("Err", self.schema(err))]}
        return self.schema(schema)

    def named(self, name: str) -> dict[str, Json]:
        """The schema of a type by its name when the program runs."""
        if name in _BASIC:
            return dict(_BASIC[name])
        return reference(self._keys[name]) if name in self._keys else _unknown(name)

    def knows(self, name: str) -> bool:
        return name in _BASIC or name in self._keys

    def _struct(self, struct: ir.Struct) -> dict[str, Json]:
        properties: dict[str, Json] = {}
        required = []
        for (name, _), schema, default in zip(struct.fields, struct.schemas, struct.defaults, strict=True):
            properties[name] = self.schema(schema)
            if default is None and not isinstance(schema, ir.OptionSchema):
                required.append(name)
        return {**object_of(properties, required), **self._caption(struct)}

    def _enum(self, enum: ir.Enum) -> dict[str, Json]:
        names = [name for name, _ in enum.variants]
        variants: list[Json] = [self._variant(name, payload) for name, payload in zip(names, enum.schemas, strict=True)]
        return {"oneOf": variants, **self._caption(enum)}

    def _variant(self, name: str, payload: list[ir.Schema]) -> dict[str, Json]:
        schemas: list[Json] = [self.schema(each) for each in payload]
        if not schemas:
            return object_of({"type": _tag(name)}, ["type"])
        if len(schemas) == 1:
            return _tagged(name, schemas[0])
        count = len(schemas)
        return _tagged(name, {"type": "array", "items": {"oneOf": schemas}, "minItems": count, "maxItems": count})

    def _caption(self, declared: ir.Struct | ir.Enum) -> dict[str, Json]:
        title = f"{self._labels[declared.module]}.{_declared_name(declared.name)}"
        return {"title": title} if declared.doc is None else {"title": title, "description": declared.doc}


def _label(path: str) -> str:
    return STD_ERROR if path == STD_ERROR_PATH else PurePath(path).stem


def _declared_name(name: str) -> str:
    """The name that a type is declared with, from the one that it has when the program runs."""
    return name.rpartition(".")[2]


def _unknown(name: str) -> dict[str, Json]:
    return {"type": "string", "description": f"unknown type {name}"}


def _tag(name: str) -> Json:
    return {"type": "string", "enum": [name]}


def _tagged(name: str, data: Json) -> dict[str, Json]:
    return object_of({"type": _tag(name), "data": data}, ["type", "data"])


def _nullable(schema: dict[str, Json]) -> dict[str, Json]:
    """What stands beside a reference does not count, so that the reference goes into a list."""
    return {"allOf": [schema], "nullable": True} if "$ref" in schema else {**schema, "nullable": True}


def _limits(base: ir.Schema, constraints: tuple[ir.Constraint, ...]) -> dict[str, Json]:
    """The constraints that OpenAPI has words for; of several alike the last, which is all it can say."""
    counts = base in (ir.BasicSchema("Int"), ir.BasicSchema("Float"))
    least, most = ("minimum", "maximum") if counts else ("minLength", "maxLength")
    found: dict[str, Json] = {}
    for constraint in constraints:
        match constraint:
            case ir.RangeConstraint(low, high):
                found |= {least: low, most: high}
            case ir.RegexConstraint(pattern):
                found["pattern"] = pattern
    return found
