"""Parsing of top-level declarations.

In: the cursor behind the keyword of a declaration. Out: `ast.Item`.
Source: FUSE spec fls.md, "Top level"; semantics 2.4.
"""

from __future__ import annotations

from .. import ast
from ..messages.parsing import EXPECTED_DECLARATION, EXPECTED_HTTP_VERB, EXPECTED_MIGRATION_NAME, EXPECTED_TYPE_BODY
from ..source import Span
from ..tokens import DOC, IDENT, INT, NEWLINE, STRING
from .statements import Statements

_VERBS = frozenset(("get", "post", "put", "patch", "delete"))


class Declarations(Statements):
    def parse_declaration(self, doc: str | None) -> ast.Item:
        keyword = self.kinds[self.pos]
        parse = {
            "app": self._app,
            "component": self._component,
            "config": self._config,
            "enum": self._enum,
            "fn": self._function,
            "impl": self._impl,
            "interface": self._interface,
            "migration": self._migration,
            "service": self._service,
            "test": self._test,
            "type": self._type,
        }.get(keyword)
        if parse is not None:
            self.pos += 1
            return parse(doc)
        if keyword == "import":
            return self._import()
        self.fail(EXPECTED_DECLARATION())

    def take_docs(self) -> str | None:
        """The doc comment here, its lines joined; None where there is none."""
        lines: list[str] = []
        while self.kinds[self.pos] in (DOC, NEWLINE):
            if self.kinds[self.pos] == DOC:
                lines.append(str(self.values[self.pos]))
            self.pos += 1
        return "\n".join(lines) if lines else None

    def recover_block(self, keyword: str) -> None:
        members = {
            "config": self._config_field,
            "enum": self._variant,
            "impl": self._method,
            "interface": self._interface_member,
            "match": self.parse_case,
            "service": self._route,
            "type": self._field,
        }
        self.parse_indented(members.get(keyword, self.parse_statement))

    def _import(self) -> ast.Item:
        start = self.expect("import")
        if self.eat("{"):
            names: list[ast.Ident] = []
            if self.kinds[self.pos] != "}":
                names.append(self.expect_identifier())
                while self.eat(","):
                    names.append(self.expect_identifier())
            self.expect("}")
            self.expect_keyword("from")
            path = self._import_path()
            return ast.ImportNamesFrom(Span(start, path.span.end), names, path)
        name = self.expect_identifier()
        if self.eat("as"):
            alias = self.expect_identifier()
            self.expect_keyword("from")
            path = self._import_path()
            return ast.ImportAliasFrom(Span(start, path.span.end), name, alias, path)
        if self.eat("from"):
            path = self._import_path()
            return ast.ImportModuleFrom(Span(start, path.span.end), name, path)
        return ast.ImportModule(Span(start, name.span.end), name)

    def _import_path(self) -> ast.ImportPath:
        if self.kinds[self.pos] == STRING:
            string = self.expect_string()
            return ast.ImportPath(string.span, string.value)
        name = self.expect_dotted_name()
        return ast.ImportPath(name.span, name.name)

    def _type(self, doc: str | None) -> ast.Item:
        name = self.expect_dotted_name()
        fields: list[ast.FieldDecl] = []
        derive = None
        if self.eat(":"):
            fields = self.parse_members(self._field)
        elif self.eat("="):
            derive = self._derive()
        else:
            self.fail(EXPECTED_TYPE_BODY())
        return ast.TypeDecl(self._span_from(name), name, fields, derive, doc)

    def _derive(self) -> ast.TypeDerive:
        base = self.expect_dotted_name()
        self.expect_keyword("without")
        without = [self.expect_identifier()]
        while self.eat(","):
            without.append(self.expect_identifier())
        self.expect_newline()
        return ast.TypeDerive(self._span_from(base), base, without)

    def _field(self) -> ast.FieldDecl:
        name = self.expect_identifier()
        self.expect(":")
        type_ref = self.parse_type()
        default = self.parse_expression() if self.eat("=") else None
        self.expect_newline()
        return ast.FieldDecl(self._span_from(name), name, type_ref, default)

    def _enum(self, doc: str | None) -> ast.Item:
        name = self.expect_dotted_name()
        self.expect(":")
        variants = self.parse_members(self._variant)
        return ast.EnumDecl(self._span_from(name), name, variants, doc)

    def _variant(self) -> ast.EnumVariant:
        name = self.expect_identifier()
        payload: list[ast.TypeRef] = []
        if self.eat("("):
            if self.kinds[self.pos] != ")":
                payload.append(self.parse_type())
                while self.eat(","):
                    payload.append(self.parse_type())
            self.expect(")")
        self.expect_newline()
        return ast.EnumVariant(self._span_from(name), name, payload)

    def _interface(self, doc: str | None) -> ast.Item:
        name = self.expect_identifier()
        self.expect(":")
        members = self.parse_members(self._interface_member)
        return ast.InterfaceDecl(self._span_from(name), name, members, doc)

    def _interface_member(self) -> ast.InterfaceMember:
        start = self.starts[self.pos]
        self.expect_keyword("fn")
        name, type_params, params, result, where = self._signature()
        self.expect_newline()
        return ast.InterfaceMember(Span(start, self.end_before()), name, type_params, params, result, where)

    def _impl(self, doc: str | None) -> ast.Item:
        interface = self.expect_dotted_name()
        self.expect_keyword("for")
        target = self.expect_dotted_name()
        self.expect(":")
        methods = self.parse_members(self._method)
        return ast.ImplDecl(self._span_from(interface), interface, target, methods, doc)

    def _method(self) -> ast.FnDecl:
        doc = self.take_docs()
        self.expect_keyword("fn")
        return self._function(doc)

    def _function(self, doc: str | None) -> ast.FnDecl:
        name, type_params, params, result, where = self._signature()
        self.expect(":")
        body = self.parse_block()
        return ast.FnDecl(self._span_from(name), name, type_params, params, result, where, body, doc)

    def _signature(
        self,
    ) -> tuple[ast.Ident, list[ast.TypeParam], list[ast.Param], ast.TypeRef | None, list[ast.WhereConstraint]]:
        name = self.expect_identifier()
        type_params = self.parse_type_params()
        params = self._params()
        result = self.parse_type() if self.eat("->") else None
        return name, type_params, params, result, self.parse_where()

    def _params(self) -> list[ast.Param]:
        self.expect("(")
        params: list[ast.Param] = []
        while self.kinds[self.pos] != ")":
            name = self.expect_identifier()
            self.expect(":")
            type_ref = self.parse_type()
            default = self.parse_expression() if self.eat("=") else None
            params.append(ast.Param(self._span_from(name), name, type_ref, default))
            if not self.eat(","):
                break
        self.expect(")")
        return params

    def _component(self, doc: str | None) -> ast.Item:
        name = self.expect_identifier()
        type_params = self.parse_type_params()
        params = self._params() if self.kinds[self.pos] == "(" else []
        where = self.parse_where()
        self.expect(":")
        body = self.parse_block()
        return ast.ComponentDecl(self._span_from(name), name, type_params, params, where, body, doc)

    def _service(self, doc: str | None) -> ast.Item:
        name = self.expect_identifier()
        self.expect_keyword("at")
        base_path = self.expect_string()
        self.expect(":")
        routes = self.parse_members(self._route)
        return ast.ServiceDecl(self._span_from(name), name, base_path, routes, doc)

    def _route(self) -> ast.RouteDecl:
        verb = self.kinds[self.pos]
        start = self.starts[self.pos]
        if verb not in _VERBS:
            self.fail(EXPECTED_HTTP_VERB())
        self.pos += 1
        path = self.expect_string()
        body_type = body_span = None
        if self.eat("body"):
            body_span = self.span_at(self.pos - 1)
            body_type = self.parse_type()
        self.expect("->")
        result = self.parse_type()
        self.expect(":")
        body = self.parse_block()
        return ast.RouteDecl(Span(start, self.end_before()), verb, path, body_type, body_span, result, body)

    def _config(self, doc: str | None) -> ast.Item:
        name = self.expect_identifier()
        self.expect(":")
        fields = self.parse_members(self._config_field)
        return ast.ConfigDecl(self._span_from(name), name, fields, doc)

    def _config_field(self) -> ast.ConfigField:
        name = self.expect_identifier()
        self.expect(":")
        type_ref = self.parse_type()
        self.expect("=")
        value = self.parse_expression()
        self.expect_newline()
        return ast.ConfigField(self._span_from(name), name, type_ref, value)

    def _app(self, doc: str | None) -> ast.Item:
        name = self.expect_string()
        self.expect(":")
        body = self.parse_block()
        return ast.AppDecl(self._span_from(name), name, body, doc)

    def _test(self, doc: str | None) -> ast.Item:
        name = self.expect_string()
        self.expect(":")
        body = self.parse_block()
        return ast.TestDecl(self._span_from(name), name, body, doc)

    def _migration(self, doc: str | None) -> ast.Item:
        pos = self.pos
        start = self.starts[pos - 1]
        kind = self.kinds[pos]
        if kind not in (IDENT, STRING, INT):
            self.fail(EXPECTED_MIGRATION_NAME())
        text = str(self.take_integer(pos) if kind == INT else self.values[pos])
        self.pos += 1
        self.expect(":")
        body = self.parse_block()
        return ast.MigrationDecl(Span(start, self.end_before()), ast.Ident(self.span_at(pos), text), body, doc)

    def _span_from(self, name: ast.Ident) -> Span:
        return Span(name.span.start, self.end_before())
