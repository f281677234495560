"""The HTTP client of compiled programs where it differs from the interpreter's: it has no TLS (docs/decisions/0013)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
requires network

app "client":
  match http.get("https://127.0.0.1:9/x"):
    Err(e):
      print("${e.code}: ${e.message} ${e.status}")
    Ok(r):
      print(r.body)
"""
_ANSWER = "tls_error: get https://127.0.0.1:9/x TLS handshake failed: compiled programs have no TLS yet null\n"


def _tool(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fuse_mlir.cli.main", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_secure_requests_fail_with_a_code_and_builds_say_so(tmp_path: Path) -> None:
    (tmp_path / "client.fuse").write_text(_PROGRAM)
    assert _tool(tmp_path, "run", "client.fuse").stdout == _ANSWER
    built = _tool(tmp_path, "build", "--aot", "client.fuse", "-o", "client")
    assert built.returncode == 0
    assert "client.fuse:5:9: warning[FUSE_UNSUPPORTED]: `http.get` sends no https:// requests in compiled programs" in built.stderr
    assert subprocess.run([tmp_path / "client"], capture_output=True, text=True, timeout=20).stdout == _ANSWER
    assert "tls_error" not in _tool(tmp_path, "run", "--backend", "ast", "client.fuse").stdout
