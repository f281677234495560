"""Console, environment, HTML, SVG, clock, cryptography; the texts of their errors."""

import datetime

import pytest
from nodes import AT, call, lit, machine, value_of
from nodes import builtin as run

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.types import ANY, HTML
from fuse_mlir.interpreter.failures import RuntimeFailure
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.values import UNIT_VALUE, HtmlValue, ResultValue


def _logged(environ, *args):
    on = machine(environ=environ)
    run("log", *args, on=on)
    return on.console._stderr.getvalue().decode()


@pytest.mark.parametrize(
    ("environ", "args", "line"),
    [
        ({}, ("hi",), "[INFO] hi\n"),
        ({}, (), "[INFO] \n"),
        ({}, ("warn",), "[INFO] warn\n"),
        ({}, (" Warning ", "hi"), "[WARN] hi\n"),
        ({}, ("debug", "hi"), ""),
        ({"FUSE_LOG": "TRACE"}, ("debug", "hi"), "[DEBUG] hi\n"),
        ({"FUSE_LOG": "error"}, ("hi",), ""),
        ({"FUSE_LOG": "nonsense"}, ("hi",), "[INFO] hi\n"),
        ({}, ("warn", "hi", 1), '{"data":1,"level":"warn","message":"hi"}\n'),
        ({}, (1, 2, (3,)), '{"data":[2,[3]],"level":"info","message":"1"}\n'),
        ({"FUSE_COLOR": "always"}, ("error", "x"), "[\x1b[31;1mERROR\x1b[0m] x\n"),
        ({"FUSE_COLOR_FORCE_TTY": "1"}, ("x",), "[\x1b[32mINFO\x1b[0m] x\n"),
        ({"FUSE_COLOR_FORCE_TTY": "1", "NO_COLOR": ""}, ("x",), "[INFO] x\n"),
        ({"FUSE_COLOR": "never", "FUSE_COLOR_FORCE_TTY": "1"}, ("x",), "[INFO] x\n"),
    ],
)
def test_log(environ, args, line):
    assert _logged(environ, *args) == line


def test_input():
    on = machine(stdin=b"one\r\n\ntwo")
    assert [run("input", "? ", on=on), run("input", on=on), run("input", on=on)] == ["one", "", "two"]
    assert on.console._stdout.getvalue() == b"? "
    with pytest.raises(RuntimeFailure) as failure:
        run("input", on=on)
    assert failure.value.text == "input requires stdin data in non-interactive mode"


def test_environment_as_values():
    on = machine(environ={"A": " 7 ", "B": "x"})
    assert (run("env", "A", on=on), run("env_int", "A", on=on), run("env_int", "C", on=on)) == (" 7 ", 7, None)
    with pytest.raises(RuntimeFailure, match=r"^invalid Bool: x \(env B\)$"):
        run("env_bool", "B", on=on)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (" css/app.css?v=1 ", "/css/app.1234.css?v=1"),
        ("\\css\\app.css#x", "/css/app.1234.css#x"),
        ("js/a.js", "/js/b.js"),
        ("/other.js", "/other.js"),
        ("?x", "/?x"),
        ("bad", "/bad"),
    ],
)
def test_asset(path, address):
    map_ = '{"css/app.css":"/css/app.1234.css","/js/a.js":"js/b.js","bad":1}'
    assert run("asset", path, on=machine(environ={"FUSE_ASSET_MAP": map_})) == address


def test_asset_without_a_usable_map():
    assert run("asset", "a.css", on=machine(environ={"FUSE_ASSET_MAP": "{"})) == "/a.css"
    assert run("asset", "a.css") == "/a.css"


def test_html_is_escaped():
    on = machine()
    node = run("html.node", "p", {"b": 'x"<', "a": "&"}, ("<i>", (run("html.raw", "<b>"), "t"), run("html.text", ">")), on=on)
    assert node == HtmlValue('<p a="&amp;" b="x&quot;&lt;">&lt;i&gt;<b>t&gt;</p>')
    assert run("html.render", run("html.node", "br", {}, ())) == "<br>"
    assert run("html.render", run("html.node", "x-y", {}, ())) == "<x-y></x-y>"


