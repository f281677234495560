"""Patterns of `match` and `for`: the checker's rules on the subject's static type, the meaning on its representation type.

A pattern gives its names to the innermost scope. A name that looks like a variant but is none binds, as the language says, with a
warning; a dotted variant name, which would silently bind, is refused.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import TYPE_MISMATCH, UNKNOWN_FIELD
from ..messages.statements import (
    DUPLICATE_PATTERN_FIELD,
    NO_PATTERN,
    NO_VARIANT,
    NOT_A_STRUCT,
    NOT_AN_ENUM,
    ONE_PATTERN,
    OTHER_STRUCT,
    PATTERN_COUNT,
    QUALIFIED_VARIANT,
    UNKNOWN_PATTERN_STRUCT,
    UNKNOWN_VARIANT,
    UNKNOWN_VARIANT_OF,
)
from ..nearest import Suggestion, nearest
from ..types import ANY, EnumType, OptionType, ResultType, StructType, Type, option_of
from . import static_types as st
from .representation import represent_stored, without_null
from .state import Body

_BUILTIN_VARIANTS = ("Some", "None", "Ok", "Err")
_LITERAL_TYPES: dict[type[ast.Expr], tuple[st.StaticType, Type]] = {
    ast.IntLit: (st.INT, types.INT),
    ast.FloatLit: (st.FLOAT, types.FLOAT),
    ast.BoolLit: (st.BOOL, types.BOOL),
    ast.StringLit: (st.STRING, types.STRING),
}


def pattern(body: Body, node: ast.Pattern, static: st.StaticType, subject: Type, null_is_excluded: bool = False) -> ir.Pattern:
    """The pattern against a subject of the checker's type `static` and the representation `subject`.

    `null_is_excluded`: an earlier arm takes every null.
    """
    match node:
        case ast.WildcardPattern():
            return ir.AnyPattern(node.span)
        case ast.LiteralPattern():
            return _literal(body, node, static, subject)
        case ast.NamePattern():
            return _name(body, node, static, subject, null_is_excluded)
        case ast.VariantPattern():
            return _variant(body, node, node.name, node.args, static, subject)
        case ast.StructPattern():
            return _struct(body, node, static, subject)
    raise AssertionError(f"no such pattern: {type(node).__name__}")


def is_irrefutable(node: ir.Pattern) -> bool:
    """Whether the pattern matches every value of its subject's type."""
    match node:
        case ir.AnyPattern() | ir.BindPattern():
            return True
        case ir.StructPattern(fields=fields):
            return all(is_irrefutable(inner) for _, inner in fields)
    return False


def _literal(body: Body, node: ast.LiteralPattern, static: st.StaticType, subject: Type) -> ir.Pattern:
    if isinstance(node.value, ast.NullLit):
        if not st.assignable(st.NULL, static):
            body.error(node.span, TYPE_MISMATCH(expected=static, found=st.NULL))
        return ir.NonePattern(node.span) if _can_be_null(subject) else ir.NeverPattern(node.span)
    literal_type, representation = _LITERAL_TYPES[type(node.value)]
    if not st.assignable(literal_type, static):
        body.error(node.span, TYPE_MISMATCH(expected=static, found=literal_type))
    matched = ir.LiteralPattern(node.span, node.value.value)
    if subject in (representation, ANY):
        return matched
    if subject == OptionType(representation):
        return ir.SomePattern(node.span, matched)
    return ir.NeverPattern(node.span)


def _name(body: Body, node: ast.NamePattern, static: st.StaticType, subject: Type, null_is_excluded: bool) -> ir.Pattern:
    name = node.name.name
    if "." in name:
        enum = static.name if isinstance(static, st.EnumOf) else None
        _dotted(body, node.name, enum)
        return ir.NeverPattern(node.span)
    if _is_variant_of(body, static, name):
        return _variant(body, node, node.name, [], static, subject)
    if name in _BUILTIN_VARIANTS:
        body.declare(node.name, static, None, assignable=False)
        return ir.NonePattern(node.span) if name == "None" and _can_be_null(subject) else ir.NeverPattern(node.span)
    if isinstance(subject, EnumType) and name in body.module.symbols.program.enums[subject.name].variants:
        # Only a subject whose type the checker does not know comes here.
        return _variant(body, node, node.name, [], st.EnumOf(subject.name), subject)
    if isinstance(subject, OptionType) and isinstance(subject.inner, EnumType):
        found = _variant_of_optional(body, node, static, subject.inner, null_is_excluded)
        if found is not None:
            return found
    if isinstance(static, st.EnumOf):
        _warn_about_misspelling(body, node.name, static)
    local = body.new_local(name, subject, node.name.span)
    body.declare(node.name, static, local, assignable=False)
    if subject == ANY and _is_any_variant(body, name):
        return ir.NamePattern(node.span, local)
    return ir.BindPattern(node.span, local)


