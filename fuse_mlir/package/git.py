"""Git repositories of dependencies, through the `git` command: what a reference means, and a checkout of it.

In: the url of a repository and a request. Out: a commit, a folder.
A checkout is made beside its place and renamed into it, so a folder that exists is complete. Words from a manifest are never taken
for options of git.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..frontend.messages.packages import CHECKOUT_NOT_GIT, CHECKOUT_NOT_MADE, GIT_FAILED, GIT_NOT_STARTED, REF_NOT_RESOLVED
from .errors import PackageError, reason
from .request import GitRequest

# A revision names a folder, too.
_REVISION = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]*")


class Git:
    """`folder`: where relative paths of repositories start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def commit(self, request: GitRequest) -> str:
        """The commit that a request means now; a `rev` is taken as it is."""
        url, reference = request.url, request.reference
        if request.kind == "rev":
            return checked_revision(reference, url)
        if request.kind == "tag":
            return self._remote(url, f"refs/tags/{reference}")
        if request.kind == "branch":
            return self._remote(url, f"refs/heads/{reference}")
        if request.kind == "version":
            prefixed = self._find(url, f"refs/tags/v{reference}")
            return prefixed if prefixed is not None else self._remote(url, f"refs/tags/{reference}")
        return self._remote(url, "HEAD")

    def check_out(self, url: str, revision: str, place: Path) -> None:
        """Make `place` a checkout of a revision, unless it is one."""
        if place.exists():
            if not (place / ".git").exists():
                raise PackageError(CHECKOUT_NOT_GIT(path=place))
            return
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            scratch = Path(tempfile.mkdtemp(prefix=f".{place.name[:16]}.", dir=place.parent))
        except OSError as error:
            raise PackageError(CHECKOUT_NOT_MADE(path=place.parent, reason=reason(error))) from None
        try:
            clone = scratch / "clone"
            self._run("clone", "--quiet", "--no-checkout", "--", url, str(clone.absolute()))
            self._run("-C", str(clone.absolute()), "checkout", "--quiet", "--detach", revision)
            os.replace(clone, place)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _remote(self, url: str, reference: str) -> str:
        found = self._find(url, reference)
        if found is None:
            raise _unresolved(reference, url)
        return found

    def _find(self, url: str, reference: str) -> str | None:
        """The commit of a reference in a remote repository; of an annotated tag that which it is put on."""
        peeled = f"{reference}^{{}}"
        commits = {}
        for line in self._run("ls-remote", "--", url, reference, peeled).splitlines():
            commit, _, name = line.partition("\t")
            commits[name] = commit
        return commits.get(peeled) or commits.get(reference)

    def _run(self, *arguments: str) -> str:
        # What git is told of a repository by whoever runs us (a hook, say) is not about this one.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        kept = {name: os.environ[name] for name in ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS") if name in os.environ}
        environment |= {**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        shown = json.dumps(arguments, ensure_ascii=False)
        try:
            done = subprocess.run(["git", *arguments], cwd=self._folder, env=environment, capture_output=True, check=False)
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise PackageError(GIT_NOT_STARTED(arguments=shown, reason=why)) from None
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise PackageError(GIT_FAILED(arguments=shown, reason=said))
        return done.stdout.decode("utf-8", "replace")


def checked_revision(revision: str, url: str) -> str:
    """A revision that can be the name of a folder and no option.

    Errors:  PackageError(FUSE_DEP_GIT_REF_RESOLVE_FAILED)
    """
    if not _REVISION.fullmatch(revision):
        raise _unresolved(revision, url)
    return revision


def _unresolved(reference: str, url: str) -> PackageError:
    return PackageError(REF_NOT_RESOLVED(reference=reference, url=url))
