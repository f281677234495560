"""Makes well-typed FUSE programs from seeds. `programs.generate(seed)` is the whole of it."""
