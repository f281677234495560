"""The stable codes of diagnostics, as the language specification names them; each has one wording at most a part."""

from __future__ import annotations

FUSE_HTML_ATTR_COMMA = "FUSE_HTML_ATTR_COMMA"
FUSE_HTML_ATTR_MAP = "FUSE_HTML_ATTR_MAP"
FUSE_RESERVED_KEYWORD = "FUSE_RESERVED_KEYWORD"
