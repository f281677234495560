"""The bill of materials of an executable, in SPDX 2.3 as JSON."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from .. import __version__
from .components import Component

_NO_ASSERTION = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class Product:
    """What the bill is about. `dependencies`: the FUSE packages that the program uses, by name; `components`: of others."""

    name: str
    file_name: str
    executable: bytes
    dependencies: Sequence[str]
    components: Sequence[Component]


def sbom(product: Product, time_s: int) -> str:
    """The document; `time_s` is in seconds since 1970."""
    digest = hashlib.sha256(product.executable).hexdigest()
    parts = [
        *(
            _package(f"component-{each.identifier}", each.name, each.version, each.licence, each.source)
            for each in product.components
        ),
        *(_package(f"dependency-{_identifier(name)}", name) for name in sorted(product.dependencies)),
    ]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": product.name,
        # Unique, as it has to be, and the same for the same executable.
        "documentNamespace": f"https://spdx.org/spdxdocs/{_identifier(product.name)}-{digest}",
        "creationInfo": {
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time_s)),
            "creators": [f"Tool: fuse-mlir-{__version__}"],
        },
        "packages": [_package("program", product.name), *parts],
        "files": [
            {
                "SPDXID": "SPDXRef-executable",
                "fileName": f"./{product.file_name}",
                "fileTypes": ["BINARY"],
                "checksums": [
                    {"algorithm": "SHA1", "checksumValue": hashlib.sha1(product.executable, usedforsecurity=False).hexdigest()},
                    {"algorithm": "SHA256", "checksumValue": digest},
                ],
                "licenseConcluded": _NO_ASSERTION,
                "copyrightText": _NO_ASSERTION,
            }
        ],
        "relationships": [
            _relation("DOCUMENT", "DESCRIBES", "program"),
            _relation("program", "GENERATES", "executable"),
            *(_relation("executable", "STATIC_LINK", part["SPDXID"].removeprefix("SPDXRef-")) for part in parts),
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _package(
    identifier: str, name: str, version: str | None = None, licence: str = _NO_ASSERTION, source: str | None = None
) -> dict[str, object]:
    package: dict[str, object] = {
        "SPDXID": f"SPDXRef-{identifier}",
        "name": name,
        "downloadLocation": _NO_ASSERTION,
        "filesAnalyzed": False,
        "licenseConcluded": licence,
        "licenseDeclared": licence,
        "copyrightText": _NO_ASSERTION,
    }
    if version is not None:
        package["versionInfo"] = version
    if source is not None:
        reference = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": source}
        package["externalRefs"] = [reference]
    return package


def _relation(element: str, kind: str, related: str) -> dict[str, str]:
    return {
        "spdxElementId": f"SPDXRef-{element}",
        "relationshipType": kind,
        "relatedSpdxElement": f"SPDXRef-{related}",
    }


def _identifier(text: str) -> str:
    """A name with what identifiers of SPDX may hold."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", text)
