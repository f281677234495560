"""Programs that one way to run them gets wrong, with the reason. A listed program that passes fails the run.

Keys are (program, way); the way `*` stands for all of them.
"""

KNOWN_GAPS: dict[tuple[str, str], str] = {}
