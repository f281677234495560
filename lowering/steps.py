"""Steps: what pipelines are lists of. A step is a registered pass with its options, or a pass of MLIR by its textual form."""

from __future__ import annotations

from dataclasses import dataclass

from .registry import OptionValue, PassInfo, find_pass


@dataclass(frozen=True, slots=True)
class PassStep:
    """A registered pass. `options` has every option of the pass, in the order of the registry."""

    info: PassInfo
    options: tuple[tuple[str, OptionValue], ...]

    @property
    def name(self) -> str:
        return self.info.name

    @property
    def text(self) -> str:
        """Textual form; options that have their default are left out."""
        defaults = {option.name: option.default for option in self.info.options}
        given = [f"{name}={_option_text(value)}" for name, value in self.options if value != defaults[name]]
        return f"{self.name}{{{' '.join(given)}}}" if given else self.name

    @property
    def speed(self) -> bool:
        return self.info.speed


@dataclass(frozen=True, slots=True)
class UpstreamStep:
    """A pass of MLIR; `text` is its element in a textual pipeline, `speed` whether programs compile without it."""

    text: str
    speed: bool

    @property
    def name(self) -> str:
        """`func.func(cse)` is `cse`, `canonicalize{…}` is `canonicalize`."""
        return self.text.split("{")[0].split("(")[-1].split(",")[0].rstrip(")").strip()


Step = PassStep | UpstreamStep


def run_pass(name: str, **options: OptionValue) -> PassStep:
    """A registered pass with options by name (`-` written `_`); options not given have their default.

    Errors: ValueError for an unknown pass or option, and for a value of the wrong type.
    """
    info = find_pass(name)
    given = {key.replace("_", "-"): value for key, value in options.items()}
    known = {option.name for option in info.options}
    for key in given:
        if key not in known:
            raise ValueError(f"pass '{name}' has no option '{key}'")
    resolved: list[tuple[str, OptionValue]] = []
    for option in info.options:
        value = given.get(option.name, option.default)
        if type(value) is not type(option.default):
            raise ValueError(f"option '{option.name}' of pass '{name}' takes {_kind(option.default)}, not {value!r}")
        resolved.append((option.name, value))
    return PassStep(info, tuple(resolved))


def upstream(text: str, *, speed: bool = False) -> UpstreamStep:
    """A pass of MLIR. `speed`: it only makes the program faster, and `-O0` leaves it out."""
    return UpstreamStep(text, speed)


def _kind(value: OptionValue) -> str:
    return {bool: "a bool", int: "an integer", str: "a text"}[type(value)]


def _option_text(value: OptionValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
