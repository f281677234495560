"""`[assets] css`: names with a hash, the map of them, and that a build which was killed on the way is made good by the next."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fuse_mlir.package import css_assets
from fuse_mlir.package.asset_map import asset_map
from fuse_mlir.package.css_assets import hash_css
from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.manifest import Manifest, parse_manifest

COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main")
WHITE, BLACK = "body{color:#fff}\n", "body{color:#000}\n"
MAP = ".fuse/assets-manifest.json"


def manifest_of(css: str = "public/css", more: str = "") -> Manifest:
    text = f"[package]\nentry = 'main.fuse'\n[assets]\ncss = '{css}'\nhash = true\n{more}"
    Path("fuse.toml").write_text(text)
    return parse_manifest(Path("fuse.toml"), text)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def hashed(stem: str, text: str) -> str:
    return f"{stem}.{hashlib.sha1(text.encode()).hexdigest()[:10]}.css"


def files(folder: str = ".") -> dict[str, str]:
    """All files but the manifest of the package."""
    found = {path.as_posix(): path.read_text() for path in sorted(Path(folder).rglob("*")) if path.is_file()}
    return {name: text for name, text in found.items() if name != "fuse.toml"}


def test_a_file(place: Path) -> None:
    write("public/css/app.css", WHITE)
    hash_css(manifest_of("public/css/app.css"))
    # The digits that `printf 'body{color:#fff}\n' | sha1sum` begins with.
    name = "css/app.84599e267d.css"
    assert files() == {f"public/{name}": WHITE, MAP: f'{{"css/app.css":"/{name}"}}'}


def test_a_folder(place: Path) -> None:
    """Sheets of all levels, of any letter case; nothing else, nothing that has a hash already, no folders of tools."""
    others = {
        "public/css/app.js": "x",
        "public/css/vendor.0123456789.css": "not the contents that its name tells",
        "public/css/.git/a.css": WHITE,
        "public/other.css": WHITE,
    }
    for name, text in {**others, "public/css/b.min.css": WHITE, "public/css/deep/a.CSS": BLACK}.items():
        write(name, text)
    hash_css(manifest_of())
    b, a = hashed("b.min", WHITE), hashed("a", BLACK).replace(".css", ".CSS")
    expected = {"css/b.min.css": f"/css/{b}", "css/deep/a.CSS": f"/css/deep/{a}"}
    found = files()
    assert json.loads(found.pop(MAP)) == expected
    assert found == {**others, f"public/css/{b}": WHITE, f"public/css/deep/{a}": BLACK}


def test_what_is_no_file_is_left_alone(place: Path) -> None:
    """A link to nothing, and a pipe, which nobody would ever write to."""
    write("public/css/app.css", WHITE)
    Path("public/css/gone.css").symlink_to("nowhere")
    os.mkfifo("public/css/pipe.css")
    Path("public/css/folder.css").mkdir()
    manifest = manifest_of()
    hash_css(manifest)
    assert json.loads(asset_map(manifest) or "") == {"css/app.css": f"/css/{hashed('app', WHITE)}"}
    assert {"folder.css", "gone.css", "pipe.css"} < set(os.listdir("public/css"))


def test_full_disk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system names no file where a write fails."""
    write("public/css/app.css", WHITE)

    def fail(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(css_assets, "replace_file", fail)
    with pytest.raises(PackageError) as caught:
        hash_css(manifest_of())
    assert caught.value.message == "failed to hash public/css: no space left on device"
    assert files("public") == {"public/css/app.css": WHITE}


def test_again_changes_nothing(place: Path) -> None:
    write("public/css/app.css", WHITE)
    manifest = manifest_of()
    hash_css(manifest)
    before = {path: path.stat() for path in Path().rglob("*")}
    hash_css(manifest)
    assert {path: path.stat() for path in Path().rglob("*")} == before
    hash_css(manifest_of("public/css/app.css"))
    assert MAP in files()


def test_new_contents_replace_the_old(place: Path) -> None:
    manifest = manifest_of()
    for text in (WHITE, BLACK):
        write("public/css/app.css", text)
        write("public/css/app.deadbeef00.css", "of another tool, or changed by hand")
        write("public/css/apple.deadbeef00.css", "of another sheet")
        hash_css(manifest)
    assert set(files("public")) == {f"public/css/{hashed('app', BLACK)}", "public/css/apple.deadbeef00.css"}
    assert asset_map(manifest) == json.dumps({"css/app.css": f"/css/{hashed('app', BLACK)}"}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("css", "more", "key"),
    [
        ("public/app.css", "", "app.css"),
        ("./public/../public/app.css", "", "app.css"),
        ("public/app.css", "[serve]\nstatic_dir = 'static'\n", "public/app.css"),
        ("static/x/app.css", "[serve]\nstatic_dir = 'static'\n", "x/app.css"),
        ("app.css", "", "app.css"),
    ],
)
def test_keys_are_below_the_static_files(place: Path, css: str, more: str, key: str) -> None:
    Path("public").mkdir()
    write(css, WHITE)
    manifest = manifest_of(css, more)
    hash_css(manifest)
    assert json.loads(asset_map(manifest) or "") == {key: f"/{hashed(key.removesuffix('.css'), WHITE)}"}


def test_permissions_stay(place: Path) -> None:
    write("public/css/app.css", WHITE)
    os.chmod("public/css/app.css", 0o640)
    hash_css(manifest_of())
    assert Path("public/css", hashed("app", WHITE)).stat().st_mode & 0o777 == 0o640


def test_missing(place: Path) -> None:
    without_hash = parse_manifest(Path("fuse.toml"), "[package]\n[assets]\ncss = 'none'\n")
    for manifest in (manifest_of("public/app.css"), without_hash):
        with pytest.raises(PackageError) as caught:
            hash_css(manifest)
        assert caught.value.message == f"assets.css path does not exist: {manifest.assets_css}"


def test_no_map_without_hashes(place: Path) -> None:
    write("public/css/app.css", WHITE)
    hash_css(manifest_of())
    for text in ("[package]\n[assets]\ncss = 'public/css'\n", "[package]\n[assets]\nhash = true\n", "[package]\n"):
        write(MAP, "{}")
        manifest = parse_manifest(Path("fuse.toml"), text)
        hash_css(manifest)
        assert asset_map(manifest) is None
    assert set(files()) == {f"public/css/{hashed('app', WHITE)}"}


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", range(8))
def test_a_build_that_is_killed_is_made_good(place: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Before any change of the file system: what the map names is there, and the next build comes to what this one would have."""
    manifest = manifest_of()
    for name in ("a", "b"):
        write(f"public/css/{name}.css", WHITE)
    hash_css(manifest)
    for name in ("a", "b"):
        write(f"public/css/{name}.css", BLACK)
    left = step

    def counted(change: Callable) -> Callable:
        def run(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return change(*arguments, **named)

        return run

    with monkeypatch.context() as patches:
        patches.setattr(css_assets, "replace_file", counted(css_assets.replace_file))
        patches.setattr(Path, "unlink", counted(Path.unlink))
        # Each sheet is copied, the map written, then the old and the plain file of each removed.
        if step < 7:
            with pytest.raises(Killed):
                hash_css(manifest)
        else:
            hash_css(manifest)
    for name in json.loads(asset_map(manifest) or "").values():
        assert Path(f"public{name}").is_file()
    hash_css(manifest)
    names = {name: hashed(name, BLACK) for name in ("a", "b")}
    assert set(files("public")) == {f"public/css/{name}" for name in names.values()}
    assert json.loads(asset_map(manifest) or "") == {f"css/{name}.css": f"/css/{new}" for name, new in names.items()}


def test_build_and_run(place: Path) -> None:
    """The hook makes the sheet, the build names it, and what runs knows the name."""
    manifest_of(
        "public/css/app.css",
        f"[assets.hooks]\nbefore_build = '''mkdir -p public/css; printf '{WHITE[:-1]}' >public/css/app.css'''\n",
    )
    write("main.fuse", 'app "x":\n  print(asset("css/app.css"))\n')
    for _ in range(2):
        subprocess.run([*COMMAND, "build"], check=True, capture_output=True, timeout=120)
    name = hashed("app", WHITE[:-1])
    variables = {name: value for name, value in os.environ.items() if name != "FUSE_ASSET_MAP"}
    for backend in ("ast", "native"):
        for chosen, expected in ((variables, f"/css/{name}\n"), ({**variables, "FUSE_ASSET_MAP": "{}"}, "/css/app.css\n")):
            done = subprocess.run([*COMMAND, "run", "--backend", backend], env=chosen, capture_output=True, text=True, timeout=120)
            assert done.stdout == expected, done.stderr


def test_failure_is_that_of_the_build(place: Path) -> None:
    manifest_of("public/app.css")
    write("main.fuse", "not read")
    done = subprocess.run([*COMMAND, "build"], capture_output=True, text=True, timeout=120)
    assert done.stderr == "[build] start\nerror: assets.css path does not exist: public/app.css\n[build] failed\n"
    assert done.returncode == 1
