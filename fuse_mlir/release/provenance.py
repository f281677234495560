"""Where an executable comes from: an in-toto statement with the SLSA provenance predicate, as JSON.

It names the inputs by path in the package and hash, the options, and the versions of the tools; of the machine and the user it says
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .. import __version__


@dataclass(frozen=True, slots=True)
class Origin:
    """`subjects` and `inputs`: hashes (SHA-256) by name; `tools`: versions by name."""

    subjects: Mapping[str, str]
    inputs: Mapping[str, str]
    options: Mapping[str, object]
    tools: Mapping[str, str]


def provenance(origin: Origin) -> str:
    """The statement."""
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [_resource(name, digest) for name, digest in sorted(origin.subjects.items())],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:fuse-mlir:build:1",
                "externalParameters": dict(origin.options),
                "resolvedDependencies": [_resource(name, digest) for name, digest in sorted(origin.inputs.items())],
            },
            "runDetails": {
                "builder": {"id": "urn:fuse-mlir", "version": {"fuse-mlir": __version__, **dict(sorted(origin.tools.items()))}}
            },
        },
    }
    return json.dumps(statement, indent=1, ensure_ascii=False) + "\n"


def _resource(name: str, digest: str) -> dict[str, object]:
    return {"name": name, "digest": {"sha256": digest}}
