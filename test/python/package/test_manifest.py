"""fuse.toml: values and defaults, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.manifest import DependencyTable, find_manifest, parse_manifest, read_manifest

FULL = """
[package]
main = "src/main.fuse"
app = "demo"
backend = "ast"
name = "shop"
unknown = 1
[build]
openapi = "api.json"
native_bin = "bin/shop"
[serve]
static_dir = "public"
static_index = "index.html"
openapi_ui = true
openapi_path = "/docs"
[assets]
css = "css"
watch = false
hash = true
[assets.hooks]
before_build = "make css"
[vite]
dev_url = "http://localhost:1"
[dependencies]
A = "./a"
B = "git@example.org:b"
C = { git = "https://example.org/c", rev = "abc", subdir = "x" }
D = "1.0"
E = "libs\\\\e"
F = "f.git"
[dependencies.G]
path = "../g"
other = 1
"""


def test_values() -> None:
    manifest = parse_manifest(Path("fuse.toml"), FULL)
    package = (manifest.entry, manifest.app, manifest.backend, manifest.name)
    assert package == ("src/main.fuse", "demo", "ast", "shop")
    assert (manifest.build_openapi, manifest.build_native_bin) == ("api.json", "bin/shop")
    assert (manifest.serve_static_dir, manifest.serve_static_index) == ("public", "index.html")
    assert (manifest.serve_openapi_ui, manifest.serve_openapi_path) == (True, "/docs")
    assets = (manifest.assets_css, manifest.assets_watch, manifest.assets_hash, manifest.assets_before_build)
    assert assets == ("css", False, True, "make css")
    assert (manifest.vite_dev_url, manifest.vite_dist_dir) == ("http://localhost:1", "dist")
    assert manifest.dependencies == {
        "A": DependencyTable(path="./a"),
        "B": DependencyTable(git="git@example.org:b"),
        "C": DependencyTable(git="https://example.org/c", rev="abc", subdir="x"),
        "D": DependencyTable(plain="1.0"),
        "E": DependencyTable(path="libs\\e"),
        "F": DependencyTable(git="f.git"),
        "G": DependencyTable(path="../g"),
    }


def test_defaults() -> None:
    manifest = parse_manifest(Path("fuse.toml"), "[package]\n")
    assert manifest.entry is None and manifest.dependencies == {}
    assert (manifest.vite_dev_url, manifest.vite_dist_dir) == (None, None)
    manifest = parse_manifest(Path("fuse.toml"), "[package]\n[vite]\n")
    assert (manifest.vite_dev_url, manifest.vite_dist_dir) == ("http://127.0.0.1:5173", "dist")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing table [package]"),
        ("package = 1", "package must be a table"),
        ("[package]\nentry = 1", "package.entry must be a string"),
        ("[package]\nentry = 'a'\nmain = 'b'", "package.main is another name of package.entry; keep one of them"),
        ("[package]\n[serve]\nopenapi_ui = 'yes'", "serve.openapi_ui must be a boolean"),
        ("[package]\n[assets]\nhooks = 1", "assets.hooks must be a table"),
        ("[package]\n[dependencies]\nA = 1", "dependencies.A must be a string or a table"),
        ("[package]\n[dependencies]\nA = { tag = 1 }", "dependencies.A.tag must be a string"),
        (
            "[package]\n[dependencies]\n'../a' = './a'",
            "'../a' cannot be the name of a dependency: it is one part of an import path",
        ),
    ],
)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(PackageError) as caught:
        parse_manifest(Path("fuse.toml"), text)
    assert caught.value.message == f"invalid manifest: {reason}"


def test_files(place: Path) -> None:
    for name, content, message in (
        ("none.toml", None, "missing manifest: none.toml"),
        ("bad.toml", b"\xff", "invalid manifest: not valid UTF-8"),
        ("syntax.toml", b"[package", "invalid manifest: "),
    ):
        if content is not None:
            Path(name).write_bytes(content)
        with pytest.raises(PackageError) as caught:
            read_manifest(Path(name))
        assert caught.value.message.startswith(message)
    with pytest.raises(PackageError) as caught:
        read_manifest(place)
    assert caught.value.message == f"failed to read {place}: is a directory"


def test_nearest(place: Path) -> None:
    inner = place / "a" / "b"
    inner.mkdir(parents=True)
    (place / "fuse.toml").write_text("[package]\n")
    assert find_manifest(inner) == place / "fuse.toml"
    (place / "a" / "fuse.toml").write_text("[package]\n")
    assert find_manifest(inner) == place / "a" / "fuse.toml"