def test_tags_and_children():
    show = ir.ChildIf(lit(True), [ir.ChildValue(lit("yes"))], [ir.ChildValue(lit("no"))])
    hide = ir.ChildIf(lit(False), [ir.ChildValue(lit("never"))], [])
    item = ir.Local(0, "item", ANY, AT)
    loop = ir.ChildFor(ir.BindPattern(AT, item), lit([1, 2]), [ir.ChildValue(ir.Concat(ANY, AT, [ir.LocalRef(ANY, AT, item)]))])
    tag = ir.HtmlTag(HTML, AT, "ul", None, ir.ChildList(ANY, AT, [show, hide, loop]))
    assert value_of(tag) == HtmlValue("<ul>yes12</ul>")
    assert value_of(ir.HtmlTag(HTML, AT, "br", None, None)) == HtmlValue("<br>")


@pytest.mark.parametrize(
    ("attrs", "children", "message"),
    [
        (lit(1), None, "p expects attrs as Map<String, String>"),
        (ir.MapLit(ANY, AT, [ir.MapEntry(lit("a"), lit(1))]), None, "p attrs must be Map<String, String>"),
        (None, lit("x"), "p expects children as List<Html>"),
        (None, lit(["x", 1]), "p children must be Html or String, got Int"),
        (None, lit([[["x"]]]), "p children must be Html or String, got List"),
        (None, lit([None]), "p children must be Html or String, got Null"),
    ],
)
def test_tags_refuse(attrs, children, message):
    with pytest.raises(RuntimeFailure) as failure:
        value_of(ir.HtmlTag(HTML, AT, "p", attrs, children))
    assert failure.value.text == message


def test_svg(tmp_path):
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "a.svg").write_text("<svg/>")
    on = machine(environ={"FUSE_SVG_DIR": str(tmp_path)})
    assert run("svg.inline", "icons\\./a", on=on) == HtmlValue("<svg/>")
    (tmp_path / "icons" / "a.svg").write_text("<svg>2</svg>")
    assert run("svg.inline", "icons/a.svg", on=on) == HtmlValue("<svg/>")
    on.environ["FUSE_DEV_MODE"] = "1"
    assert run("svg.inline", "icons/a.svg", on=on) == HtmlValue("<svg>2</svg>")
    for path, message in (
        (" ", "expects a non-empty path"),
        ("/a", "path must be relative to assets/svg"),
        ("a/../b", "path traversal is not allowed"),
        ("a.png", "only supports .svg files"),
        ("none", f"missing file: {tmp_path}/none.svg"),
    ):
        with pytest.raises(RuntimeFailure) as failure:
            run("svg.inline", path, on=on)
        assert failure.value.text == f"svg.inline {message}"


@pytest.mark.parametrize(
    ("epoch_ms", "format_", "shown"),
    [
        (0, "%c|%D|%x|%F|%v|%r", "Thu Jan  1 00:00:00 1970|01/01/70|01/01/70|1970-01-01| 1-Jan-1970|12:00:00 AM"),
        (0, "%e|%k|%l|%j|%C|%y|%s|%Z%z%:z%::z", " 1| 0|12|001|19|70|0|UTC+0000+00:00+00:00:00"),
        (1_500, "%.f|%f|%3f|%.6f|%+", ".500|500000000|500|.500000|1970-01-01T00:00:01.500+00:00"),
        (86_400_000, "%-d|%_d|%0e|%t|%n|%%", "2| 2|02|\t|\n|%"),
        (-1, "%Y-%m-%d %H:%M:%S%.3f", "1969-12-31 23:59:59.999"),
        (253402300800000, "%Y", "+10000"),
        (-62198755200000, "%Y", "-0001"),
    ],
)
def test_time_format(epoch_ms, format_, shown):
    assert run("time.format", epoch_ms, format_) == shown


def test_time_format_agrees_with_the_standard_library():
    for days in range(-200_000, 900_000, 997):
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(days=days, seconds=days)
        format_ = "%m %d %j %U %W %V %G %u %w %a %A %b %B %H %I %p %M %S"
        assert run("time.format", (days * 86_400 + days) * 1000, format_) == moment.strftime(format_)


