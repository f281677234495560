"""From a location of the IR to the place in a file that it leads to."""

from __future__ import annotations

from mlir import ir


def file_location(location: ir.Location) -> ir.Location | None:
    """The place in a file that the location leads to: of a call the callee, of several the first. None where it leads to none."""
    if location.is_a_file():
        return location
    if location.is_a_name():
        return file_location(location.child_loc)
    if location.is_a_callsite():
        return file_location(location.callee)
    if location.is_a_fused():
        return next((found for part in location.locations if (found := file_location(part)) is not None), None)
    return None


def location_text(location: ir.Location) -> str:
    """`file:line:column` where the location leads to a file, else its IR text."""
    found = file_location(location)
    if found is None:
        return str(location).removeprefix("loc(").removesuffix(")")
    return f"{found.filename}:{found.start_line}:{found.start_col}"


def name_of(location: ir.Location) -> str | None:
    """What the user calls the thing at the location: the name that the importer put there. None where it has none."""
    if location.is_a_name():
        return location.name_str
    if location.is_a_fused():
        return next((found for part in location.locations if (found := name_of(part)) is not None), None)
    return None
