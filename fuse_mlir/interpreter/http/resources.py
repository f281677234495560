"""What a server answers without a route: static files, and the page that shows the program's OpenAPI document."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..report import internal_error
from .live_reload import script_text, with_live_reload
from .reply import HTML, Reply

if TYPE_CHECKING:
    from ..machine import Machine

_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OpenAPI</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
td { padding: .25rem 1rem .25rem 0; vertical-align: top }
td:first-child { font-weight: 600 }
</style>
</head>
<body>
<h1 id="title">OpenAPI</h1>
<p id="status">Loading…</p>
<table><tbody id="routes"></tbody></table>
<p><a id="spec">openapi.json</a></p>
<script>
(function () {
  var url = '@URL@', byId = function (id) { return document.getElementById(id); };
  byId('spec').href = url;
  fetch(url).then(function (response) {
    if (!response.ok) { throw new Error('HTTP ' + response.status); }
    return response.json();
  }).then(function (spec) {
    byId('title').textContent = spec.info.title + ' ' + spec.info.version;
    byId('status').textContent = '';
    Object.keys(spec.paths || {}).forEach(function (path) {
      Object.keys(spec.paths[path]).forEach(function (verb) {
        var row = byId('routes').insertRow(), operation = spec.paths[path][verb];
        [verb.toUpperCase(), path, operation.summary || ''].forEach(function (text) {
          row.insertCell().textContent = text;
        });
      });
    });
  }).catch(function (error) { byId('status').textContent = 'Failed to load the document: ' + error.message; });
})();
</script>
</body>
</html>
"""


def openapi_reply(path: str, machine: Machine) -> Reply | None:
    """The page below `/docs`, or the document itself; None for another path, or when the program has no document."""
    spec = machine.variable("FUSE_OPENAPI_JSON_PATH")
    if spec is None:
        return None
    page = _page_path(machine.variable("FUSE_OPENAPI_UI_PATH") or "")
    if path.removesuffix("/") == page:
        return Reply(200, with_live_reload(_PAGE.replace("@URL@", script_text(f"{page}/openapi.json")), machine).encode(), HTML)
    if path != f"{page}/openapi.json":
        return None
    try:
        with open(spec, encoding="utf-8", newline="") as file:
            return Reply(200, file.read().encode(), _TYPES[".json"])
    except OSError as error:
        reason = f"{error.strerror} (os error {error.errno})"
    except UnicodeDecodeError:
        reason = "stream did not contain valid UTF-8"
    return Reply(500, internal_error(f"failed to read openapi spec: {reason}").encode())


def _page_path(raw: str) -> str:
    """A leading slash, and none at the end."""
    trimmed = raw.strip() or "/docs"
    return "/" + trimmed.strip("/") if trimmed.strip("/") else ""


def _leads_elsewhere(relative: str) -> bool:
    return os.path.isabs(relative) or (os.name == "nt" and any(char in "\\:" for char in relative))


def static_reply(path: str, machine: Machine) -> Reply | None:
    """A text file below the static folder; None when there is none of that name, or it is no text."""
    folder = machine.variable("FUSE_STATIC_DIR")
    if folder is None:
        return None
    index = machine.variable("FUSE_STATIC_INDEX") or "index.html"
    relative = path.lstrip("/")
    if relative == "" or relative.endswith("/"):
        relative += index
    full = os.path.join(folder, relative)
    if ".." in relative.split("/") or "\0" in relative or _leads_elsewhere(relative) or not os.path.isfile(full):
        return None
    try:
        with open(full, encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        # The language says so: what cannot be read as text is left to the routes.
        return None
    content_type = _TYPES.get(os.path.splitext(full)[1], "text/plain; charset=utf-8")
    return Reply(200, (with_live_reload(text, machine) if content_type == HTML else text).encode(), content_type)
