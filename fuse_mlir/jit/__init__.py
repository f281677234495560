"""In-process execution of programs: `jit.run.run`."""
