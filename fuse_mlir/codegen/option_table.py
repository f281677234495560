"""The options of `build` that change the executable: one table, from which the command line, its help and `BuildOptions` are made.

    profile               made by                 code                  symbols
    debug                 --aot                   level 1               in the executable
    release               --release               level 3, baseline CPU none
    release-with-symbols  --release --symbols     as release            in a file beside it

An option that is not given is left to the profile. What was chosen is part of the build line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .errors import BuildError
from .stages import BuildOptions
from .targets import target_names


@dataclass(frozen=True, slots=True)
class BuildOption:
    """One option. `metavar` is empty for a switch; `values` are all there are, none: any word."""

    flag: str
    metavar: str
    help: str
    values: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the option is called in Python."""
        return self.flag.removeprefix("--").replace("-", "_")


OPTION_TABLE = (
    BuildOption("--release", "", "Write the fastest executable, without symbols; implies --aot."),
    BuildOption("--symbols", "", "With --release: write the symbols to a file of their own, PATH.debug, for debuggers."),
    BuildOption("--target", "NAME", f"What machine to build for: {', '.join(target_names())}. [default: this one]"),
    BuildOption(
        "--link",
        "static|dynamic",
        "static: needs nothing of the system; dynamic: uses its C library. [default: static on Linux with --release]",
        ("static", "dynamic"),
    ),
    BuildOption("--cpu", "NAME", "The oldest CPU that has to run it; native: this machine's. [default: any of the target]"),
    BuildOption("--opt", "0..3", "How much to optimize. [default: 3 with --release, else 1]", ("0", "1", "2", "3")),
    BuildOption("--leak-check", "", "Link the runtime that counts live objects and reports them at exit."),
)


def build_options(choices: dict[str, Any], *, locations: bool = False) -> BuildOptions:
    """The options of a build from what was chosen, by the `name` of each option; takes these out of `choices`.

    Errors: BuildError for a combination that has no meaning.
    """
    chosen = {option.name: choices.pop(option.name) for option in OPTION_TABLE}
    if chosen["symbols"] and not chosen["release"]:
        raise BuildError("--symbols needs --release", "without --release the symbols are in the executable")
    return BuildOptions(
        profile="release" if chosen["release"] else "debug",
        target=chosen["target"],
        link=chosen["link"],
        cpu=chosen["cpu"],
        opt_level=None if chosen["opt"] is None else int(chosen["opt"]),
        symbols=chosen["symbols"],
        leak_check=chosen["leak_check"],
        locations=locations,
    )
