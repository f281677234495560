"""The text of every diagnostic, one file a subject. Who reports imports the message by its name; `catalogue` has them all.

A message stands here once, with its code where it has one, and its hint where that does not depend on the program. Nobody else
writes a text that a diagnostic shows: a test reads the sources for that.
"""