def _can_be_null(subject: Type) -> bool:
    return isinstance(subject, OptionType) or subject == ANY


def _is_any_variant(body: Body, name: str) -> bool:
    return any(name in enum.variants for enum in body.module.symbols.program.enums.values())


def _dotted(body: Body, name: ast.Ident, enum: str | None) -> None:
    owner, _, variant = name.name.rpartition(".")
    if enum is None:
        body.error(name.span, UNKNOWN_VARIANT(name=name.name))
    elif owner == enum:
        body.error(name.span, QUALIFIED_VARIANT(name=name.name, enum=enum, variant=variant))
    else:
        body.error(name.span, UNKNOWN_VARIANT_OF(name=name.name, enum=enum))


def _is_variant_of(body: Body, static: st.StaticType, name: str) -> bool:
    if isinstance(static, st.EnumOf):
        return name in body.module.symbols.program.enums[static.name].variants
    if isinstance(static, st.ResultOf):
        return name in ("Ok", "Err")
    return isinstance(static, st.OptionOf) and name in ("Some", "None")


def _variant_of_optional(
    body: Body, node: ast.NamePattern, static: st.StaticType, enum: EnumType, null_is_excluded: bool
) -> ir.Pattern | None:
    """A bare variant name against `E?`: the checker binds it; at run time it tests the variant, and takes null as well."""
    payload = body.module.symbols.program.enums[enum.name].variants.get(node.name.name)
    if payload is None:
        return None
    if not null_is_excluded:
        local = body.new_local(node.name.name, option_of(enum), node.name.span)
        body.declare(node.name, static, local, assignable=False)
        return ir.NamePattern(node.span, local)
    body.declare(node.name, static, None, assignable=False)
    if payload:
        return ir.NeverPattern(node.span)
    return ir.SomePattern(node.span, ir.VariantPattern(node.span, enum.name, node.name.name, []))


def _warn_about_misspelling(body: Body, name: ast.Ident, enum: st.EnumOf) -> None:
    variants = body.module.symbols.program.enums[enum.name].variants
    if name.name[0].isupper() or nearest(name.name, variants) is not None:
        body.warning(name.span, NO_VARIANT(name=name.name, enum=enum), hint=Suggestion(name.name, variants))


def _variant(
    body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], static: st.StaticType, subject: Type
) -> ir.Pattern:
    match static:
        case st.EnumOf(owner):
            return _enum_variant(body, node, name, args, owner, subject)
        case st.OptionOf(inner):
            return _option_variant(body, node, name, args, inner, subject)
        case st.ResultOf():
            return _result_variant(body, node, name, args, static, subject)
        case st.Unknown():
            return _variant_by_representation(body, node, name, args, static, subject)
    body.error(node.span, NOT_AN_ENUM(type=static, name=name.name))
    return _unmatched(body, node, args)


def _variant_by_representation(
    body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], static: st.Unknown, subject: Type
) -> ir.Pattern:
    if isinstance(subject, OptionType) and name.name in ("Some", "None"):
        return _option_variant(body, node, name, args, static, subject)
    if isinstance(subject, ResultType) and name.name in ("Ok", "Err"):
        return _result_variant(body, node, name, args, st.ResultOf(static, static), subject)
    if subject == ANY:
        return _dynamic_variant(body, node, name, args, static)
    if isinstance(subject, EnumType):
        payload = body.module.symbols.program.enums[subject.name].variants.get(name.name)
        if payload is not None and len(payload) == len(args):
            return _enum_variant(body, node, name, args, subject.name, subject)
    return _unmatched(body, node, args)


def _dynamic_variant(body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], static: st.Unknown) -> ir.Pattern:
    """A variant pattern against a value that is only known at run time."""
    match name.name:
        case "Some" | "None":
            return _option_variant(body, node, name, args, static, ANY)
        case "Ok" | "Err":
            return _result_variant(body, node, name, args, st.ResultOf(static, static), ANY)
    return ir.VariantPattern(node.span, None, name.name, [pattern(body, arg, static, ANY) for arg in args])


def _result_variant(
    body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], static: st.ResultOf, subject: Type
) -> ir.Pattern:
    if name.name not in ("Ok", "Err"):
        body.error(node.span, UNKNOWN_VARIANT(name=name.name))
        return _unmatched(body, node, args)
    if len(args) != 1:
        body.error(node.span, ONE_PATTERN(name=name.name))
        return _unmatched(body, node, args)
    if not isinstance(subject, ResultType) and subject != ANY:
        return _unmatched(body, node, args)
    if name.name == "Err":
        return ir.ErrPattern(node.span, pattern(body, args[0], static.err, ANY))
    return ir.OkPattern(node.span, pattern(body, args[0], static.ok, subject.ok if isinstance(subject, ResultType) else ANY))