@pytest.mark.parametrize(
    ("source", "format_", "epoch_ms"),
    [
        ("2024-02-29", "%F", 1709164800000),
        ("2024-02-29T12:30:00.250Z", "%+", 1709209800250),
        ("29 feb 2024 12:30", "%d %b %Y %H:%M", 1709209800000),
        ("2024-060", "%Y-%j", 1709164800000),
        ("2024-W09-4", "%G-W%V-%u", 1709164800000),
        ("12:00 +0130 2024-02-29", "%R %z %F", 1709202600000),
        ("1709164800", "%s", 1709164800000),
        ("02/29/24 01 PM 05", "%D %I %p %M", 1709211900000),
        ("2024-02-30", "%F", None),
        ("2024-02-29x", "%F", None),
        ("Fri 2024-02-29", "%a %F", None),
        ("12:30", "%R", None),
        ("2024", "%Q", None),
    ],
)
def test_time_parse(source, format_, epoch_ms):
    result = run("time.parse", source, format_)
    if epoch_ms is None:
        assert text(result) == f"Err(std.Error(time.parse failed for format `{format_}`))"
    else:
        assert result == ResultValue(True, epoch_ms)


def test_clock():
    before = run("time.now")
    assert run("time.sleep", 2.9) is UNIT_VALUE
    assert run("time.now") >= before + 2


def test_crypto():
    digest = run("crypto.hash", " SHA-256 ", b"abc").hex()
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert run("crypto.hash", "sha512", b"abc").hex().startswith("ddaf35a193617abacc417349ae204131")
    mac = run("crypto.hmac", "sha256", b"key", b"The quick brown fox jumps over the lazy dog").hex()
    assert mac == "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    assert len(run("crypto.random_bytes", 16.9)) == 16
    assert run("crypto.constant_time_eq", b"a", b"a") and not run("crypto.constant_time_eq", b"a", b"ab")


@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("input", (1, 2), "input expects 0 or 1 arguments"),
        ("input", (1,), "input expects a string prompt"),
        ("env_int", (), "env_int expects a string argument"),
        ("assert", (1,), "assert expects a Bool as the first argument"),
        ("asset", (), "asset expects 1 argument"),
        ("json.encode", (), "json.encode expects a value"),
        ("json.decode", (1,), "json.decode expects a string argument"),
        ("html.node", (1,), "html.node expects 3 arguments"),
        ("html.node", (1, {}, ()), "html.node expects a String tag"),
        ("html.render", ("x",), "html.render expects an Html value"),
        ("svg.inline", (1,), "svg.inline expects a String path"),
        ("time.now", (1,), "time.now expects 0 arguments"),
        ("time.sleep", (-1,), "time.sleep expects a non-negative Int"),
        ("time.format", (1.0, ""), "time.format expects epoch as Int"),
        ("time.format", (2**62, ""), "time.format invalid epoch milliseconds"),
        ("time.format", (0, "%Q"), "time.format invalid format"),
        ("time.parse", (0, ""), "time.parse expects text as String"),
        ("crypto.hash", ("md5", b""), "crypto.hash unsupported algorithm md5"),
        ("crypto.hash", ("md5", ""), "crypto.hash expects data as Bytes"),
        ("crypto.hmac", ("md5", "", b""), "crypto.hmac expects key as Bytes"),
        ("crypto.random_bytes", (-1,), "crypto.random_bytes expects a non-negative Int"),
        ("crypto.constant_time_eq", (b"", ""), "crypto.constant_time_eq expects Bytes arguments"),
        ("serve", (), "serve expects a port number"),
        ("request.header", ("x",), "request.header is only available while handling an HTTP route"),
        ("response.header", ("x", "a\nb"), "response.header rejects CR/LF characters"),
        ("response.cookie", ("a b", ""), "cookie name contains unsupported characters"),
        ("response.cookie", ("a", ";"), "cookie value contains unsupported characters"),
        ("response.delete_cookie", ("",), "cookie name must not be empty"),
    ],
)
def test_argument_errors(name, args, message):
    with pytest.raises(RuntimeFailure) as failure:
        run(name, *args)
    assert failure.value.text == message


def test_builtin_calls_in_programs():
    assert value_of(call("json.encode", lit([1, None]))) == "[1,null]"
    assert value_of(ir.Asset(ANY, AT, "json", '{"a":1}')) == {"a": 1}
    assert value_of(ir.Asset(ANY, AT, "text", "# title")) == "# title"
