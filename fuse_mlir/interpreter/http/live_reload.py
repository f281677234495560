"""The script that pages carry while they are developed: it reloads them when the program has been built again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..machine import Machine

_MARK = "data-fuse-live-reload"
# Messages are `reload`, `{"type":"clear_error"}` and `{"type":"compile_error","message":…}`; a lost connection is tried again, less
# and less often.
_SCRIPT = (
    "(function(){var delay=500,id='fuse-dev-overlay';"
    "function overlay(){return document.getElementById(id);}"
    "function hide(){var box=overlay();if(box){box.remove();}}"
    "function show(text){hide();var box=document.createElement('pre');box.id=id;box.textContent=text;"
    "box.style.cssText='position:fixed;inset:0;margin:0;padding:24px;overflow:auto;z-index:2147483647;"
    "background:#111827;color:#f9fafb';document.documentElement.appendChild(box);}"
    "function receive(data){if(data==='reload'){location.reload();return;}var event;try{event=JSON.parse(data);}catch(_){return;}"
    "if(event&&event.type==='clear_error'){hide();}"
    "if(event&&event.type==='compile_error'){show(String(event.message||'unknown compile error'));}}"
    "function connect(){var socket=new WebSocket('@URL@');socket.onopen=function(){delay=500;};"
    "socket.onmessage=function(message){receive(message.data);};"
    "socket.onclose=function(){setTimeout(connect,delay);delay=Math.min(delay*2,3000);};}connect();})();"
)


def with_live_reload(markup: str, machine: Machine) -> str:
    """The page with the script before its last `</body>`, where the environment says whom to listen to."""
    url = machine.variable("FUSE_DEV_RELOAD_WS_URL") or ""
    if not url.strip() or _MARK in markup:
        return markup
    script = f"<script {_MARK}>{_SCRIPT.replace('@URL@', script_text(url))}</script>"
    before, closing, after = markup.rpartition("</body>")
    return before + script + closing + after if closing else markup + script


def script_text(text: str) -> str:
    """Text for a script's string in single quotes; it cannot end the string, nor the script."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in " /:._-?=&#%") else f"\\u{{{ord(char):x}}}" for char in text
    )
