"""Packages: `fuse.toml`, dependencies, `fuse.lock`. Reads and writes files and runs git; prints nothing."""
