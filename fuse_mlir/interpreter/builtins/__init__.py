"""The builtins, one subject a file; `table` finds them by name and loads a file when the program first needs it."""
