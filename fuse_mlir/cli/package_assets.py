"""What a build does in the folder of its package before it reads a source: the hook of the manifest, then the names of style
sheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from ..codegen.file_lock import exclusive_lock
from ..package.build_hook import run_before_build
from ..package.css_assets import hash_css
from .build_report import BuildReport
from .faults import Progress
from .project import Project, package_errors


def prepare_assets(project: Project, progress: Progress, report: BuildReport) -> None:
    """Has everything there that the package makes itself. Builds of one package take turns with it.

    Errors: UserError for a hook that fails, and for style sheets that are not there or cannot be written.
    """
    manifest = project.manifest
    if manifest is None:
        return
    with package_errors():
        if manifest.assets_before_build is None and manifest.assets_css is None:
            hash_css(manifest)  # only removes a map, where there is one
            return
        with _turn(project, progress):
            if manifest.assets_before_build is not None:
                progress.phase = "running the hook before_build"
                report.phase("run the hook before_build")
                run_before_build(manifest)
            progress.phase = "naming the style sheets"
            report.phase("name the style sheets")
            hash_css(manifest)
            progress.phase = "checking the program"


@contextmanager
def _turn(project: Project, progress: Progress) -> Iterator[None]:
    """Waits for another build of the package that is at this point."""
    with ExitStack() as held:
        # Where nothing can be written there is nothing that two builds could write.
        with suppress(OSError):
            waiting = "waiting for the assets of another build"
            held.enter_context(
                exclusive_lock(project.root / ".fuse" / "build" / "assets.lock", lambda: progress.console.step("build", waiting))
            )
        yield