def _unmatched(body: Body, node: ast.Pattern, args: list[ast.Pattern]) -> ir.Pattern:
    """A pattern that never matches; its names are known, and hold nothing."""
    for arg in args:
        pattern(body, arg, st.POISON, types.INT)
    return ir.NeverPattern(node.span)


def _enum_variant(body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], owner: str, subject: Type) -> ir.Pattern:
    variants = body.module.symbols.program.enums[owner].variants
    payload = variants.get(name.name)
    if payload is None:
        if "." in name.name:
            _dotted(body, name, owner)
        else:
            body.error(node.span, UNKNOWN_VARIANT_OF(name=name.name, enum=owner), hint=Suggestion(name.name, variants))
        return _unmatched(body, node, args)
    if len(payload) != len(args):
        body.error(node.span, PATTERN_COUNT(expected=len(payload), name=name.name, given=len(args)))
        return _unmatched(body, node, args)
    if not isinstance(subject, EnumType | OptionType) and subject != ANY:
        return _unmatched(body, node, args)
    inner = [pattern(body, arg, type_, represent_stored(type_)) for arg, type_ in zip(args, payload, strict=True)]
    matched = ir.VariantPattern(node.span, owner, name.name, inner)
    if isinstance(node, ast.NamePattern) and not isinstance(subject, EnumType):
        # What is no enum value at all is matched by a name.
        return ir.NamePattern(node.span, body.new_local(name.name, subject, name.span))
    return ir.SomePattern(node.span, matched) if isinstance(subject, OptionType) else matched


def _option_variant(
    body: Body, node: ast.Pattern, name: ast.Ident, args: list[ast.Pattern], inner: st.StaticType, subject: Type
) -> ir.Pattern:
    if name.name == "Some":
        if len(args) != 1:
            body.error(node.span, ONE_PATTERN(name="Some"))
            return _unmatched(body, node, args)
        if not _can_be_null(subject):
            return pattern(body, args[0], inner, subject)
        # The inside of `T??` may be null for the checker; at run time it never is.
        return ir.SomePattern(node.span, pattern(body, args[0], inner, without_null(subject)))
    if name.name == "None":
        if args:
            body.error(node.span, NO_PATTERN())
            return _unmatched(body, node, args)
        return ir.NonePattern(node.span) if _can_be_null(subject) else ir.NeverPattern(node.span)
    body.error(node.span, UNKNOWN_VARIANT(name=name.name))
    return _unmatched(body, node, args)


def _struct(body: Body, node: ast.StructPattern, static: st.StaticType, subject: Type) -> ir.Pattern:
    name = node.name.name
    symbols = body.module.symbols
    info = symbols.structs.get(name) or symbols.configs.get(name)
    if not _check_struct(body, node, static) or info is None:
        for field in node.fields:
            pattern(body, field.pattern, st.POISON, types.INT)
        return ir.NeverPattern(node.span)
    matched: list[tuple[str, ir.Pattern]] = []
    seen: list[str] = []
    for field in node.fields:
        declared = info.fields.get(field.name.name)
        if field.name.name in seen:
            body.error(field.span, DUPLICATE_PATTERN_FIELD())
        elif declared is None:
            hint = Suggestion(field.name.name, info.fields)
            body.error(field.span, UNKNOWN_FIELD(name=field.name.name, owner=name), hint=hint)
            pattern(body, field.pattern, st.POISON, types.INT)
        else:
            inner = pattern(body, field.pattern, declared.type, represent_stored(declared.type))
            matched.append((field.name.name, inner))
        seen.append(field.name.name)
    if name not in symbols.structs:
        # The checker takes a config for a struct; at run time it is none.
        return ir.NeverPattern(node.span)
    type_ = StructType(symbols.structs[name].name)
    if subject in (type_, ANY):
        return ir.StructPattern(node.span, type_.name, matched)
    if subject == option_of(type_):
        return ir.SomePattern(node.span, ir.StructPattern(node.span, type_.name, matched))
    return ir.NeverPattern(node.span)


def _check_struct(body: Body, node: ast.StructPattern, static: st.StaticType) -> bool:
    name = node.name.name
    match static:
        case st.StructOf(target) | st.ConfigOf(target):
            info = body.module.symbols.structs.get(name)
            matches = target == (name if info is None else info.name)
            if not matches:
                body.error(node.span, OTHER_STRUCT(name=name, type=target))
            return matches
        case st.Unknown():
            if name not in body.module.symbols.structs and not static.poisoned:
                body.error(node.span, UNKNOWN_PATTERN_STRUCT(name=name))
            return True
    body.error(node.span, NOT_A_STRUCT(type=static, name=name))
    return False
